"""Thư viện khác — our values in the shapes that other libraries expect."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..arguments import as_declared, checked
from ..calendars import LunarDate, WorkCalendar
from ..errors import MissingExtra

if TYPE_CHECKING:
    import lunardate
    from holidays import HolidayBase


@checked
def as_holidays(calendar: WorkCalendar, years: Iterable[int]) -> HolidayBase:
    """The days off of a calendar as a `holidays` object, for code that expects one; days made up are worked.

    Only the years asked for are filled, from the calendar alone; a weekend is told by its weekday.

    >>> peer = as_holidays(WorkCalendar.vietnam(), [2026])
    >>> peer.get("2026-01-02"), peer.is_working_day("2026-01-10")
    ('Nghỉ hoán đổi (làm bù 10/01/2026)', True)

    Raises:
        MissingExtra: holidays is not installed.
        OutsideCoverage: a year is not covered by the calendar.
    """
    try:
        from ._holiday_base import Vietnam
    except ImportError:
        raise MissingExtra("the holidays adapter", "holidays") from None
    return Vietnam(calendar, years)


@checked
def to_lunardate(lunar: LunarDate) -> lunardate.LunarDate:
    """The same civil day as `lunardate` has it, by China's calendar: on one day in twenty-five another lunar date.

    >>> to_lunardate(LunarDate(2030, 1, 1))
    LunarDate(2029, 12, 30, 0)

    Raises:
        MissingExtra: lunardate is not installed.
    """
    day = lunar.to_date()
    return _lunardate().from_solar_date(day.year, day.month, day.day)


def from_lunardate(other: lunardate.LunarDate) -> LunarDate:
    """The Vietnamese lunar date of the civil day that a `lunardate` value stands for.

    Raises:
        MissingExtra: lunardate is not installed.
        WrongType: the value is none of lunardate's.
    """
    kind = _lunardate()
    other = as_declared("from_lunardate: other", kind, other)
    return LunarDate.from_date(other.to_solar_date())


def _lunardate() -> Any:
    try:
        from lunardate import LunarDate as Chinese
    except ImportError:
        raise MissingExtra("the exchange with lunardate", "lunardate") from None
    return Chinese
