"""Kỳ báo cáo — the periods that reports tell of."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import Enum

from ..arguments import checked
from ..spans import QUARTERS, DateRange


class Cycle(Enum):
    """Kỳ báo cáo — tháng, quý, 06 tháng đầu năm, 09 tháng, cả năm; một lần; đột xuất, khi được yêu cầu."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    NINE_MONTHS = "nine-months"
    YEAR = "year"
    ONCE = "once"
    AD_HOC = "ad-hoc"

    @checked
    def periods(self, year: int) -> tuple[DateRange, ...]:
        """The periods of a year, in order; none of what is made once or when asked for.

        >>> [str(period) for period in Cycle.NINE_MONTHS.periods(2026)]
        ['2026-01-01..2026-09-30']

        Raises:
            InvalidValue: dates know no such year.
        """
        january = DateRange.year(year).first
        if self in (Cycle.ONCE, Cycle.AD_HOC):
            return ()
        length = _MONTHS[self]
        starts = range(1, 13, length) if self in (Cycle.MONTH, Cycle.QUARTER) else (1,)
        return tuple(DateRange(january.replace(month=first), month_end(year, first + length - 1)) for first in starts)

    @checked
    def called(self, period: DateRange) -> str:
        """What a period is called: `tháng 3/2026`, `quý II/2026`, `06 tháng đầu năm 2026`, `09 tháng năm 2026`."""
        month, year = period.last.month, period.last.year
        return {
            Cycle.MONTH: f"tháng {month}/{year}",
            Cycle.QUARTER: f"quý {QUARTERS[(month - 1) // 3]}/{year}",
            Cycle.HALF_YEAR: f"06 tháng đầu năm {year}",
            Cycle.NINE_MONTHS: f"09 tháng năm {year}",
            Cycle.YEAR: f"năm {year}",
        }.get(self, str(period))

    @checked
    def code(self, period: DateRange) -> str:
        """Mã kỳ — a period as it stands in ids, whatever day its report comes to be due on.

        >>> from tiepdan import DateRange
        >>> [Cycle.QUARTER.code(DateRange.quarter(2026, 1)), Cycle.YEAR.code(DateRange.year(2026))]
        ['2026-Q1', '2026']
        """
        month, year = period.last.month, period.last.year
        return {
            Cycle.MONTH: f"{year}-{month:02}",
            Cycle.QUARTER: f"{year}-Q{month // 3}",
            Cycle.HALF_YEAR: f"{year}-H1",
            Cycle.NINE_MONTHS: f"{year}-9M",
            Cycle.YEAR: f"{year}",
            Cycle.AD_HOC: self.value,
        }.get(self, str(period))


_MONTHS = {Cycle.MONTH: 1, Cycle.QUARTER: 3, Cycle.HALF_YEAR: 6, Cycle.NINE_MONTHS: 9, Cycle.YEAR: 12}


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])
