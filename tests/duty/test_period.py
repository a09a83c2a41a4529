"""The days and shifts of a duty in a year, against the calendar counted by hand; and templates that cannot be."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.duty.offices import DESK, LEADER, SHIFTS, duty
from tests.known import CALENDAR
from tests.paths import ANSWERS, EXAMPLES
from tiepdan import InvalidFile, InvalidValue, LunarDate, OutsideCoverage, load_plan, tet
from tiepdan.duty import Duty, DutyDays, DutyReport, Heavy, On, Position, Shift, Submission, duty_period
from tiepdan.duty.words import ATTRIBUTES
from tiepdan.spans import VIETNAM

ANSWER = tomllib.loads((ANSWERS / "duty.toml").read_text(encoding="utf-8"))
YEARS = ("2025", "2026", "2027")
BAC_SON = load_plan(EXAMPLES / "bac-son-tet-2025.toml").duty[0]


@pytest.mark.parametrize("year", YEARS)
class TestBacSon:
    def test_the_days(self, year: str) -> None:
        period, answer = duty_period(BAC_SON, int(year), CALENDAR), ANSWER[year]
        assert (period.days.first, period.days.last) == (answer["first"], answer["last"])
        assert str(LunarDate.from_date(period.days.first).monthday) == answer["lunar_first"]
        assert str(LunarDate.from_date(period.days.last).monthday) == answer["lunar_last"]
        assert period.end - period.start == timedelta(hours=answer["hours"])

    def test_the_regular_desk_on_working_days_only(self, year: str) -> None:
        """T03: thứ 2 đến thứ 6, where those are worked."""
        period = duty_period(BAC_SON, int(year), CALENDAR)
        assert [one.day for one in period.shifts if one.shift.id == "hanh-chinh"] == ANSWER[year]["working"]

    def test_the_weights(self, year: str) -> None:
        period, answer = duty_period(BAC_SON, int(year), CALENDAR), ANSWER[year]
        whole = [one for one in period.shifts if one.shift.id == "ca-24"]
        assert sum(one.weight for one in whole) == answer["weight_of_24_hours"]
        turns = [one for one in period.shifts if one.shift.id in ("ngay", "dem")]
        assert sum(one.weight for one in turns) == answer["weight_of_day_and_night"]
        heavy = {str(one.day): one.weight - 2 for one in whole if one.weight > 2}
        assert heavy == answer["heavy"]
        assert [one.day for one in whole if "giao thừa" in one.marks] == [answer["new_year_eve"]]
        assert [one.day for one in whole if "mùng 1 tháng Giêng" in one.marks] == [tet(int(year))]


def test_from_a_day_of_chap_to_a_day_of_gieng() -> None:
    """“Từ 26 tháng Chạp đến hết mùng 6”: Tết 2025 was 29/01, Chạp had 29 days: 25/01 to 03/02."""
    days = DutyDays(from_lunar="26 tháng Chạp", to_lunar="mùng 6 tháng Giêng").in_year(2025, CALENDAR)
    assert (days.first, days.last) == (date(2025, 1, 25), date(2025, 2, 3))


def test_day_30_of_a_short_chap_is_its_last() -> None:
    """In 2024 Chạp had 30 days (Tết 10/02), in 2025 it had 29 (Tết 29/01)."""
    days = DutyDays(from_lunar="30 tháng Chạp", to_lunar="mùng 1 tháng Giêng")
    assert days.in_year(2024, CALENDAR).first == date(2024, 2, 9)
    assert days.in_year(2025, CALENDAR).first == date(2025, 1, 28)


def test_another_break() -> None:
    """30/4/2026 is a Thursday, 1/5 a Friday: off until Sunday 3/5."""
    days = DutyDays(break_="30/4").in_year(2026, CALENDAR)
    assert (days.first, days.last) == (date(2026, 4, 30), date(2026, 5, 3))
    assert Heavy(on="30/4", add=1).is_on(date(2026, 4, 30))
    assert not Heavy(on="30/4", add=1).is_on(date(2026, 5, 1))


def test_a_night_ends_on_the_next_day() -> None:
    night = next(one for one in duty_period(duty(), 2027, CALENDAR).shifts if one.shift.id == "night")
    assert night.start == datetime(2027, 2, 5, 17, tzinfo=VIETNAM)
    assert night.end == datetime(2027, 2, 6, 7, tzinfo=VIETNAM)
    assert night.start.isoformat() == "2027-02-05T17:00:00+07:00"


def test_a_year_outside_coverage() -> None:
    with pytest.raises(OutsideCoverage, match="2053"):
        duty_period(BAC_SON, 2054, CALENDAR)


def test_a_break_on_a_working_day() -> None:
    with pytest.raises(InvalidValue, match="2026-03-03 is a working day: there is no break around it in 2026"):
        DutyDays(break_="3/3").in_year(2026, CALENDAR)


def shift(name: str, start: int, end: int, on: On = On.EVERY_DAY) -> Shift:
    return Shift(id=name, name=name, from_=time(start), to=time(end), on=on)


def post(*shifts: str, **more: Any) -> Position:
    return Position(id="p", name="P", shifts=shifts, posts=("x",), **more)


BAD: list[tuple[dict[str, Any], list[str]]] = [
    ({"shift": (shift("a", 7, 16), shift("b", 17, 7)), "position": (post("a", "b"),)},
     ["$.position[0].shifts: on working days nobody serves from 16:00 to 17:00; add a shift",
      "$.position[0].shifts: on days off nobody serves from 16:00 to 17:00; add a shift"]),
    ({"shift": (shift("a", 7, 18), shift("b", 17, 7)), "position": (post("a", "b"),)},
     ["$.position[0].shifts: on working days 'b' begins at 17:00, before the one ahead ends; part them"]),
    ({"shift": (shift("a", 7, 17),), "position": (post("a"),)},
     ["nobody serves from 17:00 to 07:00; add a shift"]),
    ({"shift": (shift("a", 7, 17), shift("b", 17, 8)), "position": (post("a", "b"),)},
     ["the last shift runs past the changeover at 07:00; let it end there"]),
    ({"shift": (shift("a", 7, 7, On.WORKING_DAY),), "position": (post("a"),)},
     ["on days off nobody serves from 07:00 to 07:00"]),
    ({"position": (LEADER, DESK, post("nihgt"))},
     ["$.position[2].shifts[0]: there is no shift 'nihgt'; did you mean 'night'?"]),
    ({"position": (LEADER,)}, ["$.shift[1]: no position serves the shift 'day'", "$.shift[2]: no position serves"]),
    ({"shift": (*SHIFTS, SHIFTS[0])}, ["$.shift[3].id: 'whole' is the id of $.shift[0] already"]),
    ({"days": DutyDays(from_lunar="mùng 6 tháng Giêng", to_lunar="26 tháng Chạp")},
     ["$.days: 'mùng 6 tháng Giêng' comes after '26 tháng Chạp' in 2027; swap them"]),
    ({"derived": ("shfit",)}, ["$.derived[0]: there is no attribute of a duty 'shfit'; did you mean 'shift'?"]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "words"), BAD)
def test_a_template_that_cannot_be(changes: dict[str, Any], words: list[str]) -> None:
    with pytest.raises(InvalidFile) as caught:
        duty(**changes)
    for each in words:
        assert each in str(caught.value)


def test_only_in_office_hours_is_no_hole_where_that_is_meant() -> None:
    found = duty(shift=(*SHIFTS, shift("office", 8, 17, On.WORKING_DAY)),
                 position=(LEADER, DESK, post("office", continuous=False)))  # fmt: skip
    assert isinstance(found, Duty)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({}, "write one"),
        ({"break_": "tet", "from_lunar": "26 tháng Chạp", "to_lunar": "mùng 1 tháng Giêng"}, "write one"),
        ({"from_lunar": "26 tháng Chạp"}, "write one"),
        ({"break_": "tết"}, "'tết' is not a day of the year"),
        ({"break_": "tet", "days_before": -1}, "-1 is no number of days around a break; write 0 to 300"),
        ({"break_": "tet", "days_after": 10**9}, "1000000000 is no number of days around a break"),
        ({"from_lunar": "31 tháng Chạp", "to_lunar": "mùng 1 tháng Giêng"}, "31"),
    ],
)
def test_days_that_cannot_be(days: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidValue, match=words):
        DutyDays(**days)


def test_a_position_that_no_post_may_fill() -> None:
    with pytest.raises(InvalidValue, match="posts: names nobody; write at least one"):
        Position(id="p", name="P", shifts=("day",), posts=())


def test_a_year_that_is_not_decided_is_projected() -> None:
    assert duty_period(BAC_SON, 2031, CALENDAR).days.first < tet(2031)


class TestAfterMidnight:
    """The night in two halves: 19:00 to 00:00 and 00:00 to 07:00, giao thừa (05/02/2027) to mùng 2."""

    HALVES = (shift("day", 7, 19), shift("late", 19, 0), shift("early", 0, 7))
    PERIOD = duty_period(duty(shift=HALVES, position=(post("day", "late", "early"),)), 2027, CALENDAR)

    def test_the_second_half_is_served_on_the_next_morning(self) -> None:
        early = [(one.day, one.start, one.end) for one in self.PERIOD.shifts if one.shift.id == "early"]
        assert early == [
            (date(2027, 2, n), datetime(2027, 2, n + 1, tzinfo=VIETNAM), datetime(2027, 2, n + 1, 7, tzinfo=VIETNAM))
            for n in (5, 6, 7)
        ]

    def test_both_halves_weigh_as_their_night(self) -> None:
        """Mùng 1 (06/02) adds 3: to its night until the morning of mùng 2, not to the one that ends on it."""
        weights = {(one.day.day, one.shift.id): (one.weight, one.marks) for one in self.PERIOD.shifts}
        assert weights[5, "late"] == weights[5, "early"] == (1, ())
        assert weights[6, "late"] == weights[6, "early"] == (4, ("mùng 1 tháng Giêng",))

    def test_a_working_day_has_its_night(self) -> None:
        """The day before the break, Wednesday 03/02/2027, is worked; the night after it ends on a day off."""
        parts = (*self.HALVES[:2], shift("early", 0, 7, On.WORKING_DAY), shift("free", 0, 7, On.DAY_OFF))
        ordered = duty(
            days=DutyDays(break_="tet", days_before=1), shift=parts, position=(post("day", "late", "early", "free"),)
        )
        found = [one for one in duty_period(ordered, 2027, CALENDAR).shifts if one.shift.id == "early"]
        assert [(one.day, one.start.date()) for one in found] == [(date(2027, 2, 3), date(2027, 2, 4))]


def clock(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)


@settings(max_examples=150)
@given(
    changeover=st.integers(0, 1439),
    cuts=st.sets(st.integers(1, 1439), max_size=5),
    break_days=st.sampled_from(["tet", "30/4", "1/1"]),
)
def test_the_shifts_of_any_cut_of_the_day_meet_end_to_end(changeover: int, cuts: set[int], break_days: str) -> None:
    edges = [0, *sorted(cuts), 1440]
    parts = tuple(
        Shift(id=f"s{n}", name="Ca", from_=clock(changeover + start), to=clock(changeover + end))
        for n, (start, end) in enumerate(pairwise(edges))
    )
    position = post(*(part.id for part in parts))
    ordered = duty(changeover=clock(changeover), days=DutyDays(break_=break_days), shift=parts, position=(position,))
    period = duty_period(ordered, 2027, CALENDAR)
    assert [one.start for one in period.shifts] == [period.start, *(one.end for one in period.shifts[:-1])]
    assert period.shifts[-1].end == period.end
    assert period.end - period.start == timedelta(days=len(period.days))
    for one in period.shifts:
        assert 0 <= (one.start - datetime.combine(one.day, clock(changeover), VIETNAM)).total_seconds() < 86400


def test_a_report_is_due_at_a_time_to_the_minute() -> None:
    with pytest.raises(InvalidValue, match="15:00:30 is not a time to the minute; write 15:00"):
        DutyReport(id="x", name="X", at=time(15, 0, 30), compiled_by="a", recipients=())


def test_a_roster_is_not_sent_by_the_hour() -> None:
    with pytest.raises(InvalidValue, match="a roster is not due by the hour; write working-day or calendar-day"):
        Submission(amount=48, unit="hour", by="a", recipients=())


def test_every_attribute_has_a_word_for_people() -> None:
    assert set(ATTRIBUTES) == {field.name for field in attrs.fields(Duty)}
    (doubt,) = duty(derived=("shift", "rest_hours")).unsaid("days", "shift", "rest_hours")
    assert doubt.vi == "Văn bản không ghi, là mặc định: ca trực, giờ nghỉ giữa hai ca"
    assert doubt.en == "not in the document, defaults: shift, rest_hours"
