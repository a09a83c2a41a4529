"""Ban Thanh tra nhân dân, Ban Giám sát đầu tư của cộng đồng — members, terms, plans, and the replies owed to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

import attrs

from ..calendars import WorkCalendar
from ..deadlines import compute_deadline
from ..errors import InvalidValue
from ..law import Finding, Law, Quota, Severity, Wording
from ..spans import DateRange
from ..typed import typed

_ERROR, _INFO = Severity.ERROR, Severity.INFO
say = Wording(
    "board",
    {
        "members": (_ERROR, "{count} thành viên; luật: {law}", "{count} members"),
        "groups": (
            _ERROR, "{count} thành viên cho {groups} thôn, tổ dân phố: mỗi nơi phải có người đại diện",
            "{count} members for {groups} villages and groups",
        ),
        "deputies": (_ERROR, "{count} Phó Trưởng ban; luật: {law}", "{count} deputies"),
        "term": (_ERROR, "Nhiệm kỳ đã hết ngày {day}", "the term ended on {day}"),
        "by-election": (
            _INFO, "Khuyết {count} thành viên, còn nhiệm kỳ đến {day}: phải bầu bổ sung",
            "{count} seats are vacant, the term lasts until {day}: elect",
        ),
        "plan.late": (
            _ERROR, "Gửi kế hoạch ngày {day}, hạn {due}", "the plan was sent on {day}, due {due}"
        ),
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

    id: str
    received: date
    answered: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.answered and self.answered < self.received:
            raise InvalidValue(f"'{self.id}' was answered on {self.answered}, before it came")


@attrs.frozen(kw_only=True, field_transformer=typed)
class Board:
    """Ban — so many `members` of so many `seats`, of them so many deputies, in a term.

    `groups` are the villages and groups of the commune, each of which is represented in the inspection board.
    """

    id: str
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


def board_findings(board: Board, *, on: date, calendar: WorkCalendar, law: Law | None = None) -> tuple[Finding, ...]:
    """Phát hiện về các ban — too few members, too many deputies, a term that is over, plans and replies that came late.

    Raises:
        OutsideCoverage: the law had no such rule on the day, or the calendar does not cover the days.

    Căn cứ: Điều 36 đến Điều 45 Luật số 10/2022/QH15; Điều 12 đến Điều 19 Nghị định số 59/2023/NĐ-CP.
    """
    registry = law or calendar.law
    return (*_members(board, on, calendar, registry), *_work(board, on, calendar, registry))


def _members(board: Board, on: date, calendar: WorkCalendar, law: Law) -> Iterator[Finding]:
    name = board.kind.value
    for part, count in (("members", board.members), ("deputies", board.deputies)):
        quota = law.value(Quota, f"{name}.{part}", on)
        if not quota.met(count):
            yield say(part, board.id, law.on(f"{name}.{part}", on).citations[0], count=count, law=quota)
    least = law.value(Quota, f"{name}.members", on).at_least or 0
    inspection = board.kind is BoardKind.INSPECTION
    if inspection and board.groups and board.groups >= least and board.members < board.groups:
        cited = law.on(f"{name}.members", on).citations[0]
        yield say("groups", board.id, cited, count=board.members, groups=board.groups)
    if board.term.last < on:
        yield say("term", board.id, day=board.term.last)
    elif inspection and board.members < board.seats:
        latest = compute_deadline(f"{name}.by-election", board.term.last, calendar=calendar, law=law)
        if on <= latest.due:
            vacant = board.seats - board.members
            yield say("by-election", board.id, latest.citations[0], count=vacant, day=board.term.last)


def _work(board: Board, on: date, calendar: WorkCalendar, law: Law) -> Iterator[Finding]:
    rule = "inspection-board.plan" if board.kind is BoardKind.INSPECTION else "investment-board.notice"
    for plan in board.plan:
        due = compute_deadline(rule, plan.starts, calendar=calendar, law=law)
        if plan.sent > due.due:
            yield say("plan.late", board.id, due.citations[0], day=plan.sent, due=due.due)
    for one in board.recommendation:
        due = compute_deadline(f"{board.kind.value}.reply", one.received, calendar=calendar, law=law)
        if one.answered is None and due.due < on:
            yield say("reply.overdue", one.id, due.citations[0], due=due.due)
        elif one.answered and one.answered > due.due:
            yield say("reply.late", one.id, due.citations[0], days=(one.answered - due.due).days, due=due.due)
