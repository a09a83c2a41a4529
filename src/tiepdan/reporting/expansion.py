"""Báo cáo đến hạn — each time a report is due, of each level, by the version of its rule that governs the period."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import attrs

from ..calendars import WorkCalendar
from ..certainty import Certainty, Doubt
from ..deadlines import Deadline, compute_deadline, phrases
from ..durations import duration
from ..errors import OutsideCoverage
from ..people import Unit
from ..spans import DateRange
from ..work import Context, Item, Recipient
from .cycles import Cycle
from .due import Due
from .levels import Level
from .reports import DueReport, Leg, Link, Report

_LONGEST_WAIT = 366
"""Calendar days: no report is due more than a year before or after the end of its period."""

_KEPT = Doubt(
    vi="Quy định đổi trong kỳ khi ngày của quy định mới đã qua; kỳ này giữ ngày của quy định cũ",
    en="the rule changed within the period when the new day was past; this period keeps the old day",
)


def due_reports(
    versions: Sequence[tuple[Report, Context]],
    units: Mapping[str, Unit],
    *,
    level: Level | None = None,
    own_level: Level = Level.COMMUNE,
) -> tuple[DueReport, ...]:
    """Báo cáo đến hạn — a report each time it falls due in the period asked for.

    Each level owes the report of a period once. Where a report has changed on the way, the version has it that asks for
    it first on one of its own days; where the old version ends before its day and the day of the new one is past when
    that begins, the old day stands, with a doubt.

    Args:
        versions: the versions of the report in the order of their days, each with whose it is and the days it holds.
        units: those who compile it, by id.
        level: whose steps are wanted of a report that goes up through levels; None: each level's.
        own_level: who owes a report that does not.

    Raises:
        OutsideCoverage: the calendar does not cover the period.
    """
    asked: dict[tuple[Level, DateRange], list[tuple[DateRange, DueReport]]] = defaultdict(list)
    for report, context in versions:
        for period in _periods(report, context):
            for one in _of_period(report, period, context, units, level, own_level):
                asked[one.level, period].append((context.valid, one))
    found = (due for those in asked.values() if (due := _governing(those)))
    return tuple(due for due in found if due.day in versions[0][1].period)


def _governing(asked: Sequence[tuple[DateRange, DueReport]]) -> DueReport | None:
    """Of what versions ask of a level for one period, what it owes."""
    if own := [due for valid, due in asked if due.day in valid]:
        return min(own, key=lambda due: due.day)
    for (valid, due), (after, later) in pairwise(asked):
        ended = valid.last < due.day <= asked[-1][0].last and valid.last + dt.timedelta(days=1) == after.first
        if ended and later.day < after.first:
            return attrs.evolve(due, certainty=min(due.certainty, Certainty.INFERRED), doubts=(*due.doubts, _KEPT))
    return None


def falls_due(report: Report, days: DateRange, calendar: WorkCalendar) -> bool:
    """Whether a report ever falls due on these days, as far as the calendar tells; one asked for as needed may."""
    covered = days.intersection(calendar.coverage)
    if report.cycle is Cycle.AD_HOC or covered is None:
        return report.cycle is Cycle.AD_HOC
    years = range(covered.first.year - 1, covered.last.year + 1)
    for period in [report.of] if report.of else (period for year in years for period in report.cycle.periods(year)):
        try:
            last = [deadline.due if deadline else period.last for _, deadline in _legs(report, period, calendar)]
            if not report.link:
                deadline = report.deadline(period, report.lock, calendar)
                last.append(deadline.due if deadline else (report.within or period).last)
        except OutsideCoverage:
            continue
        if any(day in covered for day in last):
            return True
    return False


def as_item(due: DueReport) -> Item:
    """A report that falls due as an item of an agenda."""
    return Item(
        id=due.id,
        kind="report",
        date=due.due,
        period=None if due.due else due.within or due.period,
        act_by=due.act_by,
        who=due.compiled_by,
        what=due.name,
        result="Báo cáo gửi đến mọi nơi nhận",
        basis=due.basis,
        recipients=due.recipients,
        certainty=due.certainty,
        doubts=due.doubts,
        citations=due.citations,
    )


def _periods(report: Report, context: Context) -> Iterator[DateRange]:
    """The periods whose report may be due in the days asked for."""
    if report.of:
        yield report.of
        return
    near = context.period.widened(_LONGEST_WAIT).intersection(context.calendar.coverage) or context.period
    for year in range(near.first.year, near.last.year + 1):
        yield from (period for period in report.cycle.periods(year) if period.last in near)


def _of_period(
    report: Report,
    period: DateRange,
    context: Context,
    units: Mapping[str, Unit],
    level: Level | None,
    own_level: Level,
) -> Iterator[DueReport]:
    """The report of a period as each level owes it; none where it leaves what is covered and was not asked for."""
    try:
        deadline = report.deadline(period, report.lock, context.calendar)
        legs = _legs(report, period, context.calendar)
    except OutsideCoverage:
        if period.last in context.period and period.last in context.valid:
            raise
        return
    if not report.link:
        yield _due(report, report, own_level, report.recipients, deadline, (), period, context, units)
    for place, (link, deadline) in enumerate(legs):
        if level in (None, link.from_):
            onward = tuple(_leg(above, day) for above, day in legs[place + 1 :])
            yield _due(report, link, link.from_, link.recipients, deadline, onward, period, context, units)


def _due(
    report: Report,
    due: Due,
    level: Level,
    recipients: tuple[Recipient, ...],
    deadline: Deadline | None,
    onward: tuple[Leg, ...],
    period: DateRange,
    context: Context,
    units: Mapping[str, Unit],
) -> DueReport:
    link = due if isinstance(due, Link) else None
    clause = context.cite(report.clause)
    when = f"{link.takes} trước hạn của chặng sau" if link and link.takes else due.when
    window = f"; số liệu {report.lock.of(period)}" if report.lock else ""
    day = deadline.due if deadline else (due.within or period).last
    compiled_by = (link.compiled_by if link else None) or report.compiled_by
    return DueReport(
        id=f"{context.plan_id}/{report.id}/{day}" + (f"/{level.value}" if link else ""),
        report=report.id,
        name=report.name,
        layer=report.layer,
        level=level,
        period=period,
        window=report.lock.of(period) if report.lock else period,
        due=deadline.due if deadline else None,
        act_by=deadline.act_by if deadline else None,
        within=due.within,
        compiled_by=units[compiled_by].name,
        recipients=recipients,
        onward=onward,
        basis=f"{context.basis(report.clause)}: {when}{window}",
        citations=(clause,),
        certainty=min(one.certainty for one in (context, deadline, link) if one),
        doubts=tuple(dict.fromkeys(doubt for one in (context, deadline, link) if one for doubt in one.doubts)),
    )


def _legs(report: Report, period: DateRange, calendar: WorkCalendar) -> list[tuple[Link, Deadline | None]]:
    """The steps taken for a period, each with its last day, from the lowest level up.

    They are found from the top down, as a step may be due so long before the next; a step counts if it holds on its
    day or, where it has none, at the end of the period.
    """
    found: list[tuple[Link, Deadline | None]] = []
    levels = list(Level)
    for link in sorted(report.link, key=lambda link: levels.index(link.from_), reverse=True):
        above = next((deadline for step, deadline in found if step.from_ is link.to), None)
        deadline = link.deadline(period, report.lock, calendar)
        if link.takes:
            if above is None:
                continue
            length = duration(link.takes.amount, link.takes.unit)
            deadline = compute_deadline(phrases.at_least_before(length), above.due, calendar=calendar)
        if (deadline.due if deadline else period.last) in link.days:
            found.insert(0, (link, deadline))
    return found


def _leg(link: Link, deadline: Deadline | None) -> Leg:
    return Leg(
        from_=link.from_,
        to=link.to,
        due=deadline.due if deadline else None,
        act_by=deadline.act_by if deadline else None,
        recipients=link.recipients,
    )
