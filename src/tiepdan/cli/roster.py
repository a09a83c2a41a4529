"""`tiepdan roster` — who serves over the break, on the screen or as files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from ..duty import Duty, Progress, Roster, RosterStatus, Staff, load_roster, load_staff, solve_roster
from ..errors import InvalidFile, InvalidValue, Misplaced, UnknownName, nearest
from ..export import as_json, roster_csv, roster_ics, roster_markdown, write_all
from ..export.rosters import MEASURES, roster_table
from ..files import beside
from ..law import Severity, worst
from ..plans import Plan
from ..records import to_dict
from .output import (
    Decisions,
    Json,
    Overlays,
    ProfileFolder,
    Whole,
    console,
    print_findings,
    print_json,
    print_table,
    read_calendar,
    read_formats,
    read_plan,
)

FORMATS = ("md", "json", "csv", "ics")


def roster(
    plan: Path,
    *,
    year: Whole | None = None,
    duty: str | None = None,
    staff: Path | None = None,
    history: Annotated[list[Path] | None, Parameter(negative=())] = None,
    solver: str = "auto",
    limit: float | None = None,
    out: Path | None = None,
    format: str | None = None,  # noqa: A002 - the name of the option
    profiles: ProfileFolder = None,
    overlay: Overlays = None,
    decision: Decisions = None,
    json: Json = False,
) -> int:
    """Lịch trực của một kỳ nghỉ: ai trực, ca nào, vị trí nào; đủ mọi giờ, đúng mọi quy tắc, đều tải qua các năm.

    Args:
        plan: tệp TOML của kế hoạch.
        year: năm; bỏ trống: năm của kế hoạch.
        duty: mã của quy định trực, nếu kế hoạch có nhiều.
        staff: tệp TOML ghi người trực; bỏ trống: tệp mà kế hoạch nêu.
        history: tệp JSON của lịch trực các năm trước; ghi được nhiều lần.
        solver: auto, highs hoặc constructive.
        limit: số giây tối đa để tìm lịch tốt nhất.
        out: thư mục để ghi tệp.
        format: các dạng tệp để ghi vào --out, cách nhau bằng dấu phẩy: md, json, csv, ics; bỏ trống: md,json,csv.
        profiles: thư mục hồ sơ riêng.
        overlay: tệp TOML điều chỉnh tại chỗ; ghi được nhiều lần.
        decision: tệp TOML có thêm quyết định về ngày nghỉ; ghi được nhiều lần.
        json: in JSON.
    """
    formats = read_formats(format, out, FORMATS, "md,json,csv")
    ordering = read_plan(plan, profiles, overlay)
    ordered = _duty(ordering, duty)
    if staff is None and ordered.staff is None:
        raise InvalidValue("the plan names no file of the staff; give it as --staff")
    people = load_staff(staff or _named(plan, ordering, ordered))
    found = solve_roster(
        ordered,
        people,
        calendar=read_calendar(None, decision),
        year=year,
        history=[load_roster(path) for path in history or ()],
        solver=solver,
        limit=limit,
        on_progress=_told if sys.stderr.isatty() else None,
    )
    if found.status is RosterStatus.INTERRUPTED:
        print(f"tiepdan: {found.note}", file=sys.stderr)
        return 130
    impossible = found.status is RosterStatus.INFEASIBLE
    written = []
    if out and not impossible:
        written = write_all(out, _files(formats, found, ordered, people, ordering))
    if json:
        print_json(to_dict(found))
    elif impossible:
        _print_conflicts(found)
    elif out:
        _print_result(found)
    else:
        _print(found, ordered)
    if written and not json:
        console().print("Đã ghi: " + ", ".join(map(str, written)), markup=False, soft_wrap=True)
    return 1 if impossible or worst(found.findings) is Severity.ERROR else 0


def _files(formats: list[str], roster: Roster, duty: Duty, staff: Staff, plan: Plan) -> dict[str, bytes]:
    """The files of the formats asked for, by name; a calendar for each person who serves."""
    name, files = f"{roster.duty}-{roster.year}", dict[str, bytes]()
    posts, units = ({one.id: one.name for one in listed} for listed in (plan.post, plan.unit))
    if "md" in formats:
        files[f"{name}.md"] = roster_markdown(roster, duty, staff, posts, units).encode()
    if "json" in formats:
        files[f"{name}.json"] = as_json(to_dict(roster)).encode()
    if "csv" in formats:
        files[f"{name}.csv"] = roster_csv(roster, duty, posts).encode("utf-8-sig")
    if "ics" in formats:
        for load in roster.loads:
            if load.shifts:
                files[f"{name}.{load.person}.ics"] = roster_ics(roster, duty, load.person)
    return files


def _duty(plan: Plan, asked: str | None) -> Duty:
    duties = {duty.id: duty for duty in plan.duty}
    if not duties:
        raise InvalidValue(f"the plan {plan.id} orders no duty; write it as [[duty]]")
    if asked is None and len(duties) > 1:
        raise InvalidValue(f"the plan has {len(duties)} duties; choose one with --duty: {', '.join(duties)}")
    if asked is not None and asked not in duties:
        raise UnknownName(f"--duty: there is no duty '{asked}'{nearest(asked, duties)}")
    return duties[asked] if asked else plan.duty[0]


def _named(path: Path, plan: Plan, duty: Duty) -> Path:
    """The file of the staff that the plan names, beside it."""
    try:
        return beside(path, str(duty.staff))
    except InvalidValue as error:
        raise InvalidFile(str(path), [Misplaced(f"$.duty[{plan.duty.index(duty)}].staff", str(error))]) from None


def _told(progress: Progress) -> None:
    print(f"{MEASURES[progress.measure]}: {progress.value:g}", file=sys.stderr)


def _title(found: Roster) -> str:
    return f"{found.name} {found.year} — {found.status.vietnamese} ({found.solver})"


def _print_conflicts(found: Roster) -> None:
    """Why there is no roster; nothing is written, so that an earlier one stays."""
    console().print(_title(found), markup=False)
    console().print("Các quy tắc sau không thể cùng giữ; bỏ bất kỳ quy tắc nào thì những quy tắc còn lại giữ được:")
    for conflict in found.conflicts:
        console().print(f"- {conflict.message_vi}", markup=False, soft_wrap=True)


def _print(found: Roster, duty: Duty) -> None:
    print_table(*roster_table(found, duty))
    people = {person.id: person for person in found.people}
    rows = [
        (people[load.person].name, people[load.person].telephone or "",
         *map(str, (load.shifts, f"{load.hours:g}", load.weight, load.history, load.total)))
        for load in found.loads
    ]  # fmt: skip
    print_table(("Người", "Điện thoại", "Ca", "Giờ", "Tải", "Các năm trước", "Cộng"), rows)
    _print_result(found)


def _print_result(found: Roster) -> None:
    """What is proved of the roster, and what was found about it."""
    console().print(_title(found), markup=False)
    for measure, least in zip(found.objective, found.bound, strict=True):
        gap = "" if measure.value == least.value else f" (chứng minh được: không dưới {least.value:g})"
        console().print(f"{MEASURES[measure.name]}: {measure.value:g}{gap}", markup=False)
    if found.note:
        console().print(found.note, markup=False)
    print_findings(found.findings)
