"""Hạn báo cáo — by when a report is due, in one of the ways in which texts say it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import attrs

from ..arguments import checked
from ..calendars import LunarDate, LunarMonthDay, WorkCalendar
from ..deadlines import Deadline, compute_deadline, phrases
from ..durations import Hours, duration
from ..errors import InvalidValue, Misplaced, OutsideCoverage
from ..law import LockWindow
from ..spans import DateRange, DayOfYear
from ..typed import typed
from .cycles import month_end


@attrs.frozen(kw_only=True, field_transformer=typed)
class Length:
    """Độ dài — so many calendar or working days."""

    amount: int
    unit: str

    def __attrs_post_init__(self) -> None:
        if isinstance(duration(self.amount, self.unit), Hours):
            raise Misplaced("unit", "a report is not due by the hour; write working-day or calendar-day")

    def __str__(self) -> str:
        return str(duration(self.amount, self.unit))


def _lunar(instance: object, attribute: attrs.Attribute[str | None], value: str | None) -> None:
    if value is None:
        return
    try:
        leap = LunarMonthDay.parse(value).leap
    except InvalidValue as error:
        raise Misplaced(attribute.name, str(error)) from None
    if leap:
        raise Misplaced(attribute.name, f"'{value}' never falls in most years; name a month that every year has")


def _day_of_month(instance: object, attribute: attrs.Attribute[int | None], value: int | None) -> None:
    if value is not None and not 1 <= value <= 28:
        raise Misplaced(attribute.name, f"{value} is not a day that every month has; write 1 to 28")


@attrs.frozen(kw_only=True, field_transformer=typed)
class Due:
    """Hạn — one of:

    `before` strictly before a day of the year (“trước ngày 13/5”); `by` a day of the year; `by_day` a day of the
    period's last month; `after_lock` so long after the figures are closed; `last_working_day` of the period's last
    month; `before_lunar`, `by_lunar` a day of the lunar year, day 30 of a month of 29 days being its last; `within` a
    span in which no day is named. Without any there is no day.

    A day of the year is of the year in which the period ends, a day of the lunar year of the one that begins in that
    year; with `following_year` (“năm sau”) of the year after.

    A due day stands even on a day off, but for `after_lock`, which moves to the next working day; `act_by` is the last
    working day not after it.
    """

    NAMED: ClassVar[tuple[str, ...]] = ("before", "by", "before_lunar", "by_lunar")
    WAYS: ClassVar[tuple[str, ...]] = (
        "before", "by", "by_day", "after_lock", "last_working_day", "before_lunar", "by_lunar", "within"
    )  # fmt: skip

    before: DayOfYear | None = None
    by: DayOfYear | None = None
    by_day: int | None = attrs.field(default=None, validator=_day_of_month)
    after_lock: Length | None = None
    last_working_day: bool = False
    before_lunar: str | None = attrs.field(default=None, validator=_lunar)
    by_lunar: str | None = attrs.field(default=None, validator=_lunar)
    following_year: bool | None = None
    within: DateRange | None = None

    def __attrs_post_init__(self) -> None:
        if len(self.own) > 1:
            raise InvalidValue(f"a report is due in one way, not in {len(self.own)}: {', '.join(self.own)}")
        if self.following_year is not None and not set(self.own) & set(self.NAMED):
            words = f"says of which year a named day is; name one with {', '.join(self.NAMED[:-1])} or {self.NAMED[-1]}"
            raise Misplaced("following_year", words)

    @property
    def own(self) -> tuple[str, ...]:
        """The way in which the day is said; empty where none is."""
        return tuple(name for name in self.WAYS if getattr(self, name))

    @checked
    def named_day(self, period: DateRange) -> date | LunarDate | None:
        """The day that is named for a period; of a day on which it is too late, that day."""
        year = period.last.year + bool(self.following_year)
        if day := self.before or self.by:
            return day.in_year(year)
        if lunar := self.before_lunar or self.by_lunar:
            return LunarMonthDay.parse(lunar).in_year(year, if_short="last")
        return None

    @checked
    def deadline(self, period: DateRange, lock: LockWindow | None, calendar: WorkCalendar) -> Deadline | None:
        """The last day for the report of a period; None where the source names none.

        Raises:
            OutsideCoverage: the calendar does not cover it.
        """
        if named := self.named_day(period):
            phrase = phrases.before() if self.before or self.before_lunar else phrases.by()
            return compute_deadline(phrase, named, calendar=calendar)
        if self.by_day:
            return compute_deadline(phrases.by(), period.last.replace(day=self.by_day), calendar=calendar)
        if self.after_lock and lock:
            length = duration(self.after_lock.amount, self.after_lock.unit)
            return compute_deadline(phrases.within(length), lock.of(period).last, calendar=calendar)
        if self.last_working_day:
            return compute_deadline(phrases.by(), calendar.roll_backward(period.last), calendar=calendar)
        return None

    @checked
    def ends(self, days: DateRange, calendar: WorkCalendar) -> DateRange:
        """The days on which a period may end whose report is due on one of the days.

        A named day lies in the year of the end or in the following, a lunar one perhaps a year later, the day before it
        perhaps a year earlier; any other in the last month of the period, or after the lock.
        """
        if set(self.own) & set(self.NAMED):
            year = -bool(self.following_year)
            return DateRange(date(days.first.year + year - 1, 1, 1), date(days.last.year + year + 1, 12, 31))
        try:
            last = calendar.add_working_days(days.last, 1)
        except OutsideCoverage:
            last = days.last
        return DateRange(self._earliest_end(days.first, calendar), month_end(last.year, last.month))

    def _earliest_end(self, day: date, calendar: WorkCalendar) -> date:
        """The first day on which a period may end whose report is due on a day or later, none being named."""
        if not self.after_lock:
            return day
        length = duration(self.after_lock.amount, self.after_lock.unit)
        try:
            before = calendar.add_working_days(day, -1)  # a last day after it moves no further than the day
            return compute_deadline(phrases.at_least_before(length), before, calendar=calendar).due
        except OutsideCoverage:
            return calendar.coverage.first

    @property
    def when(self) -> str:
        """By when, in the words of the source."""
        until = "trước ngày" if self.before or self.before_lunar else "chậm nhất ngày"
        if named := self.before or self.by:
            return f"{until} {named} {'năm sau' if self.following_year else 'hằng năm'}"
        if lunar := self.before_lunar or self.by_lunar:
            return f"{until} {lunar}" + (" năm sau" if self.following_year else "")
        if self.by_day:
            return f"chậm nhất ngày {self.by_day} của tháng cuối kỳ"
        if self.after_lock:
            return f"trong {self.after_lock} từ ngày chốt số liệu"
        if self.last_working_day:
            return "ngày làm việc cuối cùng của kỳ"
        if self.within:
            return f"từ {self.within.first:%d/%m/%Y} đến {self.within.last:%d/%m/%Y}"
        return "không ấn định ngày"
