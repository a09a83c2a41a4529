"""Kiểm tra — whether an agenda, and the records that were kept, are as the law asks."""

from .kept import as_held, record_findings
from .minimum import minimum_findings

__all__ = ["as_held", "minimum_findings", "record_findings"]
