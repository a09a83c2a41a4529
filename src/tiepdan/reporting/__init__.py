"""Chế độ báo cáo — reports that come due: of what, by when, from whom, to whom and through whom."""

from .cycles import Cycle
from .due import Due, Length
from .expansion import as_item, falls_due
from .levels import Layer, Level
from .reports import DueReport, Leg, Link, Report
from .standing import ReportStanding, report_standing
from .statutory import StatutoryDuty, StatutoryReport, due_statutory, statutory_reports

__all__ = [
    "Cycle",
    "Due",
    "DueReport",
    "Layer",
    "Leg",
    "Length",
    "Level",
    "Link",
    "Report",
    "ReportStanding",
    "StatutoryDuty",
    "StatutoryReport",
    "as_item",
    "due_statutory",
    "falls_due",
    "report_standing",
    "statutory_reports",
]
