"""Kiểm thử — Hypothesis strategies for what this package is made of, and the properties a rule of one's own must have.

>>> from datetime import date
>>> from hypothesis import given
>>> from tiepdan import WorkCalendar
>>> calendar = WorkCalendar.vietnam()
>>> @given(civil_dates(first=date(2014, 1, 1)))
... def test_a_day_rolls_to_a_working_day(day):
...     assert calendar.is_working_day(calendar.roll_backward(day))
>>> test_a_day_rolls_to_a_working_day()
"""

from ..errors import MissingExtra

try:
    import hypothesis as _hypothesis  # noqa: F401
except ImportError:
    raise MissingExtra("tiepdan.testing", "testing") from None

from .checking import BrokenProperty, check_rule
from .strategies import calendars, civil_dates, date_ranges, durations, lunar_dates, rules, time_limits, versions

__all__ = [
    "BrokenProperty",
    "calendars",
    "check_rule",
    "civil_dates",
    "date_ranges",
    "durations",
    "lunar_dates",
    "rules",
    "time_limits",
    "versions",
]
