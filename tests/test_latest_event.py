"""Which event is the latest whose day, counted back from it, has come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tiepdan import CalendarDays, DateRange, Months, WorkCalendar, WorkingDays, Years, compute_deadline
from tiepdan.deadlines import latest_event, phrases
from tiepdan.durations import Duration, Hours

CALENDAR = WorkCalendar.vietnam(known_on=date(2026, 11, 28))


@pytest.mark.parametrize(
    "length", [WorkingDays(0), WorkingDays(1), WorkingDays(60), CalendarDays(0), CalendarDays(45), Months(1), Months(7),
               Years(1), Hours(2)],
    ids=str,
)  # fmt: skip
def test_the_latest_event_is_the_last_whose_day_is_no_later(length: Duration) -> None:
    """Each event of two years in turn: the last whose day, counted back, has come by then."""
    limit = phrases.at_least_before(length)
    events = [date(2027, 1, 1) + timedelta(days=days) for days in range(-500, 460)]
    days = [compute_deadline(limit, event, calendar=CALENDAR).due for event in events]
    assert days == sorted(days)
    for day in DateRange(date(2026, 12, 1), date(2027, 3, 31)):
        last = max(event for event, due in zip(events, days, strict=True) if due <= day)
        assert latest_event(length, day, CALENDAR) == last


def test_the_latest_event_of_all_is_the_end_of_the_calendar() -> None:
    for length in (WorkingDays(60), CalendarDays(60), Months(2), CalendarDays(4_000_000), Years(9000)):
        assert latest_event(length, date(2053, 12, 1), CALENDAR) == date(2053, 12, 31)
