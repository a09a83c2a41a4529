"""Giờ đã bận — the hours that receptions and conferences take, for those who look for free ones."""

from __future__ import annotations

from ..calendars import WorkCalendar
from ..dialogue import Busy
from ..plans import Plan
from ..spans import DateRange, TimeWindow
from .expansion import expand

_TAKING = ("reception", "dialogue")


def busy(plan: Plan, period: DateRange, *, calendar: WorkCalendar) -> tuple[Busy, ...]:
    """Giờ đã bận — the hours of the plan's receptions and conferences, and of the other receptions it knows, in order.

    Duties over a break are left out: somebody is on duty at every hour.

    Raises:
        OutsideCoverage: the calendar does not cover the period.
    """
    found = [
        Busy(day=item.date, window=TimeWindow(item.start, item.end), what=item.what)
        for item in expand(plan, period, calendar=calendar).items
        if item.kind in _TAKING and item.date and item.start and item.end
    ]
    for other in plan.other_reception:
        window = TimeWindow(other.when.from_, other.when.to)
        days = (one.actual for one in other.when.occurrences(period, calendar))
        found += [Busy(day=day, window=window, what=other.name) for day in days if day in period]
    return tuple(sorted(found, key=lambda one: (one.day, one.window.start, one.what)))
