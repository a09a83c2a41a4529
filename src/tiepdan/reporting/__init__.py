"""Chế độ báo cáo — reports that come due: by when, from whom, to whom and through whom."""

from .reports import Cycle, DayOfYear, Report, expand

__all__ = ["Cycle", "DayOfYear", "Report", "expand"]
