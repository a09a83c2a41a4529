"""Kỳ báo cáo — the days of a month by which a report is closed and due."""

from __future__ import annotations

from datetime import MINYEAR, date

import attrs

from ..arguments import checked
from ..errors import InvalidValue, OutsideCoverage
from ..spans import DateRange
from ..typed import typed


def _day_of_any_month(instance: object, attribute: attrs.Attribute[int], value: int) -> None:
    if not 1 <= value <= 28:
        raise InvalidValue(f"{value} is not a day that every month has; write 1 to 28")


@attrs.frozen(kw_only=True, field_transformer=typed)
class LockWindow:
    """Thời gian chốt số liệu — figures are taken from a day of the month before a period to a day of its last month."""

    first: int = attrs.field(validator=_day_of_any_month)
    last: int = attrs.field(validator=_day_of_any_month)

    @checked
    def of(self, period: DateRange) -> DateRange:
        """The window of a period of whole months.

        >>> print(LockWindow(first=15, last=14).of(DateRange(date(2026, 1, 1), date(2026, 3, 31))))
        2025-12-15..2026-03-14

        Raises:
            OutsideCoverage: the period begins in the first month of the first year that dates know.
        """
        if period.first < date(MINYEAR, 2, 1):
            raise OutsideCoverage(f"no month comes before the period {period}")
        year, month = period.first.year, period.first.month
        start = date(year - 1, 12, self.first) if month == 1 else date(year, month - 1, self.first)
        return DateRange(start, period.last.replace(day=self.last))

    def __str__(self) -> str:
        return f"từ ngày {self.first} tháng trước kỳ báo cáo đến ngày {self.last} tháng cuối kỳ báo cáo"


@attrs.frozen(kw_only=True, field_transformer=typed)
class DayOfLastMonth:
    """Ngày của tháng cuối kỳ — a report is due by a day of the last month of its period."""

    day: int = attrs.field(validator=_day_of_any_month)

    @checked
    def of(self, period: DateRange) -> date:
        """The day in the last month of a period.

        >>> DayOfLastMonth(day=17).of(DateRange(date(2026, 1, 1), date(2026, 12, 31)))
        datetime.date(2026, 12, 17)
        """
        return period.last.replace(day=self.day)

    def __str__(self) -> str:
        return f"chậm nhất ngày {self.day} của tháng cuối kỳ báo cáo"
