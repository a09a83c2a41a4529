"""Conferences at the ends of a year, a plan and a calendar; on days off and in hours that are taken."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import attrs
import pytest

from tests.known import CALENDAR
from tests.paths import BINH_PHUOC
from tests.rooms.test_dialogue import NHON_HUNG, fixed, planned
from tiepdan import Absence, DateRange, Ground, Plan, WorkCalendar, expand, load_plan
from tiepdan.dialogue import FixedDay
from tiepdan.law import Severity


class TestAtTheEnds:
    """Of a year, of the plan and of what the calendar covers."""

    def plan(self, first: date, last: date, *days: FixedDay, quarters: tuple[int, ...]) -> Plan:
        plan = attrs.evolve(NHON_HUNG, effective_from=first, effective_to=last)
        return planned(*days, plan=plan, quarters=quarters)

    def found(self, plan: Plan, first: date, last: date) -> dict[str, str]:
        """By their last part, the items of the conferences, each with its day or period."""
        items = expand(plan, DateRange(first, last), calendar=CALENDAR).items
        return {item.id.rpartition("/")[2]: str(item.date or item.period) for item in items if "/doi-thoai/" in item.id}

    def test_a_december_conference_reaches_into_january(self) -> None:
        """Friday 26/12/2025: ten days after is Monday 05/01/2026."""
        plan = self.plan(date(2025, 7, 1), date(2026, 12, 31), fixed(date(2025, 12, 26), 4), quarters=(4,))
        december = self.found(plan, date(2025, 12, 1), date(2025, 12, 31))
        january = self.found(plan, date(2026, 1, 1), date(2026, 1, 31))
        assert january == {"cong-bo": "2026-01-05", "van-phong-tra-loi": "2025-12-26..2026-01-05"}
        assert (december["thong-bao"], december["2025-Q4"]) == ("2025-12-19", "2025-12-26")
        assert december | january == self.found(plan, date(2025, 12, 1), date(2026, 1, 31))
        assert len(december) + len(january) == 22

    def test_a_january_conference_is_announced_in_december(self) -> None:
        """Tuesday 06/01/2026: seven days before is 30/12/2025."""
        plan = self.plan(date(2025, 7, 1), date(2026, 12, 31), fixed(date(2026, 1, 6), 1), quarters=(1,))
        assert self.found(plan, date(2025, 12, 1), date(2025, 12, 31)) == {
            "thong-bao": "2025-12-30", "moi-ho": "2025-12-30"
        }  # fmt: skip
        january = self.found(plan, date(2026, 1, 1), date(2026, 1, 31))
        assert january["an-ninh-ke-hoach"] == "2026-01-05"
        assert january["cong-bo"] == "2026-01-16"

    def test_what_a_conference_brings_outlives_the_plan(self) -> None:
        plan = self.plan(date(2025, 7, 1), date(2025, 12, 31), fixed(date(2025, 12, 26), 4), quarters=(4,))
        assert self.found(plan, date(2026, 1, 1), date(2026, 6, 30)) == {
            "cong-bo": "2026-01-05", "van-phong-tra-loi": "2025-12-26..2026-01-05"
        }  # fmt: skip
        assert self.found(plan, date(2025, 7, 1), date(2025, 12, 31))["an-ninh"] == "2025-12-26"

    @pytest.mark.parametrize(
        ("first", "last", "quarter", "period"),
        [
            (date(2024, 2, 9), date(2024, 12, 15), 4, "2024-10-01..2024-12-15"),
            (date(2024, 2, 9), date(2024, 12, 15), 1, "2024-02-09..2024-03-31"),
        ],
    )
    def test_a_quarter_is_cut_to_the_days_of_the_plan(self, first: date, last: date, quarter: int, period: str) -> None:
        plan = self.plan(first, last, quarters=(quarter,))
        assert self.found(plan, date(2024, 1, 1), date(2024, 12, 31)) == {f"2024-Q{quarter}": period}
        end = date.fromisoformat(period[-10:])
        assert self.found(plan, date(2024, 1, 1), date.fromordinal(end.toordinal() - 1)) == {}
        assert self.found(plan, end, end) == {f"2024-Q{quarter}": period}

    def test_at_the_end_of_the_calendar(self) -> None:
        """Tuesday 30/12/2053: its results are due in 2054, which no calendar covers."""
        plan = self.plan(date(2053, 1, 1), date(2060, 12, 31), fixed(date(2053, 12, 30), 4), quarters=(4,))
        agenda = expand(plan, DateRange.year(2053), calendar=CALENDAR)
        items = {item.id.rpartition("/")[2]: item.date for item in agenda.items}
        assert (items["thong-bao"], items["2053-Q4"]) == (date(2053, 12, 23), date(2053, 12, 30))
        assert not {"cong-bo", "van-phong-tra-loi"} & set(items)
        assert {one.where for one in agenda.findings if one.code == "dialogue.uncounted"} == {
            "nhon-hung-2024/doi-thoai/2053-Q4/cong-bo", "nhon-hung-2024/doi-thoai/2053-Q4/van-phong-tra-loi"
        }  # fmt: skip

    def test_at_the_start_of_the_calendar(self) -> None:
        """Wednesday 02/01/2013, before any way of counting that the data hold."""
        plan = self.plan(date(2012, 1, 1), date(2013, 12, 31), fixed(date(2013, 1, 2), 1), quarters=(1,))
        assert {"2013-Q1", "an-ninh", "y-te-truc"} <= set(self.found(plan, date(2013, 1, 1), date(2013, 1, 31)))


class TestItsDay:
    def codes(self, plan: Plan, day: date, **more: Any) -> list[tuple[str, str]]:
        found = expand(plan, DateRange(day, day), calendar=CALENDAR, **more).findings
        mine = [one for one in found if one.code in ("dialogue.day-off", "dialogue.busy")]
        assert all(one.severity is Severity.WARNING for one in mine)
        return [(one.code, one.message_vi) for one in mine]

    @pytest.mark.parametrize(
        ("day", "off"),
        [
            (date(2024, 5, 16), False),  # Thursday
            (date(2024, 5, 18), True),  # Saturday
            (date(2024, 5, 4), False),  # Saturday, made up for 29/04
            (date(2024, 4, 30), True),  # Tuesday, a holiday
        ],
    )
    def test_a_day_off(self, day: date, off: bool) -> None:
        words = f"Hội nghị ấn định vào ngày nghỉ {day:%d/%m/%Y}"
        assert self.codes(planned(fixed(day)), day) == ([("dialogue.day-off", words)] if off else [])

    def test_hours_that_are_taken(self) -> None:
        """Tuesday 13/01/2026: the chair receives from 07:00 to 08:00; Wednesday 14/01 the UBND from 07:30 to 11:00."""
        binh_phuoc = load_plan(BINH_PHUOC)
        conference = attrs.evolve(NHON_HUNG.conference[0], presiding=("chu-tich",), quarters=(1,), task=())
        morning, public = "Buổi sáng với Nhân dân", "Tiếp công dân định kỳ của UBND phường"
        for day, start, whose in (
            (13, time(7, 30), morning), (13, time(8), None), (14, time(8), public), (14, time(11), None)
        ):  # fmt: skip
            held = fixed(date(2026, 1, day), 1, from_=start, to=time(11, 30))
            plan = attrs.evolve(binh_phuoc, conference=(attrs.evolve(conference, fixed=(held,)),))
            found = self.codes(plan, held.day)
            assert [code for code, _ in found] == (["dialogue.busy"] if whose else [])
            assert all(whose in words for _, words in found if whose)

    def test_hours_that_a_deputy_takes_are_free(self) -> None:
        away = Absence(post="chu-tich", first=date(2026, 1, 13), last=date(2026, 1, 13), ground=Ground.MEETING)
        held = fixed(date(2026, 1, 13), 1)
        conference = attrs.evolve(
            NHON_HUNG.conference[0], presiding=("chu-tich",), quarters=(1,), task=(), fixed=(held,)
        )
        plan = attrs.evolve(load_plan(BINH_PHUOC), conference=(conference,))
        assert self.codes(plan, held.day, absences=[away]) == []


def test_two_conferences_in_the_same_hours() -> None:
    """Tuesday 10/09/2024, both from 08:00: each falls into the other."""
    day = FixedDay(quarter=3, day=date(2024, 9, 10), from_=time(8), to=time(11))
    first = attrs.evolve(NHON_HUNG.conference[0], fixed=(day,))
    plan = attrs.evolve(NHON_HUNG, conference=(first, attrs.evolve(first, id="hai", task=())))
    year = DateRange(date(2024, 1, 1), date(2024, 12, 31))
    codes = [finding.code for finding in expand(plan, year, calendar=CALENDAR).findings]
    assert codes.count("dialogue.busy") == 2
    alone = attrs.evolve(plan, conference=(first,))
    assert "dialogue.busy" not in [finding.code for finding in expand(alone, year, calendar=CALENDAR).findings]


def test_before_the_law_that_sets_a_time_for_results_was_known() -> None:
    """In May 2024 no law set one; whoever counts by what was known then is told so."""
    day = FixedDay(quarter=2, day=date(2024, 5, 14), from_=time(8), to=time(11, 30))
    plan = attrs.evolve(NHON_HUNG, conference=(attrs.evolve(NHON_HUNG.conference[0], fixed=(day,)),))
    then = WorkCalendar.vietnam(known_on=date(2024, 5, 1))
    found = expand(plan, DateRange(date(2024, 2, 9), date(2024, 12, 31)), calendar=then)
    assert "dialogue.publication.none" in {finding.code for finding in found.findings}
    assert found.items == expand(plan, found.period, calendar=CALENDAR).items
