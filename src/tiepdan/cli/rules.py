"""`tiepdan rules` — what the law sets, and since when."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Annotated

from cyclopts import Parameter

from ..errors import InvalidValue
from ..export import rule_data
from ..law import Change, Law, Rule, Version
from ..spans import DateRange
from .output import Json, Laws, print_json, print_table, read_date, read_law, read_span


def rules(
    rule: str | None = None,
    *,
    on: str | None = None,
    changes: Annotated[str | None, Parameter(name="--changes")] = None,
    document: str | None = None,
    law: Laws = None,
    json: Json = False,
) -> None:
    """Các quy tắc của pháp luật với giá trị, hiệu lực và căn cứ.

    Args:
        rule: chỉ quy tắc này, với mọi phiên bản.
        on: chỉ những gì có hiệu lực vào ngày này.
        changes: những gì thay đổi trong khoảng ngày này, viết 2026-07-01..2026-12-31.
        document: chỉ những gì dựa vào văn bản có số này.
        law: tệp TOML có thêm văn bản pháp luật; ghi được nhiều lần.
        json: in JSON.
    """
    registry = read_law(law)
    day = read_date(on, "--on") if on else None
    asked = _asked(registry, rule, document)
    if changes:
        _print_changes(registry.changes(_period(changes)), {known.id for known, _ in asked}, json)
        return
    found = [(known, version) for known, version in asked if day is None or day in version]
    if json:
        data = [rule_data(known, version) for known, version in found]
        print_json({"schema": "tiepdan/rules/1", "on": day.isoformat() if day else None, "rules": data})
        return
    rows = [
        (f"{known.id}\n{known.title_vi}", str(version.value), _span(version), "\n".join(map(str, version.citations)))
        for known, version in found
    ]
    print_table(("Quy tắc", "Giá trị", "Hiệu lực", "Căn cứ"), rows)


def _asked(law: Law, rule: str | None, document: str | None) -> list[tuple[Rule, Version]]:
    only = [law[rule]] if rule else law.rules
    if document is None:
        return [(known, version) for known in only for version in known.versions]
    return [(known, version) for known, version in law.supported_by(document) if known in only]


def _print_changes(changes: Sequence[Change], only: Container[str], json: bool) -> None:
    found = [change for change in changes if change.rule.id in only]
    if json:
        data = [
            {
                "day": change.day.isoformat(),
                "rule": change.rule.id,
                "before": rule_data(change.rule, change.before) if change.before else None,
                "after": rule_data(change.rule, change.after) if change.after else None,
            }
            for change in found
        ]
        print_json({"schema": "tiepdan/changes/1", "changes": data})
        return
    rows = [
        (
            f"{change.day:%d/%m/%Y}",
            f"{change.rule.id}\n{change.rule.title_vi}",
            str(change.before.value) if change.before else "—",
            f"{change.after.value}\n{change.after.citations[0]}" if change.after else "—",
        )
        for change in found
    ]
    print_table(("Ngày", "Quy tắc", "Trước", "Từ ngày này"), rows)


def _period(text: str) -> DateRange:
    first, last = read_span(text, "--changes")
    if last < first:
        raise InvalidValue(f"--changes: {last} lies before {first}; swap the two days")
    return DateRange(first, last)


def _span(version: Version) -> str:
    start = f"từ {version.valid_from:%d/%m/%Y}"
    return f"{start}\nđến trước {version.valid_to:%d/%m/%Y}" if version.valid_to else start
