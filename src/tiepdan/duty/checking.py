"""Kiểm tra lịch trực — every rule and every hour of a roster, whoever or whatever made it.

The checker reads the duty, the staff and the calendar, and counts anew: it knows nothing of the solvers' rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import chain, combinations, pairwise, product, starmap

from ..arguments import checked
from ..calendars import WorkCalendar
from ..certainty import Certainty
from ..errors import InvalidValue
from ..law import Finding
from .period import DatedShift, DutyPeriod, duty_period, last_day, touches
from .provision import Duty, Position
from .roster import Assignment, Roster
from .staff import Staff, Wish
from .words import said, say


@checked
def check_roster(roster: Roster, duty: Duty, staff: Staff, *, calendar: WorkCalendar) -> tuple[Finding, ...]:
    """Kiểm tra lịch trực — what of the roster breaks a rule of the duty or of the staff, and what else to know.

    Raises:
        OutsideCoverage: the calendar does not cover the period.
        InvalidValue: there is no such break in the roster's year, or the roster is of another duty or other days.
    """
    period = duty_period(duty, roster.year, calendar)
    if (roster.duty, roster.days) != (duty.id, period.days):
        what = f"of '{roster.duty}', {roster.days}"
        raise InvalidValue(f"the roster is {what}, not of '{duty.id}', {period.days}")
    findings = tuple(_Check(roster, duty, staff, period).findings())
    if min(calendar.certainty(day) for day in period.days) is Certainty.PROJECTED:
        return (*findings, say("projected", None, year=roster.year))
    return findings


class _Check:
    def __init__(self, roster: Roster, duty: Duty, staff: Staff, period: DutyPeriod) -> None:
        self._roster, self._duty, self._staff, self._period = roster, duty, staff, period
        self._people = {person.id: person for person in staff.person}
        self._positions = {position.id: position for position in duty.position}
        self._sound = [
            one for one in roster.assignments if one.person in self._people and one.position in self._positions
        ]

    def findings(self) -> Iterator[Finding]:
        yield from self._known()
        for position in self._duty.position:
            yield from self._hours(position)
        for person in self._people:
            yield from self._person(person, [one for one in self._sound if one.person == person])
        yield from self._pairs()
        yield from self._left_out()
        yield from self._wishes()
        yield from self._own_lists()
        yield from self._about()

    def _known(self) -> Iterator[Finding]:
        for index, one in enumerate(self._roster.assignments):
            at = f"$.assignments[{index}]"
            person, position = self._people.get(one.person), self._positions.get(one.position)
            if person is None:
                yield say("person", at, who=one.person)
            if position is None:
                yield say("position", at, what=one.position)
                continue
            shifts = {(dated.day, dated.shift.id): dated for dated in self._period.shifts_of(position)}
            dated = shifts.get((one.day, one.shift))
            if dated is None or (one.start, one.end) != (dated.start, dated.end):
                yield say("shift", at, what=one.shift, day=one.day)
            elif (one.weight, set(one.marks)) != (dated.weight, set(dated.marks)):
                yield say("weight", at, weight=one.weight, due=dated.weight, day=one.day)
            if person and person.post not in position.posts:
                yield say("post", at, who=one.person, what=one.position)
            if person and not person.serves(one.start.date(), last_day(one)):
                yield say("service", at, who=one.person, day=one.start.date())

    def _hours(self, position: Position) -> Iterator[Finding]:
        """How many serve in each stretch of time, against how many should."""
        serving = [one for one in self._sound if one.position == position.id]
        due = [(dated.start, dated.end) for dated in self._period.shifts_of(position)]
        if position.continuous:
            due = [(self._period.start, self._period.end)]
        edges = sorted({edge for one in serving for edge in (one.start, one.end)} | {e for span in due for e in span})
        wrong: list[tuple[datetime, datetime, int, int]] = []
        for start, end in pairwise(edges):
            count = sum(one.start <= start < one.end for one in serving)
            number = position.number if any(first <= start < last for first, last in due) else 0
            if count == number:
                continue
            if wrong and wrong[-1][1:] == (start, count, number):
                start = wrong.pop()[0]
            wrong.append((start, end, count, number))
        for start, end, count, number in wrong:
            code = "hole" if count < number else "surplus"
            words = {"start": f"{start:%H:%M %d/%m/%Y}", "end": f"{end:%H:%M %d/%m/%Y}"}
            yield say(code, str(start.date()), what=position.id, count=count, number=number, **words)

    def _person(self, person: str, served: list[Assignment]) -> Iterator[Finding]:
        duty = self._duty
        for away in (*self._staff.absence, *self._roster.fallen_out):
            hours = [one for one in served if away.person == person and touches(one, away.first, away.last)]
            yield from (say("absent", str(one.day), who=person, day=max(one.start.date(), away.first)) for one in hours)
        for one, other in combinations(sorted(served, key=lambda one: (one.start, one.end)), 2):
            if other.start < one.end:
                yield say("two-places", str(other.day), who=person, day=other.day)
            elif (rest := (other.start - one.end) / timedelta(hours=1)) < duty.rest_hours:
                yield say("rest", str(other.day), who=person, hours=rest, day=other.day, least=duty.rest_hours)
        if duty.at_most is not None and len(served) > duty.at_most:
            yield say("at-most", None, who=person, count=len(served), most=duty.at_most)
        for position in duty.position:
            here = [one for one in served if one.position == position.id]
            if position.at_most is not None and len(here) > position.at_most:
                yield say(
                    "position-at-most", None, who=person, what=position.id, count=len(here), most=position.at_most
                )
            days = sorted({one.day for one in here}) if position.no_consecutive_days else ()
            for eve, day in pairwise(days):
                if (day - eve).days == 1:
                    yield say("consecutive", str(day), who=person, what=position.id, day=day)
        if served and not self._people[person].telephone:
            yield say("telephone", None, who=person)

    def _pairs(self) -> Iterator[Finding]:
        for first, second in self._staff.apart:
            for one, other in combinations(self._sound, 2):
                if {one.person, other.person} == {first, second} and one.start < other.end and other.start < one.end:
                    yield say("apart", str(one.day), who=first, other=second, day=max(one.day, other.day))
        for first, second in self._staff.together:
            mine, yours = (
                {(one.day, one.shift) for one in self._sound if one.person == who} for who in (first, second)
            )
            for day, _ in sorted(mine ^ yours):
                yield say("together", str(day), who=first, other=second, day=day)
        for fixed in self._staff.fixed:
            served = [(one.person, one.day, one.shift, one.position) for one in self._sound]
            if fixed.day in self._period.days and (fixed.person, fixed.day, fixed.shift, fixed.position) not in served:
                yield say(
                    "fixed", str(fixed.day), who=fixed.person, what=fixed.position, shift=fixed.shift, day=fixed.day
                )

    def _left_out(self) -> Iterator[Finding]:
        """Pairs that can serve on no shift together, and people who serve on none though they may."""
        busy = {one.person for one in self._sound} | {away.person for away in self._roster.fallen_out}
        idle = [person for person in self._people if person not in busy]
        able = {
            person: [self._places(person, dated) for dated in self._period.shifts]
            for person in {*idle, *chain(*self._staff.together)}
        }
        for first, second in self._staff.together:
            shifts = zip(able[first], able[second], strict=True)
            if any(able[first] + able[second]) and not any(starmap(_room_for_both, shifts)):
                yield say("together.never", None, who=self._called(first), other=self._called(second))
        yield from (say("idle", None, who=self._called(person)) for person in idle if any(able[person]))

    def _places(self, person: str, dated: DatedShift) -> list[Position]:
        """The positions in which a person may serve on a shift, by post, service and absences."""
        member, absences = self._people[person], (*self._staff.absence, *self._roster.fallen_out)
        if not member.serves(dated.start.date(), last_day(dated)):
            return []
        if any(away.person == person and touches(dated, away.first, away.last) for away in absences):
            return []
        return [position for position in self._duty.position
                if member.post in position.posts and dated.shift.id in position.shifts]  # fmt: skip

    def _called(self, person: str) -> str:
        return f"{self._people[person].name} ({person})"

    def _wishes(self) -> Iterator[Finding]:
        for request in self._staff.request:
            met = any(one.person == request.person and touches(one, request.first, request.last) for one in self._sound)
            asked = any(touches(dated, request.first, request.last) for dated in self._period.shifts)
            if asked and met == (request.wants is Wish.OFF):
                yield say("request", str(request.first), who=request.person, day=request.first)

    def _own_lists(self) -> Iterator[Finding]:
        lists = {one.unit: one for one in self._staff.own_list}
        yield from (say("own-list.idle", None, what=unit) for unit in lists if unit not in self._duty.own_lists)
        for unit in self._duty.own_lists:
            if unit not in lists:
                yield say("own-list", None, what=unit)
                continue
            reached, period_end = self._period.start, self._period.end
            entries = sorted(lists[unit].entry, key=lambda one: one.start)
            spans = [(min(one.start, period_end), one.end) for one in entries]
            for start, end in [*spans, (period_end, period_end)] if entries else ():
                if start > reached:
                    words = {"start": f"{reached:%H:%M %d/%m/%Y}", "end": f"{start:%H:%M %d/%m/%Y}"}
                    yield say("own-list.hole", str(reached.date()), what=unit, **words)
                reached = max(reached, end)

    def _about(self) -> Iterator[Finding]:
        posts = {post for position in self._duty.position for post in position.posts}
        for person in self._staff.person:
            if person.post not in posts:
                yield say("post.unused", None, who=person.id)
        fallen = {mark for dated in self._period.shifts for mark in dated.marks}
        for heavy in self._duty.heavy:
            if heavy.on not in fallen:
                yield say("heavy", None, what=heavy.on, year=self._roster.year)
        if self._roster.year != self._duty.year:
            yield say("other-year", None, own=self._duty.year, year=self._roster.year)
        if self._duty.derived:
            yield say("derived", None, **said(self._duty.derived))
        if self._staff.sample:
            yield say("sample", None)


def _room_for_both(places: Iterable[Position], others: Iterable[Position]) -> bool:
    """Whether one of two people may serve in one of some positions and the other in one of others, at the same time."""
    return any(place.id != other.id or place.number > 1 for place, other in product(places, others))
