"""Hồ sơ một cửa — appointments kept and broken: files at risk, apologies that came too late, second new dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

import attrs

from ..calendars import WorkCalendar
from ..deadlines import Deadline, compute_deadline
from ..errors import InvalidValue
from ..law import Finding, Law, Quota, Severity, Wording
from ..typed import typed

APOLOGY, RESCHEDULES = "one-stop.apology", "one-stop.reschedule.limit"

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
say = Wording(
    "one-stop",
    {
        "risk": (_WARNING, "Còn {days} ngày làm việc đến hạn trả {due}", "{days} working days are left until {due}"),
        "overdue": (_ERROR, "Quá hạn trả kết quả {days} ngày (hẹn {due})", "{days} days overdue, promised for {due}"),
        "late": (_ERROR, "Trả kết quả trễ {days} ngày (hẹn {due})", "given {days} days late, promised for {due}"),
        "apology.missing": (
            _ERROR, "Chưa gửi thư xin lỗi, hẹn lại (hạn {due})", "no apology with a new date, due {due}"
        ),
        "apology.late": (
            _ERROR, "Gửi thư xin lỗi ngày {day}, hạn {due}", "the apology was sent on {day}, due {due}"
        ),
        "reschedule": (
            _ERROR, "Hẹn lại {count} lần; {law}", "{count} new dates were given; the law allows fewer"
        ),
    },
)  # fmt: skip


@attrs.frozen(kw_only=True, field_transformer=typed)
class NewDate:
    """Hẹn lại — on a day a written apology went out, with a new date for the result."""

    on: date
    until: date

    def __attrs_post_init__(self) -> None:
        if self.until <= self.on:
            raise InvalidValue(f"the new date {self.until} is not after the day of the apology, {self.on}")


@attrs.frozen(kw_only=True, field_transformer=typed)
class OneStopFile:
    """Hồ sơ — received on a day, promised for a day (phiếu hẹn), put off by new dates, given on a day (None: not yet).

    Raises:
        InvalidValue: promised or given before it was received, or new dates that do not follow each other.
    """

    id: str
    procedure: str
    received: date
    promised: date
    new_dates: tuple[NewDate, ...] = ()
    given: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.promised < self.received or (self.given and self.given < self.received):
            raise InvalidValue(f"'{self.id}' is promised or given before it was received on {self.received}")
        days = [self.promised, *(one.until for one in self.new_dates)]
        if any(later <= earlier for earlier, later in pairwise(days)):
            raise InvalidValue(f"a new date of '{self.id}' is not after the one it takes the place of")

    @property
    def due(self) -> date:
        """The day for which the result is promised in the end."""
        return self.new_dates[-1].until if self.new_dates else self.promised


def file_findings(
    files: Iterable[OneStopFile], *, on: date, calendar: WorkCalendar, law: Law | None = None, near: int = 2
) -> tuple[Finding, ...]:
    """Phát hiện về hồ sơ — at risk, overdue, given late; apologies missing or late; more new dates than allowed.

    Args:
        files: the files, in any order.
        on: the day of the audit.
        calendar: the working days.
        law: the registry; None: the calendar's.
        near: a file that is not given is at risk when so many working days or fewer are left.

    Raises:
        OutsideCoverage: the law had no such rule when a file was received, or the calendar does not cover the days.
    """
    registry = law or calendar.law
    return tuple(finding for one in files for finding in _of(one, on, calendar, registry, near))


def _of(file: OneStopFile, on: date, calendar: WorkCalendar, law: Law, near: int) -> Iterator[Finding]:
    if file.given is None and file.due < on:
        yield say("overdue", file.id, days=(on - file.due).days, due=file.due)
    elif file.given is None and (left := calendar.count_working_days(on, file.due)) <= near:
        yield say("risk", file.id, days=left, due=file.due)
    elif file.given and file.given > file.due:
        yield say("late", file.id, days=(file.given - file.due).days, due=file.due)
    promised = file.promised
    for one in file.new_dates:
        apology = _apology(file, promised, calendar, law)
        if one.on > apology.due:
            yield say("apology.late", file.id, apology.citations[0], day=one.on, due=apology.due)
        promised = one.until
    done = file.given or on
    if done > promised and (apology := _apology(file, promised, calendar, law)).due < done:
        yield say("apology.missing", file.id, apology.citations[0], due=apology.due)
    limit = law.value(Quota, RESCHEDULES, file.received)
    if not limit.met(len(file.new_dates)):
        cited = law.on(RESCHEDULES, file.received).citations[0]
        yield say("reschedule", file.id, cited, count=len(file.new_dates), law=limit)


def _apology(file: OneStopFile, promised: date, calendar: WorkCalendar, law: Law) -> Deadline:
    return compute_deadline(APOLOGY, promised, version_on=file.received, calendar=calendar, law=law)
