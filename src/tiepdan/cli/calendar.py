"""`tiepdan calendar` — the days off and made up of a year."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from ..errors import OutsideCoverage
from ..records import to_dict
from ..spans import DateRange
from .day import day_data
from .output import Decisions, Json, Whole, console, print_json, print_table, read_calendar


def calendar(
    year: Whole,
    *,
    known_on: Annotated[str | None, Parameter(name="--known-on")] = None,
    decision: Decisions = None,
    json: Json = False,
) -> None:
    """Các ngày nghỉ, ngày làm bù và số ngày làm việc của một năm.

    Args:
        year: năm dương lịch.
        known_on: chỉ dùng những quyết định có đến ngày này.
        decision: tệp TOML có thêm quyết định về ngày nghỉ; ghi được nhiều lần.
        json: in JSON.
    """
    found = read_calendar(known_on, decision)
    if not found.coverage.first.year <= year <= found.coverage.last.year:
        raise OutsideCoverage(f"{year} is outside the working days covered here: {found.coverage}")
    period = DateRange.year(year)
    days, working, tet = found.special_days(period), len(found.working_days(period)), found.tet_break(year)
    if json:
        print_json(
            {
                "schema": "tiepdan/calendar/1",
                "data_as_of": found.data_as_of.isoformat(),
                "year": year,
                "working_days": working,
                "tet_break": to_dict(tet) if tet else None,
                "certainty": min(day.certainty for day in days).value,
                "days": [day_data(day) for day in days],
            }
        )
        return
    rows = [
        (f"{day.weekday} {day.date:%d/%m}", str(day.lunar.monthday), day.kind.vietnamese, "; ".join(day.names),
         day.certainty.vietnamese, day.decision or "")
        for day in days
    ]  # fmt: skip
    print_table(("Ngày", "Âm lịch", "Loại", "Tên", "Độ chắc chắn", "Quyết định"), rows, title=f"Năm {year}")
    out = console()
    out.print(f"Số ngày làm việc: {working}")
    if tet:
        out.print(f"Kỳ nghỉ Tết: {tet.first:%d/%m/%Y} đến {tet.last:%d/%m/%Y}, {len(tet)} ngày")
