"""A period cut in two gives what the whole gives: each item once, on the side of its own day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.known import CALENDAR
from tests.paths import BINH_PHUOC, EXAMPLES
from tiepdan import Agenda, DateRange, Plan, WorkCalendar, expand, load_plan
from tiepdan.plans import Overlay, Override, Profiles, inherit

PLANS = sorted(path for path in EXAMPLES.glob("*.toml") if not path.stem.startswith("sample-"))


def agenda(plan: Plan, first: date, last: date) -> Agenda:
    return expand(plan, DateRange(first, last), calendar=CALENDAR)


@pytest.mark.parametrize("path", PLANS, ids=[path.stem for path in PLANS])
def test_the_halves_are_the_whole(path: str) -> None:
    """Cut each thirteenth day, from a month before the plan to a year after."""
    plan = load_plan(path)
    first, last = plan.effective_from - timedelta(days=31), plan.effective_from + timedelta(days=365)
    whole = agenda(plan, first, last).items
    ids = [item.id for item in whole]
    assert len(ids) == len(set(ids)) > 0
    for days in range(1, (last - first).days, 13):
        cut = first + timedelta(days=days)
        halves = (*agenda(plan, first, cut).items, *agenda(plan, cut + timedelta(days=1), last).items)
        assert sorted(item.id for item in halves) == sorted(ids)


def test_the_posting_before_a_plan_begins_is_in_the_month_it_falls_in() -> None:
    """19 and 20/11/2025 give way to other receptions; five working days before Friday 21/11 is Friday 14/11."""
    plan = load_plan(BINH_PHUOC)
    before = agenda(plan, date(2025, 11, 1), plan.effective_from - timedelta(days=1))
    postings = [(item.date, item.id) for item in before.items if item.kind == "posting"]
    assert postings == [(date(2025, 11, 14), "binh-phuoc-2025/buoi-sang/niem-yet/2025-11")]
    assert "reception.posting.before-plan" in {finding.code for finding in before.findings}


def test_a_plan_that_is_not_in_force_has_no_standing_duties() -> None:
    plan = load_plan(EXAMPLES / "bac-kan-2025.toml")
    assert agenda(plan, date(2025, 8, 1), date(2025, 8, 1)).standing
    assert not agenda(plan, date(2020, 1, 1), date(2020, 12, 31)).standing
    assert not agenda(plan, date(2026, 1, 1), date(2026, 12, 31)).standing


def test_an_agenda_goes_by_the_law_that_its_calendar_knows() -> None:
    """The circular on reports was signed on 30/09/2025; whoever knew the law of 01/09 could not expect its reports."""
    plan, year = load_plan(BINH_PHUOC), DateRange.year(2026)
    then = WorkCalendar.vietnam(known_on=date(2025, 9, 1))
    statutory = {item.id for item in expand(plan, year, calendar=CALENDAR).items if item.kind == "report"}
    known = {item.id for item in expand(plan, year, calendar=then).items if item.kind == "report"}
    assert known < statutory
    assert all("TT-TTCP" not in item.basis for item in expand(plan, year, calendar=then).items)


def test_a_provision_that_is_taken_away_for_days_is_no_new_one_afterwards() -> None:
    """Away from 10 to 13/03/2026: March was posted on 23/02, and the plan had taken effect long before."""
    plan, away = load_plan(BINH_PHUOC), (("reception", "buoi-sang"), ("task", "van-phong-tong-hop"))
    overrides = tuple(Override(kind=kind, id=name, drop=True) for kind, name in away)
    laid = Overlay(schema="tiepdan/overlay/1", id="nghi", name="Nghỉ", effective_from=date(2026, 3, 10),
                   effective_to=date(2026, 3, 13), override=overrides)  # fmt: skip
    found = agenda(inherit(plan, Profiles.vietnam(), [laid]), date(2026, 2, 1), date(2026, 3, 31))
    march = [item.date for item in found.items if item.id.endswith("/niem-yet/2026-03")]
    assert march == [date(2026, 2, 23)]
    assert "reception.posting.before-plan" not in {finding.code for finding in found.findings}
    tasks = [duty for duty in found.standing if "van-phong-tong-hop" in duty.id]
    assert [duty.when for duty in tasks] == [None, "từ 14/03/2026: thường xuyên"]
    assert len({duty.id for duty in found.standing}) == len(found.standing)
