"""Spans, durations, certainty and errors; values as plain data and back."""

from __future__ import annotations

import copy
import operator
import pickle
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import attrs
import pytest

from tiepdan import (
    CalendarDays,
    Certainty,
    Citation,
    DateRange,
    Decision,
    Doubt,
    Finding,
    Hours,
    InvalidFile,
    InvalidValue,
    LunarDate,
    LunarMonthDay,
    Months,
    Severity,
    Span,
    Swap,
    TimeWindow,
    WorkCalendar,
    WorkingDays,
    WrongType,
    from_dict,
    to_dict,
)
from tiepdan.calendars import Day
from tiepdan.durations import duration
from tiepdan.errors import Misplaced, nearest
from tiepdan.files import read_toml
from tiepdan.spans import DayOfYear, parse_date, parse_time

WEEK = DateRange(date(2026, 3, 2), date(2026, 3, 8))


def test_a_range_holds_both_its_ends() -> None:
    assert len(WEEK) == 7
    assert date(2026, 3, 2) in WEEK
    assert date(2026, 3, 8) in WEEK
    assert date(2026, 3, 9) not in WEEK
    assert "2026-03-02" not in WEEK
    assert list(WEEK)[-1] == WEEK.last
    assert WEEK.widened(1) == DateRange(date(2026, 3, 1), date(2026, 3, 9))


def test_ranges_that_share_a_day() -> None:
    next_week = DateRange(date(2026, 3, 8), date(2026, 3, 14))
    assert WEEK.overlaps(next_week)
    assert WEEK.intersection(next_week) == DateRange(date(2026, 3, 8), date(2026, 3, 8))
    assert WEEK.intersection(DateRange.year(2025)) is None


def test_a_reversed_range_and_an_instant_are_refused() -> None:
    with pytest.raises(InvalidValue, match="ends before it begins"):
        DateRange(date(2026, 3, 8), date(2026, 3, 2))
    with pytest.raises(WrongType, match="is an instant"):
        DateRange(datetime(2026, 3, 2), date(2026, 3, 8))  # noqa: DTZ001 - what is refused


class OwnDate(date):
    """A date of a user's own class."""


def test_a_date_of_ones_own_class_is_a_date(calendar: WorkCalendar) -> None:
    assert calendar.is_working_day(OwnDate(2026, 8, 22))
    assert LunarDate.from_date(OwnDate(2027, 2, 6)) == LunarDate(2027, 1, 1)


@pytest.mark.parametrize(
    ("text", "mend"),
    [("7h", "07:00"), ("7h30", "07:30"), ("7 giờ 15 phút", "07:15"), ("07.30", "07:30"), ("25:00", "HH:MM"),
     ("sáng", "HH:MM")],
)  # fmt: skip
def test_a_time_that_is_none_is_mended_in_words(text: str, mend: str) -> None:
    with pytest.raises(InvalidValue, match=mend):
        parse_time(text)
    assert parse_time("07:00") == time(7)


@pytest.mark.parametrize(
    "text", ["2026-1-5", "05/01/2026", "2026-02-30", "2026-01-05T07:00", "2026-W02-1", "20260105", ""]
)
def test_a_date_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="write it as"):
        parse_date(text)


def test_windows() -> None:
    window = TimeWindow.parse("07:00-08:00")
    assert str(window) == "07:00-08:00"
    with pytest.raises(InvalidValue, match="not after its start"):
        TimeWindow.parse("08:00-07:00")
    with pytest.raises(InvalidValue, match="write it as 07:00-08:00"):
        TimeWindow.parse("07:00")


def test_a_unit_is_part_of_the_type() -> None:
    assert to_dict(WorkingDays(10)) == to_dict(CalendarDays(10))
    assert len({WorkingDays(10), CalendarDays(10)}) == 2
    assert WorkingDays(5) < WorkingDays(7)
    assert [str(one) for one in (WorkingDays(7), CalendarDays(10), Months(3), Hours(1))] == [
        "7 ngày làm việc", "10 ngày", "3 tháng", "1 giờ",
    ]  # fmt: skip
    assert duration(7, "working-day") == WorkingDays(7)
    with pytest.raises(InvalidValue, match="whole units"):
        CalendarDays(-1)
    for amount in (1.5, True):
        with pytest.raises(WrongType, match=r"CalendarDays\.n is int"):
            CalendarDays(amount)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="calendar-day, working-day"):
        duration(7, "days")


def test_the_weakest_part_wins() -> None:
    order = [Certainty.PROJECTED, Certainty.INFERRED, Certainty.PRESS, Certainty.SETTLED]
    assert sorted(Certainty) == order
    assert min(Certainty.SETTLED, Certainty.PRESS) is Certainty.PRESS
    assert max(order) is Certainty.SETTLED
    assert Certainty.PRESS.vietnamese == "theo báo chí"


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge])
def test_certainties_compare_by_rank_and_with_nothing_else(compare: Callable[[object, object], bool]) -> None:
    order = [Certainty.PROJECTED, Certainty.INFERRED, Certainty.PRESS, Certainty.SETTLED]
    for low, one in enumerate(order):
        assert [compare(one, other) for other in order] == [compare(low, high) for high in range(4)]
    with pytest.raises(TypeError):
        compare(Certainty.PRESS, "press")


@pytest.mark.parametrize("stranger", [3, "x", None, date(2026, 1, 1), object()])
def test_a_lunar_date_adds_spans_of_time_alone(stranger: object) -> None:
    day = LunarDate(2026, 1, 1)
    for name in ("__add__", "__radd__", "__sub__"):
        assert getattr(day, name)(stranger) is NotImplemented


ORDERED = [Certainty.PRESS, WorkingDays(7), CalendarDays(7), Months(1), Hours(1), LunarDate(2026, 1, 1)]


@pytest.mark.parametrize("value", ORDERED, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("name", ["__lt__", "__le__", "__gt__", "__ge__", "__eq__"])
def test_a_foreign_value_is_left_to_answer_itself(value: object, name: str) -> None:
    strangers = [3, "x", None, object(), *(other for other in ORDERED if type(other) is not type(value))]
    for stranger in strangers:
        answer = getattr(value, name)(stranger)
        assert answer is NotImplemented or (answer is False and isinstance(value, Certainty) and name == "__eq__")


VALUES: list[Any] = [
    WEEK,
    LunarDate(2025, 6, 1, leap=True),
    LunarMonthDay(12, 23),
    Citation.parse("điểm c khoản 2 Điều 15 Luật số 42/2013/QH13"),
    Doubt("chưa rõ", "open"),
    WorkingDays(7),
    Decision(
        year=2028,
        document="mẫu",
        issued=date(2027, 9, 1),
        spans=(Span(holiday="tet", first=date(2028, 1, 24), last=date(2028, 1, 28)),),
        swaps=(Swap(off=date(2028, 1, 31), work=date(2028, 2, 5)),),
    ),
    Finding(severity=Severity.INFO, code="a", message_vi="b", message_en="c"),
]


@pytest.mark.parametrize("value", VALUES, ids=[type(value).__name__ for value in VALUES])
def test_a_value_is_plain_data_and_back(value: Any) -> None:
    assert from_dict(type(value), to_dict(value)) == value
    assert pickle.loads(pickle.dumps(value)) == value
    assert copy.deepcopy(value) == value
    assert hash(value) == hash(copy.deepcopy(value))


def test_a_day_of_the_calendar_is_plain_data_and_back(calendar: WorkCalendar) -> None:
    for day in (date(2026, 8, 22), date(2029, 11, 26), date(2026, 4, 27)):
        found = calendar.day(day)
        assert from_dict(Day, to_dict(found)) == found


def test_values_do_not_change() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        WEEK.first = date(2026, 1, 1)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (3, {"$": "3 is not a table of keys and values"}),
        ({"severity": "eror", "code": 3, "message_vi": "x", "message_en": True},
         {"$.severity": "'eror' is not among the choices; did you mean 'error'?",
          "$.code": "3 is not a text; put it in quotes", "$.message_en": "true is not a text; put it in quotes"}),
        ({"severity": 3, "code": "a", "message_vi": "x"},
         {"$.severity": "3 is not among the choices; write one of: error, warning, info",
          "$.message_en": "is missing"}),
        ({"severity": "info", "code": "a", "message_vi": "x", "message_en": "y", "citation": "Điều"},
         {"$.citation": "'Điều' is not a citation; write it as 'điểm c khoản 2 Điều 15 Luật số 42/2013/QH13' "
                        "or 'mục II.1 Kế hoạch số 22/KH-UBND'"}),
    ],
)  # fmt: skip
def test_every_mistake_of_the_data_is_named_at_its_place(data: Any, expected: dict[str, str]) -> None:
    with pytest.raises(InvalidFile) as caught:
        from_dict(Finding, data)
    assert {one.path: one.message for one in caught.value.mistakes} == expected


def test_a_group_of_mistakes_is_an_exception_group() -> None:
    group = InvalidFile("plan.toml", [Misplaced("$.a", "is missing"), Misplaced("$.b", "is odd", file="other.toml")])
    assert str(group) == "plan.toml: 2 mistakes\n  $.a: is missing\n  other.toml: $.b: is odd"
    matched, rest = group.split(lambda one: isinstance(one, Misplaced) and one.path == "$.a")
    assert isinstance(matched, InvalidFile)
    assert isinstance(rest, InvalidFile)
    assert (len(matched.mistakes), len(rest.mistakes)) == (1, 1)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    for content, words in ((None, "cannot be read: No such file"), (b"a = '\xff'", "is not UTF-8 at byte 5"),
                           (b"a = ", "is not TOML")):  # fmt: skip
        if content is not None:
            bad.write_bytes(content)
        with pytest.raises(InvalidFile) as caught:
            read_toml(bad)
        assert words in str(caught.value)


def test_no_names_at_all() -> None:
    assert nearest("a", []) == "; there are none"


@pytest.mark.parametrize(("day", "month"), [(10**12, 1), (1, 10**12), (-(10**40), 1), (1, 10**40), (29, 2), (31, 4)])
def test_a_day_that_not_every_year_has(day: int, month: int) -> None:
    with pytest.raises(InvalidValue, match="is not a day of every year"):
        DayOfYear(day, month)
