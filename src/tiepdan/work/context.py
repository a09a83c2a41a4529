"""Bối cảnh — what every room needs to know to expand a provision."""

from __future__ import annotations

import attrs

from ..calendars import WorkCalendar
from ..law import Citation, DocumentNumber, Law
from ..spans import DateRange


@attrs.frozen(kw_only=True)
class Context:
    """Bối cảnh triển khai — the plan's identity and days, the period asked for, the calendar and the law.

    `valid` are the days on which the plan holds, cut to what the calendar covers.
    """

    plan_id: str
    document_kind: str
    document_number: DocumentNumber
    period: DateRange
    valid: DateRange
    calendar: WorkCalendar
    law: Law

    def cite(self, clause: str) -> Citation:
        """The plan's own clause."""
        return Citation(kind=self.document_kind, number=self.document_number, section=clause)
