"""Lịch trực đã lập — which of the rosters at hand an agenda uses, whom they name, and what of them it cannot use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..arguments import checked
from ..errors import InvalidValue, OutsideCoverage, nearest
from ..law import Finding
from ..work import Context
from .period import DatedShift, DutyPeriod, duty_period
from .provision import Duty, Position
from .roster import Assignment, Roster
from .words import say


def usable(duty: Duty, rosters: Sequence[Roster]) -> dict[int, Roster]:
    """The rosters of a duty, by year: those that name people, where there are not two of one year that differ."""
    made = [roster for roster in _distinct(rosters) if roster.duty == duty.id and roster.status.made]
    years = [roster.year for roster in made]
    return {roster.year: roster for roster in made if years.count(roster.year) == 1}


def serving(roster: Roster, dated: DatedShift, position: Position) -> tuple[str, ...]:
    """The ids of those who serve on a shift in a position, each once."""
    slot = _slot(dated, position)
    return tuple(dict.fromkeys(one.person for one in roster.assignments if _place(one) == slot))


@checked
def roster_findings(duties: Sequence[Duty], rosters: Sequence[Roster], context: Context) -> tuple[Finding, ...]:
    """What an agenda does not use of the rosters that it is given, whatever days are asked for."""
    ordered = {duty.id: duty for duty in duties}
    return tuple(finding for roster in _distinct(rosters) for finding in _unused(roster, ordered, rosters, context))


def _unused(roster: Roster, ordered: dict[str, Duty], rosters: Sequence[Roster], context: Context) -> Iterator[Finding]:
    at, duty = roster.called, ordered.get(roster.duty)
    if duty is None:
        yield say("roster.duty", at, what=roster.duty, offer=nearest(roster.duty, ordered))
    elif not roster.status.made:
        yield say("roster.none", at, vi=roster.status.vietnamese, en=roster.status.value)
    elif roster.year not in usable(duty, rosters):
        yield say("roster.two", at, year=roster.year)
    elif (period := _held(duty, roster.year, context)) is None:
        yield say("roster.year", at, what=duty.name, year=roster.year)
    else:
        yield from _misfits(roster, period, context)


def _held(duty: Duty, year: int, context: Context) -> DutyPeriod | None:
    """The duty of a year, if it has days on which the plan holds."""
    try:
        period = duty_period(duty, year, context.calendar)
    except (InvalidValue, OutsideCoverage):
        return None
    return period if year >= duty.year and period.days.overlaps(context.valid) else None


def _misfits(roster: Roster, period: DutyPeriod, context: Context) -> Iterator[Finding]:
    """Assignments to what is not there, or said twice; shifts for which nobody is named."""
    slots = {
        _slot(dated, position)
        for position in period.duty.position
        for dated in period.shifts_of(position)
        if dated.day in context.valid
    }
    places = [_place(one) for one in roster.assignments]
    strange = [one for one, place in zip(roster.assignments, places, strict=True) if place not in slots]
    if strange:
        one = strange[0]
        yield say("roster.shift", roster.called, count=len(strange), what=one.position, shift=one.shift, day=one.day)
    if doubled := roster.doubled:
        yield say("roster.doubled", roster.called, count=len(doubled), who=doubled[0].person, day=doubled[0].day)
    if empty := len(slots - set(places)):
        yield say("roster.hole", roster.called, count=empty)


def _slot(dated: DatedShift, position: Position) -> tuple[object, ...]:
    return dated.day, dated.shift.id, dated.start, dated.end, position.id


def _place(one: Assignment) -> tuple[object, ...]:
    return one.day, one.shift, one.start, one.end, one.position


def _distinct(rosters: Sequence[Roster]) -> list[Roster]:
    return [roster for index, roster in enumerate(rosters) if roster not in rosters[:index]]
