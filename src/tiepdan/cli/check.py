"""`tiepdan check` — what a plan shows over a period, or a file of cases on a day."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, BinaryIO, TypeVar

from cyclopts import Parameter
from rich.console import Console
from rich.progress import Progress

from ..agenda import expand
from ..audit import as_held, minimum_findings, record_findings
from ..calendars import WorkCalendar
from ..cases import Case, assess
from ..errors import MOST_MISTAKES, InvalidFile, InvalidValue, Misplaced
from ..export import as_json
from ..files import lines, open_file
from ..law import Finding, Law, Severity
from ..plans import Plan
from ..reception import Record
from ..records import read_json_lines, to_dict
from ..spans import DateRange
from .output import (
    Decisions,
    Json,
    Laws,
    Overlays,
    ProfileFolder,
    print_findings,
    read_absences,
    read_calendar,
    read_date,
    read_law,
    read_plan,
)

T = TypeVar("T")


def check(
    file: Path,
    *,
    on: str | None = None,
    from_: Annotated[str | None, Parameter(name="--from")] = None,
    to: str | None = None,
    absences: Path | None = None,
    records: Path | None = None,
    profiles: ProfileFolder = None,
    overlay: Overlays = None,
    law: Laws = None,
    decision: Decisions = None,
    json: Json = False,
) -> int:
    """Kiểm tra một kế hoạch (.toml) trong một khoảng ngày, hoặc một tệp vụ việc (JSON lines) đến một ngày.

    Args:
        file: kế hoạch, hoặc tệp có mỗi dòng một vụ việc.
        on: vụ việc, hồ sơ: tính đến ngày này, viết 2026-11-21.
        from_: kế hoạch: ngày đầu.
        to: kế hoạch: ngày cuối.
        absences: kế hoạch: tệp TOML ghi ai vắng khi nào.
        records: kế hoạch: hồ sơ các buổi tiếp và lượt tiếp (JSON lines).
        profiles: kế hoạch: thư mục hồ sơ riêng.
        overlay: kế hoạch: tệp TOML điều chỉnh tại chỗ; ghi được nhiều lần.
        law: tệp TOML có thêm văn bản pháp luật; ghi được nhiều lần.
        decision: tệp TOML có thêm quyết định về ngày nghỉ; ghi được nhiều lần.
        json: in JSON.
    """
    calendar, registry = read_calendar(None, decision), read_law(law)
    broken: list[Misplaced] = []
    if file.suffix == ".toml":
        if not from_ or not to:
            raise InvalidValue("a plan is checked over a period; give --from and --to")
        period = DateRange(read_date(from_, "--from"), read_date(to, "--to"))
        if records and not on:
            raise InvalidValue("records are checked on a day; give --on")
        if on and not records:
            raise InvalidValue("--on is the day to which records are checked; give --records, or leave it out")
        kept = (records, read_date(on, "--on")) if records and on else None
        plan = read_plan(file, profiles, overlay)
        findings = _of_plan(plan, period, absences, kept, calendar, registry, broken)
    else:
        if not on:
            raise InvalidValue("cases are checked on a day; give --on (a plan is a .toml file)")
        of_plans = {"--from": from_, "--to": to, "--absences": absences, "--records": records,
                    "--profiles": profiles, "--overlay": overlay}  # fmt: skip
        if given := [option for option, value in of_plans.items() if value]:
            raise InvalidValue(f"cases are checked without {', '.join(given)}; leave that out (a plan is a .toml file)")
        findings = _of_cases(file, read_date(on, "--on"), calendar, registry, broken)
    worst = _print_json(findings) if json else _print(findings)
    if broken:
        raise InvalidFile(str(records or file), broken)
    return 1 if worst else 0


def _of_plan(
    plan: Plan,
    period: DateRange,
    absences: Path | None,
    records: tuple[Path, date] | None,
    calendar: WorkCalendar,
    law: Law,
    broken: list[Misplaced],
) -> Iterator[Finding]:
    """The findings of a plan's agenda or, with records, of what was kept of it; mistakes of lines go into the list."""
    away = read_absences(absences, plan, period.first)
    agenda = expand(plan, period, calendar=calendar, law=law, absences=away)
    yield from agenda.findings
    if records:
        file, on = records
        kept = list(_lines(file, Record, broken))
        yield from record_findings(plan, agenda, kept, on=on, calendar=calendar, law=law)
        agenda = as_held(plan, agenda, kept, on=on)
    yield from minimum_findings(plan, agenda, calendar=calendar, law=law)


def _of_cases(path: Path, on: date, calendar: WorkCalendar, law: Law, broken: list[Misplaced]) -> Iterator[Finding]:
    for case in _lines(path, Case, broken):
        yield from assess(case, on=on, calendar=calendar, law=law).findings


def _lines(path: Path, kind: type[T], broken: list[Misplaced]) -> Iterator[T]:
    """The values of a file; the mistakes of broken lines go into the list."""
    with open_file(path) as opened, _watched(opened, path) as file:
        for _, found in read_json_lines(lines(file), kind):
            if isinstance(found, tuple):
                broken.extend(found if len(broken) < MOST_MISTAKES else ())
            else:
                yield found


@contextmanager
def _watched(opened: BinaryIO, path: Path) -> Iterator[BinaryIO]:
    """The open file, on a terminal with a bar for a person who waits."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield opened
        return
    # Where the answer goes to a file or a pipe, the bar must not take it for what is to be shown above itself.
    bar = Progress(console=console, transient=True, redirect_stdout=sys.stdout.isatty())
    with bar, bar.wrap_file(opened, path.stat().st_size, description=path.name) as file:
        yield file


def _print(findings: Iterator[Finding]) -> bool:
    worst = False
    for finding in findings:
        worst = worst or finding.severity is Severity.ERROR
        print_findings([finding])
    return worst


def _print_json(findings: Iterator[Finding]) -> bool:
    """One JSON document, written finding by finding, once the first is there: what cannot be read writes nothing."""
    worst, before = False, '{"schema": "tiepdan/findings/1", "findings": ['
    out = sys.stdout  # which a bar may take for itself while it is shown
    for finding in findings:
        worst = worst or finding.severity is Severity.ERROR
        out.write(f"{before}\n{as_json(to_dict(finding)).rstrip()}")
        before = ","
    out.write("]}\n" if before == "," else f"{before}]}}\n")
    return worst
