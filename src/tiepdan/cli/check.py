"""`tiepdan check` — what a file of cases shows on a day."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.progress import open as open_with_progress

from ..cases import Case, assess, read_cases
from ..errors import InvalidFile, Misplaced
from ..export import as_json
from ..law import Finding, Severity
from ..records import to_dict
from .output import Decisions, Json, Laws, print_findings, read_calendar, read_date, read_law


def check(cases: Path, *, on: str, law: Laws = None, decision: Decisions = None, json: Json = False) -> int:
    """Kiểm tra một tệp vụ việc (JSON lines): gì quá hạn, gì trễ hạn, gì đã hết thời hiệu.

    Args:
        cases: tệp có mỗi dòng một vụ việc.
        on: tính đến ngày này, viết 2026-11-21.
        law: tệp TOML có thêm văn bản pháp luật; ghi được nhiều lần.
        decision: tệp TOML có thêm quyết định về ngày nghỉ; ghi được nhiều lần.
        json: in JSON.
    """
    day, calendar, registry = read_date(on, "--on"), read_calendar(None, decision), read_law(law)
    broken: list[Misplaced] = []

    def findings() -> Iterator[Finding]:
        for found in _lines(cases):
            if isinstance(found, Case):
                yield from assess(found, on=day, calendar=calendar, law=registry).findings
            else:
                broken.extend(found)

    worst = _print_json(findings()) if json else _print(findings())
    if broken:
        raise InvalidFile(str(cases), broken)
    return 1 if worst else 0


def _lines(path: Path) -> Iterator[Case | tuple[Misplaced, ...]]:
    """The cases of a file, or the mistakes of a line, with a bar for a person who waits."""
    bar = Console(stderr=True)
    try:
        opened = open_with_progress(path, "rb", description=path.name, console=bar, transient=True)
    except OSError as error:
        raise InvalidFile(str(path), [Misplaced("$", f"cannot be read: {error.strerror}")]) from None
    with opened as file:
        for _, found in read_cases(file):
            yield found


def _print(findings: Iterator[Finding]) -> bool:
    worst = False
    for finding in findings:
        worst = worst or finding.severity is Severity.ERROR
        print_findings([finding])
    return worst


def _print_json(findings: Iterator[Finding]) -> bool:
    """One JSON document, written finding by finding."""
    worst, comma = False, ""
    sys.stdout.write('{"schema": "tiepdan/findings/1", "findings": [')
    for finding in findings:
        worst = worst or finding.severity is Severity.ERROR
        sys.stdout.write(f"{comma}\n{as_json(to_dict(finding)).rstrip()}")
        comma = ","
    sys.stdout.write("]}\n")
    return worst
