"""When a reception comes round; dates read off the calendar by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tiepdan import DateRange, InvalidFile, InvalidValue, TimeWindow, WorkCalendar, from_dict, to_dict
from tiepdan.reception import Recurrence, Weekday, Within


def recurrence(**keys: Any) -> Recurrence:
    return from_dict(Recurrence, {"from": "07:30", "to": "11:00", **keys})


def days(calendar: WorkCalendar, first: date, last: date, **keys: Any) -> list[str]:
    return [f"{one.actual:%d/%m}" for one in recurrence(**keys).occurrences(DateRange(first, last), calendar)]


def test_every_week_on_given_days(calendar: WorkCalendar) -> None:
    found = days(calendar, date(2026, 8, 17), date(2026, 8, 31), every="week", on=["mon", "thu"], day_off="skip")
    assert found == ["17/08", "20/08", "24/08", "27/08"]  # 31/08 is swapped off


def test_the_nth_and_the_last_weekday_of_a_month(calendar: WorkCalendar) -> None:
    found = days(
        calendar, date(2026, 3, 1), date(2026, 4, 30), every="month", on=["2nd fri", "last tue"], day_off="skip"
    )
    assert found == ["13/03", "31/03", "10/04", "28/04"]


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("next", ["23/02"]),  # Tết 2026 is off 14/02 to 22/02
        ("previous", ["13/02"]),
        ("nearest", ["23/02"]),  # 20/02: three days on, seven back
        ("skip", []),
        ("keep", ["20/02"]),
    ],
)
def test_what_becomes_of_a_day_off(calendar: WorkCalendar, policy: str, expected: list[str]) -> None:
    assert days(calendar, date(2026, 2, 1), date(2026, 2, 28), every="month", days=[20], day_off=policy) == expected


def test_of_two_days_as_near_the_later_is_taken(calendar: WorkCalendar) -> None:
    """24/11/2026 is a Tuesday off between two working days."""
    assert days(calendar, date(2026, 11, 1), date(2026, 11, 30), every="month", days=[24], day_off="nearest") == [
        "25/11"
    ]


def test_an_occurrence_may_leave_its_month(calendar: WorkCalendar) -> None:
    """1/1/2026 is off; the nearest working day is 31/12/2025: it belongs to the period in which it takes place."""
    keys = {"every": "month", "on": ["1st thu"], "day_off": "nearest"}
    assert days(calendar, date(2025, 12, 1), date(2025, 12, 31), **keys) == ["04/12", "31/12"]
    assert days(calendar, date(2026, 1, 1), date(2026, 1, 31), **keys) == []


def test_a_nominal_day_that_is_made_up_stays(calendar: WorkCalendar) -> None:
    assert days(calendar, date(2026, 8, 1), date(2026, 8, 31), every="month", days=[22], day_off="next") == ["22/08"]


def test_a_day_that_the_month_lacks(calendar: WorkCalendar) -> None:
    keys = {"every": "month", "days": [30], "day_off": "keep"}
    assert days(calendar, date(2027, 1, 1), date(2027, 3, 31), missing_day="last", **keys) == [
        "30/01",
        "28/02",
        "30/03",
    ]
    assert days(calendar, date(2028, 2, 1), date(2028, 2, 29), missing_day="last", **keys) == ["29/02"]
    assert days(calendar, date(2027, 1, 1), date(2027, 3, 31), missing_day="skip", **keys) == ["30/01", "30/03"]


def test_two_occurrences_moved_to_one_day_are_one(calendar: WorkCalendar) -> None:
    found = days(calendar, date(2026, 2, 1), date(2026, 2, 28), every="month", days=[17, 20], day_off="next")
    assert found == ["23/02"]


@pytest.mark.parametrize(
    "keys",
    [
        {"every": "working-day", "on": ["wed"]},
        {"every": "week", "day_off": "skip"},
        {"every": "week", "on": ["2nd wed"], "day_off": "skip"},
        {"every": "month", "on": ["wed"], "day_off": "skip"},
        {"every": "month", "on": ["1st wed"], "days": [5], "day_off": "skip"},
        {"every": "week", "on": ["wed"]},
        {"every": "month", "days": [32], "day_off": "skip"},
        {"every": "month", "days": [31], "day_off": "skip"},
        {"every": "month", "days": [5], "missing_day": "last", "day_off": "skip"},
        {"every": "month", "days": [30], "missing_day": "first", "day_off": "skip"},
        {"every": "week", "on": ["wednesday"], "day_off": "skip"},
        {"every": "working-day", "from": "08:00", "to": "07:00"},
    ],
)
def test_parts_that_do_not_go_together_are_refused(keys: dict[str, Any]) -> None:
    with pytest.raises(InvalidFile):
        recurrence(**keys)


def test_weekdays_are_written_as_they_are_read() -> None:
    for text in ("wed", "1st mon", "2nd thu", "3rd sun", "4th tue", "5th sat", "last fri"):
        assert str(Weekday.parse(text)) == text
    with pytest.raises(InvalidValue, match="write wed, 2nd thu or last fri"):
        Weekday.parse("thứ Tư")


def test_a_recurrence_is_written_as_it_is_read() -> None:
    data = {"every": "month", "on": ["2nd thu"], "day_off": "nearest"}
    written = to_dict(recurrence(**data))
    assert written["from"] == "07:30"
    assert from_dict(Recurrence, written) == recurrence(**data)


@pytest.mark.parametrize(
    ("within", "other", "collides"),
    [
        ("half-day", "07:30-11:00", True),
        ("half-day", "09:00-11:00", True),
        ("half-day", "13:30-16:30", False),
        ("overlap", "07:30-11:00", True),
        ("overlap", "08:00-11:00", False),
        ("day", "13:30-16:30", True),
    ],
)
def test_receptions_collide_within_the_day_the_half_day_or_the_minute(within: str, other: str, collides: bool) -> None:
    assert Within(within).collide(TimeWindow.parse("07:00-08:00"), TimeWindow.parse(other)) is collides
