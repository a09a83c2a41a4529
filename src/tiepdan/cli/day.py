"""`tiepdan day` — what kind of day it is."""

from __future__ import annotations

from typing import Annotated, Any

from cyclopts import Parameter

from ..calendars import Day, WorkCalendar
from ..records import to_dict
from .output import Decisions, Json, console, print_json, read_calendar, read_date


def day(
    date: str,
    *,
    known_on: Annotated[str | None, Parameter(name="--known-on")] = None,
    decision: Decisions = None,
    json: Json = False,
) -> None:
    """Ngày làm việc hay ngày nghỉ, vì sao, và ngày âm lịch.

    Args:
        date: ngày, viết 2026-08-22.
        known_on: chỉ dùng những quyết định có đến ngày này.
        decision: tệp TOML có thêm quyết định về ngày nghỉ; ghi được nhiều lần.
        json: in JSON.
    """
    calendar = read_calendar(known_on, decision)
    found = calendar.day(read_date(date, "DATE"))
    if json:
        print_json({"schema": "tiepdan/day/1", "data_as_of": calendar.data_as_of.isoformat(), **day_data(found)})
        return
    out = console()
    out.print(f"{found.weekday} {found.date:%d/%m/%Y} — {found.lunar}", markup=False)
    out.print(f"  {found.kind.vietnamese}" + "".join(f"; {name}" for name in found.names), markup=False)
    for citation in found.citations:
        out.print(f"  Căn cứ: {citation}", markup=False)
    if found.decision:
        out.print(f"  Quyết định: {found.decision}", markup=False)
    out.print(f"  {_sure(found, calendar)}", markup=False)
    for doubt in found.doubts:
        out.print(f"  Chưa rõ: {doubt.vi}", markup=False)


def day_data(day: Day) -> dict[str, Any]:
    """Plain data of a day, its lunar date with its text."""
    data: dict[str, Any] = to_dict(day)
    data["weekday"] = day.weekday
    data["lunar"]["text"] = str(day.lunar)
    return data


def _sure(day: Day, calendar: WorkCalendar) -> str:
    return f"Độ chắc chắn: {day.certainty.vietnamese} (theo các quyết định đến {calendar.data_as_of:%d/%m/%Y})"
