"""Xếp lịch trực — from a duty and its staff to a roster, with what is proved of it or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from enum import Enum

import attrs

from ..arguments import checked
from ..calendars import WorkCalendar
from ..errors import InvalidValue, SolverFailed
from . import highs
from .checking import check_roster
from .conflicts import irreducible
from .highs import Progress
from .period import duty_period
from .problem import MEASURES, Problem
from .provision import Duty
from .roster import Assignment, Load, Measure, Roster, RosterStatus
from .search import Outcome, Search, improve
from .staff import Staff

STEPS = 200_000
"""So many steps the constructive solver goes unless told otherwise."""

_START = 10
"""HiGHS gets its start from a tenth of the steps: the rest of the way it goes better itself."""


class Solver(Enum):
    """Cách xếp — `HIGHS` proves the best, `CONSTRUCTIVE` needs nothing installed, `AUTO` takes HiGHS if it is there."""

    AUTO = "auto"
    HIGHS = "highs"
    CONSTRUCTIVE = "constructive"


@checked
def solve_roster(
    duty: Duty,
    staff: Staff,
    *,
    calendar: WorkCalendar,
    year: int | None = None,
    history: Iterable[Roster] = (),
    solver: str | Solver = Solver.AUTO,
    limit: float | None = None,
    steps: int = STEPS,
    on_progress: Callable[[Progress], None] | None = None,
) -> Roster:
    """Xếp lịch trực — who serves when and where, as fairly as can be.

    Every rule of the duty and of the staff is kept. Among the rosters that keep them, one has the fewest requests
    refused; then the fewest heavy days served again by the same person; then the least highest load, with history;
    then loads that lie least apart; then the least sum of distances from their mean. Loads are compared within a pool:
    the people who can stand in for one another, directly or through others.

    Args:
        duty: the plan's duty.
        staff: who may serve.
        calendar: the working days.
        year: the year to plan for; None: the document's own.
        history: earlier rosters of this duty, one a year.
        solver: `auto`, `highs` (the extra `roster`) or `constructive`.
        limit: seconds of HiGHS, for all measures together, without the start it is given; a roster cut off by it says
            so. None: as long as it takes. The constructive solver is bounded by its steps and takes no notice of it.
        steps: steps of the constructive solver; a tenth of them gives HiGHS its start.
        on_progress: told each better value that HiGHS finds. An interruption from the keyboard, or raised by it, ends
            the search of either solver with the best roster so far.

    Returns:
        The roster, checked; where none can be, its `conflicts`.

    Raises:
        InvalidFile: the staff or the history does not fit the duty, with all the mistakes.
        OutsideCoverage: the calendar does not cover the year.
        InvalidValue: there is no such break in the year, no such solver, or a limit of nothing.
        MissingExtra: `highs` is asked for and not installed.
        SolverFailed: HiGHS ended with an error.
    """
    chosen = chosen_solver(solver)
    problem = Problem(duty_period(duty, duty.year if year is None else year, calendar), staff, tuple(history))
    return solved(problem, chosen, calendar, limit=limit, steps=steps, on_progress=on_progress)


def solved(
    problem: Problem,
    solver: Solver,
    calendar: WorkCalendar,
    *,
    limit: float | None = None,
    steps: int = STEPS,
    on_progress: Callable[[Progress], None] | None = None,
) -> Roster:
    """The roster of a problem.

    Raises:
        InvalidValue: a limit or a number of steps that is none.
        SolverFailed: HiGHS ended with an error.
    """
    if limit is not None and not 0 < limit < float("inf"):
        raise InvalidValue(f"the limit is in seconds, more than 0, not {limit:g}")
    if type(steps) is not int or steps < 1:
        raise InvalidValue(f"the steps are a whole number from 1 up, not {steps!r}")
    exact = solver is Solver.HIGHS
    own = steps // _START if exact else steps
    search, ones = Search(problem, problem.rows, max(own, 1)), list[int]()
    try:
        ones = search.run()
        for better in improve(problem, ones, own) if ones else ():
            ones = better
    except KeyboardInterrupt:
        return _stopped(problem, ones, calendar)
    if not exact:
        return _constructed(problem, search.outcome, ones, steps, calendar)
    try:
        return _proved(problem, ones, calendar, limit, on_progress)
    except highs.errors() as error:
        raise SolverFailed(f"{highs.version()} cannot go on: {error}; {highs.MEND}") from error


def _proved(
    problem: Problem,
    start: Sequence[int],
    calendar: WorkCalendar,
    limit: float | None,
    on_progress: Callable[[Progress], None] | None,
) -> Roster:
    """The roster that HiGHS makes of a start, or why there is none."""
    version = highs.version()
    if not any(rule.kind == "demand" for rule in problem.rules):
        return _roster(problem, [], RosterStatus.OPTIMAL, version, None, problem.measure([]), calendar)
    best = highs.Programme(problem).best(start, limit, on_progress)
    if best is None:
        again = highs.Programme(problem)
        conflicts = irreducible(problem, lambda kept: again.impossible(kept.__contains__))
        return attrs.evolve(_empty(problem, RosterStatus.INFEASIBLE, version), conflicts=conflicts)
    if not best.ones:
        return _empty(problem, RosterStatus.INTERRUPTED, version, best.note)
    status = RosterStatus.OPTIMAL if best.proved else RosterStatus.FEASIBLE
    return _roster(problem, best.ones, status, version, best.note, best.bounds, calendar)


def chosen_solver(asked: str | Solver) -> Solver:
    """The solver that is meant, `auto` decided."""
    names = [one.value for one in Solver]
    name = asked.value if isinstance(asked, Solver) else asked
    if name not in names:
        raise InvalidValue(f"there is no solver '{name}'; there are: {', '.join(names)}")
    if name == "auto":
        return Solver.HIGHS if highs.available() else Solver.CONSTRUCTIVE
    if name == "highs":
        highs.load()
    return Solver(name)


def _stopped(problem: Problem, ones: list[int], calendar: WorkCalendar) -> Roster:
    """What there is where the constructive solver is interrupted."""
    if not ones:
        return _empty(problem, RosterStatus.INTERRUPTED, "constructive", highs.INTERRUPTED)
    return _roster(problem, ones, RosterStatus.FEASIBLE, "constructive", highs.INTERRUPTED, problem.least(), calendar)


def _constructed(problem: Problem, outcome: Outcome, ones: list[int], steps: int, calendar: WorkCalendar) -> Roster:
    if outcome is Outcome.GIVEN_UP:
        return _empty(
            problem, RosterStatus.INTERRUPTED, "constructive", f"bỏ dở sau {steps} bước, chưa chứng minh được gì"
        )
    if outcome is Outcome.NONE:

        def impossible(kept: frozenset[int]) -> bool:
            search = Search(problem, [row for row in problem.rows if row.rule in kept], steps)
            search.run()
            return search.outcome is Outcome.NONE

        conflicts = irreducible(problem, impossible)
        return attrs.evolve(_empty(problem, RosterStatus.INFEASIBLE, "constructive"), conflicts=conflicts)
    note = "tìm bằng cách thử và sửa dần, không chứng minh được là tốt nhất"
    return _roster(problem, ones, RosterStatus.FEASIBLE, "constructive", note, problem.least(), calendar)


def _empty(problem: Problem, status: RosterStatus, solver: str, note: str | None = None) -> Roster:
    period = problem.period
    return Roster(
        duty=period.duty.id,
        name=period.duty.name,
        year=period.year,
        days=period.days,
        status=status,
        solver=solver,
        note=note,
        people=problem.staff.person,
    )


def _roster(
    problem: Problem,
    ones: Sequence[int],
    status: RosterStatus,
    solver: str,
    note: str | None,
    bounds: Sequence[float],
    calendar: WorkCalendar,
) -> Roster:
    names, measures = MEASURES if problem.kept else MEASURES[1:], problem.measure(ones)
    values = dict(zip(MEASURES, measures, strict=True))
    least = dict(zip(MEASURES, map(min, bounds, measures), strict=True))
    roster = attrs.evolve(
        _empty(problem, status, solver, note),
        objective=tuple(Measure(name, values[name]) for name in names),
        bound=tuple(Measure(name, least[name]) for name in names),
        assignments=tuple(sorted((_assignment(problem, index) for index in ones), key=in_order)),
    )
    history = {person.id: past for person, past in zip(problem.people, problem.history, strict=True)}
    roster = attrs.evolve(roster, loads=loads(roster, history))
    return attrs.evolve(roster, findings=check_roster(roster, problem.period.duty, problem.staff, calendar=calendar))


def loads(roster: Roster, history: dict[str, int]) -> tuple[Load, ...]:
    """What each of the roster's people bears, in the order of the staff; `history` by id.

    Who is not in service on any of its days, and serves on none, is left out.
    """
    found = []
    for person in roster.people:
        served = roster.of(person.id)
        if not served and not person.here(roster.days):
            continue
        weight, past = sum(one.weight for one in served), history.get(person.id, 0)
        seconds = sum((one.end - one.start).total_seconds() for one in served)
        found.append(
            Load(person=person.id, shifts=len(served), hours=seconds / 3600, weight=weight, history=past,
                 total=weight + past)
        )  # fmt: skip
    return tuple(found)


def _assignment(problem: Problem, index: int) -> Assignment:
    choice = problem.choices[index]
    dated = problem.period.shifts[choice.shift]
    return Assignment(
        day=dated.day,
        start=dated.start,
        end=dated.end,
        shift=dated.shift.id,
        position=problem.positions[choice.position].id,
        person=problem.people[choice.person].id,
        weight=dated.weight,
        marks=dated.marks,
    )


def in_order(one: Assignment) -> tuple[datetime, datetime, str, str]:
    """Assignments stand in the order of their hours, then of positions and people."""
    return one.start, one.end, one.position, one.person
