"""`tiepdan rules` — what the law sets, and since when."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Annotated

from cyclopts import Parameter

from ..errors import InvalidValue, cut
from ..export import rule_data
from ..law import Change, Law, Rule, Version
from ..spans import DateRange
from .output import Json, Laws, console, print_json, print_table, read_date, read_law, read_span


def rules(
    rule: str | None = None,
    *,
    search: str | None = None,
    on: str | None = None,
    changes: Annotated[str | None, Parameter(name="--changes")] = None,
    document: str | None = None,
    law: Laws = None,
    json: Json = False,
) -> None:
    """Các quy tắc của pháp luật với giá trị, hiệu lực và căn cứ.

    Args:
        rule: chỉ quy tắc này, với mọi phiên bản.
        search: chỉ những quy tắc có mọi chữ này, như "khieu nai lan dau"; có dấu hay không, tiếng Việt hay tiếng Anh.
        on: chỉ những gì có hiệu lực vào ngày này.
        changes: những gì thay đổi trong khoảng ngày này, viết 2026-07-01..2026-12-31.
        document: chỉ những gì dựa vào văn bản có số này.
        law: tệp TOML có thêm văn bản pháp luật; ghi được nhiều lần.
        json: in JSON.
    """
    registry = read_law(law)
    day = read_date(on, "--on") if on else None
    asked = _asked(registry, rule, search, document)
    if changes:
        _print_changes(registry.changes(_period(changes)), {known.id for known, _ in asked}, json)
        return
    found = [(known, version) for known, version in asked if day is None or day in version]
    if json:
        data = [rule_data(known, version) for known, version in found]
        print_json({"schema": "tiepdan/rules/1", "on": day.isoformat() if day else None, "rules": data})
        return
    rows = [
        (
            f"{known.id}\n{known.title_vi}",
            str(version.value),
            _span(known, version),
            "\n".join(map(str, version.citations)),
        )
        for known, version in found
    ]
    if rows:
        print_table(("Quy tắc", "Giá trị", "Hiệu lực", "Căn cứ"), rows)
    else:
        console().print(_none_found(registry, rule, search), markup=False, soft_wrap=True)


def _asked(law: Law, rule: str | None, search: str | None, document: str | None) -> list[tuple[Rule, Version]]:
    """The rules that are asked for with their versions, in the order in which they are found."""
    only = law.rules if search is None else law.search(search)
    if rule:
        named = law[rule]
        only = tuple(known for known in only if known is named)
    pairs = [(known, version) for known in only for version in known.versions]
    if document is None:
        return pairs
    cited = {(known.id, version.valid_from) for known, version in law.supported_by(document)}
    return [(known, version) for known, version in pairs if (known.id, version.valid_from) in cited]


def _none_found(law: Law, rule: str | None, search: str | None) -> str:
    if search is not None and not law.search(search):
        return f"Không có quy tắc nào có đủ các chữ “{cut(search)}”."
    if rule and law[rule].ended_on:
        return f"Không có phiên bản nào: {rule} {_end(law[rule])}."
    return "Không có quy tắc nào như vậy."


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
            f"{change.after.value}\n{change.after.citations[0]}" if change.after else _nothing_after(change),
        )
        for change in found
    ]
    print_table(("Ngày", "Quy tắc", "Trước", "Từ ngày này"), rows)


def _nothing_after(change: Change) -> str:
    return f"—\n{_end(change.rule)}" if change.rule.ended_on == change.day else "—"


def _period(text: str) -> DateRange:
    first, last = read_span(text, "--changes")
    if last < first:
        raise InvalidValue(f"--changes: {last} lies before {first}; swap the two days")
    return DateRange(first, last)


def _span(rule: Rule, version: Version) -> str:
    lines = [f"từ {version.valid_from:%d/%m/%Y}"]
    if version.valid_to:
        lines.append(f"đến trước {version.valid_to:%d/%m/%Y}")
    if rule.ended_on and version is rule.versions[-1]:
        lines.append(_end(rule))
    return "\n".join(lines)


def _end(rule: Rule) -> str:
    """That a rule ended: when, by the end of which document, and what took its place."""
    document = f" cùng văn bản số {rule.ended_with}" if rule.ended_with else ""
    successor = f"; thay bằng {rule.replaced_by}" if rule.replaced_by else ""
    return f"hết hiệu lực từ {rule.ended_on:%d/%m/%Y}{document}{successor}"
