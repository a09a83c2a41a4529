from __future__ import annotations

from datetime import date

import pytest
from hypothesis import settings

from tests.known import CALENDAR
from tests.paths import BINH_PHUOC, SAMPLE_ABSENCES
from tiepdan import Agenda, DateRange, Plan, WorkCalendar, expand, load_absences, load_plan

settings.register_profile("suite", deadline=None, derandomize=True, database=None, max_examples=50)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def calendar() -> WorkCalendar:
    return CALENDAR


@pytest.fixture(scope="session")
def plan() -> Plan:
    return load_plan(BINH_PHUOC)


@pytest.fixture(scope="session")
def agenda(plan: Plan, calendar: WorkCalendar) -> Agenda:
    """The agenda of Bình Phước for 2026 and 2027, with the sample absences."""
    period = DateRange(date(2026, 1, 1), date(2027, 12, 31))
    return expand(plan, period, calendar=calendar, absences=load_absences(SAMPLE_ABSENCES))
