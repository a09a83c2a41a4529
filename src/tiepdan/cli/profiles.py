"""`tiepdan profiles` — which profiles there are, from when to when, and what they rest on."""

from __future__ import annotations

from pathlib import Path

from ..errors import InvalidValue
from ..plans import Profile, Profiles
from ..records import to_dict
from .output import Json, ProfileFolder, print_json, print_table, read_date


def profiles(
    *, on: str | None = None, province: str | None = None, profiles: ProfileFolder = None, json: Json = False
) -> None:
    """Các hồ sơ tỉnh: hiệu lực, căn cứ, kế thừa từ đâu, chắc chắn đến đâu.

    Args:
        on: chỉ những hồ sơ có hiệu lực vào ngày này.
        province: tỉnh, kể cả tên trước sắp xếp: hồ sơ mà kế hoạch của tỉnh ấy thừa kế vào ngày --on, từ gốc xuống.
        profiles: thư mục hồ sơ riêng.
        json: in JSON.
    """
    known = Profiles.vietnam().with_folder(Path(profiles)) if profiles else Profiles.vietnam()
    day = read_date(on, "--on") if on else None
    if province and not day:
        raise InvalidValue("--province: what a province's plans inherit goes by the day; give it with --on")
    if province and day:
        found = known.chain(known.of_province(province, day), day)
    else:
        found = tuple(one for one in known.profile if day is None or day in one.valid)
    if json:
        print_json({"schema": "tiepdan/profiles/1", "profiles": to_dict(found)})
        return
    print_table(("Hồ sơ", "Tỉnh", "Hiệu lực", "Kế thừa", "Căn cứ", "Chắc chắn"), map(_row, found))


def _row(profile: Profile) -> tuple[str, ...]:
    until = f"{profile.effective_to:%d/%m/%Y}" if profile.effective_to else "nay"
    document = f"{profile.document.kind} số {profile.document.number}"
    return (
        profile.id,
        profile.province or "mọi tỉnh",
        f"{profile.effective_from:%d/%m/%Y}–{until}",
        profile.parent or "",
        document,
        profile.certainty.vietnamese,
    )
