"""Lịch lặp — the days on which a reception comes round, and what becomes of it on a day off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from enum import Enum
from itertools import pairwise
from typing import Any, ClassVar, NamedTuple

import attrs

from ..arguments import checked
from ..brief import brief
from ..calendars import LunarDate, WorkCalendar
from ..errors import InvalidValue, OutsideCoverage, shown
from ..records import KEY
from ..spans import DateRange, TimeWindow
from ..typed import typed

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Every(Enum):
    """Chu kỳ — every working day, every week, month or lunar month, on dates of its own, or some day of a quarter."""

    WORKING_DAY = "working-day"
    WEEK = "week"
    MONTH = "month"
    LUNAR_MONTH = "lunar-month"
    ONCE = "once"
    QUARTER = "quarter"


class DayOff(Enum):
    """Gặp ngày nghỉ — what becomes of an occurrence on a day off: moved, skipped, or kept all the same."""

    NEXT = "next"
    PREVIOUS = "previous"
    NEAREST = "nearest"
    SKIP = "skip"
    KEEP = "keep"


class MissingDay(Enum):
    """Tháng không có ngày ấy — the month's last day is taken, or the month is skipped."""

    LAST = "last"
    SKIP = "skip"


@attrs.frozen(field_transformer=typed)
class Weekday:
    """Thứ — a weekday, each one (`wed`) or the nth or last of a month (`2nd thu`, `last fri`).

    >>> Weekday.parse("2nd thu")
    Weekday(day=3, nth=2)
    """

    __record__: ClassVar[str] = "text"

    day: int
    nth: int | None = None

    @classmethod
    @checked
    def parse(cls, text: str) -> Weekday:
        """Read `wed`, `1st mon` to `5th sun`, `last fri`."""
        found = re.fullmatch(rf"(?:(1st|2nd|3rd|4th|5th|last) )?({'|'.join(_WEEKDAYS)})", text)
        if not found:
            raise InvalidValue(f"{shown(text)} is not a weekday; write wed, 2nd thu or last fri")
        nth = None if not found[1] else -1 if found[1] == "last" else int(found[1][0])
        return cls(_WEEKDAYS.index(found[2]), nth)

    def __str__(self) -> str:
        ordinal = {None: "", -1: "last ", 1: "1st ", 2: "2nd ", 3: "3rd "}.get(self.nth, f"{self.nth}th ")
        return ordinal + _WEEKDAYS[self.day]


class Occurrence(NamedTuple):
    """Buổi — the day on which something comes round by the rule, and the day on which it takes place."""

    nominal: date
    actual: date


@attrs.frozen(kw_only=True, field_transformer=typed)
class Block:
    """Khung giờ thêm — a further block of the same day, such as the afternoon's."""

    from_: time = attrs.field(metadata={KEY: "from"})
    to: time

    def __attrs_post_init__(self) -> None:
        TimeWindow(self.from_, self.to)


def _reversed_blocks(parts: Mapping[str, Any]) -> Iterator[InvalidValue]:
    try:
        windows = [
            TimeWindow(parts["from_"], parts["to"]),
            *(TimeWindow(block.from_, block.to) for block in parts["then"]),
        ]
    except InvalidValue as error:
        yield error
        return
    for window, following in pairwise(windows):
        if following.start < window.end:
            yield InvalidValue(f"the block {following} begins before {window} ends; put the blocks in order")


def _of_other_cycles(parts: Mapping[str, Any]) -> Iterator[InvalidValue]:
    every, on = parts["every"], parts["on"]
    given = {name for name in ("on", "days", "dates", "quarters") if parts[name]}
    takes = {
        Every.WORKING_DAY: given == set(),
        Every.WEEK: given == {"on"} and all(day.nth is None for day in on),
        Every.MONTH: given in ({"on"}, {"days"}) and all(day.nth is not None for day in on),
        Every.LUNAR_MONTH: given == {"days"},
        Every.ONCE: given == {"dates"},
        Every.QUARTER: given == {"quarters"},
    }
    moves = every not in (Every.WORKING_DAY, Every.QUARTER)
    if not takes[every] or (parts["day_off"] is not None and not moves):
        yield InvalidValue(
            "every = 'working-day' takes no on, days or day_off; 'week' takes on = ['wed']; "
            "'month' takes either on = ['2nd thu', 'last fri'] or days = [5, 20]; 'lunar-month' takes "
            "days = [1, 15]; 'once' takes dates = [2026-07-28]; 'quarter' takes quarters = [2, 3, 4], no day_off"
        )
    if moves and parts["day_off"] is None:
        yield InvalidValue("say what happens on a day off: day_off = next, previous, nearest, skip or keep")


def _lacking_days(parts: Mapping[str, Any]) -> Iterator[InvalidValue]:
    days = parts["days"]
    longest, lacking = (30, 29) if parts["every"] is Every.LUNAR_MONTH else (31, 28)
    if any(not 1 <= day <= longest for day in days):
        yield InvalidValue(f"a day of the month is 1 to {longest}")
    elif any(day > lacking for day in days) != (parts["missing_day"] is not None):
        words = f"days {lacking + 1} to {longest}" if longest == 31 else "the lunar day 30"
        yield InvalidValue(f"missing_day = 'last' or 'skip' goes with {words}, which some months lack")


@attrs.frozen(kw_only=True, field_transformer=typed)
class Recurrence:
    """Lịch lặp — when a reception comes round, from `from_` to `to` of the day, and in the blocks of `then`.

    `on` are weekdays for `WEEK`, nth weekdays for `MONTH`; `days` are days of the month, or of the lunar month. Of a
    month without such a day (29 to 31, lunar 30) `missing_day` says whether its last day is taken or the month skipped.
    `dates` are those of `ONCE`, `quarters` those in which it is held on a day yet to be named. `day_off` says what
    becomes of an occurrence on a day off; nearest counts calendar days and takes the later day of two as near. `first`
    and `last` bound it, as a pilot is bounded: by the day of the rule, not by the day it moves to.

    Raises:
        InvalidValue: parts that do not go together; the message says which do.
    """

    __repr__ = brief

    every: Every
    from_: time = attrs.field(metadata={KEY: "from"})
    to: time
    then: tuple[Block, ...] = ()
    on: tuple[Weekday, ...] = ()
    days: tuple[int, ...] = ()
    dates: tuple[date, ...] = ()
    quarters: tuple[int, ...] = ()
    missing_day: MissingDay | None = None
    day_off: DayOff | None = None
    first: date | None = None
    last: date | None = None

    def __attrs_post_init__(self) -> None:
        for mistake in self.__misfits__(attrs.asdict(self, recurse=False)):
            raise mistake

    @staticmethod
    def __misfits__(parts: Mapping[str, Any]) -> Iterator[InvalidValue]:
        """What does not go together in these parts, by the names of their fields; what is missing is not asked."""
        if {"from_", "to", "then"} <= parts.keys():
            yield from _reversed_blocks(parts)
        if {"every", "on", "days", "dates", "quarters", "day_off"} <= parts.keys():
            yield from _of_other_cycles(parts)
        if {"every", "days", "missing_day"} <= parts.keys():
            yield from _lacking_days(parts)
        if any(not 1 <= quarter <= 4 for quarter in parts.get("quarters", ())):
            yield InvalidValue("a quarter is 1 to 4")
        if (first := parts.get("first")) and (last := parts.get("last")) and last < first:
            yield InvalidValue(f"the period ends before it begins: {first}..{last}; swap the two days")

    @property
    def window(self) -> TimeWindow:
        """The minutes of the day, of its first block."""
        return TimeWindow(self.from_, self.to)

    @property
    def windows(self) -> tuple[TimeWindow, ...]:
        """The minutes of the day, block by block."""
        return (self.window, *(TimeWindow(block.from_, block.to) for block in self.then))

    @checked
    def occurrences(self, period: DateRange, calendar: WorkCalendar) -> tuple[Occurrence, ...]:
        """The occurrences that take place in the period, in order of their actual days, each day once: its own first.

        A quarter's have no day and are not among them: see `quarters_in`. Nor is what would move into the period from a
        day of the rule outside what the calendar covers.

        Raises:
            OutsideCoverage: a day of the period is not covered by the calendar.
        """
        calendar.check_covers(period)
        found: dict[date, date] = {}
        for nominal in self.nominal(_within_a_move(period, calendar), calendar):
            actual = self._shifted(nominal, calendar)
            if actual is not None and actual in period and (actual == nominal or actual not in found):
                found[actual] = nominal
        return tuple(Occurrence(nominal, actual) for actual, nominal in sorted(found.items()))

    @checked
    def lost(self, period: DateRange, calendar: WorkCalendar) -> tuple[tuple[date, date | None], ...]:
        """The days of the rule in the period that have no session of their own, and the session that stands for each.

        None stands for those that are skipped on a day off.

        Raises:
            OutsideCoverage: a day of the period is not covered by the calendar.
        """
        calendar.check_covers(period)
        own = {occurrence.nominal for occurrence in self.occurrences(_within_a_move(period, calendar), calendar)}
        return tuple((day, self._shifted(day, calendar)) for day in self.nominal(period, calendar) if day not in own)

    @checked
    def nominal(self, span: DateRange, calendar: WorkCalendar) -> list[date]:
        """The days of the rule that lie in the span, in order, before any moves off a day off.

        Raises:
            OutsideCoverage: a day of the span is not covered by the calendar.
        """
        calendar.check_covers(span)
        bounded = span.intersection(DateRange(self.first or date.min, self.last or date.max))
        if bounded is None or self.every is Every.QUARTER:
            return []
        if self.every is Every.WORKING_DAY:
            return list(calendar.working_days(bounded))
        if self.every is Every.ONCE:
            return sorted(day for day in set(self.dates) if day in bounded)
        days = self._lunar(bounded) if self.every is Every.LUNAR_MONTH else self._solar(bounded)
        return sorted(set(days))

    @checked
    def quarters_in(self, period: DateRange) -> tuple[DateRange, ...]:
        """The quarters of a `QUARTER` recurrence whose last day lies in the period."""
        years = range(period.first.year, period.last.year + 1)
        quarters = [DateRange.quarter(year, number) for year in years for number in sorted(self.quarters)]
        bounds = DateRange(self.first or date.min, self.last or date.max)
        return tuple(one for one in quarters if one.last in period and one.overlaps(bounds))

    def _lunar(self, span: DateRange) -> Iterator[date]:
        for day in span:
            lunar = LunarDate.from_date(day)
            last = LunarDate.from_date(day + timedelta(days=1)).day == 1
            short = last and self.missing_day is MissingDay.LAST and any(wanted > lunar.day for wanted in self.days)
            if lunar.day in self.days or short:
                yield day

    def _solar(self, span: DateRange) -> Iterator[date]:
        from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

        start = datetime.combine(span.first.replace(day=1), time.min)
        until = datetime.combine(span.last, time.min)
        rules = []
        if self.on:
            weekdays = [weekday(day.day, day.nth) for day in self.on]
            each = rrule(WEEKLY, dtstart=start, until=until, byweekday=weekdays)
            nth = rrule(MONTHLY, dtstart=start, until=until, byweekday=weekdays)
            rules.append(each if self.every is Every.WEEK else nth)
        for day in self.days:
            # of the days 28 to 31 that stand in the list, a month's last is the day itself or what stands in for it
            days = range(28, day + 1) if self.missing_day is MissingDay.LAST and day > 28 else [day]
            rules.append(rrule(MONTHLY, dtstart=start, until=until, bymonthday=days, bysetpos=-1))
        for rule in rules:
            yield from (moment.date() for moment in rule if moment.date() in span)

    def _shifted(self, day: date, calendar: WorkCalendar) -> date | None:
        if self.day_off is DayOff.KEEP or calendar.is_working_day(day):
            return day
        if self.day_off is DayOff.SKIP:
            return None
        if self.day_off is DayOff.NEXT:
            return calendar.add_working_days(day, 1)
        if self.day_off is DayOff.PREVIOUS:
            return calendar.add_working_days(day, -1)
        before, after = calendar.add_working_days(day, -1), calendar.add_working_days(day, 1)
        return before if day - before < after - day else after


def _within_a_move(days: DateRange, calendar: WorkCalendar) -> DateRange:
    """The days from the working day before them to the one after: no move off a day off crosses either."""
    ends = []
    for day, n, edge in ((days.first, -1, calendar.coverage.first), (days.last, 1, calendar.coverage.last)):
        try:
            ends.append(calendar.add_working_days(day, n))
        except OutsideCoverage:
            ends.append(edge)
    return DateRange(*ends)
