"""Whatever the law says, a period in parts is the period whole: no bound stands in the code."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest

from tests.known import LAW
from tests.paths import BINH_PHUOC, DATA, EXAMPLES
from tiepdan import (
    Absence,
    Agenda,
    DateRange,
    Ground,
    Law,
    Plan,
    WorkCalendar,
    due_reports,
    expand,
    from_dict,
    load_plan,
)
from tiepdan.reporting import Report

CALENDAR = WorkCalendar.vietnam(known_on=date(2026, 11, 28))
SIXTY_DAYS = DATA / "law-sixty-days.toml"
PLANS = sorted(path for path in EXAMPLES.glob("*.toml") if not path.stem.startswith("sample-"))
LENGTHS = ['amount = 60, unit = "working-day"', 'amount = 130, unit = "calendar-day"', 'amount = 9, unit = "month"']
CLOSED = CALENDAR.with_local(document="Quyết định mẫu", off=DateRange(date(2026, 3, 2), date(2026, 5, 15)))
"""Nobody works for two and a half months."""


@pytest.fixture(scope="module", params=LENGTHS)
def other_law(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Law:
    """The law with other times for postings, notices and results."""
    file = tmp_path_factory.mktemp("law") / "law.toml"
    file.write_text(SIXTY_DAYS.read_text(encoding="utf-8").replace(LENGTHS[0], request.param), encoding="utf-8")
    return LAW.with_file(file)


def months(year: int) -> list[DateRange]:
    firsts = [date(year, month, 1) for month in range(1, 13)]
    return [*DateRange.year(year).cut(firsts)]


def told(agenda: Agenda) -> Counter[tuple[str, date | None]]:
    return Counter((item.id, item.date) for item in agenda.items)


def postings(agenda: Agenda) -> list[str]:
    return [item.id[-7:] for item in agenda.items if item.kind == "posting"]


def test_a_posting_sixty_working_days_ahead() -> None:
    """Before Monday 03/04/2028 are 23 working days of March, 21 of February, 15 of January without 03/01 and Tết
    24–28/01, and Friday 31/12/2027; before Friday 02/04/2027 are 24 + 15 + 20, so that the 60th is of 2026.
    """
    plan, sixty = load_plan(BINH_PHUOC), LAW.with_file(SIXTY_DAYS)
    whole = expand(plan, DateRange.year(2027), calendar=CALENDAR, law=sixty)
    parts = [expand(plan, month, calendar=CALENDAR, law=sixty) for month in months(2027)]
    expected = [f"2027-{month:02}" for month in range(5, 13)] + [f"2028-{month:02}" for month in range(1, 5)]
    assert postings(whole) == expected
    assert [month for part in parts for month in postings(part)] == expected
    assert [item.date for item in whole.items if item.kind == "posting"][-1] == date(2027, 12, 31)


@pytest.mark.parametrize("path", PLANS, ids=[path.stem for path in PLANS])
def test_the_months_are_the_year_under_other_laws(path: Path, other_law: Law) -> None:
    plan = load_plan(path)
    year = plan.effective_from.year + 1
    whole = expand(plan, DateRange.year(year), calendar=CALENDAR, law=other_law)
    parts = [expand(plan, month, calendar=CALENDAR, law=other_law) for month in months(year)]
    assert sum(map(told, parts), Counter()) == told(whole)


@pytest.mark.parametrize("path", PLANS, ids=[path.stem for path in PLANS])
def test_the_months_are_the_year_where_nobody_works_for_long(path: Path) -> None:
    plan = load_plan(path)
    whole = expand(plan, DateRange.year(2026), calendar=CLOSED)
    parts = [expand(plan, month, calendar=CLOSED) for month in months(2026)]
    assert sum(map(told, parts), Counter()) == told(whole)


@pytest.mark.parametrize("days", [5, 20, 45, 70, 200])
def test_the_months_are_the_year_whoever_is_away(days: int) -> None:
    """The chair receives on the 20th of each month, or on the next working day on which he is there."""
    plan = load_plan(EXAMPLES / "variations" / "06-tp-hcm.toml")
    for first in (date(2026, 2, 18), date(2026, 4, 20), date(2026, 8, 28)):
        away = Absence(post="chu-tich", first=first, last=first + timedelta(days=days), ground=Ground.LEAVE)
        for calendar in (CALENDAR, CLOSED):
            whole = expand(plan, DateRange.year(2026), calendar=calendar, absences=[away])
            parts = [expand(plan, month, calendar=calendar, absences=[away]) for month in months(2026)]
            assert sum(map(told, parts), Counter()) == told(whole)


TO = [{"name": "UBND tỉnh"}]
LATE: dict[str, dict[str, Any]] = {
    "800 days after the lock": {
        "lock": {"first": 15, "last": 14}, "after_lock": {"amount": 800, "unit": "calendar-day"}, "recipients": TO},
    "520 working days after the lock": {
        "lock": {"first": 15, "last": 14}, "after_lock": {"amount": 520, "unit": "working-day"}, "recipients": TO},
    "900 days before the next step": {"link": [
        {"from": "commune", "to": "province", "takes": {"amount": 900, "unit": "calendar-day"}, "recipients": TO},
        {"from": "province", "to": "centre", "by_day": 20, "recipients": TO}]},
    "the last working day": {"last_working_day": True, "recipients": TO},
    "no day": {"recipients": TO},
    "23 tháng Chạp of the following year": {
        "cycle": "year", "before_lunar": "23 tháng Chạp", "following_year": True, "recipients": TO},
    "before 1 January": {"cycle": "year", "before": "1/1", "following_year": False, "recipients": TO},
}  # fmt: skip
"""Ways in which a report is due long after its period, or before it."""


@pytest.mark.parametrize(("name", "calendar"), [*((name, CALENDAR) for name in LATE), ("the last working day", CLOSED)])
def test_the_quarters_are_the_year_however_late_a_report(name: str, calendar: WorkCalendar, plan: Plan) -> None:
    """Each year has its reports: one of each month, or one of the year."""
    data = {"id": "mau", "name": "Báo cáo", "cycle": "month", "compiled_by": "van-phong", "clause": "1", **LATE[name]}
    reporting = attrs.evolve(plan, effective_from=date(2020, 1, 1), inherited=(), report=(from_dict(Report, data),))
    whole = due_reports(reporting, DateRange.year(2026), calendar=calendar)
    quarters = [DateRange.quarter(2026, number) for number in (1, 2, 3, 4)]
    parts = [due for quarter in quarters for due in due_reports(reporting, quarter, calendar=calendar)]
    assert [(due.id, due.due) for due in parts] == [(due.id, due.due) for due in whole]
    owed = [due for due in whole if due.level.value == "commune"]
    assert owed
    assert data["cycle"] != "month" or len(owed) >= 9


def test_a_report_eight_hundred_days_after_its_figures_are_closed(plan: Plan) -> None:
    """Of January 2024, closed on 14/01/2024: 731 days to 14/01/2026, 69 more to Tuesday 24/03/2026."""
    data = {"id": "mau", "name": "Báo cáo", "cycle": "month", "compiled_by": "van-phong", "clause": "1",
            **LATE["800 days after the lock"]}  # fmt: skip
    reporting = attrs.evolve(plan, effective_from=date(2020, 1, 1), inherited=(), report=(from_dict(Report, data),))
    (due,) = due_reports(reporting, DateRange(date(2026, 3, 1), date(2026, 3, 31)), calendar=CALENDAR)
    assert (due.period.first, due.due) == (date(2024, 1, 1), date(2026, 3, 24))
