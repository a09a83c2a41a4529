"""Giờ đã có lịch — the hours that dated items and other receptions take."""

from __future__ import annotations

from collections.abc import Iterable

from ..calendars import WorkCalendar
from ..dialogue import Busy
from ..plans import Plan
from ..spans import DateRange, TimeWindow
from ..work import Item, Status

_TAKING = ("reception", "dialogue")


def hours_taken(plan: Plan, items: Iterable[Item], period: DateRange, calendar: WorkCalendar) -> tuple[Busy, ...]:
    """The hours of the receptions and conferences among the items, and of the other receptions that the plan knows.

    A session that a deputy takes, or that is to be postponed, leaves its receiver free.
    """
    found = [
        Busy(day=item.date, window=TimeWindow(item.start, item.end), what=item.what)
        for item in items
        if item.kind in _TAKING and item.date and item.start and item.end and _in_person(item)
    ]
    for other in plan.other_reception:
        window = TimeWindow(other.when.from_, other.when.to)
        days = (one.actual for one in other.when.occurrences(period, calendar))
        found += [Busy(day=day, window=window, what=other.name) for day in days if day in period]
    return tuple(sorted(found, key=lambda one: (one.day, one.window.start, one.what)))


def _in_person(item: Item) -> bool:
    return item.on_behalf_of is None and item.status is Status.PLANNED
