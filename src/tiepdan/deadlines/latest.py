"""Sự kiện muộn nhất — the other way round: which events have their day by a given day."""

from __future__ import annotations

from datetime import date, timedelta

from ..arguments import checked
from ..calendars import WorkCalendar
from ..durations import CalendarDays, Duration, Months, WorkingDays, Years
from ..errors import OutsideCoverage
from .counting import months_later

_DAY = timedelta(days=1)
_MONTHS_OF_A_YEAR = 12


@checked
def latest_event(length: Duration, day: date, calendar: WorkCalendar) -> date:
    """Sự kiện muộn nhất — the latest event that so long before it, counted back, is no later than a day.

    The last day that the calendar covers, if the event would lie beyond.

    >>> calendar = WorkCalendar.vietnam()
    >>> latest_event(WorkingDays(5), date(2025, 11, 14), calendar)
    datetime.date(2025, 11, 21)
    """
    try:
        return min(_counted(length, day, calendar), calendar.coverage.last)
    except (OutsideCoverage, OverflowError):
        return calendar.coverage.last


def _counted(length: Duration, day: date, calendar: WorkCalendar) -> date:
    if isinstance(length, WorkingDays):
        return calendar.add_working_days(day, length.n)
    if isinstance(length, CalendarDays):
        return day + timedelta(days=length.n)
    if not isinstance(length, Months | Years):
        return day
    from dateutil.relativedelta import relativedelta

    later = months_later(day, length.n * (_MONTHS_OF_A_YEAR if isinstance(length, Years) else 1), calendar)
    is_last_of_month = (day + _DAY).day == 1  # which stands for all days that its month lacks
    return later + relativedelta(day=31) if is_last_of_month else later
