"""Kiểm tra — whether an agenda, and the records that were kept, are as the law asks; the figures they come to."""

from .figures import ReportFigures, Sessions, Visits, report_figures
from .kept import as_held, record_findings
from .minimum import minimum_findings

__all__ = [
    "ReportFigures",
    "Sessions",
    "Visits",
    "as_held",
    "minimum_findings",
    "record_findings",
    "report_figures",
]
