"""`tiepdan lunar` — between civil and lunar dates."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from ..calendars import LunarDate
from ..errors import InvalidValue
from ..records import to_dict
from .output import Json, console, print_json, read_date


def lunar(
    date: str | None = None,
    *,
    from_lunar: Annotated[str | None, Parameter(name="--from-lunar")] = None,
    near: str | None = None,
    json: Json = False,
) -> None:
    """Đổi ngày dương sang âm, hoặc âm sang dương.

    Args:
        date: ngày dương, viết 2027-02-06.
        from_lunar: ngày âm bằng chữ, như "mùng 1 tháng Giêng năm Đinh Mùi", "10/3".
        near: ngày dương gần ngày cần tìm, khi chữ chỉ nhiều ngày.
        json: in JSON.
    """
    if (date is None) == (from_lunar is None):
        raise InvalidValue("give either a civil date, as 2027-02-06, or --from-lunar TEXT")
    if date is not None:
        found = LunarDate.from_date(read_date(date, "DATE"))
    else:
        found = LunarDate.parse(str(from_lunar), near=read_date(near, "--near") if near else None)
    civil = found.to_date()
    if json:
        lunar = {**to_dict(found), "text": str(found)}
        names = {"year": found.year_name, "month": found.month_name, "day": found.day_name}
        certainty = found.certainty.value
        print_json({"schema": "tiepdan/lunar/1", "date": civil.isoformat(), "lunar": lunar, "stem_branch": names,
                    "certainty": certainty})  # fmt: skip
        return
    out = console()
    out.print(f"{civil:%d/%m/%Y} là {found} (âm lịch)", markup=False)
    out.print(f"  ngày {found.day_name}, tháng {found.month_name}, năm {found.year_name}", markup=False)
    out.print(f"  Độ chắc chắn: {found.certainty.vietnamese}", markup=False)
