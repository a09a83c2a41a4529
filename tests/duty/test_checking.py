"""The checker: for each rule, a roster that breaks this one and no other; and a roster of its own that keeps all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import attrs
import pytest

from tests.duty.offices import DESK, LEADER, SHIFTS, duty, staff
from tests.known import CALENDAR
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


def two_leaders() -> Roster:
    """The roster by hand with a second leader on each day: c0 and c1, c1 and c2, c0 and c2."""
    found = roster()
    for index, person in enumerate(("c1", "c2", "c2")):
        found = attrs.evolve(
            found, assignments=(*found.assignments, attrs.evolve(found.assignments[index], person=person))
        )
    return found


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
    "duty.together": lambda: (two_leaders(), duty(rest_hours=0, position=(
        attrs.evolve(LEADER, number=2, no_consecutive_days=False), DESK)), staff(chiefs=3, together=(("c0", "c1"),))),
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


def told(found: Roster, ordered: Duty, people: Staff, code: str) -> list[str]:
    """What is said of one code, in Vietnamese."""
    findings = check_roster(found, ordered, people, calendar=CALENDAR)
    return [finding.message_vi for finding in findings if finding.code == code]


class TestHours:
    """A desk that need not be continuous: each of its shifts is an hour span of its own."""

    APART = attrs.evolve(DESK, continuous=False)

    def test_shifts_in_a_row_that_lack_as_many_are_one_hole(self) -> None:
        """The day of giao thừa by itself; the day and the night of mùng 1 and the day of mùng 2 in one."""
        missing = [(EVE, "day"), (FIRST, "day"), (FIRST, "night"), (SECOND, "day")]
        found = roster({(day, shift, "desk"): None for day, shift in missing})
        assert told(found, duty(position=(LEADER, self.APART)), staff(), "duty.hole") == [
            "desk: 0/1 người từ 07:00 05/02/2027 đến 17:00 05/02/2027",
            "desk: 0/1 người từ 07:00 06/02/2027 đến 17:00 07/02/2027",
        ]

    def test_shifts_in_a_row_that_lack_another_number_are_two(self) -> None:
        """Two at the desk: mùng 1 has one by day and none by night, all the others have two."""
        two = attrs.evolve(self.APART, number=2)
        found = roster({(FIRST, "night", "desk"): None})
        second = {(EVE, "day"): "k2", (EVE, "night"): "k3", (SECOND, "day"): "k2", (SECOND, "night"): "k3"}
        for one in found.assignments:
            if (one.day, one.shift) in second:
                parts = {name: getattr(one, name) for name in ("day", "start", "end", "shift", "position", "weight")}
                found = extra(found, person=second[one.day, one.shift], marks=one.marks, **parts)
        assert told(found, duty(position=(LEADER, two)), staff(), "duty.hole") == [
            "desk: 1/2 người từ 07:00 06/02/2027 đến 17:00 06/02/2027",
            "desk: 0/2 người từ 17:00 06/02/2027 đến 07:00 07/02/2027",
        ]


class TestOwnLists:
    """The duty runs from 07:00 of 05/02 to 07:00 of 08/02/2027."""

    def told(self, *entries: tuple[str, str], units: tuple[str, ...] = ("cong-an",)) -> list[str]:
        listed = tuple(
            OwnShift(
                start=datetime.fromisoformat(f"{first}+07:00"), end=datetime.fromisoformat(f"{last}+07:00"), name="-"
            )
            for first, last in entries
        )
        people = staff(own_list=(OwnList(unit="cong-an", contact="Trực ban mẫu", telephone="113", entry=listed),))
        findings = check_roster(roster(), duty(own_lists=units), people, calendar=CALENDAR)
        return [finding.message_vi for finding in findings if finding.code.startswith("duty.own-list")]

    def test_a_missing_list_does_not_hide_the_holes_of_the_next(self) -> None:
        assert self.told(("2027-02-05T07:00", "2027-02-08T06:00"), units=("quan-su", "cong-an")) == [
            "Chưa có lịch trực riêng của quan-su",
            "Lịch trực của cong-an trống từ 06:00 08/02/2027 đến 07:00 08/02/2027",
        ]

    def test_what_lies_outside_the_duty_fills_nothing_and_lacks_nothing(self) -> None:
        """Ends as the duty begins, begins as it ends, and both well outside."""
        inside = ("2027-02-05T07:00", "2027-02-07T07:00")
        outside = [("2027-02-01T07:00", "2027-02-02T07:00"), ("2027-02-04T07:00", "2027-02-05T07:00"),
                   ("2027-02-08T07:00", "2027-02-09T07:00"), ("2027-02-10T07:00", "2027-02-11T07:00")]  # fmt: skip
        hole = "Lịch trực của cong-an trống từ 07:00 07/02/2027 đến 07:00 08/02/2027"
        assert self.told(inside, *outside) == [hole]
        assert self.told(outside[3], inside) == [hole]
        whole = "Lịch trực của cong-an trống từ 07:00 05/02/2027 đến 07:00 08/02/2027"
        assert self.told(*outside) == self.told(outside[3]) == self.told(outside[0]) == [whole]

    def test_what_runs_past_the_edges_leaves_no_hole(self) -> None:
        assert self.told(("2027-02-04T19:00", "2027-02-06T07:00"), ("2027-02-06T07:00", "2027-02-09T07:00")) == []

    def test_a_list_that_only_says_whom_to_call(self) -> None:
        assert self.told() == []


class TestLeftOut:
    def test_a_pair_for_which_there_is_no_place(self) -> None:
        """Two at a desk for one: neither serves, and that is said of the pair and of both."""
        ordered, people = duty(rest_hours=0), staff(together=(("k0", "k1"),))
        for solver in ("highs", "constructive"):
            found = solve_roster(ordered, people, calendar=CALENDAR, solver=solver)
            findings = [one for one in found.findings if one.code in ("duty.together.never", "duty.idle")]
            assert [(one.severity, one.message_vi) for one in findings] == [
                (Severity.WARNING, "Công chức mẫu 0 (k0) và Công chức mẫu 1 (k1) không thể cùng trực ở ca nào "
                                   "(thiếu vị trí, khác ca hoặc vắng mặt); cần tăng số người của vị trí trực hoặc bỏ "
                                   "yêu cầu trực cùng nhau"),
                (Severity.INFO, "Công chức mẫu 0 (k0) chưa được phân công ca nào dù có thể trực"),
                (Severity.INFO, "Công chức mẫu 1 (k1) chưa được phân công ca nào dù có thể trực"),
            ]  # fmt: skip
            assert [one.message_en for one in findings] == [
                "Công chức mẫu 0 (k0) and Công chức mẫu 1 (k1) can serve on no shift together: no two places, other "
                "shifts or absence; let a position take more, or let the pair go",
                "Công chức mẫu 0 (k0) may serve but is on no shift",
                "Công chức mẫu 1 (k1) may serve but is on no shift",
            ]

    STANDBY = Position(id="standby", name="Ứng trực", shifts=("whole",), posts=("clerk",))
    WATCH = Position(id="watch", name="Trực đêm", shifts=("night",), posts=("clerk",), continuous=False)

    @pytest.mark.parametrize(
        ("positions", "absences", "never"),
        [
            ((LEADER, DESK), {}, True),
            ((LEADER, attrs.evolve(DESK, number=2)), {}, False),
            ((LEADER, DESK, STANDBY), {}, True),  # the standby has 24 hours, the desk has halves: not the same shift
            ((LEADER, DESK, WATCH), {}, False),  # one at the desk, one beside it
            ((LEADER, DESK, WATCH), {"k0": (EVE, FIRST)}, False),  # the night of mùng 2 is left
            ((LEADER, DESK, WATCH), {"k0": (EVE, SECOND)}, True),  # … and begins on mùng 2
            ((LEADER, DESK, WATCH), {"k0": (EVE, date(2027, 2, 8))}, True),
            ((LEADER, DESK, WATCH), {"k1": (EVE, date(2027, 2, 8))}, True),
            ((LEADER, DESK, WATCH), {"k0": (EVE, date(2027, 2, 8)), "k1": (EVE, date(2027, 2, 8))}, False),
            ((LEADER, DESK, WATCH), {"k0": (EVE, FIRST), "k1": (SECOND, date(2027, 2, 8))}, True),
        ],
    )
    def test_whether_a_pair_can_serve_together(
        self, positions: tuple[Position, ...], absences: dict[str, tuple[date, date]], never: bool
    ) -> None:
        away = tuple(
            Away(person=person, first=first, last=last, ground=Ground.LEAVE)
            for person, (first, last) in absences.items()
        )
        people = staff(together=(("k0", "k1"),), absence=away)
        assert bool(told(roster(), duty(position=positions), people, "duty.together.never")) is never

    def test_who_fell_out_leaves_a_pair_of_one(self) -> None:
        fallen = Away(person="k0", first=EVE, last=date(2027, 2, 8), ground=Ground.LEAVE)
        found = attrs.evolve(roster(), fallen_out=(fallen,))
        ordered = duty(position=(LEADER, DESK, self.WATCH))
        assert len(told(found, ordered, staff(together=(("k0", "k1"),)), "duty.together.never")) == 1

    def idle(self, people: Staff, found: Roster | None = None) -> list[str]:
        return told(found or roster(), duty(), people, "duty.idle")

    def test_who_serves_on_no_shift(self) -> None:
        """Mùng 1 by day is served by k0 instead of k2, who is left with nothing."""
        found = roster({(FIRST, "day", "desk"): "k0"})
        assert self.idle(staff(), roster()) == []
        assert self.idle(staff(), found) == ["Công chức mẫu 2 (k2) chưa được phân công ca nào dù có thể trực"]
        absent = staff(absence=(Away(person="k2", first=EVE, last=date(2027, 2, 8), ground=Ground.LEAVE),))
        assert self.idle(absent, found) == []
        part = staff(absence=(Away(person="k2", first=EVE, last=FIRST, ground=Ground.LEAVE),))
        assert len(self.idle(part, found)) == 1
        assert self.idle(retired("k2", date(2027, 1, 31)), found) == []
        fallen = Away(person="k2", first=FIRST, last=date(2027, 2, 8), ground=Ground.LEAVE)
        assert self.idle(staff(), attrs.evolve(found, fallen_out=(fallen,))) == []

    def test_a_post_of_no_position_is_told_as_such_alone(self) -> None:
        people = Staff(person=(*staff().person, Person(id="x", name="Người mẫu", post="driver", telephone="1")))
        findings = check_roster(roster(), duty(), people, calendar=CALENDAR)
        assert [finding.code for finding in findings] == ["duty.post.unused"]
