"""A duty in an agenda: cut at any day, in years without a break, and with rosters that fit or do not."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import attrs
import pytest

from tests.duty.offices import DESK, duty, staff
from tests.known import CALENDAR
from tests.paths import EXAMPLES
from tiepdan import Certainty, DateRange, OutsideCoverage, Roster, expand, load_plan, solve_roster
from tiepdan.agenda import Agenda
from tiepdan.duty import Assignment, Duty, DutyDays, Position, RosterStatus, Shift, Submission
from tiepdan.people import Post
from tiepdan.plans import Plan
from tiepdan.work import Recipient

BAC_SON = load_plan(EXAMPLES / "bac-son-tet-2025.toml")
EVE, SECOND = date(2027, 2, 5), date(2027, 2, 7)
WHOLE = {
    "shift": (Shift(id="whole", name="24 giờ", from_=time(7), to=time(7)),),
    "position": (Position(id="desk", name="Tiếp dân", shifts=("whole",), posts=("clerk",)),),
    "heavy": (),
}
AROUND_NEW_YEAR = duty(year=2028, days=DutyDays(break_="1/1"), **WHOLE)
"""1/1/2029 is a Monday: off from Saturday 30/12/2028."""
LAST_OF_YEAR = duty(year=2022, days=DutyDays(break_="31/12"), **WHOLE)
"""31/12/2022 is a Saturday: off until Monday 2/1/2023, in place of Sunday 1/1."""


def plan(ordered: Duty, first: date = date(2022, 1, 1), last: date | None = None) -> Plan:
    posts = (*BAC_SON.post, Post(id="chief", name="Lãnh đạo"), Post(id="clerk", name="Công chức"))
    return attrs.evolve(BAC_SON, duty=(ordered,), post=posts, effective_from=first, effective_to=last)


def days(ordering: Plan, first: date, last: date, kind: str = "duty") -> list[date]:
    items = expand(ordering, DateRange(first, last), calendar=CALENDAR).items
    return sorted({item.date for item in items if item.kind == kind and item.date})


class TestTheEndOfTheYear:
    def test_days_of_duty_ahead_of_the_year(self) -> None:
        there, both = plan(AROUND_NEW_YEAR), [date(2028, 12, 30), date(2028, 12, 31), date(2029, 1, 1)]
        assert days(there, date(2028, 12, 1), date(2029, 1, 31)) == both
        assert days(there, date(2028, 12, 1), date(2028, 12, 31)) == both[:2]
        assert days(there, date(2029, 1, 1), date(2029, 1, 31)) == both[2:]

    def test_days_of_duty_after_the_year(self) -> None:
        there, three = plan(LAST_OF_YEAR), [date(2022, 12, 31), date(2023, 1, 1), date(2023, 1, 2)]
        assert days(there, date(2022, 12, 1), date(2022, 12, 31)) == three[:1]
        assert days(there, date(2023, 1, 1), date(2023, 1, 31)) == three[1:]

    def test_a_roster_that_is_sent_in_the_year_before(self) -> None:
        """30 days before 24/01/2025, the first day of duty: 25/12/2024."""
        submit = Submission(amount=30, unit="calendar-day", by="tiep-cong-dan", recipients=(Recipient(name="UBND"),))
        there, sent = plan(attrs.evolve(BAC_SON.duty[0], submit=submit), date(2024, 12, 1)), [date(2024, 12, 25)]
        assert days(there, date(2024, 12, 1), date(2025, 1, 31), "duty-submission") == sent
        assert days(there, date(2024, 12, 1), date(2024, 12, 31), "duty-submission") == sent
        assert days(there, date(2025, 1, 1), date(2025, 1, 31), "duty-submission") == []

    def test_a_roster_that_is_sent_years_before(self) -> None:
        """800 days before 24/01/2025: 731 to 24/01/2023, 69 more to 16/11/2022."""
        submit = Submission(amount=800, unit="calendar-day", by="tiep-cong-dan", recipients=(Recipient(name="UBND"),))
        there = plan(attrs.evolve(BAC_SON.duty[0], submit=submit))
        assert days(there, date(2022, 11, 1), date(2022, 11, 30), "duty-submission") == [date(2022, 11, 16)]

    def test_a_submission_is_known_by_its_year(self) -> None:
        """Whatever day the break begins on, the item stays the same one."""
        agenda = expand(plan(BAC_SON.duty[0], date(2024, 12, 1)), DateRange.year(2025), calendar=CALENDAR)
        (item,) = (one for one in agenda.items if one.kind == "duty-submission")
        assert item.id.endswith("/truc-tet/gui-lich/2025")

    def test_the_last_year_that_is_covered(self) -> None:
        """Of the duty around 1/1/2054 nothing is known, and nothing is asked."""
        assert days(plan(AROUND_NEW_YEAR), date(2053, 1, 2), date(2053, 12, 1)) == []

    def test_a_duty_that_is_asked_for_and_not_covered(self) -> None:
        there = plan(duty(days=DutyDays(break_="2/9", days_after=200), **WHOLE))
        with pytest.raises(OutsideCoverage, match="2053"):
            expand(there, DateRange.year(2053), calendar=CALENDAR)


class TestAYearWithoutABreak:
    """20/11/2025 is a Thursday, worked; 20/11/2027 is a Saturday."""

    TEACHERS = plan(duty(year=2025, days=DutyDays(break_="20/11"), **WHOLE))

    def told(self, first: date, last: date) -> list[tuple[str, str]]:
        found = expand(self.TEACHERS, DateRange(first, last), calendar=CALENDAR).findings
        return [(one.code, one.message_vi) for one in found if one.code == "duty.no-break"]

    def test_it_is_told_where_the_day_is_asked_for(self) -> None:
        words = "Ngày 20/11/2025 là ngày làm việc: năm đó không có kỳ nghỉ, không có kỳ trực"
        assert self.told(date(2025, 11, 1), date(2025, 11, 30)) == [("duty.no-break", words)]

    def test_other_days_have_nothing_to_do_with_it(self) -> None:
        assert self.told(date(2025, 2, 1), date(2025, 3, 1)) == []

    def test_other_years_go_on(self) -> None:
        assert days(self.TEACHERS, date(2025, 1, 1), date(2027, 12, 31)) == [date(2027, 11, 20), date(2027, 11, 21)]


SPLIT = duty(
    shift=(
        Shift(id="day", name="Ngày", from_=time(7), to=time(19)),
        Shift(id="late", name="Đầu đêm", from_=time(19), to=time(0)),
        Shift(id="early", name="Cuối đêm", from_=time(0), to=time(7)),
    ),
    position=(attrs.evolve(DESK, shifts=("day", "late", "early")),),
)


class TestHoursAfterMidnight:
    def test_the_item_is_of_its_own_day_and_the_id_of_the_day_of_duty(self) -> None:
        found = expand(plan(SPLIT, EVE, SECOND), DateRange(EVE, date(2027, 2, 9)), calendar=CALENDAR)
        early = [(item.id.rpartition("/")[2], item.date, item.start) for item in found.items if "/early/" in item.id]
        assert early == [
            ("2027-02-05", date(2027, 2, 6), time(0)),
            ("2027-02-06", date(2027, 2, 7), time(0)),
            ("2027-02-07", date(2027, 2, 8), time(0)),
        ]

    @pytest.mark.parametrize("day", range(4, 10))
    def test_cut_at_any_day(self, day: int) -> None:
        there, cut = plan(SPLIT, EVE, SECOND), date(2027, 2, day)
        whole, first, last = (
            expand(there, DateRange(*span), calendar=CALENDAR).items
            for span in (
                (date(2027, 2, 1), date(2027, 2, 28)),
                (date(2027, 2, 1), cut),
                (date.fromordinal(cut.toordinal() + 1), date(2027, 2, 28)),
            )
        )
        assert len(whole) == 9
        assert whole == first + last


ROSTER = solve_roster(duty(), staff(), calendar=CALENDAR)
PLAN = plan(duty(), date(2027, 1, 1), date(2027, 12, 31))


def agenda(*rosters: Roster, ordering: Plan = PLAN, year: int = 2027) -> Agenda:
    return expand(ordering, DateRange.year(year), calendar=CALENDAR, rosters=rosters)


def told(found: Agenda) -> list[tuple[str, str | None]]:
    return [(one.code, one.where) for one in found.findings if one.code.startswith("duty.roster")]


def who(found: Agenda) -> set[str | None]:
    return {item.who for item in found.items if item.kind == "duty" and "/leader/" in item.id}


NOBODY = {"Lãnh đạo (1 người)"}


def changed(index: int, **parts: Any) -> Roster:
    assignments = list(ROSTER.assignments)
    assignments[index] = attrs.evolve(assignments[index], **parts)
    return attrs.evolve(ROSTER, assignments=tuple(assignments))


class TestRosters:
    def test_one_that_fits(self) -> None:
        found = agenda(ROSTER)
        assert told(found) == []
        assert who(found) == {"Lãnh đạo mẫu 0", "Lãnh đạo mẫu 1"}

    def test_days_on_which_there_is_no_duty_say_nothing_of_it(self) -> None:
        period = DateRange(date(2027, 6, 1), date(2027, 6, 30))
        assert told(expand(PLAN, period, calendar=CALENDAR, rosters=[ROSTER])) == []

    def test_the_same_one_twice(self) -> None:
        assert told(agenda(ROSTER, attrs.evolve(ROSTER, file="copy.json"))) == []

    UNUSED: dict[str, Roster] = {
        "duty.roster.duty": attrs.evolve(ROSTER, duty="tte"),
        "duty.roster.none": attrs.evolve(ROSTER, status=RosterStatus.INFEASIBLE),
        "duty.roster.year": attrs.evolve(ROSTER, year=2026),
    }

    @pytest.mark.parametrize("code", UNUSED)
    def test_one_that_is_not_used(self, code: str) -> None:
        found = agenda(attrs.evolve(self.UNUSED[code], file="tet.json"))
        assert told(found) == [(code, "tet.json")]
        assert who(found) == NOBODY

    def test_what_is_like_its_duty_is_offered(self) -> None:
        message = agenda(attrs.evolve(ROSTER, duty="tte")).findings[-1].message_en
        assert message == "the roster is not used: the plan has no duty 'tte'; did you mean 'tet'?"

    def test_a_plan_that_has_ended_before(self) -> None:
        found = agenda(ROSTER, ordering=plan(duty(), date(2026, 1, 1), date(2027, 1, 31)))
        assert told(found) == [("duty.roster.year", "tet-2027")]

    def test_two_that_differ(self) -> None:
        one, other = attrs.evolve(ROSTER, file="a.json"), attrs.evolve(changed(0, person="c1"), file="b.json")
        for rosters in ((one, other), (other, one)):
            found = agenda(*rosters)
            assert sorted(told(found)) == [("duty.roster.two", "a.json"), ("duty.roster.two", "b.json")]
            assert who(found) == NOBODY

    @pytest.mark.parametrize(
        "parts", [{"shift": "wohle"}, {"position": "laeder"}, {"day": date(2027, 2, 9)}, {"end": None}]
    )
    def test_one_assignment_that_is_not_there(self, parts: dict[str, Any]) -> None:
        leading = next(index for index, one in enumerate(ROSTER.assignments) if one.position == "leader")
        if "end" in parts:
            parts = {"end": ROSTER.assignments[leading].end.replace(hour=6)}
        found = agenda(changed(leading, **parts))
        assert told(found) == [("duty.roster.shift", "tet-2027"), ("duty.roster.hole", "tet-2027")]
        assert who(found) > NOBODY

    def test_an_assignment_twice_is_one(self) -> None:
        twice: tuple[Assignment, ...] = (*ROSTER.assignments, ROSTER.assignments[0])
        found = agenda(attrs.evolve(ROSTER, assignments=twice))
        assert told(found) == [("duty.roster.doubled", "tet-2027")]
        assert not any("," in str(item.who) for item in found.items if item.kind == "duty")

    def test_shifts_on_days_after_the_end_of_the_plan(self) -> None:
        found = agenda(ROSTER, ordering=plan(duty(), date(2027, 1, 1), date(2027, 2, 6)))
        assert told(found) == [("duty.roster.shift", "tet-2027")]
        assert found.findings[-1].message_en.startswith("3 assignments are not used")


def test_days_around_a_break_that_is_not_decided_are_projected() -> None:
    """Tết 2028 is not decided; 30 days before it a day of 2027 is: the sending is no surer than the break."""
    submit = Submission(amount=30, unit="calendar-day", by="tiep-cong-dan", recipients=(Recipient(name="UBND"),))
    there = plan(attrs.evolve(BAC_SON.duty[0], submit=submit, derived=()), date(2024, 12, 1))
    items = expand(there, DateRange(date(2027, 12, 1), date(2028, 2, 28)), calendar=CALENDAR).items
    found = {item.kind: item.certainty for item in items if item.kind.startswith("duty")}
    assert set(found.values()) == {Certainty.PROJECTED}
    assert {"duty", "duty-report", "duty-submission"} == set(found)
