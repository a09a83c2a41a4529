"""Cụm từ về thời hạn — the phrases by which texts set a time, each as the limit it means.

Ward plans and decisions set times that no registry holds. These build the `TimeLimit` that a phrase means, to be given
to `compute_deadline` with the day the phrase names:

>>> from datetime import date
>>> from tiepdan import LunarMonthDay, WorkCalendar, WorkingDays, compute_deadline
>>> calendar = WorkCalendar.vietnam()
>>> def last_day(limit, event):
...     return compute_deadline(limit, event, calendar=calendar).due
>>> last_day(within(WorkingDays(5)), date(2026, 11, 20))
datetime.date(2026, 11, 30)
>>> last_day(before(), date(2026, 5, 13))
datetime.date(2026, 5, 12)
>>> last_day(before(), LunarMonthDay.parse("23 tháng Chạp").in_year(2026))
datetime.date(2027, 1, 29)
"""

from __future__ import annotations

from ..arguments import checked
from ..durations import CalendarDays, Duration
from ..law import Direction, Meaning, TimeLimit


@checked
def within(length: Duration) -> TimeLimit:
    """“Trong thời hạn N ngày kể từ ngày E”, “… kể từ ngày tiếp theo của ngày E” — both leave E uncounted.

    The last day that is off moves to the next working day.
    """
    return TimeLimit(amount=length.n, unit=length.unit)


def at_once() -> TimeLimit:
    """“Ngay” — on the day itself or, where that is off, on the next working day."""
    return TimeLimit(amount=0, unit=CalendarDays.unit)


def by() -> TimeLimit:
    """“Chậm nhất ngày X”, “chậm nhất là ngày X” — X, which does not move; act by the working day at or before it."""
    return TimeLimit(amount=0, unit=CalendarDays.unit, direction=Direction.BEFORE)


def before() -> TimeLimit:
    """“Trước ngày X” — strictly: the day before X, which does not move; act by the working day at or before it."""
    return TimeLimit(amount=1, unit=CalendarDays.unit, direction=Direction.BEFORE)


@checked
def at_least_before(length: Duration) -> TimeLimit:
    """“Chậm nhất N ngày trước ngày X”, “trước ít nhất N ngày” — X less N, which does not move."""
    return TimeLimit(amount=length.n, unit=length.unit, direction=Direction.BEFORE)


@checked
def at_least(length: Duration) -> TimeLimit:
    """“Ít nhất N ngày kể từ ngày E” — a minimum period: it may end later, never earlier."""
    return TimeLimit(amount=length.n, unit=length.unit, meaning=Meaning.NOT_BEFORE)


def in_force_on() -> TimeLimit:
    """“Có hiệu lực kể từ ngày X” — from the start of X."""
    return TimeLimit(amount=0, unit=CalendarDays.unit, direction=Direction.BEFORE, meaning=Meaning.EFFECTIVE)


@checked
def in_force_after(length: Duration) -> TimeLimit:
    """“Có hiệu lực sau N ngày kể từ ngày ban hành E” — on the day after N full days; it does not move."""
    return TimeLimit(amount=length.n, unit=length.unit, meaning=Meaning.EFFECTIVE)
