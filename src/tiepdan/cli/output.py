"""In ra — how commands read their dates and print text for people or JSON for programs."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter, Token
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..calendars import WorkCalendar
from ..errors import InvalidFile, InvalidValue, nearest, shown
from ..export import as_json
from ..export.ics import need_icalendar
from ..law import Finding, Law
from ..people import Absence, load_absences
from ..plans import Plan, Profiles, load_overlay, load_plan
from ..references import unknown
from ..spans import day_first, parse_date


def _whole(kind: object, tokens: Sequence[Token]) -> int:
    """A whole number in digits; nothing is rounded."""
    text = tokens[0].value
    if not re.fullmatch(r"-?[0-9]{1,18}", text):
        raise InvalidValue(f"{shown(text)} is not a whole number; write it in digits, at most 18")
    return int(text)


Whole = Annotated[int, Parameter(converter=_whole)]
Json = Annotated[bool, Parameter(name="--json", negative=())]
Decisions = Annotated[list[Path] | None, Parameter(name="--decision", negative=())]
Laws = Annotated[list[Path] | None, Parameter(name="--law", negative=())]
ProfileFolder = Annotated[Path | None, Parameter(name="--profiles", negative=())]
Overlays = Annotated[list[Path] | None, Parameter(name="--overlay", negative=())]


def read_date(text: str, option: str) -> date:
    """A date from the command line, written 2026-08-22 or 22/8/2026; a mistake names the option."""
    try:
        return day_first(text) or parse_date(text)
    except InvalidValue as error:
        raise InvalidValue(f"{option}: {error}") from None


def read_span(text: str, option: str) -> tuple[date, date]:
    """Two dates from the command line, written 2026-07-06..2026-07-20."""
    first, dots, last = text.partition("..")
    if not dots:
        raise InvalidValue(f"{option}: {shown(text)} is not two dates; write 2026-07-06..2026-07-20")
    return read_date(first, option), read_date(last, option)


def read_formats(text: str | None, out: Path | None, known: Sequence[str], default: str) -> list[str]:
    """The formats of the files to write into a folder: those of `--format`, or else of `default`, before any work.

    Raises:
        InvalidValue: there is no such format, or no folder to write into.
        MissingExtra: a format needs an extra that is not installed.
    """
    formats = [name.strip() for name in (default if text is None else text).split(",")]
    for name in formats:
        if name not in known:
            raise InvalidValue(f"--format: there is no format {shown(name)}{nearest(name, known, cutoff=0.9)}")
    if text is not None and out is None:
        raise InvalidValue("--format says how files are written; give their folder with --out")
    if out is not None and "ics" in formats:
        need_icalendar()
    return formats


def read_law(files: Iterable[Path] | None) -> Law:
    """The shipped registry with the files of the options laid over it."""
    law = Law.vietnam()
    for path in files or ():
        law = law.with_file(path)
    return law


def read_calendar(known_on: str | None = None, decisions: Iterable[Path] | None = None) -> WorkCalendar:
    """The calendar the options ask for: as known on a day, with further decision files."""
    calendar = WorkCalendar.vietnam(known_on=read_date(known_on, "--known-on") if known_on else None)
    for path in decisions or ():
        calendar = calendar.with_decision(path)
    return calendar


def read_plan(path: Path, profiles: Path | None = None, overlays: Iterable[Path] | None = None) -> Plan:
    """A plan with what it inherits: from the shipped profiles or a folder over them, and from overlays."""
    known = Profiles.vietnam().with_folder(profiles) if profiles else Profiles.vietnam()
    return load_plan(path, profiles=known, overlays=[load_overlay(each) for each in overlays or ()])


def read_absences(path: Path | None, plan: Plan, first: date) -> tuple[Absence, ...]:
    """The absences of a file, of posts that the plan has on the first day asked for."""
    found, posts = load_absences(path) if path else (), set(plan.posts_on(first))
    lost = [
        mistake
        for index, absence in enumerate(found)
        for mistake in unknown(f"$.absence[{index}].post", absence.post, posts, "post")
    ]
    if lost:
        raise InvalidFile(str(path), lost)
    return found


class _Console(Console):
    """A console that leaves it to the command line what becomes of a closed pipe."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console() -> Console:
    """A console for people: as wide as their window, 120 columns where the output goes to a file."""
    return _Console(width=None if sys.stdout and sys.stdout.isatty() else 120, highlight=False)


def print_json(data: Any) -> None:
    """JSON to standard output."""
    sys.stdout.write(as_json(data))


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]], *, title: str | None = None) -> None:
    """A table for people."""
    table = Table(title=Text(title) if title else None, title_justify="left")
    for column in head:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console().print(table)


def print_findings(findings: Iterable[Finding]) -> None:
    """The findings, one a line."""
    words = {"error": "LỖI", "warning": "Chú ý", "info": "Ghi chú"}
    for finding in findings:
        place = f"{finding.where}: " if finding.where else ""
        console().print(f"{words[finding.severity.value]}: {place}{finding.vietnamese}", markup=False, soft_wrap=True)
