"""Lịch trực — forty made-up offices: the exact solver, the constructive one and a peer beside each other.

`python -m benchmarks.rosters` prints a line for each office and exits 1 if a roster breaks a rule, if an office of up
to 30 people is left without a proof, or if anything measures better than what was proved best. The peer, CP-SAT, is for
comparison only (`pip install -e '.[peers]'`); it solves the same rows in a process of its own, because it cannot be
loaded beside HiGHS, and is left out where it is not installed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from time import perf_counter
from typing import Any

from tiepdan import Roster, WorkCalendar, solve_roster
from tiepdan.law import Severity

from .offices import SIZES, YEAR, office

PROVED_UP_TO = 30
LIMIT = 60
"""Seconds for HiGHS, and for the peer, on one office."""


def main() -> int:
    """Solve them all; print; 1 if something is not as it should be."""
    calendar, failures = WorkCalendar.vietnam(), 0
    peer = find_spec("ortools") is not None
    print("office people  constructive                  s     HiGHS                         s     proved         peer")
    for number, people in enumerate(SIZES):
        duty, staff, history = office(number, calendar)
        found, times = [], []
        for solver, limit in (("constructive", None), ("highs", LIMIT)):
            began = perf_counter()
            found.append(
                solve_roster(duty, staff, calendar=calendar, year=YEAR, history=history, solver=solver, limit=limit)
            )
            times.append(perf_counter() - began)
        built, best = found
        other = _peer(number) if peer else None
        wrong = [*_broken(built), *_broken(best)]
        if people <= PROVED_UP_TO and best.status.value != "optimal":
            wrong.append("not proved")
        if _measures(built) < _bounds(best) or (
            other and other["proved"] and tuple(other["measures"]) != _measures(best)
        ):
            wrong.append("something measures better than what was proved")
        failures += bool(wrong)
        gap = "optimal" if best.status.value == "optimal" else "gap " + " ".join(f"{one.value:g}" for one in best.gap)
        peers = (
            f"{_text(other['measures'])} {other['seconds']:.1f} {'proved' if other['proved'] else ''}" if other else ""
        )
        print(f"{number:6} {people:6}  {_text(_measures(built)):28} {times[0]:5.2f}  {_text(_measures(best)):28} "
              f"{times[1]:6.2f}  {gap:14} {peers} {'; '.join(wrong)}", flush=True)  # fmt: skip
    return 1 if failures else 0


def _broken(roster: Roster) -> list[str]:
    return [finding.message_en for finding in roster.findings if finding.severity is Severity.ERROR]


def _measures(roster: Roster) -> tuple[float, ...]:
    return tuple(measure.value for measure in roster.objective)


def _bounds(roster: Roster) -> tuple[float, ...]:
    return tuple(measure.value for measure in roster.bound)


def _text(values: tuple[float, ...] | list[float]) -> str:
    return " ".join(f"{value:g}" for value in values)


def _peer(number: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.peer", str(number), str(LIMIT)]
    found = subprocess.run(command, capture_output=True, check=True)
    answer: dict[str, Any] = json.loads(found.stdout)
    return answer


if __name__ == "__main__":
    sys.exit(main())
