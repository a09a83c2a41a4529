"""Xuất — values in other formats: JSON, Markdown, iCalendar. The same value gives the same bytes."""

from .data import agenda_data, as_json, deadline_data, rule_data
from .files import write_all
from .ics import agenda_ics, roster_ics
from .markdown import agenda_markdown
from .peers import as_holidays, from_lunardate, to_lunardate
from .rosters import roster_csv, roster_markdown

__all__ = [
    "agenda_data",
    "agenda_ics",
    "agenda_markdown",
    "as_holidays",
    "as_json",
    "deadline_data",
    "from_lunardate",
    "roster_csv",
    "roster_ics",
    "roster_markdown",
    "rule_data",
    "to_lunardate",
    "write_all",
]
