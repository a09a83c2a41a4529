"""`tiepdan reports` — which reports are due in a year: the plan's own, and those of the law."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ..agenda import expand
from ..plans import load_plan
from ..records import to_dict
from ..reporting import StatutoryReport, statutory_reports
from ..spans import DateRange
from ..work import Item
from .output import Decisions, Json, Laws, console, print_json, print_table, read_calendar, read_law


def reports(plan: Path, *, year: int, law: Laws = None, decision: Decisions = None, json: Json = False) -> None:
    """Các báo cáo đến hạn trong một năm: của kế hoạch, và theo luật (kỳ của năm ấy).

    Args:
        plan: tệp TOML của kế hoạch.
        year: năm.
        law: tệp TOML có thêm văn bản pháp luật; ghi được nhiều lần.
        decision: tệp TOML có thêm quyết định về ngày nghỉ; ghi được nhiều lần.
        json: in JSON.
    """
    calendar, registry = read_calendar(None, decision), read_law(law)
    agenda = expand(load_plan(plan), DateRange.year(year), calendar=calendar, law=registry)
    own = [item for item in agenda.items if item.kind == "report"]
    statutory = statutory_reports(year, calendar=calendar, law=registry)
    if json:
        print_json({"schema": "tiepdan/reports/1", "year": year, "plan": to_dict(own), "statutory": to_dict(statutory)})
        return
    if not statutory:
        gaps = registry["report.statutory.commune"].gaps
        why = next((gap.why.vi for gap in gaps if date(year, 12, 31) in gap), "chưa có quy định")
        console().print(f"Báo cáo theo luật: {why}", markup=False)
    rows = sorted([*map(_own_row, own), *map(_law_row, statutory)])
    print_table(("Hạn", "Làm trước hết ngày", "Báo cáo", "Nơi nhận, số liệu", "Căn cứ"), [row[1:] for row in rows])


def _own_row(item: Item) -> tuple[str, ...]:
    via = [f"{one.name} (qua {one.via})" if one.via else one.name for one in item.recipients]
    due = f"{item.date:%d/%m/%Y}" if item.date else str(item.period)
    act_by = f"{item.act_by:%d/%m/%Y}" if item.act_by else ""
    return str(item.date or (item.period and item.period.last)), due, act_by, item.what, "\n".join(via), item.basis


def _law_row(report: StatutoryReport) -> tuple[str, ...]:
    act_by = f"{report.act_by:%d/%m/%Y}" if report.act_by else ""
    window = f"{report.window.first:%d/%m/%Y}–{report.window.last:%d/%m/%Y}"
    name, cited = f"Báo cáo theo luật {report.name}", str(report.citations[0])
    return str(report.due), f"{report.due:%d/%m/%Y}", act_by, name, window, cited
