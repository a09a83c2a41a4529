"""Triển khai lịch tiếp công dân — a reception's sessions, exclusions and postings in a period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import attrs

from ..deadlines import compute_deadline
from ..errors import InvalidValue, OutsideCoverage
from ..law import Direction, Finding, Quota, Severity, TimeLimit
from ..people import Absence, Attendance, DelegationRule, Post, Unit, attendance
from ..spans import DateRange
from ..work import Context, Excluded, Expansion, Item, Status
from .provision import OtherReception, Posting, Reception
from .recurrence import Occurrence

_LONGEST_BREAK = 62
"""Calendar days: posting, five working days ahead at most, and the first session of a month lie closer than this."""


@attrs.frozen(kw_only=True)
class Surroundings:
    """Chung quanh — what a reception needs from its neighbours: posts, units, who stands in, who is away."""

    posts: Mapping[str, Post]
    units: Mapping[str, Unit]
    delegations: Sequence[DelegationRule] = ()
    absences: Sequence[Absence] = ()
    others: Sequence[Reception | OtherReception] = ()


def expand(reception: Reception, context: Context, around: Surroundings) -> Expansion:
    """The sessions of a reception in the period, with what gives way, what is to be postponed and what is posted.

    A session is the receiver's own, a deputy's, or nobody's: then it is not lost, but to be postponed. Exclusion comes
    before everything else.

    Raises:
        OutsideCoverage: the calendar does not cover the period.
    """
    period = context.period.intersection(context.valid)
    occurrences = reception.when.occurrences(period, context.calendar) if period else ()
    busy = _busy(reception, period, context, around) if period else {}
    excluded, items, findings = [], [], []
    delegated: list[date] = []
    for occurrence in occurrences:
        if by := busy.get(occurrence.actual):
            names = {other.id: other.name for other in around.others}
            reason = "trùng với: " + "; ".join(names[other] for other in by)
            excluded.append(Excluded(date=occurrence.actual, provision=reception.id, by=tuple(by), reason=reason))
            continue
        who = attendance(reception.receiver, occurrence.actual, reception.when.window, around.absences,
                         around.delegations)  # fmt: skip
        item = _session(reception, occurrence, who, context, around)
        items.append(item)
        if who.post is None:
            findings.append(_nobody(item, who, reception, around))
        elif who.on_behalf_of:
            delegated.append(occurrence.actual)
    if reception.posting:
        posted, warnings = _postings(reception, reception.posting, context, around)
        items.extend(posted)
        findings.extend(warnings)
    findings.extend(_not_in_person(reception, delegated, context))
    return Expansion(items=tuple(items), excluded=tuple(excluded), findings=tuple(findings))


def _busy(reception: Reception, period: DateRange, context: Context, around: Surroundings) -> Mapping[date, list[str]]:
    """The days of the period on which the reception gives way, and the ids of those it gives way to."""
    found: dict[date, list[str]] = defaultdict(list)
    if reception.unless is None:
        return found
    for other in around.others:
        if other.id in reception.unless.coincides_with and reception.unless.within.collide(
            reception.when.window, other.when.window
        ):
            for occurrence in other.when.occurrences(period, context.calendar):
                found[occurrence.actual].append(other.id)
    return found


def _session(
    reception: Reception, occurrence: Occurrence, who: Attendance, context: Context, around: Surroundings
) -> Item:
    clause = context.cite(reception.clause)
    basis = str(clause)
    if who.rule and who.ground:
        basis += f"; {who.rule.form.vietnamese} vì {who.ground.vietnamese}: {context.cite(who.rule.clause)}"
    day = context.calendar.day(occurrence.actual)
    return Item(
        id=f"{context.plan_id}/{reception.id}/{occurrence.nominal}",
        kind="reception",
        date=occurrence.actual,
        start=reception.when.from_,
        end=reception.when.to,
        who=around.posts[who.post].name if who.post else None,
        on_behalf_of=around.posts[who.on_behalf_of].name if who.on_behalf_of else None,
        supported_by=tuple(around.units[unit].name for unit in reception.staffed_by),
        what=reception.name,
        where=reception.venue,
        result=reception.result,
        status=Status.PLANNED if who.post else Status.TO_POSTPONE,
        basis=basis,
        certainty=day.certainty,
        doubts=day.doubts,
        citations=(clause,),
    )


def _nobody(item: Item, who: Attendance, reception: Reception, around: Surroundings) -> Finding:
    post = around.posts[reception.receiver].name
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
    for first in _first_sessions(reception, context, around):
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
            basis=f"{context.cite(posting.clause)}; {of_rule[0]}",
            certainty=min(deadline.certainty, context.calendar.certainty(first)),
            citations=(context.cite(posting.clause), *of_rule),
        )
        items.append(item)
        if day < context.valid.first:
            words = f"{day:%d/%m/%Y}", f"{context.valid.first:%d/%m/%Y}"
            findings.append(
                Finding(
                    severity=Severity.WARNING,
                    code="reception.posting.before-plan",
                    message_vi=f"Hạn niêm yết {words[0]} rơi trước ngày kế hoạch có hiệu lực {words[1]}",
                    message_en=f"the calendar was to be posted by {day}, before the plan takes effect",
                    citation=of_rule[0],
                    where=item.id,
                )
            )
    if posting.derived and items:
        findings.append(
            Finding(
                severity=Severity.INFO,
                code="reception.posting.derived",
                message_vi="Kế hoạch không ghi chu kỳ niêm yết; ở đây tính theo từng tháng",
                message_en="the plan names no cycle of posting; it is reckoned here month by month",
                where=reception.id,
            )
        )
    return items, findings


def _first_sessions(reception: Reception, context: Context, around: Surroundings) -> list[date]:
    """The first session of each month that can be posted in the period."""
    start = context.period.first.replace(day=1)
    asked = DateRange(start, context.period.last + timedelta(days=_LONGEST_BREAK)).intersection(context.valid)
    if asked is None:
        return []
    busy = _busy(reception, asked, context, around)
    firsts: dict[tuple[int, int], date] = {}
    for occurrence in reception.when.occurrences(asked, context.calendar):
        if occurrence.actual not in busy:
            firsts.setdefault((occurrence.actual.year, occurrence.actual.month), occurrence.actual)
    return list(firsts.values())


def _not_in_person(reception: Reception, delegated: list[date], context: Context) -> list[Finding]:
    """A finding for each version of the receiver's minimum under which deputies received for him."""
    if reception.minimum is None:
        return []
    findings = []
    for version in context.law[reception.minimum].versions:
        days = [day for day in delegated if day in version]
        if days and isinstance(version.value, Quota):
            span = f"{days[0]:%d/%m/%Y}–{days[-1]:%d/%m/%Y}"
            findings.append(
                Finding(
                    severity=Severity.WARNING,
                    code="reception.delegated.not-in-person",
                    message_vi=f"{len(days)} buổi ({span}) do người khác tiếp thay: có giá trị với công dân, "
                    f"nhưng không tính vào mức trực tiếp tiếp {version.value}",
                    message_en=f"{len(days)} sessions ({days[0]} to {days[-1]}) were taken by a deputy: valid for "
                    "the citizen, but not counted toward the receiver's own minimum",
                    citation=version.citations[0],
                    where=reception.id,
                )
            )
    return findings
