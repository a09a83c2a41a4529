"""Đánh giá — what is due in a case on a day, what was late and by how much, and what can no longer be done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from typing import Any

import attrs

from ..arguments import checked
from ..brief import brief
from ..calendars import WorkCalendar
from ..certainty import Doubt
from ..deadlines import Deadline, compute_deadline
from ..errors import InvalidValue, OutsideCoverage
from ..law import Choice, Citation, Finding, Grounds, Law, Severity, TimeLimit, grounded
from ..typed import typed
from .case import Case
from .events import Event, Resumed, Sent, Suspended
from .lifecycle import Clock, Role
from .running import Span, spans

_DAY = timedelta(days=1)

_NO_RECEIPT = Doubt(
    vi="Chưa ghi nhận ngày nhận nên tạm tính từ ngày gửi; nếu nhận sau ngày gửi thì hạn cuối cũng lùi lại",
    en="the day of receipt is not recorded, so the sending counts; a later receipt moves the last day back",
)


class Standing(Enum):
    """Tình trạng của một thời hạn — what became of it.

    `OPEN` còn hạn; `PAUSED` tạm dừng; `OVERDUE` quá hạn; `MET` đúng hạn; `LATE` trễ hạn; `ENDED` hết phải làm,
    `MISSED` hết phải làm khi đã quá hạn. A right that ran out is `LOST`, or has `LAPSED` (đã qua, còn tính lại) where
    the law lets it begin anew and that is still to come; one used after its last day is `LATE`. An effect that came is
    `MET`.
    """

    OPEN = "open"
    PAUSED = "paused"
    OVERDUE = "overdue"
    MET = "met"
    LATE = "late"
    ENDED = "ended"
    MISSED = "missed"
    LOST = "lost"
    LAPSED = "lapsed"


_COUNTED = frozenset((Standing.OVERDUE, Standing.LATE, Standing.MISSED, Standing.LOST))
"""The standings that say by how many days."""


@attrs.frozen(kw_only=True, field_transformer=typed)
class Run:
    """Một lần chạy của thời hạn — a rule from one event, with its last day and what became of it.

    `done` is the day on which it was met or ended; `days` how many calendar days late, overdue or missed.
    """

    role: Role
    deadline: Deadline
    standing: Standing
    done: date | None = None
    days: int = 0

    @property
    def rule(self) -> str:
        """The id of the rule."""
        return str(self.deadline.rule)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Uncounted:
    """Không tính được — a rule that should run, and why no day can be given."""

    rule: str
    why: str


@attrs.frozen(kw_only=True, field_transformer=typed)
class Assessment:
    """Đánh giá một vụ việc — its state on a day, and all that ran until then, in order of last days."""

    __repr__ = brief

    case: str
    on: date
    state: str
    state_vi: str
    runs: tuple[Run, ...]
    uncounted: tuple[Uncounted, ...]
    findings: tuple[Finding, ...]

    @checked
    def having(self, *standings: Standing, role: Role = Role.DUTY) -> tuple[Run, ...]:
        """The runs of a role with one of these standings."""
        return tuple(run for run in self.runs if run.role is role and run.standing in standings)

    @property
    def due(self) -> tuple[Run, ...]:
        """Phải làm — duties that are still open or already overdue, in order of last days."""
        return self.having(Standing.OPEN, Standing.OVERDUE)

    @property
    def overdue(self) -> tuple[Run, ...]:
        """Quá hạn — duties not done, whose last day is over."""
        return self.having(Standing.OVERDUE)

    @property
    def late(self) -> tuple[Run, ...]:
        """Trễ hạn — duties done after their last day."""
        return self.having(Standing.LATE)

    @property
    def lost(self) -> tuple[Run, ...]:
        """Hết thời hiệu — what can no longer be done."""
        return self.having(Standing.LOST, role=Role.RIGHT)


@checked
def assess(case: Case, *, on: date, calendar: WorkCalendar, law: Law | None = None) -> Assessment:
    """Đánh giá — the case on a day, by what had happened until then.

    >>> from tiepdan import WorkCalendar
    >>> from tiepdan.cases import ComplaintCase, Received, assess
    >>> case = ComplaintCase(id="01/2026", events=(Received(date(2026, 11, 16)),))
    >>> [run] = assess(case, on=date(2026, 11, 20), calendar=WorkCalendar.vietnam()).due[:1]
    >>> run.rule, run.deadline.due
    ('complaint.first.acceptance', datetime.date(2026, 11, 26))

    Raises:
        OutsideCoverage: the calendar does not cover the days.
    """
    return _Teller(case, on, calendar, law or calendar.law).assessment()


class _Teller:
    """Runs the clocks of a case."""

    def __init__(self, case: Case, on: date, calendar: WorkCalendar, law: Law) -> None:
        self._case, self._on, self._calendar, self._law = case, on, calendar, law
        self._events = tuple(event for event in case.events if event.on <= on)
        self._log = [(event.token, event) for event in self._events]
        self._state = case.states[len(self._events)]
        self._extended = sum(token == "extended" for token, _ in self._log)
        self._suspended = list(_suspensions(self._events))
        self._counts: dict[Clock, list[tuple[Span, Run]]] = {}
        self._uncounted: list[Uncounted] = []
        self._findings: dict[tuple[object, ...], Finding] = {}

    def assessment(self) -> Assessment:
        counts = [(clock, span, run) for clock in self._case.lifecycle.clocks for span, run in self._counted(clock)]
        counts.sort(key=lambda count: (count[2].deadline.due, count[2].rule, count[2].deadline.event))
        for count in counts:
            self._tell(*count)
        self._premature()
        self._representatives()
        return Assessment(
            case=self._case.id,
            on=self._on,
            state=self._state,
            state_vi=self._case.lifecycle.states.get(self._state, "chưa tiếp nhận"),
            runs=tuple(run for _, _, run in counts),
            uncounted=tuple(self._uncounted),
            findings=tuple(self._findings.values()),
        )

    def _counted(self, clock: Clock) -> list[tuple[Span, Run]]:
        """The runs of a clock, each with the span of days in which it ran."""
        if clock not in self._counts:
            expired = self._expired(clock.at_expiry_of, self._on) if clock.at_expiry_of else None
            counts = self._counts[clock] = []
            for span in spans(clock, self._log, self._on, expired):
                if clock.only_when_met and not (span.stop and span.stop.token in clock.stops):
                    continue
                try:
                    counts.append((span, self._run(clock, span)))
                except OutsideCoverage as error:
                    self._uncounted.append(Uncounted(rule=clock.rule, why=str(error)))
        return self._counts[clock]

    def _expired(self, rule: str, day: date) -> date | None:
        """The last day of a clock of this rule that ran out unmet before a day."""
        for span, run in self._counted(self._case.lifecycle.clock(rule)):
            if run.deadline.due < min(day, span.stop.on if span.stop else day):
                return run.deadline.due
        return None

    def _run(self, clock: Clock, span: Span) -> Run:
        version = self._law.on(clock.rule, span.anchor)
        limit = version.value
        if not isinstance(limit, TimeLimit):
            raise InvalidValue(f"{clock.rule} is a clock of a case, but sets no time limit: {limit}")
        asked = self._variant(limit) | self._extensions(clock, limit, span)
        end = span.stop.on if span.stop else self._on
        if limit.suspension:
            taken_out = ((start, resumed or end + _DAY) for start, resumed in self._suspended)
            asked["suspended"] = [(start, resumed) for start, resumed in taken_out if span.anchor < resumed]
        deadline = compute_deadline(clock.rule, span.anchor, calendar=self._calendar, law=self._law, **asked)
        paused = limit.suspension is not None and bool(self._suspended) and self._suspended[-1][1] is None
        standing = _standing(clock, span, end, deadline.due, paused)
        days = (end - deadline.due).days if standing in _COUNTED else 0
        done = span.stop.on if span.stop else None
        return Run(role=clock.role, deadline=deadline, standing=standing, done=done, days=days)

    def _variant(self, limit: TimeLimit) -> dict[str, Any]:
        """The variants that both the case and the limit have."""
        case = self._case
        if getattr(case, "dismissal", False) and limit.dismissal is not None:
            return {"dismissal": True}
        if case.complex and case.remote and limit.remote_complex is not None:
            return {"complex": True, "remote": True}
        if case.remote and limit.remote is not None:
            return {"remote": True}
        if case.complex and limit.complex is not None:
            return {"complex": True}
        return {}

    def _extensions(self, clock: Clock, limit: TimeLimit, span: Span) -> dict[str, Any]:
        """How often the limit was extended, as far as the law allows."""
        if not limit.extension:
            return {}
        most = limit.extension.at_most
        if self._extended > most:
            rule = self._law[clock.rule]
            vi = f"{rule.title_vi}: đã gia hạn {self._extended} lần, pháp luật cho phép gia hạn {most} lần"
            en = f"{rule.title_en}: extended {self._extended} times, the law allows {most}"
            self._find(Severity.ERROR, "case.extended-too-often", vi, en, self._law.on(clock.rule, span.anchor))
        return {"extensions": min(self._extended, most)}

    def _tell(self, clock: Clock, span: Span, run: Run) -> None:
        rule, due = self._law[run.rule], run.deadline.due
        day = f"{due:%d/%m/%Y}"
        if run.standing is Standing.OVERDUE:
            vi = f"{rule.title_vi}: quá hạn {run.days} ngày (hạn {day})"
            en = f"{rule.title_en}: overdue by {run.days} days, since {due}"
            self._find(Severity.ERROR, "case.overdue", vi, en, run.deadline)
        elif run.standing is Standing.LATE:
            severity = Severity.WARNING if run.role is Role.DUTY else Severity.ERROR
            vi = f"{rule.title_vi}: trễ {run.days} ngày (hạn {day}, làm ngày {run.done:%d/%m/%Y})"
            en = f"{rule.title_en}: {run.days} days late, {run.done} for {due}"
            self._find(severity, "case.late", vi, en, run.deadline, *_unsure_of_receipt(clock, span))
        elif run.standing is Standing.MISSED:
            vi = f"{rule.title_vi}: quá hạn {run.days} ngày khi việc kết thúc (hạn {day})"
            en = f"{rule.title_en}: {run.days} days overdue when the case ended, due {due}"
            self._find(Severity.WARNING, "case.missed", vi, en, run.deadline)
        elif run.standing is Standing.LOST:
            vi = f"{rule.title_vi}: hết thời hạn từ sau ngày {day}"
            en = f"{rule.title_en}: can no longer be done since {due}"
            self._find(Severity.INFO, "case.lost", vi, en, run.deadline, *_unsure_of_receipt(clock, span))
        elif run.standing is Standing.LAPSED:
            starts = f" (tính từ {rule.event})" if rule.event else ""
            vi = f"{rule.title_vi}: đã qua ngày {day} nhưng chưa mất quyền; thời hạn còn được tính lại{starts}"
            en = f"{rule.title_en}: {due} has passed, but the right is not lost; its time may still begin anew"
            self._find(Severity.INFO, "case.lapsed", vi, en, run.deadline)

    def _premature(self) -> None:
        """An appeal against a silence that had not lasted long enough yet."""
        life = self._case.lifecycle
        for (token, event), before in zip(self._log, self._case.states, strict=False):
            step = life.step(token, before)
            if step.after_expiry_of and self._expired(step.after_expiry_of, event.on) is None:
                title = self._law[step.after_expiry_of].title_vi
                vi = f"{event.vietnamese} ngày {event.on:%d/%m/%Y} khi chưa hết thời hạn: {title}"
                en = f"{token} on {event.on} before {step.after_expiry_of} ran out"
                self._find(Severity.ERROR, "case.premature", vi, en, step.basis)

    def _representatives(self) -> None:
        case = self._case
        if case.representatives is None or not self._events:
            return
        version = self._law.on("reception.group.representatives", self._events[0].on)
        if not isinstance(version.value, Choice):
            return
        try:
            bracket = version.value.for_size(case.people)
        except OutsideCoverage:
            return
        if not bracket.at_least <= case.representatives <= bracket.at_most:
            vi = f"{case.people} người cử {case.representatives} người đại diện; luật: {bracket}"
            en = f"{case.people} people have {case.representatives} representatives"
            self._find(Severity.ERROR, "case.representatives", vi, en, version)

    def _find(
        self, severity: Severity, code: str, vi: str, en: str, grounds: Grounds | Citation, *doubts: Doubt
    ) -> None:
        """Keep a finding, once for the same words: its grounds take longer to tell than all the rest."""
        if (code, vi, *doubts) in self._findings:
            return
        found = Finding(severity=severity, code=code, message_vi=vi, message_en=en, where=self._case.id)
        found = attrs.evolve(found, citation=grounds) if isinstance(grounds, Citation) else grounded(found, grounds)
        self._findings[(code, vi, *doubts)] = attrs.evolve(found, doubts=(*found.doubts, *doubts))


def _standing(clock: Clock, span: Span, end: date, due: date, paused: bool) -> Standing:
    stop, in_time = span.stop, end <= due
    if clock.role is Role.EFFECT:
        if stop and stop.token in clock.ends and end < due:
            return Standing.ENDED
        return Standing.MET if end >= due else Standing.OPEN
    right, begins_anew = clock.role is Role.RIGHT, clock.may_begin_anew(span.began_with)
    if stop is None:
        if in_time:
            return Standing.PAUSED if paused else Standing.OPEN
        if right:
            return Standing.LAPSED if begins_anew else Standing.LOST
        return Standing.OVERDUE
    if stop.token in clock.stops:
        return Standing.MET if in_time else Standing.LATE
    if in_time or (right and begins_anew):
        return Standing.ENDED
    return Standing.LOST if right else Standing.MISSED


def _unsure_of_receipt(clock: Clock, span: Span) -> tuple[Doubt, ...]:
    """Counted from the sending, as the day of the receipt is not recorded."""
    counts_from_receipt = span.start and clock.anchors[span.start.token] == "known"
    if counts_from_receipt and isinstance(span.start, Sent) and span.start.delivered is None:
        return (_NO_RECEIPT,)
    return ()


def _suspensions(events: tuple[Event, ...]) -> Iterator[tuple[date, date | None]]:
    """From when and until when a case rested; None: it still does."""
    start: date | None = None
    for event in events:
        if isinstance(event, Suspended):
            start = event.on
        elif start is not None and isinstance(event, Resumed):
            if start < event.on:
                yield start, event.on
            start = None
    if start is not None:
        yield start, None
