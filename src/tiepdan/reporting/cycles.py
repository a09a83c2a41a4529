"""Kỳ báo cáo — the periods that reports tell of, and days of any year."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import Enum
from typing import ClassVar

import attrs

from ..errors import InvalidValue
from ..spans import DateRange


class Cycle(Enum):
    """Kỳ báo cáo — tháng, quý, 06 tháng đầu năm, 09 tháng, cả năm."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    NINE_MONTHS = "nine-months"
    YEAR = "year"

    def periods(self, year: int) -> tuple[DateRange, ...]:
        """The periods of a year, in order.

        >>> [str(period) for period in Cycle.NINE_MONTHS.periods(2026)]
        ['2026-01-01..2026-09-30']
        """
        length = _MONTHS[self]
        starts = range(1, 13, length) if self in (Cycle.MONTH, Cycle.QUARTER) else (1,)
        return tuple(DateRange(date(year, first, 1), _month_end(year, first + length - 1)) for first in starts)

    def called(self, period: DateRange) -> str:
        """What a period is called: `tháng 3/2026`, `quý II/2026`, `06 tháng đầu năm 2026`, `09 tháng năm 2026`."""
        month, year = period.last.month, period.last.year
        return {
            Cycle.MONTH: f"tháng {month}/{year}",
            Cycle.QUARTER: f"quý {('I', 'II', 'III', 'IV')[(month - 1) // 3]}/{year}",
            Cycle.HALF_YEAR: f"06 tháng đầu năm {year}",
            Cycle.NINE_MONTHS: f"09 tháng năm {year}",
            Cycle.YEAR: f"năm {year}",
        }[self]


_MONTHS = dict(zip(Cycle, (1, 3, 6, 9, 12), strict=True))


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


@attrs.frozen
class DayOfYear:
    """Ngày trong năm — a day and a month of any year, written `13/5`."""

    __record__: ClassVar[str] = "text"

    day: int
    month: int

    def __attrs_post_init__(self) -> None:
        try:
            date(2001, self.month, self.day)  # no leap year: a day that comes round every year
        except ValueError:
            raise InvalidValue(f"{self.day}/{self.month} is not a day of every year") from None

    @classmethod
    def parse(cls, text: str) -> DayOfYear:
        """Read `13/5`."""
        found = re.fullmatch(r"(\d{1,2})/(\d{1,2})", text)
        if not found:
            raise InvalidValue(f"'{text}' is not a day of the year; write day/month, as 13/5")
        return cls(int(found[1]), int(found[2]))

    def in_year(self, year: int) -> date:
        """The day in a year."""
        return date(year, self.month, self.day)

    def __str__(self) -> str:
        return f"{self.day}/{self.month}"
