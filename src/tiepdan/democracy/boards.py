"""Ban Thanh tra nhân dân, Ban Giám sát đầu tư của cộng đồng — members, terms, plans, and the replies owed to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

import attrs

from ..arguments import checked
from ..brief import brief
from ..calendars import WorkCalendar
from ..deadlines import compute_deadline
from ..errors import InvalidValue
from ..law import Finding, Law, Quota, Severity, Wording
from ..records import filled
from ..spans import DateRange
from ..typed import typed

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
say: Wording = Wording(
    "board",
    {
        "members": (_ERROR, "{count} thành viên; luật: {law}", "{count} members"),
        "members.unclear": (
            _WARNING, "{count} thành viên cho {groups} thôn, tổ dân phố; luật: {law}",
            "{count} members for {groups} villages and groups",
        ),
        "groups": (
            _ERROR, "{count} thành viên cho {groups} thôn, tổ dân phố: mỗi nơi phải có người đại diện",
            "{count} members for {groups} villages and groups",
        ),
        "excess": (
            _WARNING, "{count} thành viên cho {groups} thôn, tổ dân phố: nhiều hơn {most}",
            "{count} members for {groups} villages and groups, more than {most}",
        ),
        "deputies": (_ERROR, "{count} Phó Trưởng ban; luật: {law}", "{count} deputies"),
        "term": (_ERROR, "Nhiệm kỳ đã hết ngày {day}", "the term ended on {day}"),
        "term.future": (_INFO, "Nhiệm kỳ chưa bắt đầu (từ {day})", "the term begins on {day}"),
        "by-election": (
            _INFO, "Khuyết {count} thành viên, còn nhiệm kỳ đến {day}: phải bầu bổ sung",
            "{count} seats are vacant, the term lasts until {day}: elect",
        ),
        "plan.late": (
            _ERROR, "Gửi kế hoạch ngày {day}, hạn {due}", "the plan was sent on {day}, due {due}"
        ),
        "plan.missing": (_ERROR, "Chưa gửi kế hoạch (hạn {due})", "the plan was not sent, due {due}"),
        "reply.overdue": (_ERROR, "Chưa trả lời kiến nghị (hạn {due})", "not answered, due {due}"),
        "reply.late": (_ERROR, "Trả lời kiến nghị trễ {days} ngày (hạn {due})", "answered {days} days late, due {due}"),
    },
)  # fmt: skip


class BoardKind(Enum):
    """Loại ban — the people's inspection board, and the community's board that supervises one investment."""

    INSPECTION = "inspection-board"
    INVESTMENT = "investment-board"


@attrs.frozen(kw_only=True, field_transformer=typed)
class BoardPlan:
    """Kế hoạch kiểm tra, giám sát — the day it was sent, and the day of what it plans.

    For an investment the Front tells the investor of plan and members, so long before the start of the project.
    """

    sent: date
    starts: date


@attrs.frozen(kw_only=True, field_transformer=typed)
class Recommendation:
    """Kiến nghị — received by the authority on a day, and answered on a day (None: not yet)."""

    id: str = attrs.field(validator=filled)
    received: date
    answered: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.answered and self.answered < self.received:
            raise InvalidValue(f"'{self.id}' was answered on {self.answered}, before it came")


@attrs.frozen(kw_only=True, field_transformer=typed)
class Board:
    """Ban — so many `members` of so many `seats`, of them so many deputies, in a term.

    `groups` are the villages and groups of the commune, each of which has a seat in the inspection board.

    Raises:
        InvalidValue: more deputies than members, more members than seats, or no groups at all.
    """

    __repr__ = brief

    id: str = attrs.field(validator=filled)
    kind: BoardKind
    seats: int
    members: int
    deputies: int = 0
    groups: int | None = None
    term: DateRange
    plan: tuple[BoardPlan, ...] = ()
    recommendation: tuple[Recommendation, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.deputies <= self.members <= self.seats:
            counts = f"{self.deputies} deputies, {self.members} members, {self.seats} seats"
            raise InvalidValue(f"'{self.id}': {counts} cannot be")
        if self.groups is not None and self.groups < 1:
            raise InvalidValue(f"'{self.id}': {self.groups} villages and groups cannot be; leave out what is not known")


@checked
def board_findings(board: Board, *, on: date, calendar: WorkCalendar, law: Law | None = None) -> tuple[Finding, ...]:
    """Phát hiện về các ban — too few members or too many, a term that is over, plans and replies that came late.

    What happens after `on` has not happened. A finding that rests on a doubtful rule says the doubt.

    Raises:
        OutsideCoverage: the law had no such rule on the day, or the calendar does not cover the days.

    Căn cứ: Điều 36 đến Điều 45 Luật số 10/2022/QH15; Điều 12 đến Điều 19 Nghị định số 59/2023/NĐ-CP.
    """
    registry = law or calendar.law
    return (
        *_size(board, on, registry),
        *_term(board, on, calendar, registry),
        *_plans(board, on, calendar, registry),
        *_replies(board, on, calendar, registry),
    )


def _size(board: Board, on: date, law: Law) -> Iterator[Finding]:
    """The seats of an inspection board, vacant ones among them, go by the villages and groups."""
    inspection = board.kind is BoardKind.INSPECTION
    count, groups = board.seats if inspection else board.members, board.groups
    rule = f"{board.kind.value}.members"
    version, quota = law.on(rule, on), law.value(Quota, rule, on)
    least = quota.at_least or 0
    if not quota.met(count):
        code = "members.unclear" if inspection and groups and groups < least else "members"
        yield say(code, board.id, version, count=count, groups=groups, law=quota)
    if inspection and groups and count < groups:
        yield say("groups", board.id, version, count=count, groups=groups)
    elif inspection and groups and count > (most := max(groups, least)):
        yield say("excess", board.id, version, count=count, groups=groups, most=most)
    rule = f"{board.kind.value}.deputies"
    if not (quota := law.value(Quota, rule, on)).met(board.deputies):
        yield say("deputies", board.id, law.on(rule, on), count=board.deputies, law=quota)


def _term(board: Board, on: date, calendar: WorkCalendar, law: Law) -> Iterator[Finding]:
    if on < board.term.first:
        yield say("term.future", board.id, day=board.term.first)
    elif board.term.last < on:
        yield say("term", board.id, day=board.term.last)
    elif board.kind is BoardKind.INSPECTION and board.members < board.seats:
        latest = compute_deadline("inspection-board.by-election", board.term.last, calendar=calendar, law=law)
        if on <= latest.due:
            yield say("by-election", board.id, latest, count=board.seats - board.members, day=board.term.last)


def _plans(board: Board, on: date, calendar: WorkCalendar, law: Law) -> Iterator[Finding]:
    rule = "inspection-board.plan" if board.kind is BoardKind.INSPECTION else "investment-board.notice"
    for plan in board.plan:
        due = compute_deadline(rule, plan.starts, calendar=calendar, law=law)
        if on < plan.sent and due.due < on:
            yield say("plan.missing", board.id, due, due=due.due)
        elif due.due < plan.sent <= on:
            yield say("plan.late", board.id, due, day=plan.sent, due=due.due)


def _replies(board: Board, on: date, calendar: WorkCalendar, law: Law) -> Iterator[Finding]:
    for one in board.recommendation:
        due = compute_deadline(f"{board.kind.value}.reply", one.received, calendar=calendar, law=law)
        if one.answered and one.answered <= on:
            if due.due < one.answered:
                yield say("reply.late", one.id, due, days=(one.answered - due.due).days, due=due.due)
        elif due.due < on:
            yield say("reply.overdue", one.id, due, due=due.due)
