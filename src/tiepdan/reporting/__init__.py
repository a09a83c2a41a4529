"""Chế độ báo cáo — reports that come due: of what, by when, from whom, to whom and through whom."""

from .cycles import Cycle
from .reports import Length, Report, expand
from .statutory import Level, StatutoryReport, statutory_reports

__all__ = ["Cycle", "Length", "Level", "Report", "StatutoryReport", "expand", "statutory_reports"]
