"""`tiepdan deadline` — the last day by a rule, and why."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from ..deadlines import compute_deadline
from ..export import deadline_data
from .output import Decisions, Json, Laws, Whole, console, print_json, read_calendar, read_date, read_law, read_span

Flag = Annotated[bool, Parameter(negative=())]


def deadline(
    rule: str,
    *,
    from_: Annotated[str, Parameter(name="--from")],
    version_on: str | None = None,
    complex: Flag = False,  # noqa: A002 - the name of the option
    remote: Flag = False,
    dismissal: Flag = False,
    extensions: Whole = 0,
    suspend: Annotated[list[str] | None, Parameter(negative=())] = None,
    explain: Flag = False,
    law: Laws = None,
    decision: Decisions = None,
    json: Json = False,
) -> None:
    """Ngày cuối của một thời hạn theo quy tắc của pháp luật.

    Args:
        rule: mã quy tắc, xem `tiepdan rules`.
        from_: ngày xảy ra sự kiện, viết 2026-07-01.
        version_on: ngày chọn phiên bản của luật, khi không phải ngày xảy ra sự kiện.
        complex: vụ việc phức tạp.
        remote: vùng sâu, vùng xa đi lại khó khăn.
        dismissal: kỷ luật buộc thôi việc.
        extensions: số lần gia hạn.
        suspend: thời gian tạm đình chỉ, viết 2026-07-06..2026-07-20; ngày sau là ngày tiếp tục; ghi được nhiều lần.
        explain: giải thích từng bước.
        law: tệp TOML có thêm văn bản pháp luật; ghi được nhiều lần.
        decision: tệp TOML có thêm quyết định về ngày nghỉ; ghi được nhiều lần.
        json: in JSON.
    """
    found = compute_deadline(
        rule,
        read_date(from_, "--from"),
        calendar=read_calendar(None, decision),
        law=read_law(law),
        version_on=read_date(version_on, "--version-on") if version_on else None,
        complex=complex,
        remote=remote,
        dismissal=dismissal,
        extensions=extensions,
        suspended=[read_span(text, "--suspend") for text in suspend or ()],
    )
    if json:
        print_json(deadline_data(found))
        return
    lines = found.explain().splitlines()
    shown = lines if explain else [lines[0], *(f"  Căn cứ: {citation}" for citation in found.citations)]
    if not explain:
        if found.act_by and found.act_by != found.due:
            shown.append(f"  Ngày làm việc cuối cùng: {found.act_by:%d/%m/%Y}")
        shown += [f"  Chưa rõ: {doubt.vi}" for doubt in found.doubts]
    console().print("\n".join(shown), markup=False, soft_wrap=True)
