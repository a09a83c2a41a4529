"""Kiểm thử — Hypothesis strategies for what this package is made of, and the properties a rule of one's own must have.

The first name that is asked for needs the extra `testing`, and loads what the strategies draw.

>>> from datetime import date
>>> from hypothesis import given
>>> from tiepdan import WorkCalendar
>>> from tiepdan.testing import civil_dates
>>> calendar = WorkCalendar.vietnam()
>>> @given(civil_dates(first=date(2014, 1, 1)))
... def test_a_day_rolls_to_a_working_day(day):
...     assert calendar.is_working_day(calendar.roll_backward(day))
>>> test_a_day_rolls_to_a_working_day()
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .checking import BrokenProperty as BrokenProperty
    from .checking import check_rule as check_rule
    from .strategies import calendars as calendars
    from .strategies import civil_dates as civil_dates
    from .strategies import date_ranges as date_ranges
    from .strategies import durations as durations
    from .strategies import lunar_dates as lunar_dates
    from .strategies import rules as rules
    from .strategies import time_limits as time_limits
    from .strategies import versions as versions

_MODULES = {
    "checking": "BrokenProperty check_rule",
    "strategies": "calendars civil_dates date_ranges durations lunar_dates rules time_limits versions",
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names.split()}

__all__ = sorted(_MODULE_OF)


def __getattr__(name: str) -> "Any":
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'tiepdan.testing' has no attribute '{name}'")
    from importlib import import_module

    try:
        import_module("hypothesis")
    except ImportError:
        from ..errors import MissingExtra

        raise MissingExtra("tiepdan.testing", "testing") from None
    value = getattr(import_module(f".{_MODULE_OF[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__]
