"""Cửa vào — what reads a file of each kind and goes on with it, as a caller would."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from tiepdan import (
    DateRange,
    InvalidFile,
    Law,
    TiepDanError,
    assess,
    expand,
    load_absences,
    load_plan,
    load_roster,
    load_staff,
    solve_roster,
)
from tiepdan.agenda import due_reports
from tiepdan.audit import minimum_findings, record_findings
from tiepdan.cases import Case
from tiepdan.cli.app import run as run_command
from tiepdan.duty import check_roster
from tiepdan.errors import MOST_TOLD, MOST_WORDS
from tiepdan.export import agenda_data, agenda_markdown, as_json
from tiepdan.plans import Profiles, load_overlay
from tiepdan.reception import Record
from tiepdan.records import read_json_lines

from .seeds import EXAMPLES, TESTS, bac_son, calendar

SPRING = DateRange(date(2026, 2, 1), date(2026, 4, 15))


def read_plan(path: Path) -> None:
    """A plan, what it comes to, and how that is written."""
    put_samples(path.parent)
    plan = load_plan(path)
    agenda = expand(plan, SPRING, calendar=calendar())
    due_reports(plan, DateRange.year(2026), calendar=calendar())
    agenda_markdown(agenda)
    as_json(agenda_data(agenda))
    list(minimum_findings(plan, agenda, calendar=calendar()))


def read_included(path: Path) -> None:
    """A plan that includes the file."""
    read_plan(beside(path, "binh-phuoc-2025.toml", ("sample-other-receptions.toml", path.name)))


def read_staff(path: Path) -> None:
    """A staff, and a roster of it."""
    solve_roster(bac_son().duty[0], load_staff(path), calendar=calendar(), solver="constructive", steps=60)


def read_absences(path: Path) -> None:
    """Absences, and the agenda with them."""
    plan = load_plan(beside(path, "binh-phuoc-2025.toml"))
    expand(plan, SPRING, calendar=calendar(), absences=load_absences(path))


def read_profile(path: Path) -> None:
    """A folder with a profile, and a plan under it."""
    folder = path.parent / "profiles"
    folder.mkdir(exist_ok=True)
    path.replace(folder / path.name)
    known = Profiles.vietnam().with_folder(folder)
    plan = load_plan(TESTS / "data" / "ward.toml", profiles=known)
    for profile in known.profile:
        if profile.file == path.name:
            text = (TESTS / "data" / "ward.toml").read_text("utf-8").replace('"statute"', json.dumps(profile.id))
            (path.parent / "ward.toml").write_text(text, "utf-8")
            plan = load_plan(path.parent / "ward.toml", profiles=known)
    expand(plan, SPRING, calendar=calendar())


def read_overlay(path: Path) -> None:
    """An overlay, and the plan under it."""
    plan = load_plan(beside(path, "binh-phuoc-2025.toml"), overlays=[load_overlay(path)])
    expand(plan, SPRING, calendar=calendar())


def read_law(path: Path) -> None:
    """A document's file over the registry, and all rules on a day."""
    law = Law.vietnam().with_file(path)
    for rule in law.rules:
        for version in rule.versions:
            str(version.value)
    law.known_on(date(2025, 1, 1))


def read_decision(path: Path) -> None:
    """A decision over the calendar, and its days."""
    decided = calendar().with_decision(path)
    decided.special_days(DateRange.year(2026))
    decided.tet_break(2026)
    decided.add_working_days(date(2026, 2, 3), 30)


def read_cases(path: Path) -> None:
    """Cases, line by line, and what is due in them."""
    with path.open("rb") as file:
        for _, case in read_json_lines(file, Case):
            if isinstance(case, Case):
                with contextlib.suppress(TiepDanError):
                    assess(case, on=date(2026, 8, 3), calendar=calendar())
            else:
                check_short(InvalidFile(path.name, case))


def read_records(path: Path) -> None:
    """Records of sessions and visits, held against the agenda."""
    with path.open("rb") as file:
        kept = [one for _, one in read_json_lines(file, Record) if isinstance(one, Record)]
    plan = load_plan(EXAMPLES / "binh-phuoc-2025.toml")
    agenda = expand(plan, SPRING, calendar=calendar())
    list(record_findings(plan, agenda, kept, on=date(2026, 4, 30), calendar=calendar(), law=Law.vietnam()))


def read_sent(path: Path) -> None:
    """Reports that were sent, by the command that reads them."""
    command(
        ["reports", str(EXAMPLES / "binh-phuoc-2025.toml"), "--year", "2026", "--on", "2026-04-01", "--sent", str(path)]
    )


def read_roster(path: Path) -> None:
    """A roster as history, and held against its plan."""
    roster, staff = load_roster(path), load_staff(EXAMPLES / "sample-staff.toml")
    check_roster(roster, bac_son().duty[0], staff, calendar=calendar())
    solve_roster(
        bac_son().duty[0], staff, calendar=calendar(), year=2026, history=(roster,), solver="constructive", steps=60
    )


def beside(path: Path, name: str, changed: tuple[str, str] = ("", "")) -> Path:
    """A copy of an example in the folder of the file, with what it includes."""
    put_samples(path.parent)
    copied = path.parent / f"of-{name}"
    copied.write_text((EXAMPLES / name).read_text("utf-8").replace(*changed), "utf-8")
    return copied


def put_samples(folder: Path) -> None:
    """The files that examples name, beside them; one that is there stays."""
    for example in EXAMPLES.glob("sample-*.toml"):
        if not (folder / example.name).exists():
            (folder / example.name).write_bytes(example.read_bytes())


DOORS: dict[str, Callable[[Path], None]] = {
    "plan": read_plan, "included": read_included, "staff": read_staff, "absences": read_absences,
    "profile": read_profile,
    "overlay": read_overlay, "law": read_law, "decision": read_decision, "cases": read_cases, "records": read_records,
    "sent": read_sent, "roster": read_roster,
}  # fmt: skip
"""By kind of file: what reads it."""


def check_short(error: TiepDanError) -> None:
    """That what an error says is short, whatever the input."""
    said = str(error).splitlines()
    if len(said) > MOST_TOLD + 2 or any(len(line) > 2 * MOST_WORDS + 500 for line in said):
        raise AssertionError(f"a message of {len(said)} lines, the longest of {max(map(len, said))} characters")


def command(arguments: Sequence[str]) -> bool:
    """Run a command line; whether it was refused. What is no answer and no error of ours is an AssertionError."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run_command(list(arguments))
    said = err.getvalue()
    if status not in (0, 1, 2) or "Traceback" in said:
        raise AssertionError(f"status {status}: {said[:400]}")
    if status == 2 and not said.startswith("tiepdan: "):
        raise AssertionError(f"status 2 and no word: {said[:400]!r}")
    if len(said.splitlines()) > 3 * MOST_TOLD or any(len(line) > 2 * MOST_WORDS + 600 for line in said.splitlines()):
        raise AssertionError(f"{len(said)} characters on standard error")
    return status == 2
