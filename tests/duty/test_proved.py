"""What a solver says is the best: held against rosters counted elsewhere, and not believed where it does not fit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import attrs
import highspy
import pytest

from tests.duty.offices import DESK, SHIFTS, duty, staff
from tests.duty.small import Measuring, Plan, best, built, measured, rosters, small_office
from tests.known import CALENDAR
from tests.paths import EXAMPLES, ROOT
from tiepdan import (
    InvalidFile,
    Roster,
    TiepDanError,
    from_dict,
    load_plan,
    load_staff,
    replace_person,
    solve_roster,
    to_dict,
)
from tiepdan.duty import Measure, Request, RosterStatus, duty_period
from tiepdan.duty.problem import Choice, Problem
from tiepdan.duty.search import Search
from tiepdan.errors import Misplaced
from tiepdan.law import Severity

DOUBTED = "HiGHS nêu giá trị không khớp với lịch mà nó trả về, cả khi giải lại; chưa chứng minh được là tốt nhất"
EVE, FIRST, SECOND = date(2027, 2, 5), date(2027, 2, 6), date(2027, 2, 7)


def values(measures: tuple[Measure, ...]) -> tuple[float, ...]:
    return tuple(measure.value for measure in measures)


@pytest.mark.parametrize("seed", range(40))
def test_a_small_office_is_solved_as_well_as_can_be(seed: int) -> None:
    """Status, measures and bounds against all its rosters; the measures of the roster itself counted anew."""
    office = small_office(seed)
    least = best(office)
    ordered, people, history = built(office)
    exact, constructed = (
        solve_roster(ordered, people, calendar=CALENDAR, history=history, solver=solver)
        for solver in ("highs", "constructive")
    )
    if least is None:
        assert (exact.status, constructed.status) == (RosterStatus.INFEASIBLE, RosterStatus.INFEASIBLE)
        assert exact.conflicts
        return
    assert exact.status is RosterStatus.OPTIMAL
    assert values(exact.objective) == values(exact.bound) == measured(office, exact) == least
    assert constructed.status is RosterStatus.FEASIBLE
    assert values(constructed.objective) == measured(office, constructed) >= least
    assert all(low <= value for low, value in zip(values(constructed.bound), least, strict=True))
    for roster in (exact, constructed):
        assert not [finding for finding in roster.findings if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("seed", range(24))
def test_a_person_is_replaced_with_as_few_changes_as_can_be(seed: int) -> None:
    """The one who serves most falls out before anything began; what changes counts first, then all the rest."""
    office = small_office(seed, 5_000)
    ordered, people, history = built(office)
    before = solve_roster(ordered, people, calendar=CALENDAR, history=history, solver="constructive")
    if not before.assignments:
        return
    person = max(before.loads, key=lambda load: (load.shifts, load.person)).person
    changed = office._replace(
        away=(*office.away, (person, 0, office.days)), fixed=tuple(one for one in office.fixed if one[0] != person)
    )
    kept = {(one.day, one.shift, one.position, one.person) for one in before.assignments}

    def values_of(plan: Plan) -> tuple[float, ...]:
        served = {
            (EVE + timedelta(days=day), shift, position, name)
            for (day, shift, position), names in plan.items()
            for name in names
        }
        return (len(kept - served), *measuring.of(plan))

    measuring = Measuring(changed)
    least = min(map(values_of, rosters(changed)), default=None)
    for solver in ("highs", "constructive"):
        found = replace_person(
            before, person, EVE, duty=ordered, staff=people, calendar=CALENDAR, history=history, solver=solver
        )
        if least is None:
            assert found.status is RosterStatus.INFEASIBLE
        elif solver == "highs":
            assert found.status is RosterStatus.OPTIMAL
            assert values(found.objective) == values(found.bound) == least
        else:
            assert values(found.objective) >= least


@pytest.mark.parametrize(
    ("optimal", "objective", "bound", "value", "fits"),
    [
        (True, 2, 2, 2, True),
        (True, 2, 2, 1, False),
        (True, 1, 1, 2, False),
        (True, 2, 1, 2, False),
        (True, 1, 2, 2, False),
        (True, 4.750001, 4.749999, 4.75, True),
        (False, 3, 1, 2, True),
        (False, 2, 2, 2, True),
        (False, 1, 0, 2, False),
        (False, 3, 3, 2, False),
        (False, float("inf"), 0, 2, True),
    ],
)
def test_a_claim_fits_what_is_measured_or_not(
    optimal: bool, objective: float, bound: float, value: float, fits: bool
) -> None:
    from tiepdan.duty.highs import Claim

    assert Claim(optimal, objective, bound).fits(value) is fits


ORDERED = duty(shift=SHIFTS[1:], position=(DESK,))
"""The desk by day and by night: six shifts, of weights 1, 2; 4, 5; 1, 2."""
WISHING = staff(chiefs=0, request=(Request(person="k0", first=FIRST, last=FIRST),))
"""Four clerks, the first of whom asks for mùng 1 off."""
POOR = {(EVE, "day"): "k0", (EVE, "night"): "k1", (FIRST, "day"): "k0", (FIRST, "night"): "k2",
        (SECOND, "day"): "k3", (SECOND, "night"): "k1"}  # fmt: skip
"""A roster that refuses him; 0 is the least, since three others can take over the six shifts."""


def poor(problem: Problem) -> list[int]:
    people = [person.id for person in problem.people]
    shifts = [(dated.day, dated.shift.id) for dated in problem.period.shifts]
    return sorted(problem.choices.index(Choice(people.index(who), shifts.index(at), 0)) for at, who in POOR.items())


@pytest.mark.parametrize("solver", ["highs", "constructive"])
@pytest.mark.parametrize("off", [-5e-7, 5e-7])
def test_a_bound_within_the_tolerance_is_the_measure(solver: str, off: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was rounded elsewhere makes no optimum contradict its bound, and no bound lie above its measure.

    The distances of the example's best roster are those that division alone allows: 4.75.
    """
    real = Problem.least

    def least(problem: Problem) -> tuple[float, ...]:
        *others, distance = real(problem)
        return (*others, distance + off)

    monkeypatch.setattr(Problem, "least", least)
    ordered, people = load_plan(EXAMPLES / "bac-son-tet-2025.toml").duty[0], load_staff(EXAMPLES / "sample-staff.toml")
    roster = solve_roster(ordered, people, calendar=CALENDAR, solver=solver)
    assert values(roster.objective)[-1] == 4.75
    assert all(low <= value for low, value in zip(values(roster.bound), values(roster.objective), strict=True))
    if solver == "highs":
        assert (roster.status, values(roster.bound)) == (RosterStatus.OPTIMAL, values(roster.objective))


class TestASolverThatIsWrong:
    """A HiGHS that hands back something else than what its objective is of."""

    PROBLEM = Problem(duty_period(ORDERED, 2027, CALENDAR), WISHING)

    @pytest.fixture(autouse=True)
    def _a_poor_start(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Search, "run", lambda search: poor(search._problem))
        monkeypatch.setattr("tiepdan.duty.solving.improve", lambda *_: ())

    def roster(self) -> Roster:
        return solve_roster(ORDERED, WISHING, calendar=CALENDAR, solver="highs")

    def handing_back(self, monkeypatch: pytest.MonkeyPatch, *, always: bool) -> list[str]:
        """Every run with a start, or every run, hands back the poor start; which kinds of run there were."""
        told, real, given = list[str](), highspy.Highs.getSolution, dict[str, Any]()
        set_solution, clear = highspy.Highs.setSolution, highspy.Highs.clearSolver

        def start(highs: Any, solution: Any) -> Any:
            given["first"] = given.get("first", solution)
            given["now"] = given["first"]
            return set_solution(highs, solution)

        def cleared(highs: Any) -> Any:
            given.pop("now", None)
            return clear(highs)

        def solution(highs: Any) -> Any:
            told.append("with a start" if "now" in given else "without")
            return given["first"] if always or "now" in given else real(highs)

        for name, function in (("setSolution", start), ("clearSolver", cleared), ("getSolution", solution)):
            monkeypatch.setattr(highspy.Highs, name, function)
        return told

    def test_a_right_one_is_believed(self) -> None:
        roster = self.roster()
        assert (roster.status, roster.note) == (RosterStatus.OPTIMAL, None)
        assert roster.objective[0] == Measure("refused", 0)

    def test_its_start_instead_of_the_best_is_asked_again_without_a_start(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        expected = values(self.roster().objective)
        told = self.handing_back(monkeypatch, always=False)
        roster = self.roster()
        assert told[:2] == ["with a start", "without"]
        assert (roster.status, roster.note) == (RosterStatus.OPTIMAL, None)
        assert values(roster.objective) == values(roster.bound) == expected

    def test_a_solver_that_stays_wrong_proves_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.handing_back(monkeypatch, always=True)
        roster = self.roster()
        assert (roster.status, roster.note) == (RosterStatus.FEASIBLE, DOUBTED)
        assert (roster.objective[0], roster.bound[0]) == (Measure("refused", 1), Measure("refused", 0))
        assert {(one.day, one.shift): one.person for one in roster.assignments} == POOR

    def test_choices_that_break_a_rule_are_not_taken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        nobody = highspy.HighsSolution()
        nobody.col_value = [0.0] * 1000
        monkeypatch.setattr(highspy.Highs, "getSolution", lambda _: nobody)
        roster = self.roster()
        assert (roster.status, roster.note) == (RosterStatus.FEASIBLE, DOUBTED)
        assert {(one.day, one.shift): one.person for one in roster.assignments} == POOR

    def test_what_there_is_is_not_impossible(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(highspy.Highs, "getModelStatus", lambda _: highspy.HighsModelStatus.kInfeasible)
        roster = self.roster()
        assert (roster.status, roster.note) == (RosterStatus.FEASIBLE, DOUBTED)
        assert roster.objective[0] == Measure("refused", 0)

    def test_no_time_proves_nothing(self) -> None:
        roster = solve_roster(ORDERED, WISHING, calendar=CALENDAR, solver="highs", limit=1e-9)
        assert (roster.status, roster.note) == (RosterStatus.FEASIBLE, "dừng sau 1e-09 giây")
        assert (roster.objective[0].value, roster.bound[0].value) == (1, 0)

    def test_an_error_of_highs_is_ours(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(highspy.Highs, "run", lambda _: highspy.HighsStatus.kError)
        with pytest.raises(TiepDanError, match=r"HiGHS \S+ ended run with an error; take the solver 'constructive'"):
            self.roster()

    def test_what_highspy_raises_is_ours(self, monkeypatch: pytest.MonkeyPatch) -> None:
        own = type("HighsError", (Exception,), {})

        def run(_: object) -> None:
            raise own("Solver is already running.")

        monkeypatch.setattr(highspy, "HighsError", own, raising=False)
        monkeypatch.setattr(highspy.Highs, "run", run)
        with pytest.raises(TiepDanError, match="cannot go on: Solver is already running"):
            self.roster()


class TestBounds:
    ROSTER = solve_roster(ORDERED, WISHING, calendar=CALENDAR, solver="highs")

    def test_a_bound_above_its_value_is_refused(self) -> None:
        bound = (self.ROSTER.bound[0], Measure("repeated", 1), *self.ROSTER.bound[2:])
        with pytest.raises(Misplaced) as caught:
            attrs.evolve(self.ROSTER, bound=bound)
        assert str(caught.value) == "bound[1].value: 1 is above the objective's 0; write at most 0"

    def test_a_roster_called_optimal_has_met_its_bounds(self) -> None:
        objective = (Measure("refused", 1), *self.ROSTER.objective[1:])
        with pytest.raises(Misplaced) as caught:
            attrs.evolve(self.ROSTER, objective=objective)
        assert str(caught.value) == "bound[0].value: 0 is below the objective's 1, so it is not optimal; write feasible"
        assert attrs.evolve(self.ROSTER, objective=objective, status=RosterStatus.FEASIBLE).gap[0].value == 1

    def test_in_a_file_the_place_is_told(self) -> None:
        data = to_dict(self.ROSTER)
        data["bound"][0]["value"] = 1
        with pytest.raises(InvalidFile) as caught:
            from_dict(Roster, data)
        assert [str(one) for one in caught.value.mistakes] == [
            "$.bound[0].value: 1 is above the objective's 0; write at most 0"
        ]


def output(code: str, *arguments: str) -> tuple[bytes, bytes]:
    """What a process of its own writes, at the level of the system."""
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, check=True, cwd=ROOT)
    return done.stdout, done.stderr


class TestANeighbour:
    """One process among others' work: nothing is written but answers, and rosters are made side by side."""

    PLAN = EXAMPLES / "bac-son-tet-2025.toml"

    @pytest.mark.parametrize("solver", ["highs", "constructive"])
    def test_the_command_writes_json_and_nothing_else(self, solver: str) -> None:
        code = "import sys; from tiepdan.cli import main; sys.exit(main())"
        written, errors = output(code, "roster", str(self.PLAN), "--json", "--solver", solver)
        assert errors == b""
        assert json.loads(written)["assignments"]

    def test_the_library_writes_nothing(self) -> None:
        code = (
            "import sys; from tiepdan import *; plan = load_plan(sys.argv[1]);"
            "people = load_staff(sys.argv[2]);"
            "solve_roster(plan.duty[0], people, calendar=WorkCalendar.vietnam(), solver='highs')"
        )
        assert output(code, str(self.PLAN), str(EXAMPLES / "sample-staff.toml")) == (b"", b"")

    def test_a_solver_that_speaks_when_it_is_made_is_silenced_before(
        self, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        """As 1.16.0 does: a banner as soon as the constructor sets up callbacks, unless there is to be no output."""
        real: Any = highspy.Highs.enableCallbacks

        def speaking(highs: Any) -> None:
            if highs.getOptionValue("output_flag")[1]:
                os.write(1, b"Running HiGHS")
            real(highs)

        monkeypatch.setattr(highspy.Highs, "enableCallbacks", speaking)
        solve_roster(ORDERED, WISHING, calendar=CALENDAR, solver="highs")
        assert capfd.readouterr() == ("", "")

    def test_rosters_are_made_at_once(self) -> None:
        offices = [built(small_office(seed)) for seed in (1, 2, 4, 5, 7, 8, 10, 11)]

        def made(number: int) -> Roster:
            ordered, people, history = offices[number]
            return solve_roster(ordered, people, calendar=CALENDAR, history=history, solver="highs")

        alone = [made(number) for number in range(len(offices))]
        with ThreadPoolExecutor(4) as threads:
            assert list(threads.map(made, range(len(offices)))) == alone

    def test_a_solve_of_others_is_no_obstacle(self) -> None:
        """The lock that highspy shares between all its solvers, held by another."""
        lock = getattr(highspy.Highs, "_Highs__solver_stopped")  # noqa: B009 - a private name
        with ThreadPoolExecutor(1) as other:
            other.submit(lock.acquire).result()
            try:
                roster = solve_roster(ORDERED, WISHING, calendar=CALENDAR, solver="highs")
            finally:
                other.submit(lock.release).result()
        assert roster.status is RosterStatus.OPTIMAL
