"""Sổ tiếp công dân — who came, with what, and what was done: the register's thirteen columns."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import ClassVar

import attrs

from ..arguments import checked
from ..brief import brief
from ..errors import InvalidValue, Misplaced
from ..people import Citizen
from ..records import PRIVATE, filled
from ..spans import civil_date
from ..typed import typed
from .kept import Record


class Matter(Enum):
    """Loại việc — khiếu nại, tố cáo, kiến nghị hoặc phản ánh."""

    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"
    PETITION = "petition"

    @property
    def vietnamese(self) -> str:
        """The words for people."""
        return {"complaint": "khiếu nại", "denunciation": "tố cáo", "petition": "kiến nghị, phản ánh"}[self.value]


class Outcome(Enum):
    """Xử lý — tiếp nhận, hướng dẫn, chuyển, từ chối tiếp."""

    TAKEN = "taken"
    GUIDED = "guided"
    TRANSFERRED = "transferred"
    REFUSED = "refused"


COLUMNS = (
    "STT", "Ngày tiếp", "Họ tên, địa chỉ", "CCCD/hộ chiếu", "Nội dung", "Loại", "Số người cùng nội dung",
    "Cơ quan đã giải quyết", "Thuộc thẩm quyền", "Hướng dẫn", "Cơ quan thụ lý", "Theo dõi kết quả", "Ghi chú",
)  # fmt: skip
"""The columns of the register (Mẫu 03/TCD)."""


@attrs.frozen(kw_only=True, field_transformer=typed)
class Visit(Record):
    """Lượt tiếp — one reception of one person or group with one content.

    `session` is the id of the session's item; `field` the field of administration, `matters` what kinds the content
    holds: where there are several, they are to be split. `group_signed`: the group appointed its representatives over
    all signatures. `refusal` is the ground by the id of the law's list, `refusal_sent` the day of the written notice.
    `reported` is the day on which the level above was told of a large group. `parties` are personal data.

    Raises:
        InvalidValue: no matter, a refusal without ground or the reverse, or days before the visit.
    """

    __repr__ = brief

    kind: ClassVar[str] = "visit"

    id: str = attrs.field(validator=filled)
    on: date
    session: str | None = None
    matters: tuple[Matter, ...]
    field: str = ""
    people: int = 1
    representatives: int | None = None
    group_signed: bool = False
    resolved_before_by: str | None = None
    competent: bool = True
    outcome: Outcome
    guided_by: str | None = None
    accepted_by: str | None = None
    refusal: str | None = None
    refusal_sent: date | None = None
    replied: date | None = None
    reported: date | None = None
    follow_up: str = ""
    note: str = ""
    content: str = attrs.field(default="", metadata={PRIVATE: True}, repr=False)
    parties: tuple[Citizen, ...] = attrs.field(default=(), metadata={PRIVATE: True}, repr=False)

    def __attrs_post_init__(self) -> None:
        civil_date(self.on, "on")
        if not self.matters:
            raise Misplaced("matters", "names nothing; write complaint, denunciation or petition")
        if self.people < 1:
            raise Misplaced("people", f"{self.people} people cannot come; write 1 or more")
        if (self.outcome is Outcome.REFUSED) != (self.refusal is not None):
            raise InvalidValue("a refusal has its ground in `refusal`, and only a refusal has one")
        for name in ("refusal_sent", "replied", "reported"):
            day = getattr(self, name)
            if day is not None and civil_date(day, name) < self.on:
                raise Misplaced(name, f"{day} lies before the visit of {self.on}")


@checked
def register_row(number: int, visit: Visit) -> dict[str, str]:
    """Một dòng của Sổ tiếp công dân — the thirteen columns, with personal data: for the register only."""
    first = visit.parties[0] if visit.parties else None
    who = ", ".join(part for part in ((first.name, first.address) if first else ()) if part)
    values = (
        str(number),
        f"{visit.on:%d/%m/%Y}",
        who,
        (first.identity or "") if first else "",
        visit.content,
        "; ".join(matter.vietnamese for matter in visit.matters),
        str(visit.people),
        visit.resolved_before_by or "",
        "x" if visit.competent else "",
        visit.guided_by or "",
        visit.accepted_by or "",
        visit.follow_up,
        visit.note,
    )
    return dict(zip(COLUMNS, values, strict=True))
