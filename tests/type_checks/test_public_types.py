"""What a type checker sees through the lazy root: mypy --strict runs over this file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import assert_type

import tiepdan
from tiepdan import Agenda, DateRange, Day, LunarDate, Plan, WorkCalendar, from_dict


def test_types_survive_the_lazy_root(calendar: WorkCalendar, plan: Plan) -> None:
    assert_type(tiepdan.WorkCalendar.vietnam(), WorkCalendar)
    assert_type(calendar.day(date(2026, 8, 22)), Day)
    assert_type(calendar.add_working_days(date(2026, 8, 21), 1), date)
    assert_type(calendar.tet_break(2027), DateRange | None)
    assert_type(LunarDate(2027, 1, 1).to_date(), date)
    assert_type(LunarDate(2027, 1, 2) - LunarDate(2027, 1, 1), timedelta)
    assert_type(LunarDate(2027, 1, 2) - timedelta(days=1), LunarDate)
    assert_type(from_dict(DateRange, {"first": "2026-01-01", "last": "2026-01-02"}), DateRange)
    assert_type(tiepdan.expand(plan, DateRange.year(2026), calendar=calendar), Agenda)
