"""The package works from a zip as from a folder, and its files are named in messages."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import tiepdan

SOURCE = Path(tiepdan.__file__).parent.parent

LOADS_ALL = """
import tiepdan
from datetime import date
from tiepdan import DocumentNumber, Law, Profiles, WorkCalendar, compute_deadline
from tiepdan.calendars.coverage import coverage
from tiepdan.calendars.decisions import shipped_decisions
from tiepdan.cases.lifecycle import lifecycles
from tiepdan.plans.provinces import Provinces

print(tiepdan.__file__)
print(len(Law.vietnam().documents), len(Law.vietnam().rules), len(shipped_decisions()), coverage().days)
print(sorted(lifecycles()), [profile.file for profile in Profiles.vietnam().profile])
print(Provinces.vietnam().find("Hòa Bình").name, DocumentNumber.parse("118-CV/ĐU"))
calendar = WorkCalendar.vietnam()
print(compute_deadline("complaint.first.acceptance", date(2026, 6, 30), calendar=calendar).explain())
"""

NAMES_THE_FILE = """
from tiepdan import InvalidFile, Law
try:
    Law.vietnam()
except InvalidFile as error:
    print(error)
"""


def zipped(path: Path, *, broken: str = "") -> Path:
    """The source of the package as one file, with one line too many in the file named."""
    with zipfile.ZipFile(path, "w") as file:
        for source in sorted((SOURCE / "tiepdan").rglob("*")):
            if source.suffix in (".py", ".toml", ".typed"):
                name = source.relative_to(SOURCE).as_posix()
                file.writestr(name, source.read_bytes() + b"\nxx\n" * name.endswith(broken) * bool(broken))
    return path


def told(code: str, where: Path) -> list[str]:
    environment = {**os.environ, "PYTHONPATH": str(where), "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return zipped(tmp_path_factory.mktemp("zip") / "tiepdan.zip")


def test_all_that_is_shipped_is_read_from_a_zip(archive: Path) -> None:
    from_zip, from_folder = told(LOADS_ALL, archive), told(LOADS_ALL, SOURCE)
    assert from_zip[0].startswith(str(archive))
    assert from_zip[1:] == from_folder[1:]
    assert "10/07/2026" in from_zip[4]  # ten calendar days from 30/06/2026


def test_a_shipped_file_with_a_mistake_is_named(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "broken.zip", broken="law/91-2015-qh13.toml")
    text = "\n".join(told(NAMES_THE_FILE, archive))
    assert text.startswith(f"{archive}/tiepdan/data/law/91-2015-qh13.toml: 1 mistake")
