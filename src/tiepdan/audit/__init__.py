"""Kiểm tra — whether an agenda keeps what the law asks."""

from .minimum import minimum_findings

__all__ = ["minimum_findings"]
