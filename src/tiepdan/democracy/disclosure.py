"""Công khai — what must be disclosed, in which form, for how long; what came late or was taken down early."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum

import attrs

from ..arguments import checked
from ..brief import brief
from ..calendars import WorkCalendar
from ..deadlines import compute_deadline
from ..errors import InvalidValue
from ..frozen import FrozenDict
from ..law import Finding, Law, Listing, Severity, TimeLimit, Wording
from ..records import filled
from ..spans import QUARTERS, DateRange
from ..typed import typed

MATTERS, POSTED, PERMANENT, READ_OUT, TOLD = (
    "disclosure.matters", "disclosure.posted", "disclosure.permanent", "disclosure.loudspeaker.matters",
    "disclosure.group-head.matters",
)  # fmt: skip
PUBLICATION, POSTING, LOUDSPEAKER = "disclosure.publication", "disclosure.posting", "disclosure.loudspeaker"
LIST_UPDATE = "disclosure.list.update"

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
WORDS: Mapping[str, tuple[Severity, str, str]] = FrozenDict({
    "matter": (_ERROR, "'{matter}' không phải nội dung phải công khai", "'{matter}' is no matter to be disclosed"),
    "missing": (_ERROR, "Chưa công khai (hạn {due})", "not disclosed, due {due}"),
    "late": (_ERROR, "Trễ {days} ngày: {form} (hạn {due})", "{id}: {days} days late, due {due}"),
    "form": (_ERROR, "Chưa {form} (hạn {due})", "it was not {id}, due {due}"),
    "early": (
        _ERROR, "Gỡ niêm yết ngày {day}, phải đủ {law} (sớm nhất từ {due})", "taken down on {day}, not before {due}"
    ),
    "permanent": (_ERROR, "Gỡ niêm yết ngày {day}, phải niêm yết thường xuyên", "taken down on {day}; it is permanent"),
    "loudspeaker": (
        _ERROR, "Thông báo trên loa đến {day}, phải đủ {law} liên tục", "read out until {day}, less than {law}"
    ),
    "list": (_ERROR, "{quarter} chưa cập nhật danh mục đã công khai", "the list was not updated in {quarter}"),
})  # fmt: skip
say: Wording = Wording("disclosure", WORDS)


class Form(Enum):
    """Hình thức công khai — those of the law."""

    POSTED = "posted"
    WEBSITE = "website"
    LOUDSPEAKER = "loudspeaker"
    GROUP_HEAD = "group-head"
    WRITTEN = "written"
    DIALOGUE = "dialogue"
    RECEPTION = "reception"
    ORGANISATIONS = "organisations"
    SOCIAL_NETWORK = "social-network"
    OTHER = "other"

    @property
    def vietnamese(self) -> str:
        """The words for people."""
        return _FORMS[self]


_FORMS = dict(
    zip(
        Form,
        ("niêm yết", "đăng trên trang thông tin điện tử", "thông báo trên loa truyền thanh",
         "gửi Trưởng thôn, Tổ trưởng tổ dân phố", "gửi văn bản đến công dân", "đối thoại",
         "tiếp công dân, tiếp xúc cử tri",
         "thông qua các tổ chức", "qua mạng xã hội", "hình thức khác"),
        strict=True,
    )
)  # fmt: skip


@attrs.frozen(kw_only=True, field_transformer=typed)
class Shown:
    """Một lần công khai — in a form, from a day, and until which day (None: still there)."""

    form: Form
    first: date
    last: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.last:
            DateRange(self.first, self.last)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Disclosure:
    """Việc công khai — a matter by the id of the law's list, the day of its decision or document, where it was shown.

    Raises:
        InvalidValue: it was shown before it was decided.
    """

    __repr__ = brief

    id: str = attrs.field(validator=filled)
    matter: str
    decided: date
    shown: tuple[Shown, ...] = ()

    def __attrs_post_init__(self) -> None:
        if any(one.first < self.decided for one in self.shown):
            raise InvalidValue(f"'{self.id}' was shown before the day of its decision, {self.decided}")


@checked
def disclosure_findings(
    records: Iterable[Disclosure],
    *,
    on: date,
    calendar: WorkCalendar,
    law: Law | None = None,
    website: bool = True,
    loudspeaker: bool = True,
) -> tuple[Finding, ...]:
    """Phát hiện về công khai — what came late, in too few forms, or was taken down early, as things stand on a day.

    Each form that the law demands of a matter is held against the time for disclosing; what begins after the day has
    not begun, and what lasts beyond it is still there. Showings in one form whose days follow each other are one.

    Args:
        records: what was decided and where it was shown.
        on: the day of the audit.
        calendar: the working days.
        law: the registry; None: the calendar's.
        website: whether the commune has a website, which must then show everything.
        loudspeaker: whether it has loudspeakers, which must then read out what the law lists.

    Raises:
        OutsideCoverage: the law had no such rule on the day of a decision.

    Căn cứ: Điều 11, Điều 12, Điều 13 Luật số 10/2022/QH15.
    """
    registry = law or calendar.law
    return tuple(finding for one in records for finding in _of(one, on, calendar, registry, website, loudspeaker))


def _of(
    record: Disclosure, on: date, calendar: WorkCalendar, law: Law, website: bool, loudspeaker: bool
) -> Iterator[Finding]:
    if record.matter not in _ids(law, MATTERS, record.decided):
        yield say("matter", record.id, law.on(MATTERS, record.decided), matter=record.matter)
        return
    due = compute_deadline(PUBLICATION, record.decided, calendar=calendar, law=law)
    shown = [one for one in record.shown if one.first <= on]
    if not shown:
        if due.due < on:
            yield say("missing", record.id, due, due=due.due)
        return
    demanded = _demanded(record, law, website, loudspeaker)
    for form in demanded or [min(shown, key=lambda one: one.first).form]:
        first = min((one.first for one in shown if one.form is form), default=None)
        words = {"form": form.vietnamese, "id": form.value, "due": due.due}
        if first is None and due.due < on:
            yield say("form", record.id, due, **words)
        elif first and first > due.due:
            yield say("late", record.id, due, days=(first - due.due).days, **words)
    if Form.POSTED in demanded:
        yield from _posted(record, _stretches(shown, Form.POSTED, on), on, calendar, law)
    if Form.LOUDSPEAKER in demanded:
        yield from _read_out(record, _stretches(shown, Form.LOUDSPEAKER, on), on, law)


def _demanded(record: Disclosure, law: Law, website: bool, loudspeaker: bool) -> list[Form]:
    """The forms in which the law wants the matter shown."""

    def listed(*rules: str) -> bool:
        return any(record.matter in _ids(law, rule, record.decided) for rule in rules)

    demands = {
        Form.POSTED: listed(POSTED, PERMANENT),
        Form.WEBSITE: website,
        Form.LOUDSPEAKER: loudspeaker and listed(READ_OUT),
        Form.GROUP_HEAD: listed(TOLD),
    }
    return [form for form, demanded in demands.items() if demanded]


def _stretches(shown: Sequence[Shown], form: Form, on: date) -> list[DateRange]:
    """The days up to `on` of one form, joined where they follow each other; what ends on that day is still there."""
    joined: list[DateRange] = []
    for one in sorted((one for one in shown if one.form is form), key=lambda one: one.first):
        last = min(one.last or on, on)
        if joined and one.first <= joined[-1].last + timedelta(days=1):
            joined[-1] = DateRange(joined[-1].first, max(joined[-1].last, last))
        else:
            joined.append(DateRange(one.first, last))
    return joined


def _posted(
    record: Disclosure, stretches: Sequence[DateRange], on: date, calendar: WorkCalendar, law: Law
) -> Iterator[Finding]:
    """Whether it hung long enough once, or, where it is to hang for good, whether it was ever taken down."""
    over = [stretch for stretch in stretches if stretch.last < on]
    if record.matter in _ids(law, PERMANENT, record.decided):
        rule = law.on(PERMANENT, record.decided)
        yield from (say("permanent", record.id, rule, day=stretch.last) for stretch in over)
    elif over and len(over) == len(stretches):
        longest = max(over, key=len)
        ends = compute_deadline(POSTING, longest.first, calendar=calendar, law=law)
        if longest.last < ends.due:
            limit = law.value(TimeLimit, POSTING, longest.first).duration
            yield say("early", record.id, ends, day=longest.last, due=ends.due, law=limit)


def _read_out(record: Disclosure, stretches: Sequence[DateRange], on: date, law: Law) -> Iterator[Finding]:
    """Whether one stretch of days over the loudspeakers is long enough; the first day counts as one of them."""
    if not stretches or stretches[-1].last == on:
        return
    longest = max(stretches, key=len)
    limit = law.value(TimeLimit, LOUDSPEAKER, record.decided).duration
    if len(longest) < limit.n:
        yield say("loudspeaker", record.id, law.on(LOUDSPEAKER, record.decided), day=longest.last, law=limit)


@checked
def list_findings(updates: Iterable[date], period: DateRange, *, on: date, law: Law) -> tuple[Finding, ...]:
    """Phát hiện về danh mục đã công khai — the whole quarters of a period that ended without an update of the list."""
    days = sorted(updates)
    found = []
    for year in range(period.first.year, period.last.year + 1):
        for number, name in enumerate(QUARTERS, 1):
            quarter = DateRange.quarter(year, number)
            rule = law[LIST_UPDATE].at(quarter.last)
            over = quarter.intersection(period) == quarter and quarter.last < on
            if rule and over and not any(day in quarter for day in days):
                found.append(say("list", f"{year}-Q{number}", rule, quarter=f"quý {name}/{year}"))
    return tuple(found)


def _ids(law: Law, rule: str, day: date) -> frozenset[str]:
    return law.value(Listing, rule, day).ids
