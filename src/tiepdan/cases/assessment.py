"""Đánh giá — what is due in a case on a day, what was late and by how much, and what can no longer be done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from typing import Any

import attrs

from ..calendars import WorkCalendar
from ..deadlines import Deadline, compute_deadline
from ..errors import InvalidValue, OutsideCoverage
from ..law import Choice, Citation, Finding, Grounds, Law, Severity, TimeLimit, grounded
from .case import Case
from .events import Event, Resumed, Suspended
from .lifecycle import Clock, Role

_DAY = timedelta(days=1)


class Standing(Enum):
    """Tình trạng của một thời hạn — what became of it.

    `OPEN` còn hạn; `PAUSED` tạm dừng; `OVERDUE` quá hạn; `MET` đúng hạn; `LATE` trễ hạn; `ENDED` hết phải làm,
    `MISSED` hết phải làm khi đã quá hạn. A right that ran out is `LOST`, one used after that `LATE`; an effect
    that came is `MET`.
    """

    OPEN = "open"
    PAUSED = "paused"
    OVERDUE = "overdue"
    MET = "met"
    LATE = "late"
    ENDED = "ended"
    MISSED = "missed"
    LOST = "lost"


_COUNTED = frozenset((Standing.OVERDUE, Standing.LATE, Standing.MISSED, Standing.LOST))
"""The standings that say by how many days."""


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
class Uncounted:
    """Không tính được — a rule that should run, and why no day can be given."""

    rule: str
    why: str


@attrs.frozen(kw_only=True)
class Assessment:
    """Đánh giá một vụ việc — its state on a day, and all that ran until then, in order of last days."""

    case: str
    on: date
    state: str
    state_vi: str
    runs: tuple[Run, ...]
    uncounted: tuple[Uncounted, ...]
    findings: tuple[Finding, ...]

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
        self._state = case.states[len(self._events)]
        self._suspended = list(_suspensions(self._events))
        self._uncounted: list[Uncounted] = []
        self._findings: list[Finding] = []

    def assessment(self) -> Assessment:
        runs = [run for clock in self._case.lifecycle.clocks for run in self._runs(clock)]
        runs.sort(key=lambda run: (run.deadline.due, run.rule, run.deadline.event))
        for run in runs:
            self._tell(run)
        self._premature()
        self._representatives()
        return Assessment(
            case=self._case.id,
            on=self._on,
            state=self._state,
            state_vi=self._case.lifecycle.states.get(self._state, "chưa tiếp nhận"),
            runs=tuple(runs),
            uncounted=tuple(self._uncounted),
            findings=tuple(self._findings),
        )

    def _runs(self, clock: Clock) -> Iterator[Run]:
        for anchor, stop in self._spans(clock):
            if clock.only_when_met and (stop is None or stop.token not in clock.stops):
                continue
            try:
                yield self._run(clock, anchor, stop)
            except OutsideCoverage as error:
                self._uncounted.append(Uncounted(rule=clock.rule, why=str(error)))

    def _spans(self, clock: Clock) -> Iterator[tuple[date, Event | None]]:
        """From which day a clock runs and what stops or ends it; a start before that begins it anew."""
        anchor: date | None = None
        for event in self._events:
            token = event.token
            if anchor is None and clock.at_expiry_of:
                anchor = self._expired(clock.at_expiry_of, event.on)
            if token in clock.anchors and (anchor is None or token not in clock.final):
                anchor = getattr(event, clock.anchors[token])
            if anchor is not None and token in clock.final:
                yield anchor, event
                anchor = None
                if clock.at_expiry_of:
                    return
        if anchor is None and clock.at_expiry_of:
            anchor = self._expired(clock.at_expiry_of, self._on)
        if anchor is not None:
            yield anchor, None

    def _expired(self, rule: str, day: date) -> date | None:
        """The last day of another clock, where that ran out unmet before a day."""
        clock = self._case.lifecycle.clock(rule)
        for anchor, stop in self._spans(clock):
            due = self._run(clock, anchor, None).deadline.due
            if due < min(day, stop.on if stop else day):
                return due
        return None

    def _run(self, clock: Clock, anchor: date, stop: Event | None) -> Run:
        version = self._law.on(clock.rule, anchor)
        limit = version.value
        if not isinstance(limit, TimeLimit):
            raise InvalidValue(f"{clock.rule} is a clock of a case, but sets no time limit: {limit}")
        deadline = compute_deadline(
            clock.rule, anchor, calendar=self._calendar, law=self._law, **self._circumstances(clock, limit, anchor)
        )
        paused = limit.suspension is not None and bool(self._suspended) and self._suspended[-1][1] is None
        standing = self._standing(clock, deadline.due, stop, paused)
        end = stop.on if stop else self._on
        days = (end - deadline.due).days if standing in _COUNTED else 0
        return Run(role=clock.role, deadline=deadline, standing=standing, done=stop.on if stop else None, days=days)

    def _standing(self, clock: Clock, due: date, stop: Event | None, paused: bool) -> Standing:
        in_time = (stop.on if stop else self._on) <= due
        if clock.role is Role.EFFECT:
            if stop and stop.token in clock.ends and stop.on < due:
                return Standing.ENDED
            return Standing.MET if (stop.on if stop else self._on) >= due else Standing.OPEN
        if stop is None:
            if in_time:
                return Standing.PAUSED if paused else Standing.OPEN
            return Standing.LOST if clock.role is Role.RIGHT else Standing.OVERDUE
        if stop.token in clock.stops:
            return Standing.MET if in_time else Standing.LATE
        if clock.role is Role.RIGHT and not in_time:
            return Standing.LOST
        return Standing.ENDED if in_time else Standing.MISSED

    def _circumstances(self, clock: Clock, limit: TimeLimit, anchor: date) -> dict[str, Any]:
        """The variants that both the case and the limit have, its extensions and suspensions."""
        case = self._case
        found: dict[str, Any] = {}
        if case.complex and case.remote and limit.remote_complex is not None:
            found |= {"complex": True, "remote": True}
        elif case.remote and limit.remote is not None:
            found["remote"] = True
        elif case.complex and limit.complex is not None:
            found["complex"] = True
        if getattr(case, "dismissal", False) and limit.dismissal is not None:
            found = {"dismissal": True}
        if limit.extension:
            times = sum(event.token == "extended" for event in self._events)
            if times > limit.extension.at_most:
                vi = f"{clock.rule}: gia hạn {times} lần, luật cho phép {limit.extension.at_most} lần"
                en, version = f"{clock.rule}: extended {times} times", self._law.on(clock.rule, anchor)
                self._find(Severity.ERROR, "case.extended-too-often", vi, en, version)
            found["extensions"] = min(times, limit.extension.at_most)
        if limit.suspension:
            spans = [(start, end or self._on + _DAY) for start, end in self._suspended]
            found["suspended"] = [(start, end) for start, end in spans if anchor < end]
        return found

    def _tell(self, run: Run) -> None:
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
            self._find(severity, "case.late", vi, en, run.deadline)
        elif run.standing is Standing.MISSED:
            vi = f"{rule.title_vi}: quá hạn {run.days} ngày khi việc kết thúc (hạn {day})"
            en = f"{rule.title_en}: {run.days} days overdue when the case ended, due {due}"
            self._find(Severity.WARNING, "case.missed", vi, en, run.deadline)
        elif run.standing is Standing.LOST:
            vi = f"{rule.title_vi}: hết thời hạn từ sau ngày {day}"
            en = f"{rule.title_en}: can no longer be done since {due}"
            self._find(Severity.INFO, "case.lost", vi, en, run.deadline)

    def _premature(self) -> None:
        """An appeal against a silence that had not lasted long enough yet."""
        for event, before in zip(self._events, self._case.states, strict=False):
            step = self._case.lifecycle.step(event.token, before)
            if step.after_expiry_of and self._expired(step.after_expiry_of, event.on) is None:
                title = self._law[step.after_expiry_of].title_vi
                vi = f"{event.vietnamese} ngày {event.on:%d/%m/%Y} khi chưa hết thời hạn: {title}"
                en = f"{event.token} on {event.on} before {step.after_expiry_of} ran out"
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

    def _find(self, severity: Severity, code: str, vi: str, en: str, grounds: Grounds | Citation) -> None:
        found = Finding(severity=severity, code=code, message_vi=vi, message_en=en, where=self._case.id)
        found = attrs.evolve(found, citation=grounds) if isinstance(grounds, Citation) else grounded(found, grounds)
        if found not in self._findings:
            self._findings.append(found)


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
