"""Triển khai lịch tiếp công dân — a reception's sessions, exclusions and postings in a period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

import attrs

from ..arguments import checked
from ..brief import brief
from ..certainty import Doubt
from ..deadlines import compute_deadline, latest_event
from ..errors import InvalidValue, OutsideCoverage
from ..law import Direction, Finding, Quota, Severity, TimeLimit, grounded
from ..people import Absence, Attendance, DelegationRule, Official, Post, Unit, attendance
from ..spans import DateRange, TimeWindow
from ..typed import typed
from ..work import Context, Excluded, Expansion, Item, Status
from .provision import OtherReception, Posting, Reception, WhenAway

_DAY = timedelta(days=1)

_MONTHLY = Doubt(
    "Kế hoạch không ghi chu kỳ niêm yết; ở đây tính theo từng tháng",
    "the plan names no cycle of posting; it is reckoned here month by month",
)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Surroundings:
    """Chung quanh — what a reception needs from its neighbours: posts, units, who stands in, is away, is in office.

    `others` are the other receptions, with the days on which they are held.
    """

    __repr__ = brief

    posts: Mapping[str, Post]
    units: Mapping[str, Unit]
    delegations: tuple[DelegationRule, ...] = ()
    absences: tuple[Absence, ...] = ()
    officials: tuple[Official, ...] = ()
    others: tuple[tuple[Reception | OtherReception, DateRange], ...] = ()


@checked
def expand(reception: Reception, context: Context, around: Surroundings) -> Expansion:
    """The sessions of a reception in the period, with what gives way, what is to be postponed and what is posted.

    A session is the receiver's own, a deputy's, or nobody's: then it is not lost, but to be postponed. Exclusion comes
    before everything else.

    Raises:
        OutsideCoverage: the calendar does not cover the period.
    """
    excluded, items, findings = [], [], []
    delegated: list[date] = []
    for planned in _planned(reception, context, around):
        if planned.reason:
            excluded.append(
                Excluded(date=planned.day, provision=reception.id, by=tuple(planned.by), reason=planned.reason)
            )
            continue
        for place, window in enumerate(reception.when.windows):
            who = _receiver(reception, planned, window, around)
            item = _session(reception, planned, place, who, context, around)
            items.append(item)
            if who.post is None:
                findings.append(_nobody(item, who, planned.receiver, around))
            elif who.on_behalf_of and planned.day not in delegated:
                delegated.append(planned.day)
    items.extend(_some_day(reception, quarter, context, around) for quarter in _quarters(reception, context))
    if reception.posting:
        posted, warnings = _postings(reception, reception.posting, context, around)
        items.extend(posted)
        findings.extend(warnings)
    findings.extend(_not_in_person(reception, delegated, context))
    return Expansion(items=tuple(items), excluded=tuple(excluded), findings=tuple(findings))


class _Planned(NamedTuple):
    """An occurrence with its day in the end, whose turn it is, and what it gives way to, if anything."""

    nominal: date
    day: date
    receiver: str
    venue: str
    by: tuple[str, ...]
    reason: str


def _planned(reception: Reception, context: Context, around: Surroundings) -> list[_Planned]:
    """What comes round in the period, by the day it falls on in the end."""
    period = context.period.intersection(context.valid)
    if period is None:
        return []
    moves = reception.when_away is WhenAway.NEXT_WORKING_DAY
    busy = _Busy(reception, context, around)
    asked = _with_moves(period, reception, context, around, busy) if moves else period
    occurrences = reception.when.occurrences(asked, context.calendar)
    names = {other.id: other.name for other, _ in around.others}
    turns = _turns(reception, [occurrence.nominal for occurrence in occurrences], context)
    days = [occurrence.actual for occurrence in occurrences]
    taken, found = set(days), []
    for (nominal, actual), following in zip(occurrences, [*days[1:], context.valid.last], strict=False):
        turn = turns.get(nominal, 0)
        receiver = reception.turns[turn % len(reception.turns)] if reception.turns else reception.receiver
        venue = reception.venues[turn % len(reception.venues)] if reception.venues else reception.venue
        by, reason, day = busy.on(actual), "", actual
        skipped = _skipped(reception, actual)
        if by:
            reason = "trùng với: " + "; ".join(names[other] for other in by)
        elif skipped is not None:
            reason = f"không tiếp: {skipped}"
        elif moves:
            until = DateRange(actual, following)
            day = _next_present(receiver, until, reception, context, around, busy)
            if day != actual and day in taken:
                day, reason = actual, f"nhập vào buổi ngày {day:%d/%m/%Y}"
            taken.add(day)
        if day in period:
            found.append(_Planned(nominal, day, receiver, venue, by, reason))
    for day, instead in reception.when.lost(period, context.calendar):
        reason = f"nhập vào buổi ngày {instead:%d/%m/%Y}" if instead else "ngày nghỉ, không tiếp"
        found.append(_Planned(day, day, reception.receiver, reception.venue, (), reason))
    return found


def _turns(reception: Reception, nominal: Sequence[date], context: Context) -> Mapping[date, int]:
    """Whose turn it is on days of the rule, counted from the start of the provision."""
    if not nominal or not (reception.turns or reception.venues):
        return {}
    start = max(context.since, reception.when.first or date.min)
    days = reception.when.nominal(DateRange(min(start, *nominal), max(start, *nominal)), context.calendar)
    earlier = sum(day < start for day in days)
    return {day: turn - earlier for turn, day in enumerate(days)}


def _skipped(reception: Reception, day: date) -> str | None:
    """Why the reception is not held on a day, if it is so."""
    return next((skip.reason for skip in reception.skip if skip.first <= day <= skip.last), None)


def _with_moves(
    period: DateRange, reception: Reception, context: Context, around: Surroundings, busy: _Busy
) -> DateRange:
    """The period with the days before it from which a session may move into it, and those to which one moves from it.

    Sessions move over unbroken runs of days on which nobody works, a receiver is away or something else is held.
    """
    receivers = reception.turns or (reception.receiver,)
    away = [absence for absence in around.absences if absence.post in receivers]

    def passed(day: date) -> bool:
        return (
            not context.calendar.is_working_day(day)
            or any(absence.covers(day, reception.when.window) for absence in away)
            or _skipped(reception, day) is not None
            or bool(busy.on(day))
        )

    first, last = period.first, period.last
    while first > context.valid.first and passed(first - _DAY):
        first -= _DAY
    while last < context.valid.last and passed(last):
        last += _DAY
    return DateRange(first, last)


def _next_present(
    receiver: str, days: DateRange, reception: Reception, context: Context, around: Surroundings, busy: _Busy
) -> date:
    """The first day, or the next working day on which the receiver is there and nothing forbids it.

    The first day itself if there is none up to the last, that of the next session.
    """
    away = [absence for absence in around.absences if absence.post == receiver]
    for day in (days.first, *context.calendar.working_days(days)):
        forbidden = day != days.first and (busy.on(day) or _skipped(reception, day) is not None)
        if not forbidden and not any(absence.covers(day, reception.when.window) for absence in away):
            return day
    return days.first


def _receiver(reception: Reception, planned: _Planned, window: TimeWindow, around: Surroundings) -> Attendance:
    rules = around.delegations if reception.when_away is WhenAway.DELEGATE else ()
    return attendance(planned.receiver, planned.day, window, around.absences, rules, reception.id, around.officials)


def _gives_way(reception: Reception, other: Reception | OtherReception) -> bool:
    """Whether a reception gives way to another where both fall on one day."""
    unless, windows = reception.unless, product(reception.when.windows, other.when.windows)
    return (
        unless is not None
        and other.id in unless.coincides_with
        and any(unless.within.collide(window, taken) for window, taken in windows)
    )


class _Busy:
    """The days on which a reception gives way, each year looked up when it is first asked for."""

    def __init__(self, reception: Reception, context: Context, around: Surroundings) -> None:
        self._calendar, self._years = context.calendar, dict[int, dict[date, list[str]]]()
        self._others = [(other, days) for other, days in around.others if _gives_way(reception, other)]

    def on(self, day: date) -> tuple[str, ...]:
        """The ids of those that it gives way to on a day."""
        if day.year not in self._years:
            self._years[day.year] = self._of(DateRange.year(day.year))
        return tuple(self._years[day.year].get(day, ()))

    def _of(self, year: DateRange) -> dict[date, list[str]]:
        found: dict[date, list[str]] = defaultdict(list)
        for other, days in self._others:
            covered = year.intersection(self._calendar.coverage)
            for occurrence in other.when.occurrences(covered, self._calendar) if covered else ():
                if occurrence.actual in days:
                    found[occurrence.actual].append(other.id)
        return found


def _quarters(reception: Reception, context: Context) -> tuple[DateRange, ...]:
    period = context.period.intersection(context.valid)
    return reception.when.quarters_in(period) if period else ()


def _some_day(reception: Reception, quarter: DateRange, context: Context, around: Surroundings) -> Item:
    """A session whose day is yet to be named: an item with a period."""
    clause = context.cite(reception.clause)
    number = (quarter.first.month + 2) // 3
    return Item(
        id=f"{context.plan_id}/{reception.id}/{quarter.first.year}-q{number}",
        kind="reception",
        period=quarter,
        who=around.posts[reception.receiver].name,
        supported_by=tuple(around.units[unit].name for unit in reception.staffed_by),
        what=reception.name,
        where=reception.venue,
        result=reception.result,
        basis=context.basis(reception.clause),
        certainty=context.certainty,
        doubts=context.doubts,
        citations=(clause,),
    )


def _session(
    reception: Reception, planned: _Planned, place: int, who: Attendance, context: Context, around: Surroundings
) -> Item:
    clause, window = context.cite(reception.clause), reception.when.windows[place]
    basis = context.basis(reception.clause)
    if who.rule and who.ground:
        basis += f"; {who.rule.form.vietnamese} vì {who.ground.vietnamese}: {context.cite(who.rule.clause)}"
    day = context.calendar.day(planned.day)
    return Item(
        id=f"{context.plan_id}/{reception.id}/{planned.nominal}" + (f"/{place + 1}" if place else ""),
        kind="reception",
        date=planned.day,
        start=window.start,
        end=window.end,
        who=around.posts[who.post].name if who.post else None,
        on_behalf_of=around.posts[who.on_behalf_of].name if who.on_behalf_of else None,
        supported_by=tuple(around.units[unit].name for unit in reception.staffed_by),
        what=reception.name,
        where=planned.venue,
        result=reception.result,
        status=Status.PLANNED if who.post else Status.TO_POSTPONE,
        basis=basis,
        certainty=context.certainty,
        doubts=context.doubts,
        citations=(clause,),
    ).resting_on(day)


def _nobody(item: Item, who: Attendance, receiver: str, around: Surroundings) -> Finding:
    post = around.posts[receiver].name
    return Finding(
        severity=Severity.WARNING,
        code="reception.session.nobody",
        message_vi=f"{post} vắng, {who.why_vi}: buổi ngày {item.date:%d/%m/%Y} phải lùi lịch và công bố thời gian mới",
        message_en=f"{post} is away and {who.why_en}: postpone the session of {item.date} and announce the new time",
        where=item.id,
    )


def _postings(
    reception: Reception, posting: Posting, context: Context, around: Surroundings
) -> tuple[list[Item], list[Finding]]:
    items, findings = [], []
    for first in _first_sessions(reception, posting, context, around):
        limit = context.law.value(TimeLimit, posting.rule, first)
        if limit.direction is not Direction.BEFORE:
            raise InvalidValue(
                f"{posting.rule} sets no days before an event ('{limit}'): a posting needs one that does"
            )
        try:
            deadline = compute_deadline(posting.rule, first, calendar=context.calendar, law=context.law)
        except OutsideCoverage:
            continue
        day, of_rule = deadline.due, context.law.on(posting.rule, first).citations
        if day not in context.period:
            continue
        item = Item(
            id=f"{context.plan_id}/{reception.id}/niem-yet/{first:%Y-%m}",
            kind="posting",
            date=day,
            act_by=deadline.act_by,
            who=around.units[posting.by].name,
            what=f"Niêm yết {', '.join(posting.what)} tháng {first:%m/%Y}",
            where="; ".join(posting.channels),
            result=f"Niêm yết xong trước buổi đầu tiên ({first:%d/%m/%Y}) {limit.duration}",
            basis=f"{context.basis(posting.clause)}; {of_rule[0]}",
            certainty=context.certainty,
            doubts=context.doubts,
            citations=(context.cite(posting.clause), *of_rule),
        )
        rested = item.resting_on(deadline, context.calendar.day(first))
        items.append(rested.inferred(_MONTHLY) if posting.derived else rested)
        if day < context.since:
            words = f"{day:%d/%m/%Y}", f"{context.since:%d/%m/%Y}"
            found = Finding(
                severity=Severity.WARNING,
                code="reception.posting.before-plan",
                message_vi=f"Hạn niêm yết {words[0]} rơi trước ngày kế hoạch có hiệu lực {words[1]}",
                message_en=f"the calendar was to be posted by {day}, before the plan takes effect",
                where=item.id,
            )
            findings.append(grounded(found, deadline))
    if posting.derived and items:
        findings.append(
            Finding(
                severity=Severity.INFO,
                code="reception.posting.derived",
                message_vi=_MONTHLY.vi,
                message_en=_MONTHLY.en,
                where=reception.id,
            )
        )
    return items, findings


def _first_sessions(reception: Reception, posting: Posting, context: Context, around: Surroundings) -> list[date]:
    """The first session of each month that can be posted in the period."""
    start = context.period.first.replace(day=1)
    asked = DateRange(start, _last_posted(posting, context)).intersection(context.valid)
    if asked is None:
        return []
    busy = _Busy(reception, context, around)
    firsts: dict[tuple[int, int], date] = {}
    for occurrence in reception.when.occurrences(asked, context.calendar):
        if not busy.on(occurrence.actual) and _skipped(reception, occurrence.actual) is None:
            firsts.setdefault((occurrence.actual.year, occurrence.actual.month), occurrence.actual)
    return list(firsts.values())


def _last_posted(posting: Posting, context: Context) -> date:
    """The last day on which a session may be held that is posted in the period, by whichever version of the law."""
    last = context.period.last
    limits = [version.value for version in context.law[posting.rule].versions if isinstance(version.value, TimeLimit)]
    return max((last, *(latest_event(limit.duration, last, context.calendar) for limit in limits)))


def _not_in_person(reception: Reception, delegated: list[date], context: Context) -> list[Finding]:
    """A finding for each version of the receiver's minimum under which deputies received for him."""
    if reception.minimum is None:
        return []
    findings = []
    for version in context.law[reception.minimum].versions:
        days = [day for day in delegated if day in version]
        if days and isinstance(version.value, Quota):
            span = f"{days[0]:%d/%m/%Y}–{days[-1]:%d/%m/%Y}"
            found = Finding(
                severity=Severity.WARNING,
                code="reception.delegated.not-in-person",
                message_vi=f"{len(days)} buổi ({span}) do người khác tiếp thay: có giá trị với công dân, "
                f"nhưng không tính vào mức trực tiếp tiếp {version.value}",
                message_en=f"{len(days)} sessions ({days[0]} to {days[-1]}) were taken by a deputy: valid for "
                "the citizen, but not counted toward the receiver's own minimum",
                where=reception.id,
            )
            findings.append(grounded(found, version))
    return findings
