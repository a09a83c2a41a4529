"""The checker: for each rule, a roster that breaks this one and no other; and a roster of its own that keeps all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import attrs
import pytest

from tests.duty.offices import CALENDAR, DESK, LEADER, SHIFTS, duty, staff
from tiepdan import Duty, Ground, InvalidFile, InvalidValue, Roster, Staff, WorkCalendar, check_roster, solve_roster
from tiepdan.duty import (
    Assignment,
    Away,
    Fixed,
    Heavy,
    OwnList,
    OwnShift,
    Person,
    Position,
    Request,
    RosterStatus,
    Shift,
    Wish,
    duty_period,
)
from tiepdan.law import Severity

CODES = {"error", "warning"}
EVE, FIRST, SECOND = date(2027, 2, 5), date(2027, 2, 6), date(2027, 2, 7)

BY_HAND = {
    (EVE, "whole", "leader"): "c0", (FIRST, "whole", "leader"): "c1", (SECOND, "whole", "leader"): "c0",
    (EVE, "day", "desk"): "k0", (EVE, "night", "desk"): "k1", (FIRST, "day", "desk"): "k2",
    (FIRST, "night", "desk"): "k3", (SECOND, "day", "desk"): "k0", (SECOND, "night", "desk"): "k1",
}  # fmt: skip
"""A roster that keeps every rule of the small office: giao thừa, mùng 1, mùng 2."""


def roster(changes: dict[tuple[date, str, str], str | None] | None = None, ordered: Duty | None = None) -> Roster:
    """The roster by hand with some assignments changed, or taken out."""
    period = duty_period(ordered or duty(), 2027, CALENDAR)
    dated = {(one.day, one.shift.id): one for one in period.shifts}
    assignments = []
    for (day, shift, position), person in {**BY_HAND, **(changes or {})}.items():
        if person:
            one = dated[day, shift]
            assignments.append(
                Assignment(day=day, start=one.start, end=one.end, shift=shift, position=position, person=person,
                           weight=one.weight, marks=one.marks)
            )  # fmt: skip
    return Roster(duty="tet", name="Trực Tết", year=2027, days=period.days, status=RosterStatus.FEASIBLE,
                  solver="by hand", assignments=tuple(assignments), people=staff().person)  # fmt: skip


def codes(found: Roster, ordered: Duty | None = None, people: Staff | None = None) -> list[str]:
    """The codes of what is wrong, without remarks."""
    findings = check_roster(found, ordered or duty(), people or staff(), calendar=CALENDAR)
    return [finding.code for finding in findings if finding.severity is not Severity.INFO]


def away(person: str, day: date) -> Staff:
    return staff(absence=(Away(person=person, first=day, last=day, ground=Ground.LEAVE),))


def moved(index: int, **changes: Any) -> Roster:
    found = roster()
    assignments = list(found.assignments)
    assignments[index] = attrs.evolve(assignments[index], **changes)
    return attrs.evolve(found, assignments=tuple(assignments))


def retired(person: str, last: date) -> Staff:
    people = [attrs.evolve(one, last=last) if one.id == person else one for one in staff().person]
    return Staff(person=tuple(people))


def extra(found: Roster, **parts: Any) -> Roster:
    more = attrs.evolve(found.assignments[0], **parts)
    return attrs.evolve(found, assignments=(*found.assignments, more))


def test_a_roster_that_keeps_all() -> None:
    assert codes(roster()) == []


CASES: dict[str, Callable[[], tuple[Roster, Duty, Staff]]] = {
    "duty.hole": lambda: (roster({(FIRST, "night", "desk"): None}), duty(), staff()),
    "duty.surplus": lambda: (
        extra(roster(), shift="night", position="desk", person="k0", day=FIRST,
              **{name: getattr(roster().assignments[6], name) for name in ("start", "end", "weight", "marks")}),
        duty(rest_hours=0), staff()),
    "duty.weight": lambda: (moved(3, weight=0), duty(), staff()),
    "duty.post": lambda: (roster({(FIRST, "night", "desk"): "c0"}), duty(rest_hours=0, position=(
        attrs.evolve(LEADER, no_consecutive_days=False), DESK)), staff()),
    "duty.service": lambda: (roster(), duty(), retired("k3", FIRST)),
    "duty.absent": lambda: (roster(), duty(), away("k2", FIRST)),
    "duty.rest": lambda: (roster({(FIRST, "day", "desk"): "k1"}), duty(), staff()),
    "duty.at-most": lambda: (roster(), duty(at_most=1), staff()),
    "duty.position-at-most": lambda: (roster(), duty(position=(LEADER, attrs.evolve(DESK, at_most=1))), staff()),
    "duty.consecutive": lambda: (roster({(FIRST, "whole", "leader"): "c0"}), duty(rest_hours=0), staff()),
    "duty.apart": lambda: (roster(), duty(), staff(apart=(("c0", "k0"),))),
    "duty.together": lambda: (roster(), duty(), staff(together=(("k2", "k3"),))),
    "duty.fixed": lambda: (roster(), duty(), staff(fixed=(Fixed(person="k2", day=EVE, shift="day", position="desk"),))),
    "duty.telephone": lambda: (roster(), duty(), Staff(person=tuple(
        attrs.evolve(one, telephone=None) if one.id == "k3" else one for one in staff().person))),
    "duty.own-list": lambda: (roster(), duty(own_lists=("cong-an",)), staff()),
}  # fmt: skip


@pytest.mark.parametrize("code", CASES)
def test_only_this_rule_is_broken(code: str) -> None:
    found = codes(*CASES[code]())
    assert found
    assert set(found) == {code}


def test_one_person_in_two_places() -> None:
    """One who holds both posts, leader and clerk, at once."""
    both = Position(id="desk", name="Tiếp dân", shifts=("day", "night"), posts=("clerk", "chief"))
    found = roster({(FIRST, "day", "desk"): "c1", (FIRST, "night", "desk"): "k3"})
    assert codes(found, duty(position=(LEADER, both))) == ["duty.two-places"]


def test_a_person_whom_nobody_knows_leaves_a_hole() -> None:
    assert codes(roster({(FIRST, "day", "desk"): "k9"})) == ["duty.person", "duty.hole"]


def test_a_position_that_the_duty_has_not() -> None:
    found = extra(roster(), position="cook", person="k3", day=EVE)
    assert codes(found) == ["duty.position"]


def test_every_overlap_and_every_rest_is_found_not_only_the_next_one() -> None:
    """One who leads the whole of mùng 1 and has both of its shifts at the desk: two overlaps, one rest of no hours."""
    both = Position(id="desk", name="Tiếp dân", shifts=("day", "night"), posts=("clerk", "chief"))
    found = roster({(FIRST, "day", "desk"): "c1", (FIRST, "night", "desk"): "c1"})
    assert sorted(codes(found, duty(position=(LEADER, both)))) == ["duty.rest", "duty.two-places", "duty.two-places"]


def test_a_roster_of_another_duty_or_other_days() -> None:
    with pytest.raises(InvalidValue, match=r"the roster is of 'tet', 2027-02-05\.\.2027-02-07, not of 'other'"):
        check_roster(roster(), duty(id="other"), staff(), calendar=CALENDAR)


def test_hours_that_are_not_those_of_the_shift() -> None:
    one = roster().assignments[3]
    assert codes(moved(3, end=one.end - timedelta(hours=1))) == ["duty.shift", "duty.hole"]


def test_each_hole_is_told_with_its_hours() -> None:
    found = check_roster(
        roster({(EVE, "night", "desk"): None, (FIRST, "day", "desk"): None}), duty(), staff(), calendar=CALENDAR
    )
    holes = [finding.message_vi for finding in found if finding.code == "duty.hole"]
    assert holes == ["desk: 0/1 người từ 17:00 05/02/2027 đến 17:00 06/02/2027"]


def test_a_night_counts_against_an_absence_of_the_next_morning() -> None:
    assert codes(roster(), people=away("k1", FIRST)) == ["duty.absent"]


def test_requests_are_remarks() -> None:
    wishes = (
        Request(person="k3", first=FIRST, last=FIRST), Request(person="k3", first=EVE, last=EVE),
        Request(person="k2", first=SECOND, last=SECOND, wants=Wish.ON), Request(person="k2", first=FIRST, last=FIRST,
                                                                               wants=Wish.ON),
    )  # fmt: skip
    found = check_roster(roster(), duty(), staff(request=wishes), calendar=CALENDAR)
    assert [finding.message_en for finding in found] == [
        "a request of k3 for 2027-02-06 is refused", "a request of k2 for 2027-02-07 is refused"
    ]  # fmt: skip


def test_the_list_of_a_unit_with_a_hole() -> None:
    def entry(first: str, last: str) -> OwnShift:
        return OwnShift(start=datetime.fromisoformat(first), end=datetime.fromisoformat(last), name="Trực ban mẫu")

    entries = (
        entry("2027-02-05T07:00+07:00", "2027-02-06T19:00+07:00"),
        entry("2027-02-06T20:00+07:00", "2027-02-08T07:00+07:00"),
    )
    lists = (OwnList(unit="cong-an", contact="Trực ban mẫu", telephone="113", entry=entries),)
    found = check_roster(roster(), duty(own_lists=("cong-an",)), staff(own_list=lists), calendar=CALENDAR)
    assert [finding.message_vi for finding in found] == [
        "Lịch trực của cong-an trống từ 19:00 06/02/2027 đến 20:00 06/02/2027"
    ]


def test_what_else_one_should_know() -> None:
    people = Staff(sample=True, person=(*staff().person, Person(id="x", name="Người mẫu", post="driver")))
    found = check_roster(roster(), duty(year=2025, derived=("shift",)), people, calendar=CALENDAR)
    assert [finding.code for finding in found] == [
        "duty.post.unused", "duty.other-year", "duty.derived", "duty.sample"
    ]  # fmt: skip


def test_a_break_that_is_not_decided_yet_is_projected() -> None:
    early = WorkCalendar.vietnam(known_on=date(2026, 1, 1))
    found = check_roster(roster(), duty(), staff(), calendar=early)
    assert [finding.code for finding in found] == ["duty.projected"]


def test_shifts_of_the_small_office_are_those_meant() -> None:
    assert [shift.minutes for shift in SHIFTS] == [1440, 600, 840]


class TestAfterMidnight:
    """The desk's night in two halves; k1 serves 19:00 to 00:00 of giao thừa, k2 00:00 to 07:00 of mùng 1."""

    ORDERED = duty(
        shift=(
            SHIFTS[0],
            Shift(id="day", name="Ngày", from_=time(7), to=time(19)),
            Shift(id="late", name="Đầu đêm", from_=time(19), to=time(0)),
            Shift(id="early", name="Cuối đêm", from_=time(0), to=time(7)),
        ),
        position=(LEADER, attrs.evolve(DESK, shifts=("day", "late", "early"))),
    )
    FOUND = solve_roster(
        ORDERED,
        staff(
            fixed=(
                Fixed(person="k1", day=EVE, shift="late", position="desk"),
                Fixed(person="k2", day=EVE, shift="early", position="desk"),
            )
        ),
        calendar=CALENDAR,
        solver="constructive",
    )

    @pytest.mark.parametrize(("away", "fits"), [(EVE, True), (EVE + timedelta(days=1), False)])
    def test_the_second_half_of_a_night_is_served_on_the_next_day(self, away: date, fits: bool) -> None:
        """Fixed on the half from 00:00 to 07:00 of mùng 1: only an absence on mùng 1 stands against it."""
        people = staff(
            fixed=(Fixed(person="k2", day=EVE, shift="early", position="desk"),),
            absence=(Away(person="k2", first=away, last=away, ground=Ground.LEAVE),),
        )
        if fits:
            found = solve_roster(self.ORDERED, people, calendar=CALENDAR, solver="constructive")
            assert (EVE, "early") in {(one.day, one.shift) for one in found.of("k2")}
        else:
            with pytest.raises(InvalidFile) as caught:
                solve_roster(self.ORDERED, people, calendar=CALENDAR, solver="constructive")
            assert [one.message for one in caught.value.mistakes] == [
                "'k2' is fixed on 2027-02-05 and absent by $.absence[0]; let one of them go"
            ]

    def test_there_is_no_hole(self) -> None:
        assert codes(self.FOUND, self.ORDERED) == []

    @pytest.mark.parametrize(("person", "day", "hurt"), [("k2", EVE, 0), ("k2", FIRST, 1), ("k1", EVE, 1)])
    def test_absences_are_of_civil_days(self, person: str, day: date, hurt: int) -> None:
        alone = attrs.evolve(
            self.FOUND,
            assignments=tuple(one for one in self.FOUND.assignments if (one.person, one.day) == (person, EVE)),
        )
        found = check_roster(alone, self.ORDERED, away(person, day), calendar=CALENDAR)
        assert [one.code for one in found].count("duty.absent") == hurt

    def test_a_plan_that_hands_over_at_night(self) -> None:
        """Changeover at 22:00: what begins before it, at 06:00 and at 14:00, is of the duty day that began the eve."""
        thirds = tuple(
            Shift(id=name, name=name, from_=time(start), to=time((start + 8) % 24))
            for name, start in (("a", 22), ("b", 6), ("c", 14))
        )
        ordered = duty(
            changeover=time(22), shift=thirds, position=(attrs.evolve(DESK, shifts=("a", "b", "c")),), rest_hours=8
        )
        found = solve_roster(ordered, staff(), calendar=CALENDAR, solver="constructive")
        assert codes(found, ordered) == []
        assert [one.start.day for one in found.assignments] == [5, 6, 6, 6, 7, 7, 7, 8, 8]


def test_a_list_that_the_plan_does_not_ask_for() -> None:
    lists = (OwnList(unit="khong", contact="Trực ban mẫu"),)
    found = check_roster(roster(), duty(), staff(own_list=lists), calendar=CALENDAR)
    assert [finding.message_vi for finding in found] == ["Kế hoạch không yêu cầu lịch trực riêng của khong"]


def test_a_heavy_day_that_does_not_come() -> None:
    """The duty is giao thừa to mùng 2 of Giêng; mùng 2 of the fifth month is in June."""
    ordered = duty(heavy=(*duty().heavy, Heavy(on="mùng 2 tháng 5", add=1)))
    found = check_roster(roster(), ordered, staff(), calendar=CALENDAR)
    assert [finding.message_vi for finding in found] == ["Ngày nặng “mùng 2 tháng 5” không rơi vào kỳ trực năm 2027"]
