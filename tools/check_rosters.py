"""Solve small random offices and hold what comes out against all the rosters that each of them has.

`python -m tools.check_rosters [OFFICES [WAYS]]` solves so many offices (300), with so many ways to fill their places at
most (200,000), and prints what disagrees and the figures. Each office is solved by both solvers, and by HiGHS once more
from the worst roster there is, which shows a solver that hands back its start. Exits 1 if anything disagrees.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter
from typing import NamedTuple

from tests.duty.small import EVE, Measuring, Office, Plan, built, measured, rosters, small_office

from tiepdan import Roster, WorkCalendar, solve_roster
from tiepdan.duty import Progress, RosterStatus, duty_period
from tiepdan.duty.highs import Answer, Programme, version
from tiepdan.duty.problem import Choice, Problem
from tiepdan.law import Severity

CALENDAR = WorkCalendar.vietnam()
Values = tuple[float, ...]


class Extremes(NamedTuple):
    """The measures of an office's best roster, and its worst one; None where no roster keeps the rules."""

    best: Values | None
    worst: Plan | None
    number: int


class Watched(Programme):
    """A programme that counts how often HiGHS was asked again without the start that there was."""

    again = 0

    def _answer(self, name: str, start: Sequence[int], on_progress: Callable[[Progress], None] | None) -> Answer:
        self.again += not start
        return super()._answer(name, start, on_progress)


class Figures:
    """What was counted, and the seconds that each part took."""

    def __init__(self) -> None:
        self.counts, self.seconds = Counter[str](), defaultdict[str, float](float)

    @contextmanager
    def timed(self, part: str) -> Iterator[None]:
        """Add the seconds of a block."""
        began = perf_counter()
        yield
        self.seconds[part] += perf_counter() - began


def main(offices: int = 300, ways: int = 200_000) -> int:
    """Solve them all; print; 1 if something disagrees."""
    figures, wrong = Figures(), 0
    for seed in range(offices):
        mistakes = list(_mistakes(small_office(seed, ways), figures))
        for words in mistakes:
            print(f"{seed}: {words}", flush=True)
        wrong += bool(mistakes)
    counted = ", ".join(f"{what} {number}" for what, number in figures.counts.items())
    print(f"{version()}: {offices} offices, {wrong} wrong; {counted}")
    print("seconds: " + ", ".join(f"{part} {spent:.1f}" for part, spent in figures.seconds.items()))
    return 1 if wrong else 0


def _mistakes(office: Office, figures: Figures) -> Iterator[str]:
    with figures.timed("all rosters"):
        extremes = _extremes(office)
    duty, staff, history = built(office)
    figures.counts["rosters"] += extremes.number
    figures.counts["offices without any"] += extremes.best is None
    for solver, check in (("highs", _exact), ("constructive", _constructed)):
        with figures.timed(solver):
            found = solve_roster(duty, staff, calendar=CALENDAR, history=history, solver=solver)
        yield from (f"{solver}: {words}" for words in check(office, found, extremes.best))
        figures.counts[f"{solver} at the best"] += extremes.best is not None and _values(found) == extremes.best
    if extremes.worst is None:
        return
    problem = Problem(duty_period(duty, duty.year, CALENDAR), staff, history)
    programme = Watched(problem)
    with figures.timed("highs from the worst"):
        came_to = programme.best(_choices(problem, extremes.worst), None, None)
    figures.counts["asked again without a start"] += programme.again
    if came_to is None or not came_to.proved or came_to.measures[1:] != extremes.best:
        yield f"highs from the worst: {came_to} is not {extremes.best}, proved"


def _extremes(office: Office) -> Extremes:
    measuring, best, worst, count = Measuring(office), None, None, 0
    highest: Values = ()
    for plan in rosters(office):
        values, count = measuring.of(plan), count + 1
        best = values if best is None else min(best, values)
        if worst is None or values > highest:
            worst, highest = plan, values
    return Extremes(best, worst, count)


def _exact(office: Office, found: Roster, best: Values | None) -> Iterator[str]:
    """What is wrong with a roster that ought to be proved."""
    if best is None:
        if found.status is not RosterStatus.INFEASIBLE or not found.conflicts:
            yield f"{found.status.value}, though no roster keeps the rules"
        return
    bounds = tuple(measure.value for measure in found.bound)
    if found.status is not RosterStatus.OPTIMAL or not _values(found) == bounds == best == measured(office, found):
        yield f"{found.status.value} {_values(found)}, bounds {bounds}, measured {measured(office, found)}, best {best}"
    yield from _broken(found)


def _constructed(office: Office, found: Roster, best: Values | None) -> Iterator[str]:
    """What is wrong with a roster of the constructive solver."""
    if best is None:
        if found.status is not RosterStatus.INFEASIBLE:
            yield f"{found.status.value}, though no roster keeps the rules"
        return
    above = [measure.value > value for measure, value in zip(found.bound, best, strict=True)]
    if found.status is not RosterStatus.FEASIBLE or not best <= _values(found) == measured(office, found) or any(above):
        yield f"{found.status.value} {_values(found)}, measured {measured(office, found)}, best {best}"
    yield from _broken(found)


def _broken(found: Roster) -> Iterator[str]:
    return (finding.message_en for finding in found.findings if finding.severity is Severity.ERROR)


def _values(found: Roster) -> Values:
    return tuple(measure.value for measure in found.objective)


def _choices(problem: Problem, plan: Plan) -> list[int]:
    """The choices of a roster."""
    people = {person.id: index for index, person in enumerate(problem.people)}
    shifts = {((dated.day - EVE).days, dated.shift.id): index for index, dated in enumerate(problem.period.shifts)}
    positions = {position.id: index for index, position in enumerate(problem.positions)}
    index = {choice: index for index, choice in enumerate(problem.choices)}
    return [
        index[Choice(people[name], shifts[day, shift], positions[position])]
        for (day, shift, position), names in plan.items()
        for name in names
    ]


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
