"""Tính thời hạn — from an event and a rule to the last day, by the Civil Code's way of counting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from ..arguments import as_declared
from ..calendars import LunarDate, WorkCalendar
from ..errors import InvalidValue, OutsideCoverage, shown
from ..law import VARIANTS, Convention, Counting, Direction, Law, Meaning, Rule, TimeLimit, Version
from ..spans import civil_date
from .count import VARIANT_OF, Asked, Flags, Suspension
from .deadline import Deadline

START, LAST_DAY_OFF = "counting.start", "counting.last-day-off"
"""The rules of the registry by which periods are counted."""

_HOURS_OF_A_DAY = 24

_NONE: tuple[()] = ()
"""No suspensions, as the default is."""
_NEVER = 0
"""No extensions, as the default is."""

_RULE, _SPANS = str | Rule | TimeLimit, Iterable[tuple[date, date]]
"""The types of what a deadline is counted by, and of the spans of its suspension."""

_LATEST, _EFFECTIVE, _BEFORE = Meaning.LATEST, Meaning.EFFECTIVE, Direction.BEFORE
"""Members at hand: looking one up in its class takes as long as the rest of a count."""


def compute_deadline(
    rule: str | Rule | TimeLimit,
    event: date | LunarDate,
    *,
    calendar: WorkCalendar,
    law: Law | None = None,
    version_on: date | None = None,
    complex: bool = False,  # noqa: A002 — the law's word, and a promised name
    remote: bool = False,
    dismissal: bool = False,
    extensions: int = _NEVER,
    suspended: Iterable[tuple[date, date]] = (),
) -> Deadline:
    """Tính thời hạn — the legal day of a rule for an event, on the version of the law in force, with its reasons.

    >>> from tiepdan import WorkCalendar
    >>> calendar = WorkCalendar.vietnam()
    >>> compute_deadline("complaint.first.acceptance", date(2026, 6, 30), calendar=calendar).due  # 10 calendar days
    datetime.date(2026, 7, 10)
    >>> compute_deadline("complaint.first.acceptance", date(2026, 7, 1), calendar=calendar).due  # 7 working days
    datetime.date(2026, 7, 10)
    >>> compute_deadline("complaint.first.acceptance", date(2026, 11, 16), calendar=calendar).due  # 24/11 is off
    datetime.date(2026, 11, 26)

    Args:
        rule: the id of a rule of the registry, a rule of one's own, or a bare limit such as `phrases` builds.
        event: the day the period is counted from (or back from); it is not counted. A lunar date may stand for it.
        calendar: which days are worked.
        law: the registry; None: the one of the calendar, which is the shipped one unless the caller chose another.
        version_on: the date that picks the version; None: the event's own, where the rule allows that.
        complex: vụ việc phức tạp.
        remote: vùng sâu, vùng xa đi lại khó khăn.
        dismissal: kỷ luật buộc thôi việc.
        extensions: how many times the limit was extended.
        suspended: spans `(from, resumed)`: the days from the first up to, and without, the second are not counted,
            as far as the law takes them out.

    Raises:
        UnknownName: no such rule.
        OutsideCoverage: the rule had no version, or the days are not covered by the calendar or the conventions.
        InvalidValue: the rule sets no time limit, has no such variant, or not so many extensions; the spans of
            suspension are no spans, overlap, or do not concern the rule; or `version_on` is missing.

    Căn cứ: Điều 144 đến Điều 148 Bộ luật số 91/2015/QH13, beside the rule's own text.
    """
    lunar = None
    if type(event) is not date:
        if isinstance(event, LunarDate):
            lunar, event = event, event.to_date()
        else:
            event = civil_date(event, "event")
    if type(calendar) is not WorkCalendar:
        calendar = as_declared("compute_deadline: calendar", WorkCalendar, calendar)
    if law is None:
        law = calendar.law
    elif type(law) is not Law:
        law = as_declared("compute_deadline: law", Law | None, law)
    known: Rule | None = None
    version: Version | None = None
    if type(rule) is not str and isinstance(rule, TimeLimit):
        limit = rule
        if version_on is not None:
            raise InvalidValue("a bare limit has no versions; leave version_on out")
    else:
        known = law[rule] if isinstance(rule, str) else as_declared("compute_deadline: rule", _RULE, rule)
        by_event = version_on is None and known.version_by is None
        version = known.on(event) if by_event else _version(known, version_on)
        if not isinstance(version.value, TimeLimit):
            raise InvalidValue(f"{known.id} sets no time limit but: {version.value}; read it with law.on")
        limit = version.value
    law[START].on(event)
    plain_case = complex is False and remote is False and dismissal is False
    if not plain_case or suspended is not _NONE or extensions is not _NEVER:
        if not type(complex) is type(remote) is type(dismissal) is bool:
            complex = as_declared("compute_deadline: complex", bool, complex)  # noqa: A001 — the law's word
            remote = as_declared("compute_deadline: remote", bool, remote)
            dismissal = as_declared("compute_deadline: dismissal", bool, dismissal)
        if type(extensions) is not int:
            extensions = as_declared("compute_deadline: extensions", int, extensions)
        amount, variant = _amount(known, limit, Flags(complex, remote, dismissal), extensions)
        spans = _spans(known, limit, suspended)
        left, since, out = _after_suspensions(limit, amount, event, calendar, _taken_out(known, limit, spans, law))
        last = _last_day(limit, left, since, calendar)
        asked = Asked(lunar, version_on, amount, variant, extensions, spans, out)
    else:
        amount, asked = limit.amount, None
        last = _last_day(limit, amount, event, calendar)
        if lunar or version_on:
            asked = Asked(lunar, version_on, amount, None, 0, (), ())
    act_by = None
    if limit.meaning is not _LATEST:
        if limit.meaning is _EFFECTIVE and limit.direction is not _BEFORE:
            last += timedelta(days=1)
        calendar.is_working_day(last)  # which refuses a day that is not covered
    elif limit.unit == "hour" or (limit.unit == "working-day" and amount):
        act_by = last  # a working day that was counted to is one
    elif limit.direction is _BEFORE:
        act_by = calendar.roll_backward(last)
    elif not calendar.is_working_day(last):
        law[LAST_DAY_OFF].on(event)
        act_by = calendar.add_working_days(last, 1)
    else:
        act_by = last
    due = last if act_by is None or limit.direction is _BEFORE else act_by
    return Deadline(event, due, act_by, (law, calendar, known, version, limit, last, asked))


def _version(rule: Rule, version_on: date | None) -> Version:
    """The version that another date than the event's picks."""
    if version_on is None:
        raise InvalidValue(
            f"{rule.id}: not the event picks the version but another date ({rule.version_by}); give it as version_on"
        )
    return rule.on(civil_date(version_on, "version_on"))


def _last_day(limit: TimeLimit, amount: int, event: date, calendar: WorkCalendar) -> date:
    """The day on which the amount is full, before a day off makes it move."""
    unit = limit.unit
    if limit.direction is _BEFORE:
        amount = -amount
    if unit == "calendar-day":
        try:
            return date.fromordinal(event.toordinal() + amount)
        except (ValueError, OverflowError):
            raise OutsideCoverage(f"{amount} days from {event} leave what is covered: {calendar.coverage}") from None
    if unit == "working-day":
        return calendar.add_working_days(event, amount)
    if unit == "hour":
        if abs(amount) >= _HOURS_OF_A_DAY:
            raise InvalidValue(f"{limit.duration} from a day end on a day that only a clock can tell; ask in days")
        return event
    return months_later(event, amount * 12 if unit == "year" else amount, calendar)


def _after_suspensions(
    limit: TimeLimit, amount: int, event: date, calendar: WorkCalendar, out: Sequence[Suspension]
) -> tuple[int, date, tuple[Suspension, ...]]:
    """What is left of the amount when the last suspension that matters is over, the day it is counted from, and the
    suspended days that lie in the count.

    A count that is full before a suspension begins is full: its last day may still roll into the suspension.
    """
    used = []
    for span in out:
        if span.last <= event:
            continue
        eve = max(span.first - timedelta(days=1), event)
        counted = calendar.count_working_days(event, eve) if limit.unit == "working-day" else (eve - event).days
        if amount <= counted:
            break
        amount, event = amount - counted, span.last
        used.append(span._replace(first=eve + timedelta(days=1)))
    return amount, event, tuple(used)


def months_later(day: date, months: int, calendar: WorkCalendar) -> date:
    """The same day so many months later, or the last of its month.

    Raises:
        OutsideCoverage: dates know no such day.
    """
    from dateutil.relativedelta import relativedelta

    try:
        return day + relativedelta(months=months)
    except (ValueError, OverflowError):
        raise OutsideCoverage(f"{months} months from {day} leave what is covered: {calendar.coverage}") from None


def _amount(rule: Rule | None, limit: TimeLimit, flags: Flags, extensions: int) -> tuple[int, str | None]:
    """The amount asked for, with its extensions, and the name of its variant."""
    name = rule.id if rule else "this limit"
    try:
        chosen = VARIANT_OF[flags]
    except KeyError:
        raise InvalidValue(f"{name}: the law sets no amount for a dismissal that is also complex or remote") from None
    ext = limit.extension
    amount: int | None = getattr(limit, chosen) if chosen else limit.amount
    if amount is None:
        has = ", ".join(f"{key} ({value})" for key, value in limit.variants.items()) or "none"
        more = f"; it is extended up to {ext.at_most} times instead: give extensions" if ext else ""
        raise InvalidValue(f"{name} has no variant '{chosen}' ({VARIANTS[str(chosen)]}); it has: {has}{more}")
    if extensions < 0:
        raise InvalidValue(f"{name}: extensions counts how often the limit was extended, not {shown(extensions)}")
    if extensions and ext is None:
        raise InvalidValue(f"{name} is not extended by law; it lasts: {limit}")
    if ext is None:
        return amount, chosen
    if extensions > ext.at_most:
        raise InvalidValue(f"{name} is extended {ext.at_most} times at most, not {extensions}")
    return amount + extensions * (ext.complex if flags.complex and ext.complex is not None else ext.amount), chosen


def _spans(rule: Rule | None, limit: TimeLimit, suspended: object) -> tuple[tuple[date, date], ...]:
    """The spans of suspension in order, found to be spans of a limit that may be suspended, none over another."""
    if suspended is _NONE:
        return ()
    name = rule.id if rule else "this limit"
    spans: list[tuple[date, date]] = sorted(as_declared("compute_deadline: suspended", _SPANS, suspended))
    for start, resumed in spans:
        if resumed <= start:
            raise InvalidValue(f"{name}: the suspension from {start} ends on {resumed}, before it starts")
    if spans and limit.suspension is None:
        raise InvalidValue(f"{name}: the law takes no suspended time out of this limit; leave suspended out")
    for (_, resumed), (start, _) in pairwise(spans):
        if start < resumed:
            raise InvalidValue(f"{name}: two suspensions both hold on {start}; give each day once")
    return tuple(spans)


def _taken_out(
    rule: Rule | None, limit: TimeLimit, spans: Sequence[tuple[date, date]], law: Law
) -> tuple[Suspension, ...]:
    """The days that the law takes out of the count, in order: each span cut to the days on which it does."""
    if limit.suspension is None:
        return ()
    if limit.suspension not in law and rule and rule.id in law and law[rule.id] is rule:
        return ()  # the registry of a day on which no text took suspended time out yet
    out = []
    for start, resumed in spans:
        for version in law[limit.suspension].versions:
            if (
                not isinstance(version.value, Convention)
                or version.value.counting is not Counting.SUSPENDED_TIME_EXCLUDED
            ):
                raise InvalidValue(f"{limit.suspension} takes no suspended time out but: {version.value}")
            first, end = max(start, version.valid_from), min(resumed, version.valid_to or resumed)
            if first < end:
                out.append(Suspension(first, end - timedelta(days=1), version))
    return tuple(out)
