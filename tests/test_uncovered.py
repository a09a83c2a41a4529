"""Whoever asks of days that the data do not cover is told so, and never gets an answer for a part of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest

from tests.paths import ROOT
from tiepdan import DateRange, LunarMonthDay, OutsideCoverage, WorkCalendar, due_reports, expand, figures, load_plan
from tiepdan.agenda import busy
from tiepdan.dialogue import propose_days
from tiepdan.export import as_holidays
from tiepdan.reception import DayOff, Every, MissingDay, Recurrence, Weekday
from tiepdan.reporting import statutory_reports
from tiepdan.spans import TimeWindow
from tiepdan.testing import civil_dates, date_ranges, lunar_dates

CALENDAR = WorkCalendar.vietnam(known_on=date(2026, 11, 20))
PLAN = load_plan(ROOT / "examples" / "binh-phuoc-2025.toml")
LAST = CALENDAR.coverage.last
ACROSS = [DateRange(date(2053, 12, 1), date(2054, 1, 31)), DateRange(date(2060, 1, 1), date(2060, 12, 31)),
          DateRange(date(2012, 12, 1), date(2013, 1, 31))]  # fmt: skip
WEDNESDAYS = Recurrence(every=Every.WEEK, from_=time(7), to=time(8), on=(Weekday.parse("wed"),), day_off=DayOff.NEXT)
RULES = {
    "week": WEDNESDAYS,
    "working day": Recurrence(every=Every.WORKING_DAY, from_=time(7), to=time(8)),
    "lunar": Recurrence(every=Every.LUNAR_MONTH, from_=time(7), to=time(8), days=(1, 30), missing_day=MissingDay.LAST,
                        day_off=DayOff.KEEP),
    "once": Recurrence(every=Every.ONCE, from_=time(7), to=time(8), dates=(date(2053, 12, 3),), day_off=DayOff.SKIP),
}  # fmt: skip
ASKED: dict[str, Callable[[DateRange], object]] = {
    "expand": lambda period: expand(PLAN, period, calendar=CALENDAR),
    "due_reports": lambda period: due_reports(PLAN, period, calendar=CALENDAR),
    "busy": lambda period: busy(PLAN, period, calendar=CALENDAR),
    "figures": lambda period: figures((), period, calendar=CALENDAR),
    "working_days": CALENDAR.working_days,
    "special_days": CALENDAR.special_days,
    "propose_days": lambda period: propose_days(
        period, TimeWindow(time(7), time(8)), decided_on=date(2026, 1, 1), calendar=CALENDAR
    ),
    "as_holidays": lambda period: as_holidays(CALENDAR, [period.first.year, period.last.year]),
    "statutory_reports": lambda period: [
        statutory_reports(year, calendar=CALENDAR) for year in (period.first.year, period.last.year)
    ],
    "civil_dates": lambda period: civil_dates(first=period.first, last=period.last, calendar=CALENDAR),
    "date_ranges": lambda period: date_ranges(first=period.first, last=period.last),
    "lunar_dates": lambda period: lunar_dates(first=period.first, last=period.last),
}


@pytest.mark.parametrize("period", ACROSS, ids=str)
@pytest.mark.parametrize("asked", ASKED)
def test_a_period_that_is_not_covered_is_refused(asked: str, period: DateRange) -> None:
    with pytest.raises(OutsideCoverage):
        ASKED[asked](period)


@pytest.mark.parametrize("period", ACROSS, ids=str)
@pytest.mark.parametrize("rule", RULES)
def test_a_recurrence_beyond_what_is_covered_is_refused(rule: str, period: DateRange) -> None:
    for ask in (RULES[rule].occurrences, RULES[rule].lost, RULES[rule].nominal):
        with pytest.raises(OutsideCoverage, match=r"2013-01-01\.\.2053-12-31"):
            ask(period, CALENDAR)


def test_what_is_covered_to_its_last_day_is_answered() -> None:
    """31/12/2053 is a Wednesday, as are the 3rd, 10th, 17th and 24th."""
    found = WEDNESDAYS.occurrences(DateRange(date(2053, 12, 1), LAST), CALENDAR)
    assert [occurrence.actual.day for occurrence in found] == [3, 10, 17, 24, 31]


def test_a_run_of_days_off_that_may_go_on_is_not_cut() -> None:
    """31/12/2012 was swapped off, and the days before it were a weekend."""
    with pytest.raises(OutsideCoverage, match="reach the end of what is covered"):
        CALENDAR.days_off_around(date(2013, 1, 1))
    with pytest.raises(OutsideCoverage):
        CALENDAR.tet_break(2054)


def test_a_lunar_day_in_years_without_a_lunar_date_is_refused() -> None:
    with pytest.raises(OutsideCoverage):
        list(LunarMonthDay(1, 1).dates_in(DateRange(date(2198, 1, 1), date(2201, 12, 31))))
