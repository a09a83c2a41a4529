"""Receptions as wards across the country hold them: each variation's days of 2026 and 2027, written by hand."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.known import CALENDAR
from tests.paths import ANSWERS, EXAMPLES
from tiepdan import Absence, Agenda, DateRange, Ground, Item, Plan, expand, from_dict, load_plan
from tiepdan.errors import InvalidFile
from tiepdan.export import agenda_ics, agenda_markdown
from tiepdan.people import Official
from tiepdan.reception import Reception, Recurrence, Registration, Skip, Slots
from tiepdan.spans import TimeWindow

ANSWERED: dict[str, dict[str, Any]] = tomllib.loads((ANSWERS / "variations.toml").read_text(encoding="utf-8"))
BOTH = DateRange(date(2026, 1, 1), date(2027, 12, 31))
PLANS: dict[str, Plan] = {path.stem: load_plan(path) for path in sorted((EXAMPLES / "variations").glob("*.toml"))}


def period(answer: dict[str, Any]) -> DateRange:
    if "between" in answer:
        first, last = map(date.fromisoformat, answer["between"].split(".."))
        return DateRange(first, last)
    return DateRange(date(2025, 8, 1), BOTH.last) if answer.get("days", ["2026"])[0] < "2026" else BOTH


def agenda(name: str) -> Agenda:
    answer, plan = ANSWERED[name], PLANS[name]
    away = answer.get("away")
    absences = [Absence(post=plan.post[0].id, first=day, last=day, ground=Ground.UNPLANNED_DUTY)
                for day in ([date.fromisoformat(away)] if away else [])]  # fmt: skip
    return expand(plan, period(answer), calendar=CALENDAR, absences=absences)


def sessions(name: str) -> list[Item]:
    middle = f"/{ANSWERED[name]['reception']}/"
    return [item for item in agenda(name).items if middle in item.id]


def day(item: Item) -> date:
    assert item.date
    return item.date


def nominal(item: Item) -> str:
    return item.id.split("/")[2]


def test_every_variation_is_answered() -> None:
    assert ANSWERED.keys() == PLANS.keys()
    assert {name[:2] for name in PLANS} >= {f"{number:02}" for number in range(1, 19)}


@pytest.mark.parametrize("name", ANSWERED)
def test_the_days_are_those_written_by_hand(name: str) -> None:
    answer, found = ANSWERED[name], sessions(name)
    if "days" in answer:
        assert sorted({str(day(item)) for item in found}) == answer["days"]
    if "sessions" in answer:
        days = {day(item) for item in found}
        assert {str(year): sum(one.year == year for one in days) for year in (2026, 2027)} == answer["sessions"]
    if "moved" in answer:
        moved = {f"{nominal(item)} {item.date}" for item in found if nominal(item) != str(item.date)}
        assert sorted(moved) == answer["moved"]
    if "periods" in answer:
        assert [str(item.period) for item in found] == answer["periods"]
        assert all(item.date is None for item in found)


@pytest.mark.parametrize("name", [name for name, answer in ANSWERED.items() if "lost" in answer])
def test_what_has_no_session_says_why(name: str) -> None:
    provision = ANSWERED[name]["reception"]
    lost = [one for one in agenda(name).excluded if one.provision == provision]
    assert [str(one.date) for one in lost] == ANSWERED[name]["lost"]
    assert all(one.reason for one in lost)


@pytest.mark.parametrize("name", [name for name, answer in ANSWERED.items() if "blocks" in answer])
def test_a_day_has_its_blocks(name: str) -> None:
    blocks: dict[date, list[str]] = {}
    for item in sessions(name):
        assert item.start
        assert item.end
        blocks.setdefault(day(item), []).append(f"{item.start:%H:%M}-{item.end:%H:%M}")
    assert all(found == ANSWERED[name]["blocks"] for found in blocks.values())


@pytest.mark.parametrize(("name", "key", "field"), [("10-tay-ninh", "who", "who"), ("12-hau-giang", "where", "where")])
def test_receivers_and_venues_take_turns(name: str, key: str, field: str) -> None:
    found = [f"{item.date} {getattr(item, field)}" for item in sessions(name)]
    assert set(ANSWERED[name][key]) <= set(found)


@pytest.mark.parametrize("name", PLANS)
def test_no_two_sessions_of_one_receiver_overlap(name: str) -> None:
    by_receiver: dict[str, list[tuple[Any, ...]]] = {}
    for item in agenda(name).items:
        if item.kind == "reception" and item.date:
            by_receiver.setdefault(str(item.who), []).append((item.date, item.start, item.end))
    for held in by_receiver.values():
        held.sort()
        assert all(one[0] < other[0] or one[2] <= other[1] for one, other in pairwise(held))


@pytest.mark.parametrize("name", PLANS)
def test_each_planned_occurrence_is_accounted_for_once(name: str) -> None:
    """Held on its day, moved, or left out with a reason; what moves over the end of the period lies beyond it."""
    plan, found = PLANS[name], expand(PLANS[name], BOTH, calendar=CALENDAR)
    for reception in plan.reception:
        inner = DateRange(BOTH.first + timedelta(days=31), BOTH.last - timedelta(days=31))
        planned = reception.when.nominal(inner, CALENDAR)
        held = {nominal(item) for item in found.items if f"/{reception.id}/" in item.id}
        left = {str(one.date) for one in found.excluded if one.provision == reception.id}
        for one in planned:
            assert (str(one) in held) + (str(one) in left) == 1, f"{reception.id} {one}"


@given(name=st.sampled_from(sorted(PLANS)), cut=st.dates(date(2026, 1, 1), date(2027, 12, 30)))
@settings(max_examples=20)
def test_a_period_in_two_halves_is_the_period_whole(name: str, cut: date) -> None:
    plan = PLANS[name]
    halves = [DateRange(BOTH.first, cut), DateRange(cut + timedelta(days=1), BOTH.last)]
    parts = [expand(plan, half, calendar=CALENDAR) for half in halves]
    whole = expand(plan, BOTH, calendar=CALENDAR)
    assert sorted(item.id for part in parts for item in part.items) == sorted(item.id for item in whole.items)
    assert {item for part in parts for item in part.items} == set(whole.items)
    assert sorted((one for part in parts for one in part.excluded), key=str) == sorted(whole.excluded, key=str)


class TestRegistration:
    def test_before_the_fifteenth(self) -> None:
        [reception] = PLANS["07-ngan-son"].reception
        assert reception.registration
        assert reception.registration.last_day(date(2026, 11, 20), CALENDAR) == date(2026, 11, 14)

    def test_two_working_days_before(self) -> None:
        [reception] = PLANS["16-ca-phe"].reception
        assert reception.registration
        assert reception.registration.last_day(date(2026, 11, 7), CALENDAR) == date(2026, 11, 5)

    def test_up_to_the_session_or_not_at_all(self) -> None:
        assert Registration().last_day(date(2026, 11, 20), CALENDAR) == date(2026, 11, 20)
        assert PLANS["15-thanh-sen"].reception[0].registration is None


def test_slots_of_a_session() -> None:
    slots = Slots(minutes=25, capacity=2).of(TimeWindow.parse("07:00-08:00"))
    assert [str(slot) for slot in slots] == ["07:00-07:25", "07:25-07:50"]


class TestAwayAndMoved:
    PLAN = PLANS["06-tp-hcm"]

    def held(self, *absences: Absence) -> list[str]:
        found = expand(self.PLAN, DateRange(date(2026, 8, 1), date(2026, 9, 30)), calendar=CALENDAR, absences=absences)
        return [f"{nominal(item)} {item.date}" for item in found.items if "/chu-tich-tiep/" in item.id]

    def test_over_a_weekend(self) -> None:
        away = Absence(post="chu-tich", first=date(2026, 8, 20), last=date(2026, 8, 22), ground=Ground.MEETING)
        assert self.held(away) == ["2026-08-20 2026-08-24", "2026-09-20 2026-09-21"]

    def test_into_the_period_from_before_it(self) -> None:
        away = Absence(post="chu-tich", first=date(2026, 7, 20), last=date(2026, 7, 31), ground=Ground.LEAVE)
        assert self.held(away)[0] == "2026-07-20 2026-08-03"

    def test_onto_no_day_that_is_skipped(self) -> None:
        """Away on Thursday 20/08; Friday and the made-up Saturday are skipped: Monday 24/08."""
        away = Absence(post="chu-tich", first=date(2026, 8, 20), last=date(2026, 8, 20), ground=Ground.MEETING)
        skip = Skip(first=date(2026, 8, 21), last=date(2026, 8, 22), reason="mẫu")
        first, *others = self.PLAN.reception
        plan = attrs.evolve(self.PLAN, reception=(attrs.evolve(first, skip=(skip,)), *others))
        found = expand(plan, DateRange(date(2026, 8, 1), date(2026, 8, 31)), calendar=CALENDAR, absences=[away])
        assert [str(item.date) for item in found.items if "/chu-tich-tiep/" in item.id] == ["2026-08-24"]

    def test_away_for_longer_than_any_break_it_is_to_be_postponed(self) -> None:
        away = Absence(post="chu-tich", first=date(2026, 8, 1), last=date(2027, 8, 1), ground=Ground.LEAVE)
        found = expand(self.PLAN, DateRange(date(2026, 8, 1), date(2026, 8, 31)), calendar=CALENDAR, absences=[away])
        [item] = [item for item in found.items if "/chu-tich-tiep/" in item.id]
        assert (item.date, item.who, item.status.value) == (date(2026, 8, 20), None, "to_postpone")


class TestDelegation:
    PLAN = PLANS["02-tan-doan"]

    def who(self, **rule: Any) -> list[str | None]:
        plan = attrs.evolve(self.PLAN, delegation=(attrs.evolve(self.PLAN.delegation[0], **rule),))
        away = Absence(post="chu-tich", first=date(2026, 5, 1), last=date(2026, 5, 31), ground=Ground.LEAVE)
        found = expand(plan, DateRange(date(2026, 5, 1), date(2026, 5, 31)), calendar=CALENDAR, absences=[away])
        return [item.who for item in found.items]

    def test_within_its_period_and_its_scope(self) -> None:
        deputy = "Phó Chủ tịch UBND"
        assert self.who() == [deputy] * 4
        assert self.who(first=date(2026, 5, 13), last=date(2026, 5, 20)) == [None, deputy, deputy, None]
        assert self.who(scope=("dinh-ky",)) == [deputy] * 4

    def test_a_post_that_nobody_holds(self) -> None:
        """The chair's term ends on 12/05/2026, the next begins on 27/05: the sessions between are nobody's."""
        terms = (Official(post="chu-tich", name="mẫu", first=date(2021, 5, 1), last=date(2026, 5, 12)),
                 Official(post="chu-tich", name="mẫu", first=date(2026, 5, 27)))  # fmt: skip
        plan = attrs.evolve(self.PLAN, official=terms)
        found = expand(plan, DateRange(date(2026, 5, 1), date(2026, 5, 31)), calendar=CALENDAR)
        assert [(item.date and item.date.day, item.who is None) for item in found.items] == [
            (6, False), (13, True), (20, True), (27, False)
        ]  # fmt: skip
        assert any("chức vụ đang khuyết" in finding.message_vi for finding in found.findings)

    def test_delegations_that_go_in_a_circle(self, tmp_path: Path) -> None:
        text = (EXAMPLES / "variations" / "09-vinh-phuc.toml").read_text(encoding="utf-8")
        more = """
[[delegation]]
principal = "pho-giam-doc"
deputies = ["giam-doc"]
grounds = ["meeting"]
form = "assignment"
clause = "2"
"""
        file = tmp_path / "plan.toml"
        file.write_text(text + more, encoding="utf-8")
        with pytest.raises(InvalidFile) as caught:
            load_plan(file)
        assert "'giam-doc' would stand in for himself in the end; break the circle" in str(caught.value)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ({"every": "once", "day_off": "next"}, "'once' takes dates"),
        ({"every": "lunar-month", "days": [31], "day_off": "next"}, "a day of the month is 1 to 30"),
        ({"every": "lunar-month", "days": [30], "day_off": "next"}, "goes with the lunar day 30"),
        ({"every": "quarter", "quarters": [5]}, "a quarter is 1 to 4"),
        ({"every": "quarter", "quarters": [1], "day_off": "next"}, "no day_off"),
        ({"every": "working-day", "then": [{"from": "07:30", "to": "09:00"}]}, "begins before 07:00-08:00 ends"),
        ({"every": "working-day", "then": [{"from": "09:30", "to": "09:00"}]}, "not after its start"),
        ({"every": "working-day", "first": "2026-02-01", "last": "2026-01-01"}, "ends before it begins"),
    ],
)
def test_recurrences_that_cannot_be(when: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidFile) as caught:
        from_dict(Recurrence, {"from": "07:00", "to": "08:00", **when})
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"slots": {"minutes": 0}}, "$.slots.minutes: 0 is no number of minutes"),
        ({"registration": {"before_day": 30}}, "30 is not a day that every month has"),
        ({"registration": {"before_day": 3, "working_days_before": 3}}, "not both"),
        ({"registration": {"working_days_before": -1}}, "-1 is below nothing"),
        ({"skip": [{"first": "2026-02-02", "last": "2026-02-01", "reason": "Tết"}]}, "$.skip[0]: the period ends"),
        ({"when_away": "send-somebody"}, "$.when_away: 'send-somebody' is not among the choices"),
    ],
)
def test_parts_of_a_reception_that_cannot_be(more: dict[str, Any], words: str) -> None:
    data = {"id": "x", "name": "x", "receiver": "x", "venue": "x", "clause": "1",
            "when": {"every": "working-day", "from": "07:00", "to": "08:00"}, **more}  # fmt: skip
    with pytest.raises(InvalidFile) as caught:
        from_dict(Reception, data)
    assert words in str(caught.value)


def test_what_has_no_day_yet_is_told_as_a_period_and_a_to_do() -> None:
    found = agenda("18-nhon-hung")
    page = agenda_markdown(found)
    assert "| 01/04/2026–30/06/2026 | chưa ấn định ngày | Hội nghị đối thoại với Nhân dân |" in page
    todos = icalendar.Calendar.from_ical(agenda_ics(found)).walk("VTODO")
    assert [(str(todo["UID"]), todo.decoded("DUE")) for todo in todos][:2] == [
        ("18-nhon-hung.doi-thoai.2026-q2@tiepdan", date(2026, 7, 1)),
        ("18-nhon-hung.doi-thoai.2026-q3@tiepdan", date(2026, 10, 1)),
    ]
    assert len(todos) == 6
