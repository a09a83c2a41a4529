"""`tiepdan reports` — which reports are due in a year: of the law, of the province's or ward's model, of the Party."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

import attrs
from cyclopts import Parameter

from ..agenda import due_reports
from ..calendars import WorkCalendar
from ..errors import InvalidFile, InvalidValue, Misplaced, nearest
from ..files import read_toml
from ..law import Gap, Law, Version
from ..records import from_dict, schema_is, to_dict
from ..reporting import DueReport, Level, report_standing
from ..spans import DateRange
from ..typed import typed
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


@attrs.frozen(kw_only=True, field_transformer=typed)
class _Sent:
    report: str
    on: date


@attrs.frozen(kw_only=True, field_transformer=typed)
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
        on: ngày để xem báo cáo nào của năm ấy quá hạn, báo cáo nào sắp đến hạn.
        sent: tệp TOML ghi báo cáo đã gửi, của một hay nhiều năm.
        profiles: thư mục hồ sơ riêng.
        overlay: tệp TOML điều chỉnh tại chỗ; ghi được nhiều lần.
        law: tệp TOML có thêm văn bản pháp luật; ghi được nhiều lần.
        decision: tệp TOML có thêm quyết định về ngày nghỉ; ghi được nhiều lần.
        json: in JSON.
    """
    if sent and not on:
        raise InvalidValue("--sent tells what has been made by a day; give that day with --on")
    calendar, registry, days = read_calendar(None, decision), read_law(law), DateRange.year(year)
    ordered = read_plan(plan, profiles, overlay)

    def due(asked: DateRange) -> tuple[DueReport, ...]:
        return due_reports(ordered, asked, calendar=calendar, law=registry)

    found = due(days)
    made = {one.report: one.on for one in _read_sent(sent, days, calendar, due)} if sent else {}
    of_year = {one.id: made[one.id] for one in found if one.id in made}
    standing = report_standing(found, on=read_date(on, "--on"), sent=of_year) if on else None
    for finding in ordered.not_in_force(days):
        print(finding.vietnamese, file=sys.stderr if json else sys.stdout)
    if json:
        data = {"schema": "tiepdan/reports/1", "year": year, "reports": to_dict(found)}
        print_json({**data, "standing": to_dict(standing)} if standing else data)
        return
    _say_gaps(registry, ordered.ward.level, ordered.valid.intersection(days) or days)
    if found:
        head = ("Hạn", "Làm trước hết ngày", "Chế độ", "Báo cáo", "Nơi nhận", "Căn cứ, số liệu")
        print_table(head, map(_row, found))
    else:
        _say(f"Không có báo cáo nào đến hạn trong năm {year}")
    if standing:
        _say(f"Tại ngày {standing.on:%d/%m/%Y}, chỉ xét báo cáo đến hạn trong năm {year}:")
        for title, those in (("Quá hạn", standing.overdue), ("Gửi trễ", standing.late), ("Kế tiếp", standing.next)):
            for one in those:
                _say(f"{title}: {one.name} ({_day(one)})")


def _read_sent(
    path: Path, year: DateRange, calendar: WorkCalendar, due: Callable[[DateRange], tuple[DueReport, ...]]
) -> tuple[_Sent, ...]:
    """The reports that were sent, of any year: each is known if due in a year in which one was, or in one beside it."""
    file = from_dict(_SentFile, read_toml(path), file=str(path))
    days = [day for one in file.sent if (day := one.on) in calendar.coverage]
    years = [year.first.year, *(day.year for day in days)]
    asked = DateRange(DateRange.year(min(years) - 1).first, DateRange.year(max(years) + 1).last)
    asked = asked.intersection(calendar.coverage) or year
    known = {one.id: one for one in due(asked)}
    mistakes, seen = [], set[str]()
    for index, one in enumerate(file.sent):
        if one.report not in known:
            words = f"no report '{one.report}' is due in {asked}{nearest(one.report, known)}"
            mistakes.append(Misplaced(f"$.sent[{index}].report", words))
        elif one.on < (begins := known[one.report].begins):
            words = f"{one.on} is before the period of the report begins, {begins}"
            mistakes.append(Misplaced(f"$.sent[{index}].on", words))
        if one.report in seen:
            mistakes.append(Misplaced(f"$.sent[{index}].report", f"'{one.report}' stands here twice; leave one"))
        seen.add(one.report)
    if mistakes:
        raise InvalidFile(str(path), mistakes)
    return file.sent


def _say_gaps(law: Law, level: Level, days: DateRange) -> None:
    """On which of the days the reports that the law asks for are not known here, and why."""
    name = f"report.statutory.{level.value}"
    versions, gaps = (law[name].versions, law[name].gaps) if name in law else ((), ())
    known: tuple[Version | Gap, ...] = (*versions, *gaps)
    for part in days.cut(day for one in known for day in (one.valid_from, one.valid_to) if day):
        if not any(part.first in version for version in versions):
            why = next((gap.why.vi for gap in gaps if part.first in gap), "chưa có quy định")
            _say(f"Báo cáo theo luật{'' if part == days else f' {_span(part)}'}: {why}")


def _say(text: str) -> None:
    console().print(text, markup=False, soft_wrap=True)


def _span(days: DateRange) -> str:
    return f"{days.first:%d/%m/%Y}–{days.last:%d/%m/%Y}"


def _row(report: DueReport) -> tuple[str, ...]:
    act_by = f"{report.act_by:%d/%m/%Y}" if report.act_by else ""
    recipients = "\n".join(map(str, report.recipients))
    window = f"\nsố liệu {_span(report.window)}"
    cited = str(report.citations[0]) + (window if report.window != report.period else "")
    return _day(report), act_by, report.layer.vietnamese, report.name, recipients, cited


def _day(report: DueReport) -> str:
    if report.due:
        return f"{report.due:%d/%m/%Y}"
    return f"{_span(report.within or report.period)}, không ấn định ngày"
