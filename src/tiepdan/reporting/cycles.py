"""Kỳ báo cáo — the periods that reports tell of."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum

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
