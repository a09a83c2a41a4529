"""Ngày nghỉ — the days off that a law lists, and how they move."""

from __future__ import annotations

from enum import Enum

import attrs

from ..brief import brief
from ..errors import InvalidValue, Misplaced
from ..records import filled
from ..spans import DayOfYear
from ..typed import typed


class Reckoning(Enum):
    """Lịch — by which calendar a yearly day is fixed."""

    SOLAR = "solar"
    LUNAR = "lunar"


@attrs.frozen(kw_only=True, field_transformer=typed)
class Holiday:
    """Ngày lễ, tết — a yearly day off with full pay, or a span of `days` around the day that is fixed.

    Where the span may lie in several ways, `pattern` is the id of the rule that projects it until it is decided.
    """

    id: str = attrs.field(validator=filled)
    name_vi: str
    name_en: str
    calendar: Reckoning
    month: int
    day: int
    days: int = 1
    pattern: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.days < 1:
            raise Misplaced("days", f"{self.days} is no number of days off; write 1 or more")
        if self.calendar is Reckoning.SOLAR:
            DayOfYear(self.day, self.month)
        elif not (1 <= self.month <= 12 and 1 <= self.day <= 30):
            raise InvalidValue(f"no lunar year has a day {self.day} of month {self.month}")


@attrs.frozen(kw_only=True, field_transformer=typed)
class Holidays:
    """Ngày nghỉ lễ, tết — the yearly days off that a law lists."""

    __repr__ = brief

    holidays: tuple[Holiday, ...]

    def __str__(self) -> str:
        return f"{sum(holiday.days for holiday in self.holidays)} ngày trong năm"


@attrs.frozen(kw_only=True, field_transformer=typed)
class Compensation:
    """Nghỉ bù — a holiday of these rules that falls on a weekly day of rest moves to the next working day."""

    __repr__ = brief

    of: tuple[str, ...]

    def __str__(self) -> str:
        return "nghỉ bù vào ngày làm việc kế tiếp"


@attrs.frozen(kw_only=True, field_transformer=typed)
class SpanPattern:
    """Cách chia dự kiến — how many days of a holiday lie before its fixed day, by that day's weekday, Monday first."""

    __repr__ = brief

    before: tuple[int, ...]

    def __attrs_post_init__(self) -> None:
        if len(self.before) != 7:
            raise InvalidValue(f"a pattern has a number for each weekday, Monday to Sunday: 7, not {len(self.before)}")

    def __str__(self) -> str:
        return "số ngày nghỉ trước ngày lễ, theo thứ Hai…Chủ nhật: " + " ".join(map(str, self.before))
