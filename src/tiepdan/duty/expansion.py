"""Triển khai lịch trực — the shifts, the daily reports and the submission of a duty as items of an agenda."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..deadlines import compute_deadline, phrases
from ..durations import duration
from ..law import Citation
from ..work import Context, Expansion, Item
from .period import DatedShift, DutyPeriod, duty_period
from .provision import Duty, Position
from .roster import Roster
from .words import say


def expand(duty: Duty, context: Context, names: Mapping[str, str], rosters: Sequence[Roster] = ()) -> Expansion:
    """What the duty comes to on the days asked for: one item for each shift of a position, report and submission.

    What rests on an attribute that the document does not say is inferred.

    Args:
        duty: the plan's duty.
        context: the plan and the days asked for.
        names: the names of the plan's units and posts, by id.
        rosters: who serves, where that is decided; without one of the year an item names the position.

    Raises:
        OutsideCoverage: the calendar does not cover the duty.
    """
    asked = context.period.intersection(context.valid)
    if asked is None:
        return Expansion()
    years = range(max(asked.first.year, duty.year), min(asked.last.year, context.valid.last.year) + 1)
    rostered = {roster.year: roster for roster in rosters if roster.duty == duty.id}
    items = [
        item
        for year in years
        for item in _items(duty_period(duty, year, context.calendar), context, names, rostered.get(year))
        if item.date and item.date in asked
    ]
    derived = [say("derived", duty.id, what=", ".join(duty.derived))] if items and duty.derived else []
    return Expansion(items=tuple(items), findings=tuple(derived))


def _items(period: DutyPeriod, context: Context, names: Mapping[str, str], roster: Roster | None) -> Iterator[Item]:
    for position in period.duty.position:
        for dated in period.shifts_of(position):
            yield _shift(dated, position, period, context, roster)
    yield from _reports(period, context, names)
    yield from _submission(period, context, names)


def _shift(dated: DatedShift, position: Position, period: DutyPeriod, context: Context, roster: Roster | None) -> Item:
    who = f"{position.name} ({position.number} người)"
    if roster:
        people = {person.id: person.name for person in roster.people}
        named = [
            people.get(one.person, one.person)
            for one in roster.assignments
            if (one.day, one.shift, one.position) == (dated.day, dated.shift.id, position.id)
        ]
        who = ", ".join(named) or who
    clause = _cited(position.clause, period, context)
    item = Item(
        id=f"{context.plan_id}/{period.duty.id}/{position.id}/{dated.shift.id}/{dated.day}",
        kind="duty",
        date=dated.day,
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
    return item.resting_on(context.calendar.day(dated.day)).inferred(*unsaid)


def _cited(clause: str | None, period: DutyPeriod, context: Context) -> Citation:
    """A part's own clause, or the duty's; an empty one is the document as a whole."""
    return context.cite(period.duty.clause if clause is None else clause)


def _reports(period: DutyPeriod, context: Context, names: Mapping[str, str]) -> Iterator[Item]:
    unsaid = period.duty.unsaid("days", "report")
    for report in period.duty.report:
        clause = _cited(report.clause, period, context)
        days = [period.days.last] if report.last_day_only else list(period.days)
        for day in days:
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
            yield item.resting_on(context.calendar.day(day)).inferred(*unsaid)


def _submission(period: DutyPeriod, context: Context, names: Mapping[str, str]) -> Iterator[Item]:
    submit = period.duty.submit
    if submit is None:
        return
    length = duration(submit.amount, submit.unit)
    deadline = compute_deadline(
        phrases.at_least_before(length), period.days.first, calendar=context.calendar, law=context.law
    )
    clause = _cited(submit.clause, period, context)
    item = Item(
        id=f"{context.plan_id}/{period.duty.id}/gui-lich/{period.days.first}",
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
    yield item.resting_on(deadline).inferred(*period.duty.unsaid("days", "submit"))
