"""Kế hoạch — a ward's plan as a value: its document, its people, and what it orders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar, TypeVar

import attrs

from ..arguments import checked
from ..brief import brief
from ..certainty import Certainty, Doubt
from ..dialogue import Conference
from ..duty import Duty
from ..errors import InvalidFile, WrongType
from ..law import DocumentNumber, Finding, Severity
from ..people import DelegationRule, Official, Post, Unit
from ..reception import Escalation, OtherReception, Reception
from ..records import APART, schema_is, to_dict, valid_id
from ..reporting import Level, Report
from ..service import Code, Greeting, Letter
from ..spans import DateRange
from ..typed import typed
from ..work import Checklist, Indicator, Task
from .documents import PlanDocument
from .inherited import KINDS, Inherited, Origin, Override
from .references import broken_references

SCHEMA = "tiepdan/plan/1"

P = TypeVar("P")
N = TypeVar("N", Unit, Post)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Ward:
    """Phường, xã, đặc khu — whose plan it is, or another body's of a higher `level`.

    `province` is None where the plan does not say it; it may be the name of a former one.
    """

    name: str
    province: str | None = None
    level: Level = Level.COMMUNE


@attrs.frozen(kw_only=True, field_transformer=typed)
class Inference:
    """Điều suy ra — what provisions, by their ids (`of`), say here and the document does not, in words.

    What comes of them is inferred, with this as its doubt.
    """

    __repr__ = brief

    of: tuple[str, ...]
    vi: str
    en: str

    @property
    def doubt(self) -> Doubt:
        """It as a doubt."""
        return Doubt(self.vi, self.en)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Plan:
    """Kế hoạch — all that one plan orders.

    Attributes:
        effective_from: the first day on which it holds; it may not be blank.
        effective_to: the last such day, or None.
        mottoes: phương châm. principles: yêu cầu, nguyên tắc. applies_to: đối tượng áp dụng.
        profile: the id of the profile it inherits; None: that of its province, or what the law orders for all.
        inferred: where a provision of its own says more than the document does.
        override: what it orders otherwise than the profile.
        inherited: what it inherits, each with where it comes from, and what of its own overlays change; filled by
            `inherit`, which `load_plan` calls, in no file.
        laid_over: kinds and ids of its own provisions that overlays change: they hold as they stand in `inherited`.
        include: files beside the plan that give what it leaves out, such as other receptions' days.

    Raises:
        InvalidValue: a period reversed.
        InvalidFile: ids that stand twice, names that nothing carries, all at once.
    """

    __loaded__: ClassVar[str] = "load_plan(path)"

    __repr__ = brief

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
    applies_to: tuple[str, ...] = ()
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
    inherited: tuple[Inherited[Any], ...] = attrs.field(default=(), eq=False, metadata={APART: True})
    laid_over: frozenset[tuple[str, str]] = attrs.field(default=frozenset(), eq=False, metadata={APART: True})

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
    def origin(self) -> Origin:
        """Where what the plan itself orders comes from."""
        document = self.document
        return Origin(
            layer="plan",
            id=self.id,
            document_kind=document.kind,
            document=document.number,
            enclosed=document.enclosed,
        )

    @checked
    def origin_of(self, provision: str) -> Origin:
        """Where a provision of its own comes from: inferred, where the data say more than the document does."""
        doubts = tuple(one.doubt for one in self.inferred if provision in one.of)
        return attrs.evolve(self.origin, certainty=Certainty.INFERRED, doubts=doubts) if doubts else self.origin

    @checked
    def in_force(self, kind: type[P]) -> tuple[Inherited[P], ...]:
        """All provisions of a kind with their days: first the plan's own, then what it inherits.

        >>> from tiepdan import load_plan
        >>> plan = load_plan("examples/binh-phuoc-2025.toml")
        >>> [one.value.id for one in plan.in_force(Report)]
        ['bao-cao-06-thang', 'bao-cao-cuoi-nam']

        Raises:
            WrongType: nothing of the kind can be inherited.
        """
        if kind not in self._in_force:
            known = ", ".join(one.__name__ for one in KINDS.values())
            raise WrongType(f"{kind!r} is not inherited; these are: {known}")
        return self._in_force[kind]

    @cached_property
    def _in_force(self) -> Mapping[type, tuple[Inherited[Any], ...]]:
        return {
            kind: (
                *(
                    Inherited(kind=name, value=one, origin=self.origin_of(one.id), valid=self.valid)
                    for one in getattr(self, name, ())
                    if (name, one.id) not in self.laid_over
                ),
                *(one for one in self.inherited if one.kind == name),
            )
            for name, kind in KINDS.items()
        }

    @checked
    def posts_on(self, day: dt.date) -> dict[str, Post]:
        """The posts by id as they are called on a day; one that there is on other days only, as it is called then."""
        return _on(day, self.in_force(Post))

    @checked
    def units_on(self, day: dt.date) -> dict[str, Unit]:
        """The units by id as they are called on a day; one that there is on other days only, as it is called then."""
        return _on(day, self.in_force(Unit))

    @checked
    def eras(self, period: DateRange) -> tuple[DateRange, ...]:
        """The period in pieces on whose days units and posts are called the same."""
        spans = [one.valid for one in self.in_force(Unit)] + [one.valid for one in self.in_force(Post)]
        starts = {span.first for span in spans}
        starts |= {span.last + dt.timedelta(days=1) for span in spans if span.last < dt.date.max}
        pieces = period.cut(starts)
        called = [(self.units_on(piece.first), self.posts_on(piece.first)) for piece in pieces]
        return period.cut(
            piece.first for piece, names, before in zip(pieces[1:], called[1:], called, strict=False) if names != before
        )

    @checked
    def not_in_force(self, period: DateRange) -> tuple[Finding, ...]:
        """The warning that the plan holds on no day of a period, so that nothing comes of it; none where it holds."""
        if self.valid.overlaps(period):
            return ()
        first, last = self.effective_from, self.effective_to
        held_vi = f"từ ngày {first:%d/%m/%Y}" + (f" đến ngày {last:%d/%m/%Y}" if last else "")
        asked_vi = f"từ ngày {period.first:%d/%m/%Y} đến ngày {period.last:%d/%m/%Y}"
        held_en = f"from {first}" + (f" to {last}" if last else "")
        finding = Finding(
            severity=Severity.WARNING,
            code="plan.not-in-force",
            message_vi=f"Kế hoạch có hiệu lực {held_vi}, không áp dụng cho thời gian {asked_vi}",
            message_en=f"the plan holds {held_en}, on no day of {period}",
            where=self.id,
        )
        return (finding,)

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
            found.extend(DocumentNumber.read(base.number, called=base.about)[1] if base.number else ())
        for task in self.task:
            if task.five_clear and task.unclear:
                lacks = ", ".join(task.unclear)
                vi, en = f"Nhiệm vụ chưa đủ 5 rõ, thiếu: {lacks}", f"the task is not clear in: {lacks}"
                found.append(
                    Finding(severity=Severity.WARNING, code="task.unclear", message_vi=vi, message_en=en, where=task.id)
                )
        changed = {name for _, name in self.laid_over}
        changed -= {one.value.id for one in self.inherited if one.value.id in changed and not one.origins}
        for one in self.inferred:
            if left := [name for name in one.of if name not in changed]:
                found.append(_info("plan.inferred", one.vi, one.en, where=", ".join(left)))
        if samples := [other.id for other in self.other_reception if other.sample]:
            names = ", ".join(samples)
            vi = f"Lịch tiếp công dân khác là dữ liệu mẫu, hãy thay bằng lịch thật: {names}"
            found.append(_info("plan.sample", vi, f"the other receptions are sample data, replace them: {names}"))
        return tuple(found)


def _on(day: dt.date, found: tuple[Inherited[N], ...]) -> dict[str, N]:
    there = sorted(found, key=lambda one: one.holds(day))
    return {one.value.id: one.value for one in there}


def _info(code: str, vi: str, en: str, where: str | None = None) -> Finding:
    return Finding(severity=Severity.INFO, code=code, message_vi=vi, message_en=en, where=where)
