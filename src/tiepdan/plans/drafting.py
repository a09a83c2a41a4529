"""Kế hoạch mới — the draft of a ward's plan on a profile: it loads as it is, and says what is inherited."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

from ..arguments import checked
from ..errors import InvalidValue
from ..reporting import Level, StatutoryDuty
from .plan import SCHEMA
from .profiles import Profile, Profiles
from .provinces import Provinces, plain

KINDS_OF_WARDS = ("phường", "xã", "đặc khu", "thị trấn")
"""What units of the commune's level are called; thị trấn until two-tier government."""


@checked
def draft_plan(
    ward: str, profile: str, *, profiles: Profiles | None = None, effective_from: dt.date | None = None
) -> str:
    """Bản nháp kế hoạch — a plan in TOML with comments, ready to be loaded, expanded and filled in.

    Args:
        ward: the name, as `phường Bình Phước`.
        profile: the id of the profile it inherits.
        profiles: where to look for it; None: the shipped ones.
        effective_from: its first day; None: the first day of the profile's last version, or of two-tier government.

    Raises:
        UnknownName: there is no such profile.
        InvalidValue: the ward has no name, one without its kind, or one that goes over a line; the profile does not
            hold on the first day.
    """
    known = profiles or Profiles.vietnam()
    last = known.versions(profile)[-1]
    first = effective_from or max(last.effective_from, Provinces.vietnam().two_tier_from)
    if _kind(ward) is None or not plain(ward) or not ward.isprintable():
        words = "write it as 'phường …', 'xã …' or 'đặc khu …'"
        raise InvalidValue(f"the ward has no name in one line with its kind before it; {words}")
    chain = known.chain(profile, first)
    if profile not in {version.id for version in chain}:
        spans = ", ".join(str(version.valid) for version in known.versions(profile))
        raise InvalidValue(f"the profile '{profile}' does not hold on {first}; it holds {spans}")
    return "\n".join(_lines(ward, profile, last, chain, first)) + "\n"


def _kind(ward: str) -> str | None:
    """The kind before the name of a ward, or None where there is no kind or no name."""
    parts = ((kind, ward[len(kind) :]) for kind in KINDS_OF_WARDS if ward.lower().startswith(f"{kind} "))
    return next((kind for kind, name in parts if name.strip()), None)


def _lines(ward: str, profile: str, last: Profile, chain: tuple[Profile, ...], first: dt.date) -> Iterator[str]:
    short = ward[len(_kind(ward) or "") :].strip()
    yield f"# Kế hoạch của {ward}: bản nháp. Điền những chỗ còn trống; những điều sau thừa kế từ hồ sơ “{profile}”:"
    for version in chain:
        yield from (f"#   {' '.join(line.split())}" for line in _inherited(version))
    yield f"schema = {_text(SCHEMA)}"
    yield f"id = {_text(f'{plain(ward)}-{first.year}')}"
    yield 'name = "Tiếp công dân"'
    yield f"effective_from = {first} # ngày kế hoạch có hiệu lực"
    yield f"profile = {_text(profile)}"
    yield from ("", "[ward]", f"name = {_text(ward)}")
    if last.province:
        yield f"province = {_text(last.province)}"
    yield from ("", "[document]", 'number = "/KH-UBND" # số để trống', 'kind = "Kế hoạch"')
    yield f"title = {_text(f'Tiếp công dân của Ủy ban nhân dân {ward}')}"
    yield f"issuer = {_text(f'Ủy ban nhân dân {ward}')}"
    yield f"place = {_text(short)}"
    yield from (f"year = {first.year}", 'signer = "Chủ tịch"', 'recipients = ["UBND tỉnh"]', 'archive = ["VT"]')
    yield from ("", "# Chức vụ tiếp công dân và người thay.", "[[post]]", 'id = "chu-tich"')
    yield from ('name = "Chủ tịch UBND"', "", "[[post]]", 'id = "pho-chu-tich"', 'name = "Phó Chủ tịch UBND"')
    yield from ("", "[[delegation]]", 'principal = "chu-tich"', 'deputies = ["pho-chu-tich"]')
    yield from ('grounds = ["meeting", "unplanned-duty"]', 'form = "assignment"', 'clause = "II"')
    yield from ("", "[[unit]]", 'id = "van-phong"', 'name = "Văn phòng HĐND và UBND"')
    yield from _examples(chain)


def _examples(chain: tuple[Profile, ...]) -> Iterator[str]:
    """Commented tables: how to order otherwise than the profile, and how to add a reception."""
    reports = [("statutory", duty.id) for version in chain for duty in _of_wards(version)]
    reports += [("report", report.id) for version in chain for report in version.report]
    yield from ("", "# Đổi một điều được thừa kế, ví dụ đơn vị tổng hợp báo cáo; drop = true để bỏ hẳn.")
    for kind, name in reports[-1:]:
        yield from ("# [[override]]", f"# kind = {_text(kind)}", f"# id = {_text(name)}")
        yield '# set = { compiled_by = "van-phong" }'
    if not any(version.reception for version in chain):
        yield from ("", "# Buổi tiếp công dân của Chủ tịch: hồ sơ không ấn định ngày nào.", "# [[reception]]")
        yield from ('# id = "tiep-dinh-ky"', '# name = "Chủ tịch tiếp công dân định kỳ"', '# receiver = "chu-tich"')
        yield from ('# venue = "Trụ sở Tiếp công dân"', '# minimum = "reception.chair.minimum"', '# clause = "II"')
        yield '# when = { every = "month", days = [5, 20], from = "07:30", to = "11:30", day_off = "next" }'


def _inherited(version: Profile) -> Iterator[str]:
    yield f"{version.name} ({version.document.kind} số {version.document.number}):"
    for reception in version.reception:
        yield f"- buổi tiếp {reception.id}: {reception.name}"
    for report in version.report:
        due = report.when if report.own else "; ".join(f"{link.from_.vietnamese}: {link.when}" for link in report.link)
        yield f"- báo cáo {report.id}: {report.name}, {due}"
    for duty in _of_wards(version):
        yield f"- báo cáo theo luật {duty.id}: {duty.name}"
    for task in version.task:
        yield f"- nhiệm vụ {task.id}: {task.what}"


def _of_wards(version: Profile) -> list[StatutoryDuty]:
    return [duty for duty in version.statutory if duty.level is Level.COMMUNE]


def _text(text: str) -> str:
    """A TOML string: JSON's escapes are TOML's too."""
    return json.dumps(text, ensure_ascii=False)
