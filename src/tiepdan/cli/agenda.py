"""`tiepdan agenda` — a plan's agenda of a period, on the screen or as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from ..agenda import Agenda, expand
from ..duty import load_roster
from ..errors import InvalidValue
from ..export import agenda_data, agenda_ics, agenda_markdown, as_json, write_all
from ..export.markdown import hours_text, when_text, who_text
from ..frozen import FrozenDict
from ..law import Severity, worst
from ..spans import DateRange
from .output import (
    Decisions,
    Json,
    Overlays,
    ProfileFolder,
    console,
    print_findings,
    print_json,
    print_table,
    read_absences,
    read_calendar,
    read_date,
    read_formats,
    read_plan,
)

FORMATS: Mapping[str, Callable[[Agenda], bytes]] = FrozenDict(
    {
        "ics": agenda_ics,
        "md": lambda agenda: agenda_markdown(agenda).encode(),
        "json": lambda agenda: as_json(agenda_data(agenda)).encode(),
    }
)


def agenda(
    plan: Path,
    *,
    from_: Annotated[str, Parameter(name="--from")],
    to: str,
    absences: Path | None = None,
    out: Path | None = None,
    format: str | None = None,  # noqa: A002 - the name of the option
    profiles: ProfileFolder = None,
    overlay: Overlays = None,
    roster: Annotated[list[Path] | None, Parameter(negative=())] = None,
    decision: Decisions = None,
    json: Json = False,
) -> int:
    """Lịch công tác của một kế hoạch: buổi tiếp công dân, niêm yết, báo cáo.

    Args:
        plan: tệp TOML của kế hoạch.
        from_: ngày đầu, viết 2026-01-01.
        to: ngày cuối.
        absences: tệp TOML ghi ai vắng khi nào.
        out: thư mục để ghi tệp.
        format: các dạng tệp để ghi vào --out, cách nhau bằng dấu phẩy; bỏ trống: ics,md,json.
        profiles: thư mục hồ sơ riêng.
        overlay: tệp TOML điều chỉnh tại chỗ; ghi được nhiều lần.
        roster: tệp JSON của lịch trực; ghi được nhiều lần.
        decision: tệp TOML có thêm quyết định về ngày nghỉ; ghi được nhiều lần.
        json: in JSON.
    """
    formats = read_formats(format, out, tuple(FORMATS), "ics,md,json")
    first, last = read_date(from_, "--from"), read_date(to, "--to")
    if last < first:
        raise InvalidValue(f"--to {last} lies before --from {first}; swap the two days")
    ordered = read_plan(plan, profiles, overlay)
    found = expand(
        ordered,
        DateRange(first, last),
        calendar=read_calendar(None, decision),
        absences=read_absences(absences, ordered, first),
        rosters=[load_roster(path) for path in roster or ()],
    )
    if out:
        files = {f"{found.plan_id}.{name}": FORMATS[name](found) for name in formats}
        written = write_all(out, files)
    if json:
        print_json(agenda_data(found))
    elif out:
        console().print("Đã ghi: " + ", ".join(map(str, written)), markup=False, soft_wrap=True)
    else:
        _print(found)
    return 1 if worst(found.findings) is Severity.ERROR else 0


def _print(agenda: Agenda) -> None:
    rows = [
        (when_text(item), hours_text(item), item.what,
         who_text(item).replace("*", ""))
        for item in agenda.items
    ]  # fmt: skip
    print_table(("Ngày", "Giờ", "Việc", "Người thực hiện"), rows, title=f"{agenda.plan_name} — {agenda.ward}")
    sums = agenda.summary
    console().print(
        f"Trực tiếp tiếp: {sums.held}; tiếp thay: {sums.delegated}; phải lùi lịch: {sums.to_postpone}; "
        f"không tiếp: {sums.excluded}; báo cáo: {sums.reports}; niêm yết: {sums.postings}"
    )
    print_findings(agenda.findings)
