"""`tiepdan reports` — which reports are due in a year: of the law, of the province's or ward's model, of the Party."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import attrs
from cyclopts import Parameter

from ..agenda import due_reports
from ..errors import InvalidFile, InvalidValue, Misplaced, nearest
from ..law import Law
from ..records import from_dict, read_toml, schema_is, to_dict
from ..reporting import DueReport, report_standing
from ..spans import DateRange
from .output import (
    Decisions,
    Json,
    Laws,
    Overlays,
    ProfileFolder,
    Whole,
    console,
    print_json,
    print_table,
    read_calendar,
    read_date,
    read_law,
    read_plan,
)

SENT_SCHEMA = "tiepdan/sent-reports/1"


@attrs.frozen(kw_only=True)
class _Sent:
    report: str
    on: date


@attrs.frozen(kw_only=True)
class _SentFile:
    schema: str = attrs.field(validator=schema_is(SENT_SCHEMA))
    sent: tuple[_Sent, ...] = ()


def reports(
    plan: Path,
    *,
    year: Whole,
    on: str | None = None,
    sent: Annotated[Path | None, Parameter(negative=())] = None,
    profiles: ProfileFolder = None,
    overlay: Overlays = None,
    law: Laws = None,
    decision: Decisions = None,
    json: Json = False,
) -> None:
    """Các báo cáo đến hạn trong một năm: theo luật, của mô hình, của Đảng; quá hạn và sắp đến hạn tại một ngày.

    Args:
        plan: tệp TOML của kế hoạch.
        year: năm.
        on: ngày để xem báo cáo nào quá hạn, báo cáo nào sắp đến hạn.
        sent: tệp TOML ghi báo cáo đã gửi.
        profiles: thư mục hồ sơ riêng.
        overlay: tệp TOML điều chỉnh tại chỗ; ghi được nhiều lần.
        law: tệp TOML có thêm văn bản pháp luật; ghi được nhiều lần.
        decision: tệp TOML có thêm quyết định về ngày nghỉ; ghi được nhiều lần.
        json: in JSON.
    """
    if sent and not on:
        raise InvalidValue("--sent tells what has been made by a day; give that day with --on")
    calendar, registry = read_calendar(None, decision), read_law(law)
    found = due_reports(read_plan(plan, profiles, overlay), DateRange.year(year), calendar=calendar, law=registry)
    made = _read_sent(sent, found) if sent else {}
    standing = report_standing(found, on=read_date(on, "--on"), sent=made) if on else None
    if json:
        data = {"schema": "tiepdan/reports/1", "year": year, "reports": to_dict(found)}
        print_json({**data, "standing": to_dict(standing)} if standing else data)
        return
    _say_gaps(registry, year)
    head = ("Hạn", "Làm trước hết ngày", "Chế độ", "Báo cáo", "Nơi nhận", "Căn cứ, số liệu")
    print_table(head, map(_row, found))
    if standing:
        for title, those in (("Quá hạn", standing.overdue), ("Gửi trễ", standing.late), ("Kế tiếp", standing.next)):
            for one in those:
                console().print(f"{title}: {one.name} ({_day(one)})", markup=False, soft_wrap=True)


def _read_sent(path: Path, reports: tuple[DueReport, ...]) -> dict[str, date]:
    known = {one.id for one in reports}
    file = from_dict(_SentFile, read_toml(path), file=str(path))
    mistakes, seen = [], set[str]()
    for index, one in enumerate(file.sent):
        if one.report not in known:
            words = f"no report '{one.report}' is due in the year{nearest(one.report, known)}"
            mistakes.append(Misplaced(f"$.sent[{index}].report", words))
        if one.report in seen:
            mistakes.append(Misplaced(f"$.sent[{index}].report", f"'{one.report}' stands here twice; leave one"))
        seen.add(one.report)
    if mistakes:
        raise InvalidFile(str(path), mistakes)
    return {one.report: one.on for one in file.sent}


def _say_gaps(law: Law, year: int) -> None:
    gaps = law["report.statutory.commune"].gaps
    why = next((gap.why.vi for gap in gaps if date(year, 12, 31) in gap), None)
    held = law["report.statutory.commune"].at(date(year, 12, 31))
    if held is None:
        console().print(f"Báo cáo theo luật: {why or 'chưa có quy định'}", markup=False)


def _row(report: DueReport) -> tuple[str, ...]:
    act_by = f"{report.act_by:%d/%m/%Y}" if report.act_by else ""
    recipients = "\n".join(map(str, report.recipients))
    window = f"\nsố liệu {report.window.first:%d/%m/%Y}–{report.window.last:%d/%m/%Y}"
    cited = str(report.citations[0]) + (window if report.window != report.period else "")
    return _day(report), act_by, report.layer.vietnamese, report.name, recipients, cited


def _day(report: DueReport) -> str:
    if report.due:
        return f"{report.due:%d/%m/%Y}"
    span = report.within or report.period
    return f"{span.first:%d/%m/%Y}–{span.last:%d/%m/%Y}, không ấn định ngày"
