"""What a type checker sees through the lazy root: mypy --strict runs over this file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import assert_type

from hypothesis.strategies import SearchStrategy

import tiepdan
from tiepdan import (
    Agenda,
    Assessment,
    ComplaintCase,
    DateRange,
    Day,
    Deadline,
    LunarDate,
    Plan,
    Step,
    WorkCalendar,
    from_dict,
)
from tiepdan.cases import Received
from tiepdan.law import Quota
from tiepdan.testing import civil_dates


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


def test_deadlines_and_cases(calendar: WorkCalendar) -> None:
    deadline = tiepdan.compute_deadline("reception.reply", date(2026, 11, 20), calendar=calendar)
    assert_type(deadline, Deadline)
    assert_type(deadline.due, date)
    assert_type(deadline.act_by, date | None)
    assert_type(deadline.steps, tuple[Step, ...])
    case = ComplaintCase(id="01").after(Received(date(2026, 11, 20)))
    assert_type(case, ComplaintCase)
    assert_type(tiepdan.assess(case, on=date(2026, 11, 21), calendar=calendar), Assessment)
    assert_type(tiepdan.Law.vietnam().value(Quota, "dialogue.minimum", date(2026, 11, 21)), Quota)
    assert_type(civil_dates(), SearchStrategy[date])
