"""Lịch — what kind of day it is: lunar dates, days off, days made up, working days."""

from .coverage import lunar_certainty
from .days import Day, DayKind, weekday_name
from .decisions import Decision, Span, Swap, read_decisions
from .lunar import LunarDate, LunarMonthDay, leap_month, lunar_coverage, month_length, tet
from .lunar_text import stem_branch
from .work import WorkCalendar

__all__ = [
    "Day",
    "DayKind",
    "Decision",
    "LunarDate",
    "LunarMonthDay",
    "Span",
    "Swap",
    "WorkCalendar",
    "leap_month",
    "lunar_certainty",
    "lunar_coverage",
    "month_length",
    "read_decisions",
    "stem_branch",
    "tet",
    "weekday_name",
]
