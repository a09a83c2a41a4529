"""Nguồn của một lịch — what a calendar was made of, by which it travels: what is shipped stays where it is."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import attrs

from ..brief import brief
from ..errors import OtherData
from ..fingerprints import fingerprint
from ..law import Law
from ..law.sources import LawSource
from ..once import once
from ..spans import DateRange
from ..typed import typed
from .building import LocalChange
from .decisions import Decision, shipped_decisions

if TYPE_CHECKING:
    from .work import WorkCalendar


@attrs.frozen(kw_only=True, field_transformer=typed)
class CalendarSource:
    """Nguồn — the law, decisions (a shipped one by its place among those) and local changes of a calendar.

    Calendars that are equal may have been made of sources that are not: each travels by its own.
    """

    __repr__ = brief

    law: LawSource = attrs.field(hash=False)
    decisions: tuple[int | Decision, ...] = attrs.field(hash=False)
    changes: tuple[LocalChange, ...] = attrs.field(hash=False)
    coverage: DateRange = attrs.field(hash=False)
    data_as_of: date
    fingerprint: str

    @classmethod
    def of(
        cls,
        law: Law,
        decisions: tuple[Decision, ...],
        changes: tuple[LocalChange, ...],
        coverage: DateRange,
        data_as_of: date,
    ) -> CalendarSource:
        """The source of a calendar of these."""
        shipped = {decision: place for place, decision in enumerate(shipped_decisions())}
        return cls(
            law=law.source,
            decisions=tuple(shipped.get(decision, decision) for decision in decisions),
            changes=changes,
            coverage=coverage,
            data_as_of=data_as_of,
            fingerprint=_fingerprint(law, decisions, changes, coverage),
        )

    def calendar(self) -> WorkCalendar:
        """The calendar, made again of what is here.

        Raises:
            OtherData: here it becomes another one.
        """
        return _calendar(self)


@lru_cache(8)
def _fingerprint(
    law: Law, decisions: tuple[Decision, ...], changes: tuple[LocalChange, ...], coverage: DateRange
) -> str:
    """The fingerprint of all that answers stand on; up to when decisions are known is not among it."""
    return fingerprint(law.fingerprint, decisions, changes, coverage)


@once(kept=8)
def _calendar(source: CalendarSource) -> WorkCalendar:
    from .work import WorkCalendar

    law, shipped = source.law.law(), dict(enumerate(shipped_decisions()))
    named = (shipped.get(entry) if isinstance(entry, int) else entry for entry in source.decisions)
    decisions = tuple(decision for decision in named if decision)
    if (here := _fingerprint(law, decisions, source.changes, source.coverage)) != source.fingerprint:
        raise OtherData(
            f"this was made with other decisions on days off ({source.fingerprint}, as of {source.data_as_of}) than "
            f"are shipped here ({here}): make it anew, or use the version of tiepdan that it comes from"
        )
    return WorkCalendar(law, decisions, source.changes, source.coverage, source.data_as_of)
