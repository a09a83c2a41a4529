"""Kiểm tra quy tắc — the properties that a rule of one's own must have, each looked for day by day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings

from ..arguments import checked
from ..calendars import WorkCalendar
from ..deadlines import compute_deadline
from ..errors import InvalidValue, TiepDanError
from ..law import Direction, Law, Meaning, Rule, TimeLimit, Version, misfits
from ..spans import DateRange
from .strategies import civil_dates

_DAY = timedelta(days=1)


class BrokenProperty(TiepDanError, AssertionError):
    """A rule does not hold what every rule must; the message names the property and the plainest day that breaks it."""


@checked
def check_rule(
    rule: str | Rule | Sequence[Version],
    *,
    count: Callable[[date], date] | None = None,
    calendar: WorkCalendar | None = None,
    law: Law | None = None,
    max_examples: int = 200,
) -> None:
    """Kiểm tra một quy tắc — that it has one version a day, and that its last days are counted as the law counts.

    The last days are those of `compute_deadline` or, where `count` is given, those of a function of one's own; they
    are held against the days themselves, walked one by one:

    - the day of the event is not counted, and so many days are;
    - a limit "within so long" whose last day is off ends on the next working day, no earlier and no later;
    - a minimum period and a day of effect never move; what is counted back never moves forward.

    >>> check_rule("complaint.first.acceptance")
    >>> calendar = WorkCalendar.vietnam()
    >>> def rolled(day):
    ...     return calendar.roll_forward(day + timedelta(30))
    >>> check_rule("disclosure.posting", count=rolled)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    tiepdan.testing.checking.BrokenProperty: disclosure.posting: a minimum period does not move: ...

    Args:
        rule: an id of the registry, a rule, or versions that may not even fit together.
        count: from the event's day to the last day; None: `compute_deadline`.
        calendar: None: the shipped one.
        law: None: the registry of the calendar.
        max_examples: so many days are tried for each version.

    Raises:
        BrokenProperty: the rule, or the function, breaks one.
        InvalidValue: the rule sets no time limit that is counted in days, months or years.
        UnknownName: no such rule.
    """
    known = calendar or WorkCalendar.vietnam()
    registry = law or known.law
    name = rule if isinstance(rule, str) else rule.id if isinstance(rule, Rule) else "these versions"
    found = registry[rule] if isinstance(rule, str) else rule
    chain = found.versions if isinstance(found, Rule) else tuple(sorted(found, key=lambda version: version.valid_from))
    for problem in misfits(chain, found.gaps if isinstance(found, Rule) else ()):
        raise BrokenProperty(f"{name}: each day has one version or a declared gap: {problem}")
    tried = False
    for version in chain:
        limit = version.value
        if not isinstance(limit, TimeLimit) or limit.unit == "hour":
            raise InvalidValue(f"{name} sets no time limit in days, months or years but: {limit}")
        counted = count or _counted(found, version, limit, known, registry)
        if events := _events(version, registry, known, limit):
            tried = True
            _try_out(name, limit, counted, known, events, max_examples)
    if not tried:
        raise InvalidValue(f"{name} has no version with a day from which can be counted: {known.coverage}")


def _counted(
    rule: Rule | Sequence[Version], version: Version, limit: TimeLimit, calendar: WorkCalendar, law: Law
) -> Callable[[date], date]:
    """The house's own way from an event to its last day."""
    if isinstance(rule, Rule):
        picked = version.valid_from if rule.version_by else None
        return lambda event: compute_deadline(rule, event, calendar=calendar, law=law, version_on=picked).due
    return lambda event: compute_deadline(limit, event, calendar=calendar, law=law).due


def _events(version: Version, law: Law, calendar: WorkCalendar, limit: TimeLimit) -> DateRange | None:
    """The days of a version from which can be counted, and whose last days the calendar covers."""
    ways = law["counting.start"].versions
    room = timedelta(days={"month": 31, "year": 366}.get(limit.unit, 2) * limit.amount + 31)
    first = max(version.valid_from, ways[0].valid_from, calendar.coverage.first + room)
    last = calendar.coverage.last - room
    if version.valid_to:
        last = min(last, version.valid_to - _DAY)
    return DateRange(first, last) if first <= last else None


def _try_out(
    name: str,
    limit: TimeLimit,
    count: Callable[[date], date],
    calendar: WorkCalendar,
    events: DateRange,
    max_examples: int,
) -> None:
    @settings(
        max_examples=max_examples,
        deadline=None,
        database=None,
        derandomize=True,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(civil_dates(first=events.first, last=events.last, calendar=calendar))
    def hold(event: date) -> None:
        if words := _wrong(limit, event, count(event), calendar):
            raise BrokenProperty(f"{name}: {words}")

    try:
        hold()
    except BrokenProperty as error:
        raise BrokenProperty(str(error)) from None


def _wrong(limit: TimeLimit, event: date, due: date, calendar: WorkCalendar) -> str | None:
    """What is wrong with a last day, found by walking the days between it and the event."""
    right = _walked(limit, event, calendar)
    if due == right:
        return None
    said = f"{limit} from {event} ends on {due}; it is {right}"
    step = -_DAY if limit.direction is Direction.BEFORE else _DAY
    if limit.amount and due == _walked(limit, event - step, calendar) and due != calendar.roll_forward(right):
        return f"the day of the event is not counted: {said}"
    if limit.direction is Direction.BEFORE:
        return f"what is counted back does not move: {said}"
    if limit.meaning is Meaning.LATEST:
        return f"so many days, and no day off at the end: {said}"
    return f"{'a minimum period' if limit.meaning is Meaning.NOT_BEFORE else 'a day of effect'} does not move: {said}"


def _walked(limit: TimeLimit, event: date, calendar: WorkCalendar) -> date:
    """The last day of a limit, one day after the other."""
    before = limit.direction is Direction.BEFORE
    step = -_DAY if before else _DAY
    last, counted = event, 0
    if limit.unit in ("calendar-day", "working-day"):
        while counted < limit.amount:
            last += step
            counted += limit.unit == "calendar-day" or calendar.is_working_day(last)
    else:
        last = _months(event, (-1 if before else 1) * limit.amount * (12 if limit.unit == "year" else 1))
    if before:
        return last
    if limit.meaning is Meaning.EFFECTIVE:
        last += _DAY
    while limit.meaning is Meaning.LATEST and not calendar.is_working_day(last):
        last += _DAY
    return last


def _months(day: date, months: int) -> date:
    """The same day so many months on, or the last one of a shorter month, by trying the days down."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 0, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")  # pragma: no cover
