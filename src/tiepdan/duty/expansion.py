"""Triển khai lịch trực — the shifts, the daily reports and the submission of a duty as items of an agenda."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..arguments import checked
from ..deadlines import compute_deadline, latest_event, phrases
from ..durations import duration
from ..errors import InvalidValue, OutsideCoverage
from ..law import Citation, Finding
from ..work import Context, Expansion, Item, Sure
from .period import DatedShift, DutyPeriod, duty_period
from .posted import serving, usable
from .provision import Duty, Position
from .roster import Roster
from .words import said, say


@checked
def expand(duty: Duty, context: Context, names: Mapping[str, str], rosters: Sequence[Roster] = ()) -> Expansion:
    """What the duty comes to on the days asked for: one item for each shift of a position, report and submission.

    What rests on an attribute that the document does not say is inferred. Days of duty are those on which the plan
    holds; the hours after midnight of the last of them are its own. A year without a break around its day is told.

    Args:
        duty: the plan's duty.
        context: the plan and the days asked for.
        names: the names of the plan's units and posts, by id.
        rosters: who serves, where that is decided; without one of the year an item names the position.

    Raises:
        OutsideCoverage: the calendar does not cover a duty whose day is asked for.
    """
    rostered, items, findings = usable(duty, rosters), list[Item](), list[Finding]()
    for year in _years(duty, context):
        period = _period(duty, year, context, findings)
        if period:
            items += _items(period, context, names, rostered.get(year))
    if items and duty.derived:
        findings.append(say("derived", duty.id, **said(duty.derived)))
    return Expansion(items=tuple(items), findings=tuple(findings))


def _years(duty: Duty, context: Context) -> range:
    """The years whose duty may have something on the days asked for.

    It reaches into the years on either side, and is submitted so long before.
    """
    first, last = context.period.first, context.period.last
    if duty.submit:
        length = duration(duty.submit.amount, duty.submit.unit)
        last = max(last, latest_event(length, last, context.calendar))
    return range(max(first.year - 1, duty.year), last.year + 2)


def _period(duty: Duty, year: int, context: Context, findings: list[Finding]) -> DutyPeriod | None:
    """The duty of a year; none where there is no break, which is told, or refused, only where its day is asked for."""
    try:
        return duty_period(duty, year, context.calendar)
    except (InvalidValue, OutsideCoverage) as error:
        day = duty.days.named(year)
        if day in context.period and day in context.valid:
            if isinstance(error, OutsideCoverage):
                raise
            findings.append(say("no-break", duty.id, day=day))
        return None


def _items(period: DutyPeriod, context: Context, names: Mapping[str, str], roster: Roster | None) -> Iterator[Item]:
    for position in period.duty.position:
        for dated in period.shifts_of(position):
            if dated.day in context.valid and dated.start.date() in context.period:
                yield _shift(dated, position, period, context, roster)
    yield from _reports(period, context, names)
    yield from _submission(period, context, names)


def _shift(dated: DatedShift, position: Position, period: DutyPeriod, context: Context, roster: Roster | None) -> Item:
    who = f"{position.name} ({position.number} người)"
    if roster:
        people = {person.id: person.name for person in roster.people}
        who = ", ".join(people.get(one, one) for one in serving(roster, dated, position)) or who
    clause = _cited(position.clause, period, context)
    item = Item(
        id=f"{context.plan_id}/{period.duty.id}/{position.id}/{dated.shift.id}/{dated.day}",
        kind="duty",
        date=dated.start.date(),
        start=dated.start.time(),
        end=dated.end.time(),
        who=who,
        what=f"{period.duty.name}: {position.name}, {dated.shift.name}",
        basis=str(clause),
        certainty=context.certainty,
        doubts=context.doubts,
        citations=(clause,),
    )
    unsaid = period.duty.unsaid("days", "shift", "position")
    return item.resting_on(_weakest(period, context), context.calendar.day(dated.day)).inferred(*unsaid)


def _weakest(period: DutyPeriod, context: Context) -> Sure:
    """What the days of the duty stand on: around a break on its least certain day, else on the lunar calendar alone."""
    if period.duty.days.break_ is None:
        return context
    return min(map(context.calendar.day, period.days), key=lambda day: day.certainty)


def _cited(clause: str | None, period: DutyPeriod, context: Context) -> Citation:
    """A part's own clause, or the duty's; an empty one is the document as a whole."""
    return context.cite(period.duty.clause if clause is None else clause)


def _reports(period: DutyPeriod, context: Context, names: Mapping[str, str]) -> Iterator[Item]:
    unsaid = period.duty.unsaid("days", "report")
    for report in period.duty.report:
        clause = _cited(report.clause, period, context)
        days = [period.days.last] if report.last_day_only else period.days
        for day in days:
            if day not in context.valid or day not in context.period:
                continue
            nil = "; không có việc cũng phải báo cáo" if report.nil else ""
            item = Item(
                id=f"{context.plan_id}/{period.duty.id}/{report.id}/{day}",
                kind="duty-report",
                date=day,
                start=report.at,
                who=names[report.compiled_by],
                what=report.name,
                basis=f"{clause}: trước {report.at:%H:%M}{nil}",
                recipients=report.recipients,
                certainty=context.certainty,
                doubts=context.doubts,
                citations=(clause,),
            )
            yield item.resting_on(_weakest(period, context), context.calendar.day(day)).inferred(*unsaid)


def _submission(period: DutyPeriod, context: Context, names: Mapping[str, str]) -> Iterator[Item]:
    submit, asked = period.duty.submit, context.period.intersection(context.valid)
    if submit is None or asked is None or asked.first >= period.days.first:
        return
    length = duration(submit.amount, submit.unit)
    deadline = compute_deadline(
        phrases.at_least_before(length), period.days.first, calendar=context.calendar, law=context.law
    )
    if deadline.due not in asked:
        return
    clause = _cited(submit.clause, period, context)
    item = Item(
        id=f"{context.plan_id}/{period.duty.id}/gui-lich/{period.year}",
        kind="duty-submission",
        date=deadline.due,
        act_by=deadline.act_by,
        who=names[submit.by],
        what=f"Gửi danh sách, lịch trực: {period.duty.name}",
        basis=f"{clause}: ít nhất {length} trước kỳ trực",
        recipients=submit.recipients,
        certainty=context.certainty,
        doubts=context.doubts,
        citations=(clause,),
    )
    yield item.resting_on(_weakest(period, context), deadline).inferred(*period.duty.unsaid("days", "submit"))
