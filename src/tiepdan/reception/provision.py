"""Quy định tiếp công dân — what a plan orders about a reception."""

from __future__ import annotations

from datetime import date, time, timedelta
from enum import Enum

import attrs

from ..arguments import checked
from ..brief import brief
from ..calendars import WorkCalendar
from ..errors import InvalidValue, Misplaced
from ..records import valid_id
from ..spans import DateRange, TimeWindow
from ..typed import typed
from ..work import Recipient
from .recurrence import Recurrence


class Within(Enum):
    """Phạm vi trùng — two receptions collide on the same day, in the same half of it (buổi), or in a same minute."""

    DAY = "day"
    HALF_DAY = "half-day"
    OVERLAP = "overlap"

    @checked
    def collide(self, one: TimeWindow, other: TimeWindow) -> bool:
        """Whether two windows of one day collide."""
        if self is Within.DAY:
            return True
        return one.shares_half_day(other) if self is Within.HALF_DAY else one.overlaps(other)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Exclusion:
    """Loại trừ — a reception gives way to others that take place within the same day, half-day or minutes."""

    __repr__ = brief

    coincides_with: tuple[str, ...]
    within: Within


@attrs.frozen(kw_only=True, field_transformer=typed)
class Posting:
    """Niêm yết — what is posted before the receptions of each month, by whom and where.

    `rule` is the id of the time limit; `derived` is true where the plan names no cycle of its own: what is
    posted month by month is then inferred.
    """

    __repr__ = brief

    by: str
    what: tuple[str, ...]
    channels: tuple[str, ...]
    rule: str
    derived: bool = False
    clause: str


class WhenAway(Enum):
    """Người tiếp vắng — a deputy stands in, the session moves to the next working day, or it is to be postponed.

    The next working day is the next on which the receiver is there, at most the day of the next session; if there is
    none, the session is to be postponed.
    """

    DELEGATE = "delegate"
    NEXT_WORKING_DAY = "next-working-day"
    POSTPONE = "postpone"


@attrs.frozen(kw_only=True, field_transformer=typed)
class Skip:
    """Ngày không tiếp — no session from `first` to `last`, and why: Tết, a session of the assembly."""

    first: date
    last: date
    reason: str

    def __attrs_post_init__(self) -> None:
        DateRange(self.first, self.last)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Credit:
    """Cách tính ngày tiếp — when a day counts toward the receiver's minimum.

    By default any session that he takes himself makes it count. `delegated`: those of a deputy count too; neither
    permission nor ban of that stands in the law, and the practice of supervision is not to count them. `minutes`: only
    a day with as many minutes counts.
    """

    delegated: bool = False
    minutes: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.minutes is not None and self.minutes < 1:
            raise Misplaced("minutes", f"{self.minutes} is no number of minutes; write 1 or more, or leave it out")


@attrs.frozen(kw_only=True, field_transformer=typed)
class Slots:
    """Lượt tiếp — a session in slots of so many minutes, each for so many people or groups."""

    minutes: int
    capacity: int = 1

    def __attrs_post_init__(self) -> None:
        for name in ("minutes", "capacity"):
            if getattr(self, name) < 1:
                raise Misplaced(name, f"{getattr(self, name)} is no number of {name}; write 1 or more")

    @checked
    def of(self, window: TimeWindow) -> tuple[TimeWindow, ...]:
        """The whole slots of a window, in order.

        >>> [str(slot) for slot in Slots(minutes=20).of(TimeWindow.parse("07:00-08:00"))]
        ['07:00-07:20', '07:20-07:40', '07:40-08:00']
        """
        first, last = (part.hour * 60 + part.minute for part in (window.start, window.end))
        starts = range(first, last - self.minutes + 1, self.minutes)
        return tuple(TimeWindow(_clock(start), _clock(start + self.minutes)) for start in starts)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Registration:
    """Đăng ký trước — by when one registers: before a day of the session's month, or so many working days before it.

    Without either, up to the session itself.
    """

    before_day: int | None = None
    working_days_before: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.before_day is not None and self.working_days_before is not None:
            raise InvalidValue("registration ends before_day or working_days_before, not both")
        if self.before_day is not None and not 1 <= self.before_day <= 28:
            raise Misplaced("before_day", f"{self.before_day} is not a day that every month has; write 1 to 28")
        if self.working_days_before is not None and self.working_days_before < 0:
            raise Misplaced("working_days_before", f"{self.working_days_before} is below nothing")

    @checked
    def last_day(self, session: date, calendar: WorkCalendar) -> date:
        """The last day on which one may register for a session."""
        if self.before_day is not None:
            return session.replace(day=self.before_day) - timedelta(days=1)
        if self.working_days_before is not None:
            return calendar.add_working_days(session, -self.working_days_before)
        return session


@attrs.frozen(kw_only=True, field_transformer=typed)
class Reception:
    """Tiếp công dân — a reception that comes round: who receives, where, when, unless what.

    `staffed_by` are the units that send someone to each session; `minimum` the id of the quota that the law sets for
    the receiver. `turns` are posts that receive in turn, `venues` places taken in turn; both count from the start of
    the provision. `registration` None: nobody need register.
    """

    __repr__ = brief

    id: str = attrs.field(validator=valid_id)
    name: str
    receiver: str
    venue: str
    when: Recurrence
    unless: Exclusion | None = None
    result: str | None = None
    staffed_by: tuple[str, ...] = ()
    posting: Posting | None = None
    minimum: str | None = None
    credit: Credit = Credit()
    turns: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    when_away: WhenAway = WhenAway.DELEGATE
    skip: tuple[Skip, ...] = ()
    slots: Slots | None = None
    registration: Registration | None = None
    clause: str


@attrs.frozen(kw_only=True, field_transformer=typed)
class Escalation:
    """Báo cáo ngay — a group of so many people or more is reported at once, by a unit or post, to those above."""

    __repr__ = brief

    id: str = attrs.field(validator=valid_id)
    at_least: int
    by: str
    recipients: tuple[Recipient, ...]
    clause: str

    def __attrs_post_init__(self) -> None:
        if self.at_least < 2:
            raise Misplaced("at_least", f"{self.at_least} is no group; write 2 or more")


@attrs.frozen(kw_only=True, field_transformer=typed)
class OtherReception:
    """Lịch tiếp công dân khác — a reception that the plan does not order but gives way to."""

    __repr__ = brief

    id: str = attrs.field(validator=valid_id)
    name: str
    held_by: str
    when: Recurrence
    sample: bool = False


def _clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)
