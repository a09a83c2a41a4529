"""Hồ sơ tiếp công dân — what the records of sessions and visits show beside the agenda and the law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

import attrs

from ..agenda import Agenda
from ..arguments import checked
from ..calendars import WorkCalendar
from ..deadlines import Deadline, compute_deadline
from ..errors import OutsideCoverage
from ..frozen import FrozenDict
from ..law import Choice, Finding, Form, Law, Listing, Severity, TimeLimit
from ..plans import Plan
from ..reception import Connected, Escalation, Held, Outcome, Posted, Record, SessionRecord, Visit
from ..work import Item, Status
from .words import say

POSTING, CONTENT, CHANNELS = "reception.schedule.posting", "reception.posting.content", "reception.posting.channels"
PAPERS, GROUNDS, GROUPS = "reception.visitor.papers", "reception.refusal.grounds", "reception.group.representatives"
REPLY, REFUSAL = "reception.reply", "reception.refusal.notice"
ONLINE = FrozenDict({"notified": "reception.online.notice", "tested": "reception.online.test"})
CONNECTION = "reception.online.connection"


@checked
def as_held(plan: Plan, agenda: Agenda, records: Iterable[Record], *, on: date) -> Agenda:
    """Lịch đã diễn ra — the agenda as the records tell it: held, by whom, on which day.

    What is past and has no record counts as not held; unscheduled sessions stand apart.
    """
    kept = {one.id: one for one in records if isinstance(one, SessionRecord) and not one.unscheduled}
    items = []
    for item in agenda.items:
        record = kept.get(item.id)
        if item.kind != "reception" or item.date is None or (record is None and item.date > on):
            items.append(item)
            continue
        held = next((event for event in record.events if isinstance(event, Held)), None) if record else None
        if held is None:
            items.append(attrs.evolve(item, status=Status.TO_POSTPONE, who=None, on_behalf_of=None))
        else:
            names = {name: post.name for name, post in plan.posts_on(held.on).items()}
            behalf = names.get(held.on_behalf_of, held.on_behalf_of) if held.on_behalf_of else None
            who = names.get(held.receiver, held.receiver)
            items.append(attrs.evolve(item, date=held.on, status=Status.PLANNED, who=who, on_behalf_of=behalf))
    return attrs.evolve(agenda, items=tuple(sorted(items, key=lambda item: item.sort_key)))


@checked
def record_findings(
    plan: Plan, agenda: Agenda, records: Iterable[Record], *, on: date, calendar: WorkCalendar, law: Law | None = None
) -> Iterator[Finding]:
    """Phát hiện trên hồ sơ — posting, postponements, online clocks; papers, groups, refusals, answers, reports up.

    Args:
        plan: whose receptions they are.
        agenda: the sessions that were planned.
        records: what was kept, in any order, each looked at once.
        on: the day of the audit.
        calendar: the working days.
        law: the registry; None: the calendar's.

    Raises:
        OutsideCoverage: the calendar does not cover the days.
    """
    auditor = _Auditor(plan, agenda, on, calendar, law or calendar.law)
    seen, unscheduled = set(), 0
    for record in records:
        if isinstance(record, SessionRecord):
            seen.add(record.id)
            unscheduled += record.unscheduled and record.state == "held"
            yield from auditor.session(record)
        elif isinstance(record, Visit):
            yield from auditor.visit(record)
    for item in auditor.items.values():
        if item.date and item.date < on and item.id not in seen and item.status is Status.PLANNED:
            yield say("record.missing", item.id, day=item.date)
    if unscheduled:
        yield say("session.unscheduled", plan.id, count=unscheduled)


class _Auditor:
    """Holds what every record is held against."""

    def __init__(self, plan: Plan, agenda: Agenda, on: date, calendar: WorkCalendar, law: Law) -> None:
        self._plan, self._on, self._calendar, self._law = plan, on, calendar, law
        self.items: dict[str, Item] = {item.id: item for item in agenda.items if item.kind == "reception"}
        self._units_on, self._escalations = cache(plan.units_on), plan.in_force(Escalation)

    def session(self, record: SessionRecord) -> Iterator[Finding]:
        if not record.unscheduled:
            if record.id not in self.items:
                yield say("record.unplanned", record.id)
            for place, day in enumerate(record.days):
                yield from self._posting(record, day, again=place > 0)
        if record.online:
            yield from self._online(record)
        posting = self._law.on(POSTING, record.day)
        if record.state in ("cancelled", "paused"):
            yield say(f"session.{record.state}", record.id, posting)
        elif record.state == "planned" and record.announced < self._on:
            yield say("session.open", record.id, day=record.announced)

    def _posting(self, record: SessionRecord, day: date, *, again: bool) -> Iterator[Finding]:
        """Whether the calendar was posted in time on every channel, and whole; a new time is a matter of doubt."""
        deadline = self._count(POSTING, day)
        postings = [event for event in record.events if isinstance(event, Posted)]
        if again:
            since = next(event.on for event in record.events if getattr(event, "until", None) == day)
            postings = [event for event in postings if event.on >= since]
        for channel in self._list(CHANNELS, day).entries:
            first = min((event.on for event in postings if event.channel == channel.id), default=None)
            if (first or self._on) > deadline.due:
                code = "posting.late" if first else "posting.missing"
                found = say(code, record.id, deadline, where=channel.vi, id=channel.id, day=day,
                            due=deadline.due, days=((first or self._on) - deadline.due).days)  # fmt: skip
                yield attrs.evolve(found, severity=Severity.WARNING) if again else found
        content = frozenset(part for event in postings for part in event.content)
        missing = self._list(CONTENT, day).missing(content) if postings else ()
        if missing:
            words, ids = "; ".join(entry.vi for entry in missing), ", ".join(entry.id for entry in missing)
            yield say("posting.content", record.id, self._law.on(CONTENT, day), what=words, ids=ids)

    def _online(self, record: SessionRecord) -> Iterator[Finding]:
        """The three clocks of an online session."""
        for kind, rule in ONLINE.items():
            deadline = self._count(rule, record.announced)
            first = min((event.on for event in record.events if event.kind == kind), default=self._on)
            if first > deadline.due:
                yield say("online.late", record.id, deadline, title=self._law[rule].title_vi, id=rule,
                          due=deadline.due)  # fmt: skip
        version = self._law.on(CONNECTION, record.announced)
        minutes = [event.minutes_before for event in record.events if isinstance(event, Connected)]
        hours = version.value.amount if isinstance(version.value, TimeLimit) else 0
        if record.state == "held" and max(minutes, default=0) < 60 * hours:
            yield say("online.connection", record.id, version, hours=hours)

    def visit(self, visit: Visit) -> Iterator[Finding]:
        yield from self._papers(visit)
        yield from self._group(visit)
        if len(visit.matters) > 1:
            yield say("visit.mixed", visit.id)
        yield from self._refusal(visit) if visit.refusal else self._done(visit, REPLY, visit.replied)
        yield from self._routing(visit)
        yield from self._escalation(visit)

    def _papers(self, visit: Visit) -> Iterator[Finding]:
        rule, listed = self._law.on(PAPERS, visit.on), self._list(PAPERS, visit.on)
        for place, party in enumerate(visit.parties, 1):
            for entry in listed.entries:
                if not getattr(party, entry.id, None):
                    yield say("visit.papers", visit.id, rule, place=place, what=entry.vi, id=entry.id)

    def _group(self, visit: Visit) -> Iterator[Finding]:
        try:
            bracket = self._law.value(Choice, GROUPS, visit.on).for_size(visit.people)
        except OutsideCoverage:
            return
        count, rule = visit.representatives or 0, self._law.on(GROUPS, visit.on)
        if not bracket.at_least <= count <= bracket.at_most:
            yield say("visit.representatives", visit.id, rule, people=visit.people, count=count, law=bracket)
        if not visit.group_signed:
            yield say("visit.appointment", visit.id, rule)

    def _refusal(self, visit: Visit) -> Iterator[Finding]:
        ground, listed = str(visit.refusal), self._list(GROUNDS, visit.on)
        if ground not in listed.ids:
            yield say("visit.refusal-ground", visit.id, self._law.on(GROUNDS, visit.on), ground=ground)
        elif listed.entry(ground).form is Form.WRITTEN:
            yield from self._done(visit, REFUSAL, visit.refusal_sent)

    def _done(self, visit: Visit, rule: str, done: date | None) -> Iterator[Finding]:
        """Whether what is owed to a visitor was done in time, where the law of the day sets a time."""
        try:
            deadline = self._count(rule, visit.on)
        except OutsideCoverage:
            return
        days = ((done or self._on) - deadline.due).days
        if days > 0:
            yield say("visit.late" if done else "visit.overdue", visit.id, deadline,
                      title=self._law[rule].title_vi, id=rule, days=days, due=deadline.due)  # fmt: skip

    def _routing(self, visit: Visit) -> Iterator[Finding]:
        units = self._units_on(visit.on)
        fields = {field: unit.id for unit in units.values() for field in unit.fields}
        if visit.outcome is not Outcome.TAKEN or not visit.field or not fields:
            return
        unit = fields.get(visit.field)
        if unit is None:
            yield say("visit.field", visit.id, field=visit.field)
        elif visit.accepted_by and visit.accepted_by != unit:
            yield say("visit.routing", visit.id, field=visit.field, unit=units[unit].name)

    def _escalation(self, visit: Visit) -> Iterator[Finding]:
        for one in self._escalations:
            rule = one.value
            if not one.holds(visit.on):
                continue
            if visit.people >= rule.at_least and (visit.reported is None or visit.reported > visit.on):
                names = "; ".join(recipient.name for recipient in rule.recipients)
                told = say("visit.escalation", visit.id, people=visit.people, to=names, clause=rule.clause)
                yield attrs.evolve(told, doubts=one.origin.doubts)

    def _count(self, rule: str, day: date) -> Deadline:
        return compute_deadline(rule, day, calendar=self._calendar, law=self._law)

    def _list(self, rule: str, day: date) -> Listing:
        return self._law.value(Listing, rule, day)
