"""Báo cáo đến hạn — each time a report is due, of each level, by the version of its rule that governs the period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

import attrs

from ..arguments import checked
from ..calendars import WorkCalendar
from ..certainty import Certainty, Doubt
from ..deadlines import Deadline, compute_deadline, latest_event, phrases
from ..durations import duration
from ..errors import OutsideCoverage
from ..people import Unit
from ..spans import DateRange
from ..work import Context, Item, Sure
from .cycles import Cycle
from .levels import Level
from .reports import DueReport, Leg, Link, Report, weakest

RESULT = "Báo cáo gửi đến mọi nơi nhận"
"""What a report comes to."""

ON_REQUEST = "khi được yêu cầu"
"""When a report that no period asks for is made."""


class _Doubtful(NamedTuple):
    """Why something is inferred."""

    doubts: tuple[Doubt, ...]
    certainty: Certainty = Certainty.INFERRED


_KEPT = _Doubtful(
    (
        Doubt(
            vi="Quy định đổi trong kỳ khi ngày của quy định mới đã qua; kỳ này giữ ngày của quy định cũ",
            en="the rule changed within the period when the new day was past; this period keeps the old day",
        ),
    )
)


def reports_owed(
    versions: Sequence[tuple[Report, Context]],
    units: Mapping[str, Unit],
    *,
    level: Level | None,
    own_level: Level,
) -> tuple[DueReport, ...]:
    """Báo cáo phải gửi — one report, each time it falls due in the period asked for.

    Each level owes the report of a period once. Where a report has changed on the way, the version has it that asks for
    it first on one of its own days; where the old version ends before its day and the day of the new one is past when
    that begins, the old day stands, with a doubt. So it is with the steps that leave a level one after another.

    Args:
        versions: the versions of the report in the order of their days, each with whose it is and the days it holds.
        units: those who compile it, by id.
        level: whose steps are wanted of a report that goes up through levels; None: each level's.
        own_level: who owes a report that does not.

    Raises:
        OutsideCoverage: the calendar does not cover the period.
    """
    asked: dict[tuple[Level, DateRange], list[tuple[DateRange, DueReport]]] = defaultdict(list)
    _, first = versions[0]
    ends = [days for report, _ in versions for days in _ends(report, first.period, first.calendar)]
    for report, context in versions:
        for period in _periods(report, ends, context.calendar):
            for days, one in _of_period(report, period, context, units, own_level):
                if level in (None, one.level):
                    asked[one.level, period].append((days, one))
    found = (due for those in asked.values() if (due := _owed(those)))
    return tuple(due for due in found if due.day in versions[0][1].period)


def _owed(asked: Sequence[tuple[DateRange, DueReport]]) -> DueReport | None:
    """Of what is asked of a level for one period, on the days on which each holds, what it owes."""
    place, kept = _governing([(days, due.day) for days, due in asked])
    if place is None:
        return None
    due = asked[place][1]
    certainty, doubts = weakest(due, *kept)
    return attrs.evolve(due, certainty=certainty, doubts=doubts)


def _governing(asked: Sequence[tuple[DateRange, date]]) -> tuple[int | None, tuple[Sure, ...]]:
    """Of what asks for a day each, on the days on which it does: what is owed, by its place; a doubt if it is kept."""
    if own := [place for place, (days, day) in enumerate(asked) if day in days]:
        return min(own, key=lambda place: asked[place][1]), ()
    for place, ((days, day), (after, later)) in enumerate(pairwise(asked)):
        ended = days.last < day <= asked[-1][0].last and days.last + timedelta(days=1) == after.first
        if ended and later < after.first:
            return place, (_KEPT,)
    return None, ()


@checked
def falls_due(report: Report, days: DateRange, calendar: WorkCalendar) -> bool:
    """Whether a report ever falls due on these days, as far as the calendar tells; one asked for as needed may."""
    covered = days.intersection(calendar.coverage)
    if report.cycle is Cycle.AD_HOC or covered is None:
        return report.cycle is Cycle.AD_HOC
    for period in _periods(report, [*_ends(report, covered, calendar)], calendar):
        try:
            if any(step.day in covered and step.day in step.days for step in _steps(report, period, calendar)):
                return True
        except OutsideCoverage:
            continue
    return False


def on_request(
    report: Report, context: Context, units: Mapping[str, Unit], *, level: Level | None, own_level: Level
) -> Iterator[DueReport]:
    """Báo cáo đột xuất — a report that is made when it is asked for, as each level owes it in the days asked for.

    Its `period` are the days on which it may be asked for.
    """
    if report.cycle is not Cycle.AD_HOC:
        return
    for says in report.link or (report,):
        days = _days(says).intersection(context.valid)
        if days and days.overlaps(context.period):
            step = _Step(says, days, None, (says,) if isinstance(says, Link) else ())
            one = _due(report, step, context, units, own_level)
            if level in (None, one.level):
                yield one


@checked
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
        result=RESULT,
        basis=due.basis,
        recipients=due.recipients,
        certainty=Certainty.SETTLED,
        citations=due.citations,
    ).resting_on(due)


def _ends(report: Report, days: DateRange, calendar: WorkCalendar) -> Iterator[DateRange]:
    """The days on which a period may end whose report, or a step of it, is due on these days; these days among them."""
    yield days
    if not report.link:
        yield report.ends(days, calendar)
    for link in report.link:
        yield from _ends_of(link, report.link, days, calendar)


def _ends_of(link: Link, links: Sequence[Link], days: DateRange, calendar: WorkCalendar) -> Iterator[DateRange]:
    """The same of one step: of one that takes time before the next, where that is due so long after these days."""
    if not link.takes:
        yield link.ends(days, calendar)
        return
    length = duration(link.takes.amount, link.takes.unit)
    later = DateRange(days.first, max(days.last, latest_event(length, days.last, calendar)))
    for above in links:
        if above.from_ is link.to:
            yield from _ends_of(above, links, later, calendar)


def _periods(report: Report, ends: Sequence[DateRange], calendar: WorkCalendar) -> Iterator[DateRange]:
    """The periods of a report that end between the first and the last of these days."""
    if report.of:
        yield report.of
        return
    first, last = min(days.first for days in ends), max(days.last for days in ends)
    near = DateRange(first, last).intersection(calendar.coverage) or DateRange(first, last)
    for year in range(near.first.year, near.last.year + 1):
        yield from (period for period in report.cycle.periods(year) if period.last in near)


def _of_period(
    report: Report, period: DateRange, context: Context, units: Mapping[str, Unit], own_level: Level
) -> Iterator[tuple[DateRange, DueReport]]:
    """What each step asks for a period, with the days on which it holds; no day past those that are covered."""
    try:
        steps = _steps(report, period, context.calendar)
    except OutsideCoverage:
        wanted = period.last in context.period and period.last in context.valid
        if wanted and not _past_coverage(report, period, context.calendar):
            raise
        return
    for step in steps:
        if days := step.days.intersection(context.valid):
            yield days, _due(report, step, context, units, own_level)


def _past_coverage(report: Report, period: DateRange, calendar: WorkCalendar) -> bool:
    """Whether a day that cannot be told lies after all days that are covered.

    It does if a day can be told at the end of the period, and no step is counted back from the one above it.
    """
    try:
        compute_deadline(phrases.by(), period.last, calendar=calendar)
    except OutsideCoverage:
        return False
    return not any(link.takes for link in report.link)


class _Step(NamedTuple):
    """A step, or a report without steps, for one period: by when, what that rests on, and the steps taken after it."""

    says: Link | Report
    period: DateRange
    deadline: Deadline | None
    parts: tuple[Sure, ...]
    onward: tuple[_Step, ...] = ()

    @property
    def days(self) -> DateRange:
        """The days on which it holds."""
        return _days(self.says)

    @property
    def day(self) -> date:
        """The last day on which it may be made."""
        return self.deadline.due if self.deadline else (self.says.within or self.period).last


def _days(says: Link | Report) -> DateRange:
    return says.days if isinstance(says, Link) else DateRange(date.min, date.max)


def _when(report: Report, says: Link | Report) -> str:
    """By when, in the words of the source."""
    if report.cycle is Cycle.AD_HOC:
        return ON_REQUEST
    return f"{says.takes} trước hạn của chặng sau" if isinstance(says, Link) and says.takes else says.when


def _due(report: Report, step: _Step, context: Context, units: Mapping[str, Unit], own_level: Level) -> DueReport:
    says, deadline = step.says, step.deadline
    level = says.from_ if isinstance(says, Link) else own_level
    clause = context.cite(report.clause)
    window = report.lock.of(step.period) if report.lock else None
    certainty, doubts = weakest(context, *step.parts)
    return DueReport(
        id=f"{context.plan_id}/{report.id}/{report.cycle.code(step.period)}/{level.value}",
        report=report.id,
        name=report.name,
        layer=report.layer,
        level=level,
        period=step.period,
        window=window or step.period,
        due=deadline.due if deadline else None,
        act_by=deadline.act_by if deadline else None,
        within=says.within,
        compiled_by=units[says.compiled_by or report.compiled_by].name,
        recipients=says.recipients,
        onward=tuple(map(_leg, step.onward)),
        basis=f"{context.basis(report.clause)}: {_when(report, says)}" + (f"; số liệu {window}" if window else ""),
        citations=(clause,),
        certainty=certainty,
        doubts=doubts,
    )


def _steps(report: Report, period: DateRange, calendar: WorkCalendar) -> list[_Step]:
    """What each step asks for a period, from the lowest level up; of a report without steps, what it asks itself.

    They are found from the top down, as a step may be due so long before the next is: before the one that is taken
    where several leave a level one after another.
    """
    if not report.link:
        deadline = report.deadline(period, report.lock, calendar)
        return [_Step(report, period, deadline, (deadline,) if deadline else ())]
    found: list[_Step] = []
    taken: dict[Level, _Step] = {}
    for level in reversed(Level):
        links = sorted((link for link in report.link if link.from_ is level), key=lambda link: link.days.first)
        steps = [step for link in links if (step := _step(report, link, period, taken.get(link.to), calendar))]
        place, kept = _governing([(step.days, step.day) for step in steps])
        if place is not None:
            taken[level] = steps[place]._replace(parts=(*steps[place].parts, *kept))
        found = [*steps, *found]
    return found


def _step(report: Report, link: Link, period: DateRange, above: _Step | None, calendar: WorkCalendar) -> _Step | None:
    """A step for a period; none where it takes time before one that has no day."""
    onward = (above, *above.onward) if above else ()
    if not link.takes:
        deadline = link.deadline(period, report.lock, calendar)
        return _Step(link, period, deadline, (link, deadline) if deadline else (link,), onward)
    if above is None or above.deadline is None:
        return None
    length = duration(link.takes.amount, link.takes.unit)
    before = compute_deadline(phrases.at_least_before(length), above.deadline.due, calendar=calendar)
    return _Step(link, period, before, (link, before, *above.parts), onward)


def _leg(step: _Step) -> Leg:
    assert isinstance(step.says, Link)
    return Leg(
        from_=step.says.from_,
        to=step.says.to,
        due=step.deadline.due if step.deadline else None,
        act_by=step.deadline.act_by if step.deadline else None,
        recipients=step.says.recipients,
    )
