"""Giờ đã bận — the hours that an agenda takes, for rooms that look for free ones."""

from __future__ import annotations

from ..dialogue import Busy
from ..spans import TimeWindow
from .agenda import Agenda

_TAKING = ("reception", "dialogue")


def busy(agenda: Agenda) -> tuple[Busy, ...]:
    """Giờ đã bận — the hours of receptions and conferences, in order.

    Duties over a break are left out: somebody is on duty at every hour.
    """
    return tuple(
        Busy(day=item.date, window=TimeWindow(item.start, item.end), what=item.what)
        for item in agenda.items
        if item.kind in _TAKING and item.date and item.start and item.end
    )
