"""Đầu việc — the dated items of an agenda and the standing duties without a day."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import Protocol

import attrs

from ..arguments import checked
from ..brief import brief
from ..certainty import Certainty, Doubt
from ..law import Citation, Finding
from ..records import filled, valid_id
from ..spans import DateRange
from ..typed import typed


class Status(Enum):
    """Trạng thái — `PLANNED` dự kiến; `TO_POSTPONE` phải lùi lịch: a new time is to be set and announced."""

    PLANNED = "planned"
    TO_POSTPONE = "to_postpone"

    @property
    def vietnamese(self) -> str:
        """The word for people."""
        return "dự kiến" if self is Status.PLANNED else "phải lùi lịch"


@attrs.frozen(kw_only=True, field_transformer=typed)
class Recipient:
    """Nơi nhận — who gets a report, and through whom (`via`, “qua …”)."""

    name: str
    via: str | None = None

    def __str__(self) -> str:
        return f"{self.name} (qua {self.via})" if self.via else self.name


class Sure(Protocol):
    """Phần của một câu trả lời — anything that says how sure it is and why not surer: a day, a deadline, a context."""

    @property
    def certainty(self) -> Certainty:
        """How sure it is."""

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Why it is not surer, in words."""


@attrs.frozen(kw_only=True, field_transformer=typed)
class Item:
    """Đầu việc — one thing to do: who, what, when, where, with what result, on which basis.

    `kind` is `reception`, `posting`, `report`, `dialogue`, `dialogue-task`, `duty`, `duty-report`, `duty-submission` or
    `greeting`. An item has a `date` or, where the source names only a month, a `period`; `start` and `end` are times of
    that day, an `end` that is not after the `start` one of the next.
    For a thing with a last day, `date` is that day by the text and `act_by` the last working day not after it. `who`
    is the post or unit that does it, `on_behalf_of` the post it stands in for, `supported_by` the units that help.
    """

    __repr__ = brief

    id: str = attrs.field(validator=filled)
    kind: str = attrs.field(validator=filled)
    date: dt.date | None = None
    period: DateRange | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    act_by: dt.date | None = None
    who: str | None
    on_behalf_of: str | None = None
    supported_by: tuple[str, ...] = ()
    what: str
    where: str | None = None
    result: str | None = None
    status: Status = Status.PLANNED
    basis: str
    recipients: tuple[Recipient, ...] = ()
    certainty: Certainty
    doubts: tuple[Doubt, ...] = ()
    citations: tuple[Citation, ...] = ()

    @checked
    def resting_on(self, *parts: Sure) -> Item:
        """The item, no surer than any of its parts, with their doubts."""
        return attrs.evolve(
            self,
            certainty=min((self.certainty, *(part.certainty for part in parts))),
            doubts=tuple(dict.fromkeys((*self.doubts, *(doubt for part in parts for doubt in part.doubts)))),
        )

    @checked
    def inferred(self, *doubts: Doubt) -> Item:
        """The item, of which something is inferred, as the doubts say; without a doubt, the item as it is."""
        if not doubts:
            return self
        every = tuple(dict.fromkeys((*self.doubts, *doubts)))
        return attrs.evolve(self, certainty=min(self.certainty, Certainty.INFERRED), doubts=every)

    @property
    def sort_key(self) -> tuple[dt.date, dt.time, str]:
        """Items stand in the order of their days, then their times, then their ids."""
        day = self.date or (self.period.last if self.period else dt.date.max)
        return day, self.start or dt.time.min, self.id


@attrs.frozen(kw_only=True, field_transformer=typed)
class Excluded:
    """Buổi bị loại trừ — a planned occurrence that gives way, and to what."""

    __repr__ = brief

    date: dt.date
    provision: str
    by: tuple[str, ...]
    reason: str


@attrs.frozen(kw_only=True, field_transformer=typed)
class Task:
    """Nhiệm vụ thường xuyên — a duty without a day: who does what, when it arises, with what result.

    `responsibility` is what one answers for; `first` and `last` bound the days on which it is to be done. A task that
    is `five_clear` promises all of “5 rõ”: rõ người, rõ việc, rõ trách nhiệm, rõ tiến độ, rõ kết quả; `unclear` says
    what it lacks.
    """

    __repr__ = brief

    id: str = attrs.field(validator=valid_id)
    who: tuple[str, ...]
    what: str
    responsibility: str | None = None
    when: str | None = None
    result: str | None = None
    five_clear: bool = False
    first: dt.date | None = None
    last: dt.date | None = None
    clause: str

    def __attrs_post_init__(self) -> None:
        if self.first and self.last:
            DateRange(self.first, self.last)

    @property
    def days(self) -> DateRange:
        """The days on which it is to be done."""
        return DateRange(self.first or dt.date.min, self.last or dt.date.max)

    @property
    def unclear(self) -> tuple[str, ...]:
        """Điều chưa rõ — of the person, the work, the responsibility, the deadline and the result, those not said."""
        parts = ("".join(self.who), self.what, self.responsibility, self.when, self.result)
        return tuple(name for name, part in zip(FIVE_CLEAR, parts, strict=True) if not (part or "").strip())


FIVE_CLEAR = ("người", "việc", "trách nhiệm", "tiến độ", "kết quả")
"""5 rõ — what is to be clear about a task, in the order in which it is said."""


@attrs.frozen(kw_only=True, field_transformer=typed)
class Expansion:
    """Kết quả triển khai — what a provision comes to in a period."""

    __repr__ = brief

    items: tuple[Item, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    findings: tuple[Finding, ...] = ()
