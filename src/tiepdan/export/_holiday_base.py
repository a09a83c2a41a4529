"""Lớp `HolidayBase` — the class of what `as_holidays` gives; importing it needs the extra `holidays`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from holidays import HolidayBase

from ..calendars import WorkCalendar
from ..spans import DateRange


class Vietnam(HolidayBase):
    """Vietnam's days off as a calendar of ours has them."""

    country = "VN"

    def __init__(self, calendar: WorkCalendar, years: Iterable[int]) -> None:
        self.calendar = calendar
        self.weekend_workdays: set[dt.date] = set()
        super().__init__(years=list(years), expand=False)

    def _populate(self, year: int) -> None:
        for day in self.calendar.special_days(DateRange.year(year)):
            if day.working:
                self.weekend_workdays.add(day.date)
            else:
                self[day.date] = "; ".join(day.names)
