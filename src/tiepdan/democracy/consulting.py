"""Nhân dân tham gia ý kiến — consultations before a decision: long enough, and what came of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import attrs

from ..arguments import checked
from ..calendars import WorkCalendar
from ..deadlines import compute_deadline
from ..errors import InvalidValue
from ..law import Finding, Law, Severity, Wording
from ..records import filled
from ..typed import typed

PERIOD = "consultation.period"

say: Wording = Wording(
    "consultation",
    {
        "short": (
            Severity.ERROR, "Lấy ý kiến đến {day}, phải ít nhất đến hết {due}", "open until {day}, not until {due}"
        ),
        "unpublished": (Severity.WARNING, "Chưa công khai kết quả lấy ý kiến", "the result was not published"),
    },
)  # fmt: skip


@attrs.frozen(kw_only=True, field_transformer=typed)
class Consultation:
    """Lấy ý kiến — of a content published on a day, open until a day, with its counts.

    `asked` were asked, `answered` of them answered, `agreed` of these agreed; the rest have other opinions.

    Raises:
        InvalidValue: it closes before it opens, its result comes before it closes, or counts that cannot be.
    """

    id: str = attrs.field(validator=filled)
    published: date
    closes: date
    asked: int = 0
    answered: int = 0
    agreed: int = 0
    result_published: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.closes < self.published:
            raise InvalidValue(f"'{self.id}' closes on {self.closes}, before it is published on {self.published}")
        if self.result_published and self.result_published < self.closes:
            days = f"{self.result_published}, before it closed on {self.closes}"
            raise InvalidValue(f"the result of '{self.id}' was published on {days}")
        if not 0 <= self.agreed <= self.answered <= self.asked:
            counts = f"{self.agreed} agreed, {self.answered} answered, {self.asked} asked"
            raise InvalidValue(f"'{self.id}': {counts} cannot be")

    @property
    def agreement(self) -> Fraction | None:
        """The part of those who answered that agreed; None where nobody answered."""
        return Fraction(self.agreed, self.answered) if self.answered else None


@checked
def consultation_findings(
    consultations: Iterable[Consultation], *, on: date, calendar: WorkCalendar, law: Law | None = None
) -> tuple[Finding, ...]:
    """Phát hiện về lấy ý kiến — those open for too short a time, and closed ones without a published result.

    What is published after `on` is not published.

    Raises:
        OutsideCoverage: the law had no such rule, or the calendar does not cover the days.

    Căn cứ: khoản 2 Điều 28 Luật số 10/2022/QH15.
    """
    registry = law or calendar.law
    found = []
    for one in consultations:
        if on < one.published:
            continue
        least = compute_deadline(PERIOD, one.published, calendar=calendar, law=registry)
        if one.closes < least.due:
            found.append(say("short", one.id, least, day=one.closes, due=least.due))
        if one.closes < on and (one.result_published is None or on < one.result_published):
            found.append(say("unpublished", one.id))
    return tuple(found)
