"""Giờ đã bận — the hours that receptions and conferences take, for those who look for free ones."""

from __future__ import annotations

from ..arguments import checked
from ..calendars import WorkCalendar
from ..dialogue import Busy
from ..plans import Plan
from ..spans import DateRange
from .expansion import expand
from .hours import hours_taken


@checked
def busy(plan: Plan, period: DateRange, *, calendar: WorkCalendar) -> tuple[Busy, ...]:
    """Giờ đã bận — the hours of the plan's receptions and conferences, and of the other receptions it knows, in order.

    Duties over a break are left out: somebody is on duty at every hour.

    Raises:
        OutsideCoverage: the calendar does not cover the period.
    """
    return hours_taken(plan, expand(plan, period, calendar=calendar).items, period, calendar)
