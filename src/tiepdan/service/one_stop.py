"""Hồ sơ một cửa — appointments kept and broken: files at risk, apologies that came too late, second new dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

import attrs

from ..arguments import checked
from ..brief import brief
from ..calendars import WorkCalendar
from ..deadlines import Deadline, compute_deadline
from ..deadlines.phrases import at_once
from ..errors import InvalidValue
from ..law import Finding, Law, Quota, Severity, Wording
from ..records import filled
from ..typed import typed

APOLOGY, RESCHEDULES = "one-stop.apology", "one-stop.reschedule.limit"

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
say: Wording = Wording(
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
        InvalidValue: promised, put off or given before it was received, given before an apology, or new dates that do
            not follow each other.
    """

    __repr__ = brief

    id: str = attrs.field(validator=filled)
    procedure: str
    received: date
    promised: date
    new_dates: tuple[NewDate, ...] = ()
    given: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.promised < self.received or (self.given and self.given < self.received):
            raise InvalidValue(f"'{self.id}' is promised or given before it was received on {self.received}")
        if any(one.on < self.received for one in self.new_dates):
            raise InvalidValue(f"an apology for '{self.id}' was sent before it was received on {self.received}")
        if self.given and any(self.given < one.on for one in self.new_dates):
            raise InvalidValue(f"an apology for '{self.id}' was sent after its result was given on {self.given}")
        if any(later.on <= earlier.on for earlier, later in pairwise(self.new_dates)):
            raise InvalidValue(f"the apologies for '{self.id}' do not follow each other")
        days = [self.promised, *(one.until for one in self.new_dates)]
        if any(later <= earlier for earlier, later in pairwise(days)):
            raise InvalidValue(f"a new date of '{self.id}' is not after the one it takes the place of")

    @property
    def due(self) -> date:
        """The day for which the result is promised in the end."""
        return self.new_dates[-1].until if self.new_dates else self.promised

    @checked
    def as_of(self, on: date) -> OneStopFile:
        """The file as it stood on a day: what came later had not come."""
        return attrs.evolve(
            self,
            new_dates=tuple(one for one in self.new_dates if one.on <= on),
            given=self.given if self.given and self.given <= on else None,
        )


@checked
def file_findings(
    files: Iterable[OneStopFile], *, on: date, calendar: WorkCalendar, law: Law | None = None, near: int = 2
) -> tuple[Finding, ...]:
    """Phát hiện về hồ sơ — at risk, overdue, given late; apologies missing or late; more new dates than allowed.

    A file promised for a day off is due on the next working day. An apology is sent by the last working day that the
    law leaves for it; none is missing where the law allows no further new date.

    Args:
        files: the files, in any order.
        on: the day of the audit; what happens later has not happened.
        calendar: the working days.
        law: the registry; None: the calendar's.
        near: a file that is not given is at risk when so many working days or fewer are left.

    Raises:
        OutsideCoverage: the law had no such rule when a file was received, or the calendar does not cover the days.

    Căn cứ: Nghị định số 118/2025/NĐ-CP; Điều 148 Bộ luật số 91/2015/QH13.
    """
    registry = law or calendar.law
    found = []
    for one in files:
        if one.received <= on:
            standing = one.as_of(on)
            found += [*_result(standing, on, calendar, registry, near), *_apologies(standing, on, calendar, registry)]
    return tuple(found)


def _result(file: OneStopFile, on: date, calendar: WorkCalendar, law: Law, near: int) -> Iterator[Finding]:
    due = _appointment(file.due, calendar, law)
    if file.given is None and due < on:
        yield say("overdue", file.id, days=(on - due).days, due=due)
    elif file.given is None and (left := calendar.count_working_days(on, due)) <= near:
        yield say("risk", file.id, days=left, due=due)
    elif file.given and due < file.given:
        yield say("late", file.id, days=(file.given - due).days, due=due)


def _apologies(file: OneStopFile, on: date, calendar: WorkCalendar, law: Law) -> Iterator[Finding]:
    promised = file.promised
    for one in file.new_dates:
        apology, latest = _apology(file, promised, calendar, law)
        if latest < one.on:
            yield say("apology.late", file.id, apology, day=one.on, due=latest)
        promised = one.until
    limit, count = law.value(Quota, RESCHEDULES, file.received), len(file.new_dates)
    late = _appointment(promised, calendar, law) < (file.given or on)
    if late and limit.met(count + 1):
        apology, latest = _apology(file, promised, calendar, law)
        yield say("apology.missing", file.id, apology, due=latest)
    if not limit.met(count):
        yield say("reschedule", file.id, law.on(RESCHEDULES, file.received), count=count, law=limit)


def _appointment(promised: date, calendar: WorkCalendar, law: Law) -> date:
    return compute_deadline(at_once(), promised, calendar=calendar, law=law).due


def _apology(file: OneStopFile, promised: date, calendar: WorkCalendar, law: Law) -> tuple[Deadline, date]:
    """The deadline of the apology for a result promised for a day, and the last working day within it."""
    appointment = _appointment(promised, calendar, law)
    apology = compute_deadline(APOLOGY, appointment, version_on=file.received, calendar=calendar, law=law)
    return apology, apology.act_by or apology.due
