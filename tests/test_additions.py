"""A decision for 2028, a law or a profile more turns nothing red but its own answers.

All three are laid over a copy of the project, with the answers that each asks for; there run those tests that stand on
the calendar, the law and the profiles most. `tools/check_additions.sh` runs all of them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tools.additions import enlarge

STANDING_ON_THE_DATA = (
    "README.md",
    "docs/tutorial.md",
    "docs/working-days.md",
    "docs/profiles.md",
    "docs/law.md",
    "tests/test_days_off.py",
    "tests/test_profiles.py::TestInheritance",
    "tests/test_profiles.py::TestTheLaw",
    "tests/test_inheritance.py::TestProfilesOfOneProvince",
    "tests/test_told.py::TestNamesThatThereAreNot",
    "tests/test_agenda.py",
    "tests/test_testing.py::TestPlantedMistakes::test_versions_that_overlap_or_leave_a_hole",
    "tests/law/test_history.py",
    "tests/law/test_registry.py",
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return enlarge(tmp_path_factory.mktemp("enlarged"))


def run(copy: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *command], cwd=copy, env=environment, capture_output=True, check=False, text=True
    )


def test_the_copy_answers_by_what_was_added(copy: Path) -> None:
    """08/04/2028 is made up, the new law counts 5 days from Thursday 01/07/2027, the province has a profile."""
    code = (
        "from datetime import date\n"
        "from tiepdan import WorkCalendar, compute_deadline\n"
        "from tiepdan.plans import Profiles\n"
        "calendar = WorkCalendar.vietnam()\n"
        "due = compute_deadline('complaint.first.acceptance', date(2027, 7, 1), calendar=calendar).due\n"
        "profile = Profiles.vietnam().of_province('Đồng Tháp', date(2027, 7, 1))\n"
        "print(calendar.data_as_of, calendar.day(date(2028, 4, 8)).kind.value, due, profile)\n"
    )
    assert run(copy, "-c", code).stdout.split() == ["2027-10-01", "make_up", "2027-07-08", "dong-thap"]


def test_nothing_that_stands_on_the_data_turns_red(copy: Path) -> None:
    found = run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *STANDING_ON_THE_DATA)
    assert found.returncode == 0, found.stdout[-4000:]
