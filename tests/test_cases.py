"""Cases: whole histories with states and last days counted by hand, and logs that cannot be."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.paths import ANSWERS
from tiepdan import WorkCalendar, from_dict
from tiepdan.cases import Case, Run, assess

CALENDAR = WorkCalendar.vietnam()
HISTORIES = sorted((ANSWERS / "cases").glob("*.toml"))


def told(run: Run) -> str:
    return f"{run.rule} {run.deadline.due} {run.standing.value}" + (f" {run.days}" if run.days else "")


def history(path: Path) -> tuple[Case, list[dict[str, Any]]]:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return from_dict(Case, data["case"]), data["on"]


@pytest.mark.parametrize("path", HISTORIES, ids=[path.stem for path in HISTORIES])
def test_a_history_stands_as_it_was_counted_by_hand(path: Path) -> None:
    case, days = history(path)
    for expected in days:
        found = assess(case, on=expected["day"], calendar=CALENDAR)
        assert found.state == expected["state"]
        assert [told(run) for run in found.runs] == sorted(expected["runs"], key=lambda run: (run.split()[1], run))
        assert [one.rule for one in found.uncounted] == expected.get("uncounted", [])
        extra = {finding.code for finding in found.findings} - {"case.overdue", "case.late", "case.missed", "case.lost"}
        assert extra == ({expected["finding"]} if "finding" in expected else set())


def test_there_are_histories_enough() -> None:
    assert len(HISTORIES) >= 25
