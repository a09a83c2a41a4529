"""Solvers: Bắc Sơn over three years, small offices enumerated, made-up offices, what a roster may not depend on."""

from __future__ import annotations

import builtins
import json
import sys
import tomllib
from collections.abc import Callable
from datetime import date, time
from functools import cache
from itertools import pairwise, product
from typing import Any

import attrs
import pytest
from benchmarks.offices import YEAR, office
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.duty.offices import DESK, LEADER, SHIFTS, duty, staff
from tests.known import CALENDAR
from tests.paths import ANSWERS, EXAMPLES
from tiepdan import (
    Duty,
    Ground,
    InvalidFile,
    InvalidValue,
    MissingExtra,
    Roster,
    Staff,
    WrongType,
    check_roster,
    from_dict,
    load_plan,
    load_roster,
    load_staff,
    solve_roster,
    to_dict,
    to_toml,
)
from tiepdan.duty import (
    Assignment,
    Away,
    DutyDays,
    Fixed,
    Heavy,
    On,
    OwnList,
    Person,
    Position,
    Progress,
    Request,
    RosterStatus,
    Shift,
    Wish,
    duty_period,
)
from tiepdan.duty.search import Search, _Mending
from tiepdan.law import Severity

BAC_SON = load_plan(EXAMPLES / "bac-son-tet-2025.toml").duty[0]
SAMPLE = load_staff(EXAMPLES / "sample-staff.toml")
EVE, FIRST, SECOND = date(2027, 2, 5), date(2027, 2, 6), date(2027, 2, 7)
SOLVERS = ("highs", "constructive")


def measures(roster: Roster) -> tuple[float, ...]:
    return tuple(measure.value for measure in roster.objective)


def errors(roster: Roster) -> list[str]:
    return [finding.message_en for finding in roster.findings if finding.severity is Severity.ERROR]


@pytest.fixture(scope="module", params=SOLVERS)
def three_years(request: pytest.FixtureRequest) -> list[Roster]:
    """Bắc Sơn's Tết 2025, 2026 and 2027 with the same staff, each with the years before as history."""
    history: list[Roster] = []
    for year in (2025, 2026, 2027):
        history.append(
            solve_roster(BAC_SON, SAMPLE, calendar=CALENDAR, year=year, history=history, solver=request.param)
        )
    return history


class TestBacSon:
    def test_no_hole_and_no_error(self, three_years: list[Roster]) -> None:
        for roster in three_years:
            assert errors(roster) == []
            assert not [finding for finding in roster.findings if finding.severity is Severity.WARNING]
            assert roster.status in (RosterStatus.OPTIMAL, RosterStatus.FEASIBLE)

    def test_the_loads_are_told(self, three_years: list[Roster]) -> None:
        answer = tomllib.loads((ANSWERS / "duty.toml").read_text(encoding="utf-8"))
        for roster in three_years:
            expected = answer[str(roster.year)]
            weight = expected["weight_of_24_hours"] + 2 * expected["weight_of_day_and_night"] + 2
            assert sum(load.weight for load in roster.loads) == weight
            assert len(roster.loads) == len(SAMPLE.person)
            assert all(load.total == load.weight + load.history for load in roster.loads)
        assert [load.history for load in three_years[1].loads] == [load.weight for load in three_years[0].loads]
        assert [load.history for load in three_years[2].loads] == [load.total for load in three_years[1].loads]

    def test_the_leaders_of_2025_are_as_even_as_by_hand(self, three_years: list[Roster]) -> None:
        answer = tomllib.loads((ANSWERS / "duty.toml").read_text(encoding="utf-8"))["leaders-2025"]
        loads = [load.total for load in three_years[0].loads[:4]]
        assert max(loads) == answer["highest"]
        assert max(loads) - min(loads) == answer["spread"]
        assert sum(abs(load - sum(loads) / 4) for load in loads) == answer["distance"]

    def test_who_served_the_heaviest_days_does_not_serve_them_again(self, three_years: list[Roster]) -> None:
        for before, after in pairwise(three_years):
            for mark in ("giao thừa", "mùng 1 tháng Giêng"):
                then, now = ({one.person for one in each.assignments if mark in one.marks} for each in (before, after))
                assert not then & now

    def test_another_year_is_said_to_be_another(self, three_years: list[Roster]) -> None:
        said = [[finding.code for finding in roster.findings] for roster in three_years]
        assert ["duty.other-year" in codes for codes in said] == [False, True, True]

    def test_the_json_is_history_and_comes_back_whole(self, three_years: list[Roster], tmp_path: Any) -> None:
        for roster in three_years:
            path = tmp_path / f"{roster.year}.json"
            path.write_text(json.dumps(to_dict(roster), ensure_ascii=False), encoding="utf-8")
            assert load_roster(path) == roster


def test_highs_proves_its_rosters() -> None:
    roster = solve_roster(BAC_SON, SAMPLE, calendar=CALENDAR, solver="highs")
    assert roster.status is RosterStatus.OPTIMAL
    assert roster.objective == roster.bound
    assert {measure.value for measure in roster.gap} == {0}
    assert roster.solver.startswith("HiGHS ")


def test_the_constructive_solver_says_that_it_proves_nothing() -> None:
    roster = solve_roster(BAC_SON, SAMPLE, calendar=CALENDAR, solver="constructive")
    assert roster.status is RosterStatus.FEASIBLE
    assert roster.note == "tìm bằng cách thử và sửa dần, không chứng minh được là tốt nhất"


@cache
def enumerated(ordered: Duty, people: Staff) -> tuple[float, ...] | None:
    """The best measures of all the rosters there are, by trying each and asking the checker.

    Where there is a time of rest, nobody serves two shifts of a position one after the other: those are not tried.
    """
    period = duty_period(ordered, 2027, CALENDAR)
    slots = [(dated, position) for position in ordered.position for dated in period.shifts_of(position)]
    able = [[person for person in people.person if person.post in position.posts] for _, position in slots]
    best: tuple[float, ...] | None = None
    empty = Roster(duty="tet", name="", year=2027, days=period.days, status=RosterStatus.FEASIBLE, solver="all")
    for chosen in product(*able):
        served = [(position.id, person) for (_, position), person in zip(slots, chosen, strict=True)]
        if ordered.rest_hours and any(one == following for one, following in pairwise(served)):
            continue
        assignments = tuple(
            Assignment(day=dated.day, start=dated.start, end=dated.end, shift=dated.shift.id, position=position.id,
                       person=person.id, weight=dated.weight, marks=dated.marks)
            for (dated, position), person in zip(slots, chosen, strict=True)
        )  # fmt: skip
        findings = check_roster(attrs.evolve(empty, assignments=assignments), ordered, people, calendar=CALENDAR)
        if any(finding.severity is Severity.ERROR for finding in findings):
            continue
        refused = sum(finding.code == "duty.request" for finding in findings)
        found = (refused, 0, *evenness(ordered, people, assignments))
        best = found if best is None else min(best, found)
    return best


def evenness(ordered: Duty, people: Staff, assignments: tuple[Assignment, ...]) -> tuple[float, float, float]:
    """Highest load, spread and distance, where each post fills one position and nobody is away all the time."""
    pools = []
    for position in ordered.position:
        names = [person.id for person in people.person if person.post in position.posts]
        pools.append([sum(one.weight for one in assignments if one.person == name) for name in names])
    distance = sum(abs(load - sum(pool) / len(pool)) for pool in pools for load in pool)
    return max(map(max, pools)), sum(max(pool) - min(pool) for pool in pools), round(distance, 6)


SMALL: list[tuple[str, Duty, Staff]] = [
    ("plain", duty(), staff(clerks=3)),
    ("no rest", duty(rest_hours=0), staff(clerks=2)),
    ("a wish", duty(), staff(clerks=3, request=(Request(person="k0", first=FIRST, last=FIRST),
                                      Request(person="c0", first=FIRST, last=FIRST)))),
    ("wishes that cannot all be met", duty(), staff(clerks=3, request=tuple(
        Request(person=f"k{n}", first=EVE, last=FIRST) for n in range(3)))),
    ("absences", duty(), staff(clerks=3, absence=(Away(person="k1", first=FIRST, last=SECOND, ground=Ground.LEAVE),))),
    ("a fixed shift", duty(), staff(clerks=3, fixed=(Fixed(person="k2", day=EVE, shift="night", position="desk"),
                                           Fixed(person="k2", day=SECOND, shift="day", position="desk")))),
    ("at most two", duty(at_most=2), staff(clerks=3)),
    ("apart", duty(rest_hours=0), staff(clerks=3, apart=(("c0", "k0"), ("c1", "k1")))),
    ("cannot be", duty(), staff(chiefs=1)),
]  # fmt: skip


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize(("ordered", "people"), [row[1:] for row in SMALL], ids=[row[0] for row in SMALL])
def test_the_best_is_the_enumerated_best(ordered: Duty, people: Staff, solver: str) -> None:
    best = enumerated(ordered, people)
    roster = solve_roster(ordered, people, calendar=CALENDAR, solver=solver)
    if best is None:
        assert roster.status is RosterStatus.INFEASIBLE
        return
    assert errors(roster) == []
    assert roster.status is (RosterStatus.OPTIMAL if solver == "highs" else RosterStatus.FEASIBLE)
    assert measures(roster) == best if solver == "highs" else measures(roster) >= best


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_choice_that_follows_from_leaving_out_another_is_no_dead_end(solver: str) -> None:
    """Three clerks, two of whom serve together: at a desk for one only the third can serve."""
    ordered, people = duty(rest_hours=0), staff(clerks=3, together=(("k0", "k1"),))
    roster = solve_roster(ordered, people, calendar=CALENDAR, solver=solver)
    assert errors(roster) == []
    assert {one.person for one in roster.assignments if one.position == "desk"} == {"k2"}


@pytest.mark.parametrize("solver", SOLVERS)
def test_nothing_to_fill_is_a_roster(solver: str) -> None:
    office_hours = attrs.evolve(SHIFTS[1], on=On.WORKING_DAY)
    ordered = duty(shift=(office_hours,), position=(attrs.evolve(DESK, shifts=("day",), continuous=False),))
    roster = solve_roster(ordered, staff(), calendar=CALENDAR, solver=solver)
    assert roster.status in (RosterStatus.OPTIMAL, RosterStatus.FEASIBLE)
    assert roster.assignments == ()


def test_entries_of_other_years_have_no_effect() -> None:
    other = date(2026, 2, 17)
    people = staff(
        request=(Request(person="k0", first=other, last=other, wants=Wish.ON),),
        fixed=(Fixed(person="k0", day=other, shift="day", position="desk"),),
        absence=(Away(person="k1", first=other, last=other, ground=Ground.LEAVE),),
    )
    assert measures(solve_roster(duty(), people, calendar=CALENDAR)) == measures(
        solve_roster(duty(), staff(), calendar=CALENDAR)
    )


@pytest.mark.parametrize("solver", SOLVERS)
def test_two_at_a_desk_who_serve_together(solver: str) -> None:
    ordered, people = duty(position=(LEADER, attrs.evolve(DESK, number=2))), staff(together=(("k0", "k1"),))
    roster = solve_roster(ordered, people, calendar=CALENDAR, solver=solver)
    assert errors(roster) == []
    mine, yours = ([(one.day, one.shift) for one in roster.of(person)] for person in ("k0", "k1"))
    assert mine == yours


@pytest.mark.parametrize("number", range(10))
def test_made_up_offices(number: int) -> None:
    """Offices of 8 to 17 people: each roster passes the checker, HiGHS proves its own, none measures better."""
    ordered, people, history = office(number, CALENDAR)
    best, other = (
        solve_roster(ordered, people, calendar=CALENDAR, year=YEAR, history=history, solver=solver)
        for solver in SOLVERS
    )
    assert errors(best) == errors(other) == []
    assert best.status is RosterStatus.OPTIMAL
    assert measures(best) <= measures(other)
    assert tuple(measure.value for measure in other.bound) <= measures(best)


@pytest.mark.parametrize("solver", SOLVERS)
def test_twice_the_same(solver: str) -> None:
    one, two = (solve_roster(BAC_SON, SAMPLE, calendar=CALENDAR, solver=solver) for _ in range(2))
    assert one == two


@cache
def of_2026(solver: str) -> Roster:
    return solve_roster(BAC_SON, SAMPLE, calendar=CALENDAR, year=2026, solver=solver)


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(SAMPLE.person), st.sampled_from(SOLVERS))
def test_another_order_of_staff_measures_the_same(people: list[Person], solver: str) -> None:
    there = solve_roster(
        BAC_SON, attrs.evolve(SAMPLE, person=tuple(people)), calendar=CALENDAR, year=2026, solver=solver
    )
    assert measures(of_2026(solver)) == measures(there)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(changeover=st.integers(0, 1439), cuts=st.sets(st.integers(1, 1439), max_size=4), number=st.integers(1, 2))
def test_whatever_the_changeover_and_the_cuts_no_hour_is_empty(changeover: int, cuts: set[int], number: int) -> None:
    edges = [(changeover + cut) % 1440 for cut in (0, *sorted(cuts), 1440)]
    parts = tuple(
        Shift(id=f"s{n}", name="Ca", from_=time(*divmod(start, 60)), to=time(*divmod(end, 60)))
        for n, (start, end) in enumerate(pairwise(edges))
    )
    desk = attrs.evolve(DESK, shifts=tuple(part.id for part in parts), number=number)
    ordered = duty(changeover=time(*divmod(changeover, 60)), shift=parts, position=(desk,), rest_hours=0)
    found = solve_roster(ordered, staff(), calendar=CALENDAR, solver="constructive", steps=3000)
    assert errors(found) == []
    assert sum(load.hours for load in found.loads) == pytest.approx(3 * 24 * number)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(
    clerks=st.integers(3, 6),
    days=st.lists(st.tuples(st.integers(0, 2), st.sampled_from([EVE, FIRST, SECOND])), max_size=2, unique=True),
)
def test_another_free_person_never_raises_the_highest_load(clerks: int, days: list[tuple[int, date]]) -> None:
    absences = tuple(Away(person=f"k{n}", first=day, last=day, ground=Ground.LEAVE) for n, day in days)
    fewer, more = (
        solve_roster(duty(), staff(clerks=number, absence=absences), calendar=CALENDAR, solver="highs")
        for number in (clerks, clerks + 1)
    )
    if fewer.status is RosterStatus.OPTIMAL:
        assert more.status is RosterStatus.OPTIMAL
        assert measures(more)[2] <= measures(fewer)[2]


class TestHistory:
    def test_a_newcomer_does_not_make_up_for_years_before_he_came(self) -> None:
        before = solve_roster(duty(year=2026), staff(clerks=4), calendar=CALENDAR, year=2026)
        now = solve_roster(duty(), staff(clerks=5), calendar=CALENDAR, history=[before])
        clerks = [load for load in now.loads if load.person.startswith("k")]
        mean = sum(load.history for load in clerks[:4]) / 4
        assert clerks[4].history == round(mean)

    def test_who_is_in_the_file_before_his_first_day_is_a_newcomer_too(self) -> None:
        people = [attrs.evolve(one, first=date(2026, 6, 1)) if one.id == "k3" else one for one in staff().person]
        later = Staff(person=tuple(people))
        before = solve_roster(duty(year=2026), later, calendar=CALENDAR, year=2026)
        now = solve_roster(duty(), later, calendar=CALENDAR, history=[before])
        clerks = [load.history for load in now.loads if load.person.startswith("k")]
        assert clerks[3] == round(sum(clerks[:3]) / 3)

    def test_a_roster_without_its_people_still_counts(self) -> None:
        before = attrs.evolve(solve_roster(duty(year=2026), staff(), calendar=CALENDAR, year=2026), people=())
        now = solve_roster(duty(), staff(), calendar=CALENDAR, history=[before])
        assert [load.history for load in now.loads] == [
            sum(one.weight for one in before.of(load.person)) for load in now.loads
        ]

    def test_years_too_long_ago_do_not_count(self) -> None:
        before = solve_roster(duty(year=2024), staff(), calendar=CALENDAR, year=2024)
        now = solve_roster(duty(history_years=2), staff(), calendar=CALENDAR, history=[before])
        assert {load.history for load in now.loads} == {0}

    def test_a_heavy_day_is_served_again_only_where_nobody_else_can(self) -> None:
        before = solve_roster(duty(year=2026), staff(), calendar=CALENDAR, year=2026)
        served = next(one.person for one in before.assignments if one.position == "leader" and one.marks)
        other = ({"c0", "c1"} - {served}).pop()
        absent = staff(absence=(Away(person=other, first=FIRST, last=FIRST, ground=Ground.LEAVE),))
        ordered = duty(rest_hours=0, position=(attrs.evolve(LEADER, no_consecutive_days=False), DESK))
        again = solve_roster(ordered, absent, calendar=CALENDAR, history=[before])
        assert measures(again)[1] == 1

    def test_who_left_stays_in_the_file(self) -> None:
        before = solve_roster(duty(year=2026), staff(), calendar=CALENDAR, year=2026)
        people = [attrs.evolve(one, last=date(2026, 6, 30)) if one.id == "k3" else one for one in staff().person]
        now = solve_roster(duty(), Staff(person=tuple(people)), calendar=CALENDAR, history=[before])
        assert now.of("k3") == ()
        assert errors(now) == []
        assert "k3" not in [load.person for load in now.loads]
        assert "k3" in [person.id for person in now.people]


class TestConflicts:
    """What cannot be is told by rules of which none can be spared."""

    CASES = {
        "a leader away": staff(absence=(Away(person="c0", first=FIRST, last=FIRST, ground=Ground.LEAVE),
                                        Away(person="c1", first=FIRST, last=FIRST, ground=Ground.LEAVE))),
        "one leader only": staff(chiefs=1),
        "two fixed too near": staff(fixed=(Fixed(person="k0", day=EVE, shift="night", position="desk"),
                                           Fixed(person="k0", day=FIRST, shift="day", position="desk"))),
        "one clerk": staff(clerks=1),
        "apart at one time": staff(clerks=1, chiefs=2, apart=(("c0", "k0"), ("c1", "k0"))),
        "apart who must serve": staff(apart=(("c0", "k0"),), fixed=(
            Fixed(person="c0", day=EVE, shift="whole", position="leader"),
            Fixed(person="k0", day=EVE, shift="day", position="desk"))),
    }  # fmt: skip

    @pytest.fixture(params=CASES)
    def people(self, request: pytest.FixtureRequest) -> Staff:
        return self.CASES[request.param]

    @pytest.mark.parametrize("solver", SOLVERS)
    def test_it_is_told(self, people: Staff, solver: str) -> None:
        roster = solve_roster(duty(), people, calendar=CALENDAR, solver=solver)
        assert roster.status is RosterStatus.INFEASIBLE
        assert roster.conflicts
        assert roster.assignments == ()

    def test_in_words_for_a_day(self) -> None:
        roster = solve_roster(duty(), self.CASES["a leader away"], calendar=CALENDAR)
        assert [conflict.message_vi for conflict in roster.conflicts] == [
            "29 tháng Chạp (Thứ Sáu, 05/02/2027), từ 07:00 đến 07:00 hôm sau: Lãnh đạo cần 1 người",
            "c0 vắng từ 06/02/2027 đến 06/02/2027 (nghỉ phép)",
            "c1 vắng từ 06/02/2027 đến 06/02/2027 (nghỉ phép)",
        ]
        assert [conflict.people for conflict in roster.conflicts] == [(), ("c0",), ("c1",)]

    @pytest.mark.parametrize("solver", SOLVERS)
    def test_none_can_be_spared(self, people: Staff, solver: str) -> None:
        """Without any one of the rules the others can be kept; with all they cannot: tried by each solver's rows."""
        from tiepdan.duty.problem import Problem
        from tiepdan.duty.search import Outcome, Search

        roster = solve_roster(duty(), people, calendar=CALENDAR, solver=solver)
        problem = Problem(duty_period(duty(), 2027, CALENDAR), people)
        words = {conflict.message_vi for conflict in roster.conflicts}
        told = {index for index, rule in enumerate(problem.rules) if rule.vi in words}
        assert len(told) == len(roster.conflicts)

        def possible(kept: set[int]) -> bool:
            search = Search(problem, [row for row in problem.rows if row.rule in kept], 100_000)
            search.run()
            return search.outcome is Outcome.FOUND

        assert not possible(told)
        assert all(possible(told - {rule}) for rule in told)


class TestInterruption:
    def test_the_best_so_far_where_one_stops_it(self) -> None:
        ordered, people, history = office(10, CALENDAR)
        seen: list[Progress] = []

        def stop(progress: Progress) -> None:
            seen.append(progress)
            raise KeyboardInterrupt

        roster = solve_roster(ordered, people, calendar=CALENDAR, year=YEAR, history=history, solver="highs",
                              steps=300, on_progress=stop)  # fmt: skip
        assert seen
        assert roster.status is RosterStatus.FEASIBLE
        assert roster.note == "dừng giữa chừng"
        assert errors(roster) == []

    def test_a_roster_cut_off_by_time_says_so(self) -> None:
        ordered, people, history = office(10, CALENDAR)
        roster = solve_roster(
            ordered, people, calendar=CALENDAR, year=YEAR, history=history, solver="highs", limit=0.01
        )
        assert roster.status is RosterStatus.FEASIBLE
        assert roster.note == "dừng sau 0.01 giây"
        assert errors(roster) == []
        assert all(measure.value >= 0 for measure in roster.gap)
        assert any(measure.value > 0 for measure in roster.gap)

    def test_too_few_steps_find_nothing_and_say_so(self) -> None:
        roster = solve_roster(BAC_SON, SAMPLE, calendar=CALENDAR, solver="constructive", steps=20)
        assert roster.status is RosterStatus.INTERRUPTED
        assert roster.note == "bỏ dở sau 20 bước, chưa chứng minh được gì"

    def test_progress_is_told(self) -> None:
        ordered, people, history = office(4, CALENDAR)
        seen: list[Progress] = []
        solve_roster(ordered, people, calendar=CALENDAR, year=YEAR, history=history, solver="highs", steps=300,
                     on_progress=seen.append)  # fmt: skip
        assert {progress.measure for progress in seen} <= {"refused", "repeated", "highest", "spread", "distance"}
        assert all(progress.bound <= progress.value + 1e-6 for progress in seen)


BAD: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = [
    ({}, {"chiefs": 0}, ["$.person: nobody holds a post of the plan's position 'leader': chief"]),
    ({}, {"fixed": (Fixed(person="k0", day=date(2027, 2, 9), shift="day", position="desk"),
                    Fixed(person="k0", day=EVE, shift="dya", position="desk"),
                    Fixed(person="k0", day=EVE, shift="day", position="dsk"),
                    Fixed(person="c0", day=EVE, shift="day", position="desk"),
                    Fixed(person="c0", day=EVE, shift="day", position="leader"))},
     ["$.fixed[0].day: 2027-02-09 is not in the period of duty 2027-02-05..2027-02-07",
      "$.fixed[1].shift: there is no shift 'dya'; did you mean 'day'?",
      "$.fixed[2].position: there is no position 'dsk'; did you mean 'desk'?",
      "$.fixed[3].person: 'c0' holds no post of 'desk': chief",
      "$.fixed[4].shift: 'leader' has no shift 'day' on 2027-02-05"]),
]  # fmt: skip


@pytest.mark.parametrize(("ordered", "people", "words"), BAD)
def test_a_staff_that_does_not_fit(ordered: dict[str, Any], people: dict[str, Any], words: list[str]) -> None:
    with pytest.raises(InvalidFile) as caught:
        solve_roster(duty(**ordered), staff(**people), calendar=CALENDAR)
    assert [str(one) for one in caught.value.mistakes] == words


def test_history_of_unknown_people_and_of_the_wrong_years() -> None:
    before = solve_roster(duty(year=2026), staff(clerks=5), calendar=CALENDAR, year=2026)
    other = attrs.evolve(before, year=2027, duty="le-30-4")
    with pytest.raises(InvalidFile) as caught:
        solve_roster(duty(), staff(clerks=4), calendar=CALENDAR, history=[before, other])
    assert [str(one) for one in caught.value.mistakes] == [
        "$.history[0].assignments: the staff has no 'k4'; there are: c0, c1, k0, k1, k2, k3; keep who left, with "
        "the last day of service",
        "$.history[1].year: history is of years before 2027, not of 2027; leave it out",
        "$.history[1].duty: 'le-30-4' is another duty than 'tet'",
        "$.history[1].assignments: the staff has no 'k4'; there are: c0, c1, k0, k1, k2, k3; keep who left, with "
        "the last day of service",
    ]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"solver": "simplex"}, "there is no solver 'simplex'; there are: auto, highs, constructive"),
        ({"limit": 0}, "the limit is in seconds, more than 0, not 0"),
        ({"limit": float("nan")}, "the limit is in seconds, more than 0, not nan"),
        ({"steps": 0}, "the steps are a whole number from 1 up, not 0"),
    ],
)
def test_what_cannot_be_asked(more: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidValue, match=words):
        solve_roster(duty(), staff(), calendar=CALENDAR, **more)


STAFF_FILE = """
schema = "tiepdan/staff/1"
together = [["a", "b"], ["a", "a"], ["a"]]
apart = [["b", "a"]]
person = [
    { id = "a", name = "A", post = "x" },
    { id = "a", name = "B", post = "x" },
]
absence = [{ person = "a", first = 2027-02-05, last = 2027-02-06, ground = "leave" }]
request = [{ person = "c", first = 2027-02-06, last = 2027-02-05 }]
fixed = [{ person = "a", day = 2027-02-06, shift = "s", position = "p" }]
[[own_list]]
unit = "u"
contact = "x"
entry = [{ from = "2027-02-06T07:00", to = "2027-02-06T19:00+07:00", name = "n" }]
"""


WRONG_TYPES: list[tuple[Callable[..., object], dict[str, Any], str]] = [
    (duty, {"changeover": "07:00"}, "Duty.changeover is time, not '07:00'"),
    (duty, {"rest_hours": "10"}, "Duty.rest_hours is int, not '10'"),
    (Position, {"id": "p", "name": "P", "shifts": ("day",), "posts": ("x",), "number": 1.5}, "Position.number is int"),
    (Position, {"id": "p", "name": "P", "shifts": "day", "posts": ("x",)}, "Position.shifts is a tuple of str"),
    (Away, {"person": "k0", "first": EVE, "last": EVE, "ground": "leave"}, "Away.ground is a member of Ground"),
    (Fixed, {"person": "k0", "day": "2027-02-06", "shift": "day", "position": "desk"}, "Fixed.day is date"),
    (Person, {"id": "k", "name": "K", "post": "x", "first": "2027-01-01"}, "Person.first is date or None"),
    (staff, {"together": ("k0", "k1")}, r"Staff.together\[0\] is a tuple of str"),
]


@pytest.mark.parametrize(("build", "parts", "words"), WRONG_TYPES)
def test_values_of_the_wrong_type(build: Callable[..., object], parts: dict[str, Any], words: str) -> None:
    with pytest.raises(WrongType, match=words):
        build(**parts)


def test_times_are_to_the_minute() -> None:
    with pytest.raises(InvalidValue, match="07:00:30 is not a time to the minute; write 07:00"):
        duty(changeover=time(7, 0, 30))


def test_a_file_of_the_staff_with_many_mistakes(tmp_path: Any) -> None:
    path = tmp_path / "staff.toml"
    path.write_text(STAFF_FILE, encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        load_staff(path)
    assert sorted(str(one) for one in caught.value.mistakes) == [
        "$.apart[0]: is a pair that is to serve together as well; write one of them",
        "$.apart[0][0]: there is no person 'b'; there are: a",
        "$.own_list[0].entry[0].from: '2027-02-06T07:00' says no zone; write it as 2027-02-06T07:00+07:00",
        "$.person[1].id: 'a' is the id of $.person[0] already; give each its own",
        "$.request[0].person: there is no person 'c'; there are: a",
        "$.request[0]: the period ends before it begins: 2027-02-06..2027-02-05; swap the two days",
        "$.together[0][1]: there is no person 'b'; there are: a",
        "$.together[1]: is not a pair of two people",
        "$.together[2]: is not a pair of two people",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "is not JSON"),
        ('{"schema": "tiepdan/agenda/1"}', "'tiepdan/agenda/1' is not the schema read here"),
        (None, "cannot be read"),
    ],
)
def test_a_history_that_is_none(tmp_path: Any, content: str | None, words: str) -> None:
    path = tmp_path / "roster.json"
    if content:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        load_roster(path)
    assert words in str(caught.value)


def test_a_roster_of_python_comes_back_from_plain_data() -> None:
    roster = solve_roster(duty(), staff(), calendar=CALENDAR)
    assert from_dict(Roster, to_dict(roster)) == roster
    assert set(to_dict(roster)) >= {"status", "objective", "bound", "assignments", "loads", "conflicts"}


@pytest.fixture
def without_highs(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:
        if name == "highspy":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)


@pytest.mark.usefixtures("without_highs")
def test_with_nothing_beyond_the_core_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "highspy", raising=False)
    with pytest.raises(MissingExtra, match=r"pip install 'tiepdan\[roster\]'"):
        solve_roster(duty(), staff(), calendar=CALENDAR, solver="highs")
    roster = solve_roster(duty(), staff(), calendar=CALENDAR)
    assert roster.solver == "constructive"
    assert errors(roster) == []


def test_positions_that_share_their_people_share_one_pool() -> None:
    standby = Position(id="standby", name="Ứng trực", shifts=("whole",), posts=("clerk",))
    roster = solve_roster(duty(position=(LEADER, DESK, standby)), staff(clerks=6), calendar=CALENDAR)
    clerks = [load.total for load in roster.loads if load.person.startswith("k")]
    leaders = [load.total for load in roster.loads if load.person.startswith("c")]
    assert measures(roster)[3] == max(clerks) - min(clerks) + max(leaders) - min(leaders)


def test_the_hours_of_a_person_are_not_rounded() -> None:
    """A day of 7.5 hours and a night of 16.5, three of each."""
    half = (attrs.evolve(SHIFTS[1], to=time(14, 30)), attrs.evolve(SHIFTS[2], from_=time(14, 30)))
    ordered = duty(shift=half, position=(DESK,), rest_hours=0, at_most=1)
    found = solve_roster(ordered, staff(clerks=6), calendar=CALENDAR, solver="constructive")
    assert sorted(load.hours for load in found.loads if load.person.startswith("k")) == [7.5] * 3 + [16.5] * 3


class TestSearch:
    @pytest.mark.parametrize("solver", SOLVERS)
    def test_more_assignments_than_a_stack_has_frames(self, solver: str) -> None:
        """100 on each of six shifts, one after the other, with room for 400 frames."""
        ordered = duty(position=(attrs.evolve(DESK, number=100),), shift=SHIFTS[1:], rest_hours=0)
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(400)
        try:
            found = solve_roster(ordered, staff(clerks=101), calendar=CALENDAR, solver=solver, steps=10_000, limit=5)
        finally:
            sys.setrecursionlimit(limit)
        assert len(found.assignments) == 600
        assert errors(found) == []

    def test_an_interruption_leaves_the_best_so_far(self, monkeypatch: pytest.MonkeyPatch) -> None:
        taken = _Mending.take
        moves: list[bool] = []

        def take(mending: _Mending, out: tuple[int, ...], put: tuple[int, ...]) -> bool:
            if moves.count(True) == 3:
                raise KeyboardInterrupt
            moves.append(taken(mending, out, put))
            return moves[-1]

        monkeypatch.setattr(_Mending, "take", take)
        found = solve_roster(BAC_SON, SAMPLE, calendar=CALENDAR, solver="constructive")
        assert (found.status, found.note) == (RosterStatus.FEASIBLE, "dừng giữa chừng")
        assert errors(found) == []

    @pytest.mark.parametrize("solver", SOLVERS)
    def test_an_interruption_before_there_is_any(self, solver: str, monkeypatch: pytest.MonkeyPatch) -> None:
        def stop(_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(Search, "run", stop)
        found = solve_roster(BAC_SON, SAMPLE, calendar=CALENDAR, solver=solver)
        assert (found.status, found.note, found.assignments) == (RosterStatus.INTERRUPTED, "dừng giữa chừng", ())


BOUND = staff(
    clerks=5,
    apart=(("k3", "k2"), ("c0", "k0"), ("k4", "k1")),
    request=tuple(Request(person=f"k{n}", first=day, last=day) for n in (4, 0, 2) for day in (SECOND, EVE)),
    absence=tuple(Away(person=name, first=FIRST, last=FIRST, ground=Ground.LEAVE) for name in ("k4", "k1")),
    fixed=(
        Fixed(person="k3", day=SECOND, shift="night", position="desk"),
        Fixed(person="k2", day=EVE, shift="day", position="desk"),
    ),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.permutations(BOUND.apart), st.permutations(BOUND.request), st.permutations(BOUND.absence),
    st.permutations(BOUND.fixed), st.permutations(BOUND.person), st.booleans(), st.sampled_from(SOLVERS),
)  # fmt: skip
def test_the_order_of_a_file_decides_nothing(
    apart: list[tuple[str, ...]], request: list[Request], absence: list[Away], fixed: list[Fixed],
    person: list[Person], turned: bool, solver: str,
) -> None:  # fmt: skip
    pairs = tuple(pair[::-1] if turned else pair for pair in apart)
    other = attrs.evolve(BOUND, apart=pairs, request=tuple(request), absence=tuple(absence), fixed=tuple(fixed),
                         person=tuple(person))  # fmt: skip
    here, there = (solve_roster(duty(), one, calendar=CALENDAR, solver=solver) for one in (BOUND, other))
    assert here.assignments == there.assignments
    assert here.assignments


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_pair_is_the_same_turned_round(solver: str) -> None:
    """Four for everything, hardly enough: there are many best rosters, and one of them is taken for either file."""
    ordered = duty(
        year=2026,
        days=DutyDays(from_lunar="29 tháng Chạp", to_lunar="mùng 4 tháng Giêng"),
        heavy=(Heavy(on="giao thừa", add=3, not_again=True), Heavy(on="mùng 1 tháng Giêng", add=2)),
        shift=(SHIFTS[0], attrs.evolve(SHIFTS[1], weight=2), attrs.evolve(SHIFTS[2], weight=3)),
        position=(attrs.evolve(DESK, at_most=3), attrs.evolve(LEADER, posts=("clerk",), no_consecutive_days=False)),
        at_most=5,
    )
    one, other = (
        solve_roster(ordered, staff(chiefs=0, apart=(pair,)), calendar=CALENDAR, solver=solver)
        for pair in (("k3", "k2"), ("k2", "k3"))
    )
    assert len(one.assignments) == 15
    assert one.assignments == other.assignments


class TestFilesInMessages:
    """What does not fit is told with the file that it stands in."""

    BEFORE = solve_roster(duty(year=2026), staff(), calendar=CALENDAR, year=2026)

    def told(self, people: Staff, *history: Roster) -> list[str]:
        with pytest.raises(InvalidFile) as caught:
            solve_roster(duty(), people, calendar=CALENDAR, history=history)
        return [str(one) for one in caught.value.mistakes]

    def test_the_staff(self, tmp_path: Any) -> None:
        path = tmp_path / "staff.toml"
        path.write_text(to_toml(staff(chiefs=0)), encoding="utf-8")
        people = load_staff(path)
        assert people == staff(chiefs=0)
        assert self.told(people) == [f"{path}: $.person: nobody holds a post of the plan's position 'leader': chief"]

    @pytest.mark.parametrize("status", ["infeasible", "interrupted"])
    def test_a_roster_of_nobody_is_no_history(self, tmp_path: Any, status: str) -> None:
        path = tmp_path / "tet-2026.json"
        data = {**to_dict(self.BEFORE), "status": status, "assignments": []}
        path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        assert self.told(staff(), load_roster(path)) == [
            f"{path}: $.status: a roster that is {status} does not say who served; give the one that was posted"
        ]

    def test_what_stands_twice_is_not_counted_twice(self) -> None:
        one = self.BEFORE.assignments[0]
        twice = attrs.evolve(self.BEFORE, assignments=(*self.BEFORE.assignments, one), file="2026.json")
        assert self.told(staff(), twice) == [
            f"2026.json: $.assignments: '{one.person}' on '{one.shift}' of {one.day} stands twice; take one out"
        ]

    def test_two_of_one_year(self) -> None:
        first, second = (attrs.evolve(self.BEFORE, file=name) for name in ("a.json", "b.json"))
        assert self.told(staff(), first, second) == [
            "b.json: $.year: a.json is the roster of 2026 already; keep one of a year"
        ]

    def test_the_file_stands_in_no_file(self) -> None:
        assert "file" not in to_dict(attrs.evolve(self.BEFORE, file="a.json"))
        assert "file" not in to_toml(attrs.evolve(staff(), file="a.toml"))


def test_more_people_fixed_than_a_place_takes() -> None:
    fixed = tuple(Fixed(person=f"k{n}", day=EVE, shift="day", position="desk") for n in (0, 0, 1))
    with pytest.raises(InvalidFile) as caught:
        solve_roster(duty(), staff(fixed=fixed), calendar=CALENDAR)
    assert [str(one) for one in caught.value.mistakes] == [
        "$.fixed[2]: 'desk' takes 1, fixed already by $.fixed[0]; let one go"
    ]


def test_a_name_that_is_empty() -> None:
    with pytest.raises(InvalidValue, match="name: is empty; write the name"):
        Person(id="k0", name=" ", post="clerk")


@pytest.mark.parametrize(
    ("first", "last", "contradict"), [(FIRST, FIRST, True), (EVE, SECOND, True), (EVE, date(2027, 2, 8), False)]
)
def test_wishes_that_contradict(first: date, last: date, contradict: bool) -> None:
    """Off from giao thừa to mùng 2, and on one of some days: of none but those, or of one more."""
    wishes = (
        Request(person="k0", first=EVE, last=SECOND),
        Request(person="k0", first=first, last=last, wants=Wish.ON),
        Request(person="k1", first=first, last=last, wants=Wish.ON),
    )
    if not contradict:
        assert staff(request=wishes).request == wishes
        return
    with pytest.raises(InvalidFile) as caught:
        staff(request=wishes)
    assert [str(one) for one in caught.value.mistakes] == [
        "$.request[1]: asks to serve on days on which $.request[0] asks not to; let one of them go"
    ]


def test_two_lists_of_one_unit() -> None:
    lists = tuple(OwnList(unit="cong-an", contact=contact) for contact in ("A", "B"))
    with pytest.raises(InvalidFile) as caught:
        staff(own_list=lists)
    assert [str(one) for one in caught.value.mistakes] == [
        "$.own_list[1].unit: 'cong-an' has its list at $.own_list[0] already; make one of both"
    ]
