"""Lịch lặp — the days on which a reception comes round, and what becomes of it on a day off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from enum import Enum
from typing import ClassVar, NamedTuple

import attrs

from ..calendars import WorkCalendar
from ..errors import InvalidValue
from ..records import KEY
from ..spans import DateRange, TimeWindow

_LONGEST_SHIFT = 31
"""Calendar days: no run of days off lasts a month, so no occurrence moves further."""

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Every(Enum):
    """Chu kỳ — every working day, every week, every month."""

    WORKING_DAY = "working-day"
    WEEK = "week"
    MONTH = "month"


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


@attrs.frozen
class Weekday:
    """Thứ — a weekday, each one (`wed`) or the nth or last of a month (`2nd thu`, `last fri`).

    >>> Weekday.parse("2nd thu")
    Weekday(day=3, nth=2)
    """

    __record__: ClassVar[str] = "text"

    day: int
    nth: int | None = None

    @classmethod
    def parse(cls, text: str) -> Weekday:
        """Read `wed`, `1st mon` to `5th sun`, `last fri`."""
        found = re.fullmatch(rf"(?:(1st|2nd|3rd|4th|5th|last) )?({'|'.join(_WEEKDAYS)})", text)
        if not found:
            raise InvalidValue(f"'{text}' is not a weekday; write wed, 2nd thu or last fri")
        nth = None if not found[1] else -1 if found[1] == "last" else int(found[1][0])
        return cls(_WEEKDAYS.index(found[2]), nth)

    def __str__(self) -> str:
        ordinal = {None: "", -1: "last ", 1: "1st ", 2: "2nd ", 3: "3rd "}.get(self.nth, f"{self.nth}th ")
        return ordinal + _WEEKDAYS[self.day]


class Occurrence(NamedTuple):
    """Buổi — the day on which something comes round by the rule, and the day on which it takes place."""

    nominal: date
    actual: date


@attrs.frozen(kw_only=True)
class Recurrence:
    """Lịch lặp — when a reception comes round, from `from_` to `to` of the day.

    `on` are weekdays for `WEEK`, nth weekdays for `MONTH`; `days` are days of the month. Of a month without such a day
    (29 to 31) `missing_day` says whether its last day is taken or the month skipped. `day_off` says what becomes of an
    occurrence on a day off; nearest counts calendar days and takes the later day of two as near.

    Raises:
        InvalidValue: parts that do not go together; the message says which do.
    """

    every: Every
    from_: time = attrs.field(metadata={KEY: "from"})
    to: time
    on: tuple[Weekday, ...] = ()
    days: tuple[int, ...] = ()
    missing_day: MissingDay | None = None
    day_off: DayOff | None = None

    def __attrs_post_init__(self) -> None:
        TimeWindow(self.from_, self.to)
        needs = {
            Every.WORKING_DAY: not self.on and not self.days and self.day_off is None,
            Every.WEEK: bool(self.on) and not self.days and all(day.nth is None for day in self.on),
            Every.MONTH: bool(self.on) != bool(self.days) and all(day.nth is not None for day in self.on),
        }
        if not needs[self.every]:
            raise InvalidValue(
                "every = 'working-day' takes no on, days or day_off; 'week' takes on = ['wed']; "
                "'month' takes either on = ['2nd thu', 'last fri'] or days = [5, 20]"
            )
        if self.every is not Every.WORKING_DAY and self.day_off is None:
            raise InvalidValue("say what happens on a day off: day_off = next, previous, nearest, skip or keep")
        if any(not 1 <= day <= 31 for day in self.days):
            raise InvalidValue("a day of the month is 1 to 31")
        if any(day > 28 for day in self.days) != (self.missing_day is not None):
            raise InvalidValue("missing_day = 'last' or 'skip' goes with days 29 to 31, which some months lack")

    @property
    def window(self) -> TimeWindow:
        """The minutes of the day."""
        return TimeWindow(self.from_, self.to)

    def occurrences(self, period: DateRange, calendar: WorkCalendar) -> tuple[Occurrence, ...]:
        """The occurrences that take place in the period, in order of their actual days, each day once.

        Raises:
            OutsideCoverage: the period is not covered by the calendar.
        """
        if self.every is Every.WORKING_DAY:
            return tuple(Occurrence(day, day) for day in calendar.working_days(period))
        found: dict[date, date] = {}
        for nominal in self._nominal(period.widened(_LONGEST_SHIFT)):
            if nominal in calendar.coverage:
                actual = self._shifted(nominal, calendar)
                if actual is not None and actual in period:
                    found.setdefault(actual, nominal)
        return tuple(Occurrence(nominal, actual) for actual, nominal in sorted(found.items()))

    def _nominal(self, span: DateRange) -> Iterator[date]:
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
