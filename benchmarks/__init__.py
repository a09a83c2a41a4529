"""Đo tốc độ — ratios beside other libraries, measured in one run."""
