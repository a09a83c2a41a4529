"""Đổi ca, thay người — what becomes of a roster once it is posted: exchanges by consent, and who stands in for whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime, time

import attrs

from ..arguments import checked
from ..calendars import WorkCalendar
from ..errors import InvalidValue, UnknownName, nearest
from ..law import Finding, Severity
from ..people import Ground
from ..spans import VIETNAM, civil_date
from .checking import check_roster
from .highs import Progress
from .period import duty_period
from .problem import Problem
from .provision import Duty
from .roster import Assignment, Roster, RosterStatus
from .solving import STEPS, Solver, chosen_solver, in_order, loads, solved
from .staff import Away, Fixed, Staff


@checked
def swap(
    roster: Roster,
    one: Assignment,
    other: Assignment,
    *,
    consent: Collection[str],
    duty: Duty,
    staff: Staff,
    calendar: WorkCalendar,
) -> Roster:
    """Đổi ca — the roster in which two people exchange two of their assignments, checked again.

    What was measured and proved of the roster is left out: it does not hold of another one.

    Args:
        roster: the roster as posted.
        one: an assignment of it.
        other: another person's.
        consent: the ids of those who agreed; both must have.
        duty: the plan's duty.
        staff: who may serve.
        calendar: the working days.

    Raises:
        UnknownName: an assignment is not in the roster.
        InvalidValue: both are of one person, one of the two did not agree, or the exchange breaks a rule; with all that
            it breaks.
    """
    if one.person == other.person:
        raise InvalidValue(f"'{one.person}' cannot exchange shifts with himself")
    for wanted in (one, other):
        if wanted not in roster.assignments:
            raise UnknownName(f"the roster has no such assignment of '{wanted.person}' on {wanted.day}")
    if missing := sorted({one.person, other.person} - set(consent)):
        raise InvalidValue(f"an exchange needs the consent of both; missing: {', '.join(missing)}")
    exchanged = {one: other.person, other: one.person}
    assignments = [
        attrs.evolve(each, person=exchanged[each]) if each in exchanged else each for each in roster.assignments
    ]
    changed = attrs.evolve(roster, assignments=tuple(sorted(assignments, key=in_order)))
    findings = check_roster(changed, duty, staff, calendar=calendar)
    before = Counter(_errors(check_roster(roster, duty, staff, calendar=calendar)))
    broken = list((Counter(_errors(findings)) - before).elements())
    if broken:
        raise InvalidValue("the exchange cannot be made: " + "; ".join(broken))
    return attrs.evolve(
        changed,
        file="",
        status=RosterStatus.FEASIBLE,
        note="đã đổi ca, có đồng ý",
        objective=(),
        bound=(),
        loads=loads(changed, {load.person: load.history for load in roster.loads}),
        findings=findings,
    )


@checked
def replace_person(
    roster: Roster,
    person: str,
    since: date,
    *,
    duty: Duty,
    staff: Staff,
    calendar: WorkCalendar,
    ground: Ground = Ground.LEAVE,
    history: Iterable[Roster] = (),
    solver: str | Solver = Solver.AUTO,
    limit: float | None = None,
    steps: int = STEPS,
    on_progress: Callable[[Progress], None] | None = None,
) -> Roster:
    """Thay người — the roster without a person from a day on, with as few other changes as can be.

    What is over before that day stands, and who fell out before stays out. Of the rosters with the fewest changes, one
    that is best by the same measures as ever; `changed` counts the assignments of the old roster that are given to
    another, those of the person included.

    Args:
        roster: the roster as posted.
        person: the id of who falls out.
        since: the first day on which he cannot serve.
        duty: the plan's duty.
        staff: who may serve, as when the roster was made.
        calendar: the working days.
        ground: why he falls out.
        history: the earlier rosters with which it was made.
        solver: as for `solve_roster`, like `limit`, `steps` and `on_progress`.
        limit: seconds of HiGHS.
        steps: steps of the constructive solver.
        on_progress: told each better value that HiGHS finds.

    Raises:
        UnknownName: the staff has no such person.
        InvalidValue: the duty is over before that day.
        InvalidFile, OutsideCoverage, InvalidValue, MissingExtra: as `solve_roster` does.
    """
    since = civil_date(since, "since")
    known = [one.id for one in staff.person]
    if person not in known:
        raise UnknownName(f"the staff has no '{person}'{nearest(person, known)}")
    midnight = datetime.combine(since, time.min, VIETNAM)
    over = [one for one in roster.assignments if one.end <= midnight]
    period = duty_period(duty, roster.year, calendar)
    if since > period.end.date():
        raise InvalidValue(f"the duty is over on {period.end.date()}, before {since}")
    out = Away(person=person, first=since, last=period.end.date(), ground=ground)
    fallen_out = (*roster.fallen_out, out)
    gone = {away.person for away in fallen_out}
    changed = attrs.evolve(
        staff,
        absence=(*staff.absence, *fallen_out),
        fixed=(*(one for one in staff.fixed if one.person not in gone), *map(_fixed, over)),
    )
    problem = Problem(period, changed, tuple(history), previous=roster)
    found = solved(problem, chosen_solver(solver), calendar, limit=limit, steps=steps, on_progress=on_progress)
    return attrs.evolve(found, fallen_out=fallen_out)


def _errors(findings: Iterable[Finding]) -> list[str]:
    return [finding.message_en for finding in findings if finding.severity is Severity.ERROR]


def _fixed(one: Assignment) -> Fixed:
    return Fixed(person=one.person, day=one.day, shift=one.shift, position=one.position)
