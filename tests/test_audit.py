"""The minimum in person: the weeks to 30/06/2026 and the months from 01/07/2026 that fall short, counted by hand."""

from __future__ import annotations

import re
import tomllib
from datetime import date

import attrs
import pytest

from tests.paths import ANSWERS
from tiepdan import Absence, Agenda, DateRange, Finding, Ground, InvalidFile, Plan, WorkCalendar, expand, from_dict
from tiepdan.audit import minimum_findings
from tiepdan.reception import Credit

ANSWER = tomllib.loads((ANSWERS / "chair-absent-40-days.toml").read_text(encoding="utf-8"))
ABSENT = [date.fromisoformat(day) for day in ANSWER["absent"]]
YEAR = DateRange.year(2026)
PARTY = "reception.party-secretary.minimum"


def expanded(plan: Plan, calendar: WorkCalendar, period: DateRange = YEAR) -> Agenda:
    away = [Absence(post="chu-tich", first=day, last=day, ground=Ground.MEETING) for day in ABSENT]
    return expand(plan, period, calendar=calendar, absences=away)


def by_code(findings: tuple[Finding, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for finding in findings:
        days = re.search(r"tiếp (\d+) ngày", finding.message_vi)
        place = f"{finding.where} {days[1]}" if days else str(finding.where)
        found.setdefault(finding.code.rpartition(".")[2], []).append(place)
    return found


def with_credit(plan: Plan, credit: Credit) -> Plan:
    return attrs.evolve(plan, reception=tuple(attrs.evolve(one, credit=credit) for one in plan.reception))


def test_the_chair_is_away_on_forty_days(plan: Plan, calendar: WorkCalendar) -> None:
    assert len(set(ABSENT)) == 40
    delegated = [item for item in expanded(plan, calendar).items if item.on_behalf_of]
    assert [item.date for item in delegated] == ABSENT
    assert all(item.status.value == "planned" for item in delegated)


def test_weeks_and_months_fall_short_as_counted_by_hand(plan: Plan, calendar: WorkCalendar) -> None:
    found = by_code(minimum_findings(plan, expanded(plan, calendar), calendar=calendar))
    assert found == {"short": ANSWER["short"], "wholly-off": ANSWER["wholly_off"], "change": ANSWER["change"]}


def test_each_finding_rests_on_the_law_of_its_day(plan: Plan, calendar: WorkCalendar) -> None:
    for finding in minimum_findings(plan, expanded(plan, calendar), calendar=calendar):
        point = "c" if finding.where == "2026-07" else "d"
        assert str(finding.citation) == f"điểm {point} khoản 2 Điều 15 Luật số 42/2013/QH13"


def test_deputies_count_where_that_is_set(plan: Plan, calendar: WorkCalendar) -> None:
    counted = with_credit(plan, Credit(delegated=True))
    found = by_code(minimum_findings(counted, expanded(counted, calendar), calendar=calendar))
    assert "short" not in found


def test_a_day_of_an_hour_is_no_day_of_two(plan: Plan, calendar: WorkCalendar) -> None:
    long = with_credit(plan, Credit(minutes=61))
    found = by_code(minimum_findings(long, expanded(long, calendar), calendar=calendar))
    assert "2026-12 0" in found["short"]
    assert len(found["short"]) == 24 + 6  # W02 to W26 but for Tết's W08, and six months
    enough = with_credit(plan, Credit(minutes=60))
    assert by_code(minimum_findings(enough, expanded(enough, calendar), calendar=calendar))["short"] == ANSWER["short"]


def test_each_regime_is_judged_by_itself(plan: Plan, calendar: WorkCalendar) -> None:
    """One person who is secretary too: the Party's two days a month hold all year, beside the weeks."""
    [morning] = plan.reception
    both = attrs.evolve(plan, reception=(morning, attrs.evolve(morning, id="bi-thu", minimum=PARTY)))
    found = minimum_findings(both, expanded(both, calendar), calendar=calendar)
    party = tuple(finding for finding in found if "QĐi" in str(finding.citation) or "KL" in str(finding.citation))
    state = tuple(finding for finding in found if finding not in party)
    assert by_code(party) == {"short": ["2026-07 1"]}
    assert by_code(state)["short"] == ANSWER["short"]


def test_what_is_only_partly_in_the_period_is_not_judged(plan: Plan, calendar: WorkCalendar) -> None:
    part = DateRange(date(2026, 3, 10), date(2026, 7, 30))
    found = by_code(minimum_findings(plan, expanded(plan, calendar, part), calendar=calendar))
    assert found == {"short": ["2026-W18 0", "2026-W26 0"], "change": ["2026-W27"]}


def test_credit_that_cannot_be() -> None:
    with pytest.raises(InvalidFile) as caught:
        from_dict(Credit, {"minutes": 0})
    assert "$.minutes: 0 is no number of minutes" in str(caught.value)
