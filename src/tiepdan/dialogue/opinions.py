"""Ý kiến tại đối thoại — who answers what by when, what was published in time, whether there was dialogue enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import attrs

from ..arguments import checked
from ..brief import brief
from ..calendars import WorkCalendar
from ..deadlines import Deadline, compute_deadline
from ..errors import InvalidValue
from ..frozen import FrozenDict
from ..law import Finding, Law, Quota, Severity, Threshold, Wording
from ..records import PRIVATE, filled
from ..typed import typed
from .conference import MINIMUM, PUBLICATION, REQUEST

WORDS: Mapping[str, tuple[Severity, str, str]] = FrozenDict({
    "opinion.unassigned": (Severity.ERROR, "Ý kiến chưa giao ai trả lời", "nobody is to answer the opinion"),
    "opinion.open": (Severity.WARNING, "Ý kiến chưa được trả lời (hạn công bố {due})", "not answered, due {due}"),
    "opinion.late": (
        Severity.WARNING, "Trả lời ý kiến trễ {days} ngày (hạn công bố {due})", "answered {days} days late, due {due}"
    ),
    "result.missing": (
        Severity.ERROR, "Chưa công bố kết quả đối thoại ngày {day} (hạn {due})", "no result of {day}, due {due}"
    ),
    "result.late": (
        Severity.ERROR, "Công bố kết quả đối thoại ngày {day} trễ {days} ngày (hạn {due})",
        "the result of {day} came {days} days late, due {due}",
    ),
    "minimum": (
        Severity.ERROR, "Năm {year}: {count} hội nghị đối thoại; luật: {law}", "{year}: {count} conferences"
    ),
    "request": (
        Severity.WARNING, "Có {voters}/{of} cử tri đề nghị ngày {day}, chưa tổ chức đối thoại",
        "{voters} of {of} voters asked on {day}; no conference since",
    ),
})  # fmt: skip

say: Wording = Wording("dialogue", WORDS)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Opinion:
    """Ý kiến — one opinion of a conference: its field, who answers (`by`), when it was answered; not whose it is."""

    id: str = attrs.field(validator=filled)
    field: str
    by: str | None = None
    answered: date | None = None
    content: str = attrs.field(default="", metadata={PRIVATE: True}, repr=False)


@attrs.frozen(kw_only=True, field_transformer=typed)
class HeldConference:
    """Hội nghị đã tổ chức — the day it was held, its opinions, and the day its results were published."""

    __repr__ = brief

    day: date
    opinions: tuple[Opinion, ...] = ()
    published: date | None = None

    def __attrs_post_init__(self) -> None:
        days = [self.published, *(opinion.answered for opinion in self.opinions)]
        if any(day is not None and day < self.day for day in days):
            raise InvalidValue(f"an answer or a publication lies before the conference of {self.day}")


@attrs.frozen(kw_only=True, field_transformer=typed)
class VotersRequest:
    """Đề nghị của cử tri — on a day, so many (`voters`) of so many (`of`) asked for a dialogue."""

    on: date
    voters: int
    of: int

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.voters <= self.of or not self.of:
            raise InvalidValue(f"{self.voters} out of {self.of} voters cannot be")


@checked
def opinion_findings(
    held: Iterable[HeldConference], *, on: date, calendar: WorkCalendar, law: Law | None = None
) -> tuple[Finding, ...]:
    """Phát hiện sau đối thoại — opinions not answered and results not published in time, as things stand on a day.

    What is dated later than that day has not been done yet. An opinion is to be answered by when the results are out.

    Raises:
        OutsideCoverage: the calendar does not cover the days.
    """
    registry = law or calendar.law
    return tuple(finding for one in held for finding in _after(one, on, calendar, registry))


def _after(held: HeldConference, on: date, calendar: WorkCalendar, law: Law) -> Iterator[Finding]:
    due = None
    if law[PUBLICATION].at(held.day):
        due = compute_deadline(PUBLICATION, held.day, calendar=calendar, law=law)
    for opinion in held.opinions:
        if opinion.by is None:
            yield say("opinion.unassigned", opinion.id)
        days = _late(opinion.answered, due, on)
        if due and days is None:
            yield say("opinion.open", opinion.id, due, due=due.due)
        elif due and days:
            yield say("opinion.late", opinion.id, due, days=days, due=due.due)
    days = _late(held.published, due, on)
    if due and days is None:
        yield say("result.missing", str(held.day), due, day=held.day, due=due.due)
    elif due and days:
        yield say("result.late", str(held.day), due, day=held.day, days=days, due=due.due)


def _late(done: date | None, due: Deadline | None, on: date) -> int | None:
    """By how many days something was done too late; None where it is overdue and not done by the day."""
    if due is None or min(done or on, on) <= due.due:
        return 0
    return (done - due.due).days if done and done <= on else None


@checked
def dialogue_findings(
    held: Sequence[date], year: int, *, requests: Iterable[VotersRequest] = (), on: date, law: Law
) -> tuple[Finding, ...]:
    """Phát hiện về số lần đối thoại — too few in a year that is over, and requests of enough voters left alone.

    A request at the threshold is enough. The law sets no time for the conference that follows; one on the day of the
    request or later answers it.

    Căn cứ: Điều 43 Luật số 72/2025/QH15, and what held before.
    """
    found = []
    last = date(year, 12, 31)
    version = law[MINIMUM].at(last)
    count = sum(day.year == year for day in held)
    if version and isinstance(version.value, Quota) and on > last and not version.value.met(count):
        found.append(say("minimum", str(year), version, year=year, count=count, law=version.value))
    for request in requests:
        rule = law[REQUEST].at(request.on)
        if rule is None or not isinstance(rule.value, Threshold) or not rule.value.met(request.voters, request.of):
            continue
        if request.on <= on and not any(request.on <= day <= on for day in held):
            found.append(say("request", str(request.on), rule, voters=request.voters, of=request.of, day=request.on))
    return tuple(found)
