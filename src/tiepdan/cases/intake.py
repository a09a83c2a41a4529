"""Phân loại đơn — what a petition is by the axes of petition handling, and what is to be done with it."""

from __future__ import annotations

from enum import Enum

import attrs

from ..errors import Misplaced
from ..typed import typed


class Content(Enum):
    """Nội dung — khiếu nại, tố cáo, kiến nghị hoặc phản ánh, nhiều nội dung."""

    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"
    PETITION = "petition"
    MIXED = "mixed"


class Handling(Enum):
    """Hướng xử lý — `ACCEPT` thụ lý hoặc giải quyết, `TRANSFER` chuyển, `GUIDE` hướng dẫn, `SPLIT` hướng dẫn tách đơn,
    `RETURN` trả lại hoặc yêu cầu bổ sung, `KEEP` lưu đơn.
    """

    ACCEPT = "accept"
    TRANSFER = "transfer"
    GUIDE = "guide"
    SPLIT = "split"
    RETURN = "return"
    KEEP = "keep"


class Agency(Enum):
    """Loại cơ quan giải quyết — hành chính, tư pháp, Đảng, cơ quan dân cử, khác."""

    ADMINISTRATIVE = "administrative"
    JUDICIAL = "judicial"
    PARTY = "party"
    ASSEMBLY = "assembly"
    OTHER = "other"


@attrs.frozen(kw_only=True, field_transformer=typed)
class Classification:
    """Phân loại — the axes by which a petition is sorted.

    `eligible`: it meets the conditions for being handled (đủ điều kiện xử lý); `competent`: the receiving agency is the
    one to handle it; `signed`: it has a name and an address; `evidence`: where unsigned, it names a person and concrete
    proof; `guided_before`: the sender was already told where to turn; `originals`: papers are attached in the original.
    """

    content: Content
    eligible: bool
    competent: bool
    agency: Agency = Agency.ADMINISTRATIVE
    people: int = 1
    signed: bool = True
    evidence: bool = False
    guided_before: bool = False
    originals: bool = False

    def __attrs_post_init__(self) -> None:
        if self.people < 1:
            raise Misplaced("people", f"{self.people} people cannot send a petition; write 1 or more")

    @property
    def group(self) -> bool:
        """Nhiều người — whether several people act together, so that the rule of representatives may apply."""
        return self.people > 1

    @property
    def handling(self) -> Handling:
        """What is to be done with it.

        A complaint outside one's competence is guided, once; a denunciation, a proposal or a report is transferred.

        Căn cứ: Điều 25, Điều 26 Luật số 42/2013/QH13; Điều 24, Điều 25 Luật số 25/2018/QH14; Thông tư số
        05/2021/TT-TTCP.
        """
        if not self.signed:
            kept = self.content is not Content.DENUNCIATION or not self.evidence
            return Handling.KEEP if kept else (Handling.ACCEPT if self.competent else Handling.TRANSFER)
        if self.content is Content.MIXED:
            return Handling.SPLIT
        if not self.eligible:
            return Handling.KEEP if self.guided_before else Handling.RETURN
        if self.competent:
            return Handling.ACCEPT
        if self.content is Content.COMPLAINT:
            return Handling.KEEP if self.guided_before else Handling.GUIDE
        return Handling.TRANSFER
