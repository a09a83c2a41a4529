"""Báo cáo định kỳ — what a plan or a province asks to be reported, from level to level, and each time it is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

import attrs

from ..calendars import WorkCalendar
from ..certainty import Certainty, Doubt
from ..deadlines import Deadline, compute_deadline, phrases
from ..durations import duration
from ..errors import InvalidValue, Misplaced, OutsideCoverage
from ..law import Citation, LockWindow
from ..people import Unit
from ..records import KEY, valid_id
from ..spans import DateRange
from ..typed import typed
from ..work import Context, Item, Recipient
from .cycles import Cycle
from .due import Due, Length
from .levels import Layer, Level

_ONCE_A_YEAR = frozenset({"before", "by", "before_lunar", "by_lunar", "within"})
"""The ways of being due that fall once a year, whatever the cycle."""

_LONGEST_WAIT = 366
"""Calendar days: no report is due more than a year before or after the end of its period."""


@attrs.frozen(kw_only=True, field_transformer=typed)
class Link(Due):
    """Chặng — one step of a report's way up: from a level to another, on the days from `first` to `last`.

    It is due as `Due` says, or `takes` so long before the next step is due: the time that level needs; it is not taken
    where there is no such day. `compiled_by` is the unit that takes it, where it is not that of the report.
    """

    from_: Level = attrs.field(metadata={KEY: "from"})
    to: Level
    takes: Length | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    compiled_by: str | None = None
    recipients: tuple[Recipient, ...]

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        levels = list(Level)
        if levels.index(self.to) <= levels.index(self.from_):
            raise InvalidValue(f"a report goes up: not from {self.from_.value} to {self.to.value}")
        if self.first and self.last:
            DateRange(self.first, self.last)
        if self.takes and self.own:
            raise InvalidValue("a step is due on its own day, or takes time before the next one; write one of them")

    @property
    def days(self) -> DateRange:
        """The days on which the step is taken."""
        return DateRange(self.first or dt.date.min, self.last or dt.date.max)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Report(Due):
    """Báo cáo định kỳ — a report of each period of a cycle, its figures closed by `lock`, due as `Due` says.

    `layer` says of which regime it is. Where it goes up through levels, `link` has the steps, from the lowest to the
    highest; what is due of each level is then its step. A cycle `once` tells of the days `of`; one that is `ad-hoc` is
    due when it is asked for, and has no day.
    """

    id: str = attrs.field(validator=valid_id)
    name: str
    cycle: Cycle
    of: DateRange | None = None
    layer: Layer = Layer.MODEL
    lock: LockWindow | None = None
    compiled_by: str
    recipients: tuple[Recipient, ...] = ()
    link: tuple[Link, ...] = ()
    clause: str

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if any(due.after_lock for due in (self, *self.link)) and not self.lock:
            raise InvalidValue("after_lock counts from the day on which figures are closed; say lock as well")
        if (self.cycle is Cycle.ONCE) != (self.of is not None):
            raise InvalidValue("a report made once says of which days (of); any other says its cycle alone")
        if bool(self.link) == bool(self.recipients):
            raise InvalidValue("a report goes to its recipients, or up by its steps (link); write one of them")
        if self.link and self.own:
            raise InvalidValue("a report with steps is due as each step says; leave its own day out")
        yearly = [way for due in (self, *self.link) for way in due.own if way in _ONCE_A_YEAR]
        if yearly and self.cycle in (Cycle.MONTH, Cycle.QUARTER):
            raise InvalidValue(f"{yearly[0]} falls once a year, the cycle {self.cycle.value} more often; write by_day")
        self._check_steps()

    def _check_steps(self) -> None:
        for index, link in enumerate(self.link):
            if link.takes and not any(above.from_ is link.to for above in self.link):
                raise Misplaced(f"link[{index}].takes", f"no step goes on from {link.to.value}; give this one a day")
            if any(link.from_ is other.from_ and link.days.overlaps(other.days) for other in self.link[:index]):
                words = f"another step leaves {link.from_.value} on the same days; make it a report of its own"
                raise Misplaced(f"link[{index}].from", words)


@attrs.frozen(kw_only=True)
class Leg:
    """Chặng của một kỳ — a step of one report: by when it is to be taken, and to whom."""

    from_: Level = attrs.field(metadata={KEY: "from"})
    to: Level
    due: dt.date | None
    act_by: dt.date | None
    recipients: tuple[Recipient, ...]


@attrs.frozen(kw_only=True)
class DueReport:
    """Báo cáo đến hạn — one report of one period, as one level owes it.

    `window` are the days whose figures it tells; `due` the legal day and `act_by` the last working day not after it,
    both None where no day is named, and then `within` the span in which it is to be made. `onward` are the steps of the
    levels above.
    """

    id: str
    report: str
    name: str
    layer: Layer
    level: Level
    period: DateRange
    window: DateRange
    due: dt.date | None
    act_by: dt.date | None
    within: DateRange | None
    compiled_by: str
    recipients: tuple[Recipient, ...]
    onward: tuple[Leg, ...] = ()
    basis: str
    citations: tuple[Citation, ...]
    certainty: Certainty
    doubts: tuple[Doubt, ...] = ()

    @property
    def day(self) -> dt.date:
        """The day by which it is sorted and chosen: the last one on which it may be made."""
        return self.due or (self.within or self.period).last


def due_reports(
    report: Report,
    context: Context,
    units: Mapping[str, Unit],
    *,
    level: Level | None = None,
    own_level: Level = Level.COMMUNE,
) -> tuple[DueReport, ...]:
    """Báo cáo đến hạn — the report each time it falls due in the period asked for.

    Args:
        report: what is to be reported.
        context: whose it is, and the days asked for.
        units: those who compile it, by id.
        level: whose steps are wanted of a report that goes up through levels; None: each level's.
        own_level: who owes a report that does not.

    Raises:
        OutsideCoverage: the calendar does not cover the period.
    """
    asked = context.period.intersection(context.valid)
    if asked is None or report.cycle is Cycle.AD_HOC:
        return ()
    found: list[DueReport] = []
    for period in _periods(report, asked, context):
        try:
            found += _of_period(report, period, context, units, level, own_level)
        except OutsideCoverage:
            if period.last in asked:
                raise
    return tuple(one for one in found if one.day in asked)


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


def _periods(report: Report, asked: DateRange, context: Context) -> Iterator[DateRange]:
    """The periods whose report may be due in the days asked for."""
    if report.of:
        yield report.of
        return
    near = asked.widened(_LONGEST_WAIT).intersection(context.calendar.coverage) or asked
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
    """The report of a period as each level owes it."""
    if not report.link:
        deadline = report.deadline(period, report.lock, context.calendar)
        yield _due(report, report, own_level, report.recipients, deadline, (), period, context, units)
    legs = _legs(report, period, context.calendar)
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
        basis=f"{clause}: {when}{window}",
        citations=(clause,),
        certainty=min(context.certainty, deadline.certainty) if deadline else context.certainty,
        doubts=tuple(dict.fromkeys((*context.doubts, *(deadline.doubts if deadline else ())))),
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
