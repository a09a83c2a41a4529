"""`tiepdan new` — the draft of a ward's plan on a profile."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from ..errors import InvalidValue
from ..export import write_all
from ..plans import Profiles, draft_plan
from .output import ProfileFolder, console, read_date


def new(
    ward: str,
    *,
    profile: str,
    from_: Annotated[str | None, Parameter(name="--from")] = None,
    out: Path | None = None,
    profiles: ProfileFolder = None,
) -> None:
    """Bản nháp kế hoạch của một phường, xã, đặc khu trên một hồ sơ: đọc được, lập lịch được ngay.

    Args:
        ward: tên, viết "phường Bình Phước".
        profile: mã hồ sơ (xem tiepdan profiles).
        from_: ngày kế hoạch có hiệu lực.
        out: tệp để ghi; bỏ trống: in ra màn hình.
        profiles: thư mục hồ sơ riêng.
    """
    known = Profiles.vietnam().with_folder(profiles) if profiles else None
    first = read_date(from_, "--from") if from_ else None
    text = draft_plan(ward, profile, profiles=known, effective_from=first)
    if out is None:
        sys.stdout.write(text)
        return
    if out.exists():
        raise InvalidValue(f"--out: {out} is there already; give another name")
    write_all(out.parent, {out.name: text.encode()})
    console().print(f"Đã ghi: {out}", markup=False, soft_wrap=True)
