"""Bối cảnh — what every room needs to know to expand a provision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import attrs

from ..arguments import checked
from ..brief import brief
from ..calendars import WorkCalendar
from ..certainty import Certainty, Doubt
from ..frozen import FrozenDict
from ..law import Citation, DocumentNumber, Law
from ..spans import DateRange
from ..typed import typed


@attrs.frozen(kw_only=True, field_transformer=typed)
class Context:
    """Bối cảnh triển khai — the plan's identity and days, the period asked for, the calendar and the law.

    `valid` are the days on which the plan holds, cut to what the calendar covers; `certainty` and `doubts` say how sure
    it is that it orders what it says here; `enclosed` are the kinds of the documents sent with it, by their numbers.
    `amended_by` is what has changed the provision since its own document ordered it, in words.
    `since` is the first day of a provision that has been changed on the way: `valid` are then the days of one version.
    """

    __repr__ = brief

    plan_id: str
    document_kind: str
    document_number: DocumentNumber
    period: DateRange
    valid: DateRange
    calendar: WorkCalendar
    law: Law
    enclosed: Mapping[str, str] = attrs.field(factory=FrozenDict)
    certainty: Certainty = Certainty.SETTLED
    doubts: tuple[Doubt, ...] = ()
    amended_by: tuple[str, ...] = ()
    since: dt.date = attrs.field(default=attrs.Factory(lambda self: self.valid.first, takes_self=True))

    @checked
    def basis(self, clause: str) -> str:
        """The clause in words, with what has changed the provision since."""
        return "; ".join((str(self.cite(clause)), *(f"sửa bởi {one}" for one in self.amended_by)))

    @checked
    def cite(self, clause: str) -> Citation:
        """The plan's own clause; `4 @ 1572-CV/BDVTU` is clause 4 of a document that is enclosed.

        An empty clause is the document as a whole, where a provision is inferred and no clause was seen.
        """
        section, _, number = clause.partition(" @ ")
        if not number:
            return Citation(kind=self.document_kind, number=self.document_number, section=clause or None)
        return Citation(kind=self.enclosed[number], number=DocumentNumber.parse(number), section=section)
