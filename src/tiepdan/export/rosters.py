"""Lịch trực — a roster to post, to send to the level above, or to open as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from itertools import groupby

from ..arguments import checked
from ..calendars import LunarDate, weekday_name
from ..duty import Duty, Roster, Shift, Staff
from ..frozen import FrozenDict
from .markdown import day_text, table

COLUMNS = ("ngày", "thứ", "âm lịch", "từ", "đến", "ca", "vị trí", "mã", "họ tên", "chức vụ", "điện thoại")
"""The columns of a roster as CSV, a line for each assignment; `từ` and `đến` are instants in ISO form, `ngày` is
the day of duty."""

_NO_NAMES: Mapping[str, str] = {}

MEASURES = FrozenDict(
    {
        "changed": "số phân công thay đổi",
        "refused": "nguyện vọng chưa đáp ứng",
        "repeated": "trực lại ngày nặng của năm trước",
        "highest": "tải cao nhất (gồm các năm trước)",
        "spread": "chênh lệch tải trong nhóm",
        "distance": "tổng độ lệch so với trung bình nhóm",
    }
)
"""The measures of a roster in Vietnamese."""


@checked
def roster_csv(roster: Roster, duty: Duty, posts: Mapping[str, str] = _NO_NAMES) -> str:
    """The roster as CSV with the columns `COLUMNS`, ready for a spreadsheet; `posts` names the posts by id."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    people = {person.id: person for person in roster.people}
    names = duty.names
    for one in roster.assignments:
        person = people[one.person]
        writer.writerow((
            one.day.isoformat(), weekday_name(one.day), str(LunarDate.from_date(one.day).monthday),
            one.start.isoformat(timespec="minutes"), one.end.isoformat(timespec="minutes"), names[one.shift],
            names[one.position], person.id, person.name, posts.get(person.post, person.post),
            person.telephone or "",
        ))  # fmt: skip
    return out.getvalue()


@checked
def roster_markdown(
    roster: Roster,
    duty: Duty,
    staff: Staff | None = None,
    posts: Mapping[str, str] = _NO_NAMES,
    units: Mapping[str, str] = _NO_NAMES,
) -> str:
    """The roster as Markdown in Vietnamese: a table of days and positions, loads, measures, lists of other units.

    `posts` and `units` name these by id, as a plan has them; `staff` brings the lists that other units keep, of which
    those are shown that the duty attaches.
    """
    return "\n".join(_lines(roster, duty, staff, posts, units)) + "\n"


def roster_table(roster: Roster, duty: Duty, between: str = "\n") -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The head and the rows of a table: a row for each day, a column for each position, names with their hours."""
    people = {person.id: person.name for person in roster.people}
    shifts = {shift.id: _hours(shift, duty) for shift in duty.shift}
    rows = []
    for day, served in groupby(roster.assignments, key=lambda one: one.day):
        today = list(served)
        cells = [
            between.join(f"{shifts[one.shift]} {people[one.person]}" for one in today if one.position == position.id)
            for position in duty.position
        ]
        rows.append((day_text(day), *cells))
    return ("Ngày", *(position.name for position in duty.position)), rows


def _hours(shift: Shift, duty: Duty) -> str:
    """The hours of a shift; those of the last part of a night are of the next day."""
    return f"{shift.from_:%H:%M}–{shift.to:%H:%M}" + (" hôm sau" if shift.from_ < duty.changeover else "")


def _lines(
    roster: Roster, duty: Duty, staff: Staff | None, posts: Mapping[str, str], units: Mapping[str, str]
) -> Iterator[str]:
    first, last = day_text(roster.days.first), day_text(roster.days.last)
    yield f"# {roster.name} {roster.year}"
    yield ""
    yield f"Từ {first} đến hết {last}; giờ giao ca {duty.changeover:%H:%M}."
    if duty.hotline:
        yield f"Đường dây nóng: {duty.hotline}."
    yield f"Kết quả: {roster.status.vietnamese}" + (f"; {roster.note}." if roster.note else ".")
    for conflict in roster.conflicts:
        yield f"- {conflict.message_vi}"
    yield ""
    yield from table(*roster_table(roster, duty, "<br>"))
    yield from _people(roster, posts)
    attached = [one for one in staff.own_list if one.unit in duty.own_lists] if staff else []
    if attached:
        yield from ("", "## Lịch trực riêng của đơn vị", "")
        rows = [(units.get(one.unit, one.unit), one.contact, one.telephone or "") for one in attached]
        yield from table(("Đơn vị", "Liên hệ", "Điện thoại"), rows)
    if roster.findings:
        yield from ("", "## Lưu ý", "")
        yield from (f"- {finding.vietnamese}" for finding in roster.findings)


def _people(roster: Roster, posts: Mapping[str, str]) -> Iterator[str]:
    people = {person.id: person for person in roster.people}
    yield from ("", "## Người trực và tải trực", "")
    rows = []
    for load in roster.loads:
        person = people[load.person]
        numbers = (load.shifts, f"{load.hours:g}", load.weight, load.history, load.total)
        rows.append((person.name, posts.get(person.post, person.post), person.telephone or "", *map(str, numbers)))
    head = ("Họ tên", "Chức vụ", "Điện thoại", "Số ca", "Số giờ", "Tải", "Các năm trước", "Cộng")
    yield from table(head, rows)
    yield ""
    for measure, least in zip(roster.objective, roster.bound, strict=True):
        gap = "" if measure.value == least.value else f" (không thể dưới {least.value:g})"
        yield f"- {MEASURES[measure.name]}: {measure.value:g}{gap}"
