"""The figures of a report's window: sessions, visits and cases of Bình Phước in November 2026, counted by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from tests.test_kept import PEOPLE
from tiepdan import DateRange, OutsideCoverage, PetitionCase, Plan, WorkCalendar, expand, to_dict
from tiepdan.agenda import due_reports
from tiepdan.audit import ReportFigures, report_figures
from tiepdan.cases import Received
from tiepdan.reception import Held, Matter, Outcome, Postponed, Record, SessionRecord, Visit

WINDOW = DateRange(date(2026, 11, 2), date(2026, 11, 27))
AUTUMN = DateRange(date(2026, 10, 1), date(2026, 12, 31))


def day(number: int) -> date:
    return date(2026, 11, number)


def session(number: int, *events: Any, **more: Any) -> SessionRecord:
    basic = {"id": f"binh-phuoc-2025/buoi-sang/{day(number)}", "day": day(number), "events": events}
    return SessionRecord(**{**basic, **more})


def visit(number: int, *matters: Matter, **more: Any) -> Visit:
    basic = {"id": f"v{number}", "on": day(number), "matters": matters, "outcome": Outcome.TAKEN, "parties": PEOPLE}
    return Visit(**{**basic, **more})


RECORDS: tuple[Record, ...] = (
    session(16, Held(day(16), "chu-tich")),
    session(17, Held(day(17), "pho-chu-tich-1", "chu-tich")),
    session(19, Postponed(day(18), "đi họp", day(30))),
    session(23, Held(day(23), "chu-tich")),
    session(27, Held(day(27), "chu-tich")),
    session(25, Held(day(25), "chu-tich"), id="dot-xuat-1", unscheduled=True),
    visit(16, Matter.PETITION, replied=day(20)),
    visit(17, Matter.COMPLAINT, people=6, representatives=2),
    visit(27, Matter.PETITION, outcome=Outcome.REFUSED, refusal="drunk"),
    visit(1, Matter.PETITION),
    visit(19, Matter.COMPLAINT, Matter.PETITION, replied=date(2026, 12, 10)),
    visit(2, Matter.PETITION, replied=day(17)),
    visit(3, Matter.PETITION),
)


@pytest.fixture(scope="module")
def figures(plan: Plan, calendar: WorkCalendar) -> ReportFigures:
    agenda = expand(plan, AUTUMN, calendar=calendar)
    report = next(one for one in due_reports(plan, AUTUMN, calendar=calendar) if one.report == "bao-cao-theo-luat")
    cases = [PetitionCase(id=f"{n}/2026", field="đất đai", events=(Received(day(n)),)) for n in (3, 10, 30)]
    return report_figures(
        attrs.evolve(report, window=WINDOW), plan, agenda, calendar=calendar, records=RECORDS, cases=cases
    )


def test_sessions(figures: ReportFigures) -> None:
    """Mornings of 02/11 to 27/11 but Wednesdays, 05/11, 20/11, 24/11: 13; four of them were held, one by a deputy."""
    found = figures.sessions
    assert (found.in_person, found.delegated, found.not_held, found.unscheduled) == (3, 1, 9, 1)


@pytest.mark.parametrize("whole", [True, False])
def test_a_session_put_off_to_another_window(plan: Plan, calendar: WorkCalendar, whole: bool) -> None:
    """19/11 was put off to 30/11 and held then: not held in the window to 27/11, held in the one from 28/11."""
    record = session(19, Postponed(day(18), "đi họp", day(30)), Held(day(30), "chu-tich"))
    report = next(one for one in due_reports(plan, AUTUMN, calendar=calendar) if one.report == "bao-cao-theo-luat")
    counted = []
    for window in (DateRange(day(19), day(19)), DateRange(day(28), day(30))):
        agenda = expand(plan, AUTUMN if whole else window, calendar=calendar)
        found = report_figures(
            attrs.evolve(report, window=window), plan, agenda, calendar=calendar, records=(record,)
        ).sessions
        counted.append((found.in_person, found.not_held))
    assert counted == [(0, 1), (1, 1)]  # on Monday 30/11 its own session has no record


def test_visits(figures: ReportFigures) -> None:
    """Six in the window, 1 + 6 + 1 + 1 + 1 + 1 people; 02/11 was due 16/11, answered on 17/11; 03/11 was due 17/11."""
    found = figures.visits
    assert (found.visits, found.people, found.groups) == (6, 11, 1)
    assert found.by_matter == (("complaint", 2), ("petition", 5))
    assert found.by_outcome == (("refused", 1), ("taken", 5))
    assert (found.answered, found.late, found.open, found.overdue) == (1, 1, 3, 1)


def test_cases(figures: ReportFigures) -> None:
    """Received on 03/11 and 10/11; the one of 30/11 is not in the window."""
    assert [(row.field, row.received, row.open) for row in figures.cases.rows] == [("đất đai", 2, 2)]


def test_nobody_is_named(figures: ReportFigures) -> None:
    assert PEOPLE[0].name not in str(to_dict(figures))
    assert PEOPLE[0].name not in repr(figures)


def test_an_agenda_that_does_not_cover_the_window(plan: Plan, calendar: WorkCalendar) -> None:
    agenda = expand(plan, DateRange(day(1), day(30)), calendar=calendar)
    report = next(one for one in due_reports(plan, AUTUMN, calendar=calendar) if one.report == "bao-cao-theo-luat")
    with pytest.raises(OutsideCoverage, match="the agenda is of 2026-11-01"):
        report_figures(report, plan, agenda, calendar=calendar)
