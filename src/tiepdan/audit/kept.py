"""Hồ sơ tiếp công dân — what the records of sessions and visits show beside the agenda and the law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from ..agenda import Agenda
from ..calendars import WorkCalendar
from ..deadlines import Deadline, compute_deadline
from ..errors import OutsideCoverage
from ..law import Choice, Citation, Finding, Form, Law, Listing, Severity
from ..plans import Plan
from ..reception import Connected, Held, Outcome, Posted, Record, SessionRecord, Visit
from ..work import Item, Status

POSTING, CONTENT, CHANNELS = "reception.schedule.posting", "reception.posting.content", "reception.posting.channels"
PAPERS, GROUNDS, GROUPS = "reception.visitor.papers", "reception.refusal.grounds", "reception.group.representatives"
ONLINE = {"notified": "reception.online.notice", "tested": "reception.online.test"}
CONNECTION = "reception.online.connection"


def as_held(plan: Plan, agenda: Agenda, records: Iterable[Record], *, on: date) -> Agenda:
    """Lịch đã diễn ra — the agenda as the records tell it: held, by whom, on which day.

    What is past and has no record counts as not held; unscheduled sessions stand apart.
    """
    posts = {post.id: post.name for post in plan.post}
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
            behalf = posts.get(held.on_behalf_of, held.on_behalf_of) if held.on_behalf_of else None
            who = posts.get(held.receiver, held.receiver)
            items.append(attrs.evolve(item, date=held.on, status=Status.PLANNED, who=who, on_behalf_of=behalf))
    return attrs.evolve(agenda, items=tuple(sorted(items, key=lambda item: item.sort_key)))


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
    seen = set()
    for record in records:
        if isinstance(record, SessionRecord):
            seen.add(record.id)
            yield from auditor.session(record)
        elif isinstance(record, Visit):
            yield from auditor.visit(record)
    for item in auditor.items.values():
        if item.date and item.date < on and item.id not in seen and item.status is Status.PLANNED:
            yield _say(
                Severity.WARNING, "reception.record.missing", item.id, None,
                f"Buổi ngày {item.date:%d/%m/%Y} không có ghi nhận", f"no record of the session of {item.date}",
            )  # fmt: skip


class _Auditor:
    """Holds what every record is held against."""

    def __init__(self, plan: Plan, agenda: Agenda, on: date, calendar: WorkCalendar, law: Law) -> None:
        self._plan, self._on, self._calendar, self._law = plan, on, calendar, law
        self.items: dict[str, Item] = {item.id: item for item in agenda.items if item.kind == "reception"}
        self._fields = {field: unit.id for unit in plan.unit for field in unit.fields}
        self._units = {unit.id: unit.name for unit in plan.unit}

    def session(self, record: SessionRecord) -> Iterator[Finding]:
        if not record.unscheduled:
            if record.id not in self.items:
                yield _say(Severity.WARNING, "reception.record.unplanned", record.id, None,
                           "Buổi này không có trong lịch", "the session is not in the agenda")  # fmt: skip
            for place, day in enumerate(record.days):
                yield from self._posting(record, day, again=place > 0)
        if record.online:
            yield from self._online(record)
        citation = self._law.on(POSTING, record.day).citations[0]
        if record.state == "cancelled":
            yield _say(Severity.WARNING, "reception.session.cancelled", record.id, citation,
                       "Hủy mà không báo thời gian mới", "cancelled without a new time")  # fmt: skip
        elif record.state == "paused":
            yield _say(Severity.WARNING, "reception.session.paused", record.id, citation,
                       "Tạm dừng, chưa báo thời gian mới", "put off without a new time")  # fmt: skip
        elif record.state == "planned" and record.announced < self._on:
            yield _say(Severity.WARNING, "reception.session.open", record.id, None,
                       f"Buổi ngày {record.announced:%d/%m/%Y} chưa ghi kết quả",
                       f"nothing is recorded of {record.announced}")  # fmt: skip

    def _posting(self, record: SessionRecord, day: date, *, again: bool) -> Iterator[Finding]:
        """Whether the calendar was posted in time on every channel, and whole; a new time is a matter of doubt."""
        deadline = compute_deadline(POSTING, day, calendar=self._calendar, law=self._law)
        cited, severity = deadline.citations[0], Severity.WARNING if again else Severity.ERROR
        postings = [event for event in record.events if isinstance(event, Posted)]
        if again:
            since = next(event.on for event in record.events if getattr(event, "until", None) == day)
            postings = [event for event in postings if event.on >= since]
        for channel in self._list(CHANNELS, day).entries:
            days = [event.on for event in postings if event.channel == channel.id]
            if not days and self._on > deadline.due:
                yield _say(severity, "reception.posting.missing", record.id, cited,
                           f"Chưa niêm yết tại {channel.vi} lịch ngày {day:%d/%m/%Y} (hạn {deadline.due:%d/%m/%Y})",
                           f"{channel.id}: not posted for {day}, due {deadline.due}")  # fmt: skip
            elif days and min(days) > deadline.due:
                late = (min(days) - deadline.due).days
                yield _say(severity, "reception.posting.late", record.id, cited,
                           f"Niêm yết tại {channel.vi} trễ {late} ngày (hạn {deadline.due:%d/%m/%Y})",
                           f"{channel.id}: posted {late} days late for {day}")  # fmt: skip
        listed, content = self._list(CONTENT, day), frozenset(part for event in postings for part in event.content)
        if postings and (missing := listed.missing(content)):
            words = "; ".join(entry.vi for entry in missing)
            yield _say(Severity.WARNING, "reception.posting.content", record.id,
                       self._law.on(CONTENT, day).citations[0], f"Niêm yết thiếu: {words}",
                       f"posted without: {', '.join(entry.id for entry in missing)}")  # fmt: skip

    def _online(self, record: SessionRecord) -> Iterator[Finding]:
        """The three clocks of an online session."""
        for kind, rule in ONLINE.items():
            deadline = compute_deadline(rule, record.announced, calendar=self._calendar, law=self._law)
            days = [event.on for event in record.events if event.kind == kind]
            if (days and min(days) > deadline.due) or (not days and self._on > deadline.due):
                vi = f"{self._law[rule].title_vi}: hạn {deadline.due:%d/%m/%Y}"
                en = f"{kind} by {deadline.due} at the latest"
                yield _say(Severity.ERROR, f"{rule}.late", record.id, deadline.citations[0], vi, en)
        version = self._law.on(CONNECTION, record.announced)
        minutes = [event.minutes_before for event in record.events if isinstance(event, Connected)]
        hours = getattr(version.value, "amount", 0)
        if record.state == "held" and max(minutes, default=0) < 60 * hours:
            vi, en = f"Kết nối các điểm cầu trước ít nhất {hours} giờ", "the points were connected too late"
            yield _say(Severity.ERROR, f"{CONNECTION}.late", record.id, version.citations[0], vi, en)

    def visit(self, visit: Visit) -> Iterator[Finding]:
        yield from self._papers(visit)
        yield from self._group(visit)
        if len(visit.matters) > 1:
            yield _say(Severity.WARNING, "reception.visit.mixed", visit.id, None,
                       "Nhiều nội dung: hướng dẫn tách riêng từng loại", "several matters: to be split")  # fmt: skip
        yield from self._refusal(visit) if visit.refusal else self._answer(visit)
        yield from self._routing(visit)
        yield from self._escalation(visit)

    def _papers(self, visit: Visit) -> Iterator[Finding]:
        version, listed = self._law.on(PAPERS, visit.on), self._list(PAPERS, visit.on)
        for place, party in enumerate(visit.parties, 1):
            given = frozenset(entry.id for entry in listed.entries if getattr(party, entry.id, None))
            for entry in listed.missing(given):
                vi, en = f"Người thứ {place}: thiếu {entry.vi}", f"person {place}: {entry.id} is missing"
                yield _say(Severity.ERROR, "reception.visit.papers", visit.id, version.citations[0], vi, en)

    def _group(self, visit: Visit) -> Iterator[Finding]:
        version = self._law.on(GROUPS, visit.on)
        if not isinstance(version.value, Choice):
            return
        try:
            bracket = version.value.for_size(visit.people)
        except OutsideCoverage:
            return
        count, cited = visit.representatives or 0, version.citations[0]
        if not bracket.at_least <= count <= bracket.at_most:
            yield _say(Severity.ERROR, "reception.visit.representatives", visit.id, cited,
                       f"{visit.people} người, {count} người đại diện; luật: {bracket}",
                       f"{visit.people} people with {count} representatives")  # fmt: skip
        if not visit.group_signed:
            yield _say(Severity.WARNING, "reception.visit.appointment", visit.id, cited,
                       "Chưa có văn bản cử người đại diện có đủ chữ ký", "no appointment signed by all")  # fmt: skip

    def _refusal(self, visit: Visit) -> Iterator[Finding]:
        version, listed = self._law.on(GROUNDS, visit.on), self._list(GROUNDS, visit.on)
        if visit.refusal not in listed.ids:
            yield _say(Severity.ERROR, "reception.visit.refusal-ground", visit.id, version.citations[0],
                       f"'{visit.refusal}' không phải trường hợp được từ chối",
                       f"'{visit.refusal}' is no ground of refusal")  # fmt: skip
        elif listed.entry(str(visit.refusal)).form is Form.WRITTEN:
            deadline = self._due("reception.refusal.notice", visit.on)
            if deadline:
                yield from self._done(visit.id, deadline, visit.refusal_sent, "reception.visit.refusal-notice")

    def _answer(self, visit: Visit) -> Iterator[Finding]:
        deadline = self._due("reception.reply", visit.on)
        if deadline:
            yield from self._done(visit.id, deadline, visit.replied, "reception.visit.reply")

    def _due(self, rule: str, day: date) -> Deadline | None:
        try:
            return compute_deadline(rule, day, calendar=self._calendar, law=self._law)
        except OutsideCoverage:
            return None

    def _done(self, where: str, deadline: Deadline, done: date | None, code: str) -> Iterator[Finding]:
        title, end = self._law[str(deadline.rule)].title_vi, done or self._on
        if end > deadline.due:
            late, severity = (end - deadline.due).days, Severity.WARNING if done else Severity.ERROR
            yield _say(severity, code, where, deadline.citations[0],
                       f"{title}: {'trễ' if done else 'quá hạn'} {late} ngày (hạn {deadline.due:%d/%m/%Y})",
                       f"{deadline.rule}: {late} days {'late' if done else 'overdue'}, due {deadline.due}")  # fmt: skip

    def _routing(self, visit: Visit) -> Iterator[Finding]:
        if visit.outcome is not Outcome.TAKEN or not visit.field or not self._fields:
            return
        unit = self._fields.get(visit.field)
        if unit is None:
            yield _say(Severity.INFO, "reception.visit.field", visit.id, None,
                       f"Kế hoạch không giao lĩnh vực '{visit.field}' cho đơn vị nào",
                       f"no unit of the plan answers for '{visit.field}'")  # fmt: skip
        elif visit.accepted_by and visit.accepted_by != unit:
            yield _say(Severity.WARNING, "reception.visit.routing", visit.id, None,
                       f"Lĩnh vực '{visit.field}' thuộc {self._units[unit]}",
                       f"'{visit.field}' belongs to {unit}, not {visit.accepted_by}")  # fmt: skip

    def _escalation(self, visit: Visit) -> Iterator[Finding]:
        for rule in self._plan.escalation:
            if visit.people < rule.at_least or (visit.reported is not None and visit.reported <= visit.on):
                continue
            names = "; ".join(recipient.name for recipient in rule.recipients)
            late = "báo cáo chậm" if visit.reported else "chưa báo cáo"
            yield _say(Severity.ERROR, "reception.visit.escalation", visit.id, None,
                       f"Đoàn {visit.people} người: {late}, phải báo cáo ngay {names} (mục {rule.clause})",
                       f"a group of {visit.people} is reported at once to {names}")  # fmt: skip

    def _list(self, rule: str, day: date) -> Listing:
        return self._law.value(Listing, rule, day)


def _say(severity: Severity, code: str, where: str, citation: Citation | None, vi: str, en: str) -> Finding:
    return Finding(severity=severity, code=code, message_vi=vi, message_en=en, citation=citation, where=where)
