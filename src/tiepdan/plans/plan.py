"""Kế hoạch — a ward's plan as a value: its document, its people, and what it orders."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

import attrs

from ..certainty import Doubt
from ..dialogue import Conference
from ..duty import Duty
from ..errors import InvalidFile
from ..law import DocumentNumber, Finding, Severity
from ..people import DelegationRule, Official, Post, Unit
from ..reception import Escalation, OtherReception, Reception
from ..records import APART, schema_is, to_dict, valid_id
from ..reporting import Level, Report
from ..service import Code, Greeting, Letter
from ..spans import DateRange
from ..work import Checklist, Indicator, Task
from .documents import PlanDocument
from .inherited import Inherited, Override
from .references import broken_references

SCHEMA = "tiepdan/plan/1"

P = TypeVar("P")


@attrs.frozen(kw_only=True)
class Ward:
    """Phường, xã, đặc khu — whose plan it is, or another body's of a higher `level`.

    `province` is None where the plan does not say it; it may be the name of a former one.
    """

    name: str
    province: str | None = None
    level: Level = Level.COMMUNE


@attrs.frozen(kw_only=True)
class Inference:
    """Điều suy ra — what provisions, by their ids (`of`), say here and the document does not, in words.

    What comes of them is inferred, with this as its doubt.
    """

    of: tuple[str, ...]
    vi: str
    en: str

    @property
    def doubt(self) -> Doubt:
        """It as a doubt."""
        return Doubt(self.vi, self.en)


@attrs.frozen(kw_only=True)
class Plan:
    """Kế hoạch — all that one plan orders.

    Attributes:
        effective_from: the first day on which it holds; it may not be blank.
        effective_to: the last such day, or None.
        mottoes: phương châm. principles: yêu cầu, nguyên tắc.
        profile: the id of the profile it inherits; None: that of its province, or what the law orders for all.
        inferred: where a provision says more than the document does.
        override: what it orders otherwise than the profile.
        inherited: what it inherits, each with where it comes from; filled by `load_plan`, in no file.
        include: files beside the plan that give what it leaves out, such as other receptions' days.

    Raises:
        InvalidValue: a period reversed.
        InvalidFile: ids that stand twice, names that nothing carries, all at once.
    """

    schema: str = attrs.field(validator=schema_is(SCHEMA))
    id: str = attrs.field(validator=valid_id)
    name: str
    ward: Ward
    effective_from: dt.date
    effective_to: dt.date | None = None
    profile: str | None = None
    include: tuple[str, ...] = ()
    document: PlanDocument
    mottoes: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()
    unit: tuple[Unit, ...] = ()
    post: tuple[Post, ...] = ()
    official: tuple[Official, ...] = ()
    delegation: tuple[DelegationRule, ...] = ()
    reception: tuple[Reception, ...] = ()
    other_reception: tuple[OtherReception, ...] = ()
    escalation: tuple[Escalation, ...] = ()
    report: tuple[Report, ...] = ()
    duty: tuple[Duty, ...] = ()
    conference: tuple[Conference, ...] = ()
    letter: tuple[Letter, ...] = ()
    greeting: tuple[Greeting, ...] = ()
    code: tuple[Code, ...] = ()
    indicator: tuple[Indicator, ...] = ()
    checklist: tuple[Checklist, ...] = ()
    task: tuple[Task, ...] = ()
    inferred: tuple[Inference, ...] = ()
    override: tuple[Override, ...] = ()
    inherited: tuple[Inherited, ...] = attrs.field(default=(), eq=False, metadata={APART: True})

    def __attrs_post_init__(self) -> None:
        if self.effective_to:
            DateRange(self.effective_from, self.effective_to)
        if broken := tuple(broken_references(to_dict(self))):
            raise InvalidFile(f"plan {self.id}", broken)

    @property
    def valid(self) -> DateRange:
        """The days on which the plan holds."""
        return DateRange(self.effective_from, self.effective_to or dt.date.max)

    @property
    def posts(self) -> dict[str, Post]:
        """The posts by id: inherited ones, and over them the plan's own."""
        return {post.id: post for post in (*self._inherited(Post), *self.post)}

    @property
    def units(self) -> dict[str, Unit]:
        """The units by id: inherited ones, and over them the plan's own."""
        return {unit.id: unit for unit in (*self._inherited(Unit), *self.unit)}

    @property
    def receptions(self) -> tuple[Reception, ...]:
        """The plan's own receptions and the inherited ones."""
        return (*self.reception, *self._inherited(Reception))

    @property
    def escalations(self) -> tuple[Escalation, ...]:
        """The plan's own escalations and the inherited ones."""
        return (*self.escalation, *self._inherited(Escalation))

    def _inherited(self, kind: type[P]) -> list[P]:
        return [one.value for one in self.inherited if isinstance(one.value, kind)]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a reader of the plan should know: blanks, misprints, sample data."""
        found = []
        if self.document.number.serial is None:
            found.append(_info("plan.number.blank", "Số của kế hoạch để trống", "the plan's number is blank"))
        if self.document.issued is None:
            vi = f"Ngày ban hành để trống; kế hoạch được tính từ {self.effective_from:%d/%m/%Y}"
            found.append(
                _info("plan.issued.blank", vi, f"the day of issue is blank; it counts from {self.effective_from}")
            )
        for base in (*self.document.bases, *self.document.linked):
            found.extend(DocumentNumber.read(base.number)[1] if base.number else ())
        for task in self.task:
            if task.five_clear and task.unclear:
                lacks = ", ".join(task.unclear)
                vi, en = f"Nhiệm vụ chưa đủ 5 rõ, thiếu: {lacks}", f"the task is not clear in: {lacks}"
                found.append(
                    Finding(severity=Severity.WARNING, code="task.unclear", message_vi=vi, message_en=en, where=task.id)
                )
        for one in self.inferred:
            found.append(_info("plan.inferred", one.vi, one.en, where=", ".join(one.of)))
        if samples := [other.id for other in self.other_reception if other.sample]:
            names = ", ".join(samples)
            vi = f"Lịch tiếp công dân khác là dữ liệu mẫu, hãy thay bằng lịch thật: {names}"
            found.append(_info("plan.sample", vi, f"the other receptions are sample data, replace them: {names}"))
        return tuple(found)


def _info(code: str, vi: str, en: str, where: str | None = None) -> Finding:
    return Finding(severity=Severity.INFO, code=code, message_vi=vi, message_en=en, where=where)
