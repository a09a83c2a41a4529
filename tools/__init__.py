"""Dụng cụ — what is run by hand around the package: checks of its bounds, tables that are built."""
