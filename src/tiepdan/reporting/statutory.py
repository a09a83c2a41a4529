"""Báo cáo theo luật — the reports on receptions, complaints and denunciations that a circular asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import attrs

from ..arguments import checked
from ..brief import brief
from ..calendars import WorkCalendar
from ..certainty import Certainty, Doubt
from ..deadlines import compute_deadline, phrases
from ..law import Citation, DayOfLastMonth, Law, Listing, LockWindow
from ..people import Unit
from ..records import valid_id
from ..spans import DateRange
from ..typed import typed
from ..work import Context, Recipient
from .cycles import Cycle
from .levels import Layer, Level
from .reports import DueReport, weakest

CYCLES, LOCK = "report.statutory.cycles", "report.statutory.lock"


@attrs.frozen(kw_only=True, field_transformer=typed)
class StatutoryReport:
    """Báo cáo một kỳ theo luật — its period, the window of its figures, and the legal day.

    The circular says nothing of days off: `due` stands, `act_by` is the last working day not after it.
    """

    __repr__ = brief

    cycle: Cycle
    name: str
    level: Level
    period: DateRange
    window: DateRange
    due: date
    act_by: date | None
    citations: tuple[Citation, ...]
    certainty: Certainty
    doubts: tuple[Doubt, ...] = ()


@attrs.frozen(kw_only=True, field_transformer=typed)
class StatutoryDuty:
    """Báo cáo theo luật phải gửi — that a level owes the reports of the law, from which unit and to whom.

    Their cycles, windows and days stand in the registry of rules, by the law of each day.
    """

    __repr__ = brief

    id: str = attrs.field(validator=valid_id)
    name: str
    level: Level = Level.COMMUNE
    compiled_by: str
    recipients: tuple[Recipient, ...]


@checked
def due_statutory(duty: StatutoryDuty, context: Context, units: Mapping[str, Unit]) -> tuple[DueReport, ...]:
    """Báo cáo theo luật đến hạn — those of the law that fall due in the period asked for.

    Raises:
        OutsideCoverage: the calendar does not cover the period.
    """
    asked = context.period.intersection(context.valid)
    if asked is None:
        return ()
    return tuple(
        _due(duty, one, context, units)
        for year in range(asked.first.year, asked.last.year + 1)
        for one in statutory_reports(year, level=duty.level, calendar=context.calendar, law=context.law)
        if one.due in asked
    )


def _due(duty: StatutoryDuty, one: StatutoryReport, context: Context, units: Mapping[str, Unit]) -> DueReport:
    certainty, doubts = weakest(context, one)
    return DueReport(
        id=f"{context.plan_id}/{duty.id}/{one.cycle.code(one.period)}/{duty.level.value}",
        report=duty.id,
        name=f"{duty.name} {one.name}",
        layer=Layer.STATUTORY,
        level=duty.level,
        period=one.period,
        window=one.window,
        due=one.due,
        act_by=one.act_by,
        within=None,
        compiled_by=units[duty.compiled_by].name,
        recipients=duty.recipients,
        basis=f"{one.citations[0]}: số liệu {one.window}",
        citations=one.citations,
        certainty=certainty,
        doubts=doubts,
    )


@checked
def statutory_reports(
    year: int, *, level: Level = Level.COMMUNE, calendar: WorkCalendar, law: Law | None = None
) -> tuple[StatutoryReport, ...]:
    """Báo cáo theo luật của một năm — in order of their days; where no circular is known for the level, none.

    >>> from tiepdan import WorkCalendar
    >>> last = statutory_reports(2026, calendar=WorkCalendar.vietnam())[-1]
    >>> print(last.name, last.window, last.due)
    năm 2026 2025-12-15..2026-12-14 2026-12-17

    Raises:
        OutsideCoverage: the calendar does not cover the year.
    """
    calendar.check_covers(DateRange.year(year))
    found = _reports(year, level, calendar, law or calendar.law)
    return tuple(sorted(found, key=lambda one: (one.due, len(one.period))))


def _reports(year: int, level: Level, calendar: WorkCalendar, law: Law) -> Iterator[StatutoryReport]:
    rule = f"report.statutory.{level.value}"
    if rule not in law:
        return
    for cycle in Cycle:
        for period in cycle.periods(year):
            versions = [law[name].at(period.last) for name in (rule, CYCLES, LOCK)]
            due, cycles, lock = (version.value if version else None for version in versions)
            if not (isinstance(due, DayOfLastMonth) and isinstance(cycles, Listing) and isinstance(lock, LockWindow)):
                continue
            day, held = due.of(period), [version for version in versions if version]
            if cycle.value not in cycles.ids or not all(day in version for version in held):
                continue
            deadline = compute_deadline(phrases.by(), day, calendar=calendar, law=law)
            certainty, doubts = weakest(deadline, *held)
            yield StatutoryReport(
                cycle=cycle,
                name=cycle.called(period),
                level=level,
                period=period,
                window=lock.of(period),
                due=deadline.due,
                act_by=deadline.act_by,
                citations=tuple(dict.fromkeys(citation for version in held for citation in version.citations)),
                certainty=certainty,
                doubts=doubts,
            )
