"""The testing kit: strategies that find odd days and shrink to ordinary ones, a check that finds planted mistakes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import find, given, settings

from tests.known import LAW
from tiepdan import DateRange, InvalidValue, LunarDate, Rule, UnknownName, WorkCalendar
from tiepdan.law import TimeLimit, Version
from tiepdan.testing import (
    BrokenProperty,
    calendars,
    check_rule,
    civil_dates,
    date_ranges,
    durations,
    lunar_dates,
    rules,
    time_limits,
    versions,
)

CALENDAR = WorkCalendar.vietnam()
DAY = timedelta(days=1)
HYPOTHESIS = "from hypothesis import Phase, find, settings, strategies as st\n"
TYPES = "from tiepdan import DateRange, LunarDate, Rule, WorkCalendar\nfrom tiepdan.law import TimeLimit\n"
QUIET = settings(max_examples=2000, database=None, derandomize=True)


class TestStrategies:
    def test_a_date_shrinks_to_an_ordinary_working_day(self) -> None:
        day = find(civil_dates(), lambda day: True, settings=QUIET)
        around = DateRange(day - 7 * DAY, day + 7 * DAY)
        assert CALENDAR.is_working_day(day)
        assert not CALENDAR.special_days(around)

    @pytest.mark.parametrize(
        "odd",
        [
            lambda day: CALENDAR.day(day).kind.value == "make_up",
            lambda day: CALENDAR.day(day).kind.value == "swapped_off",
            lambda day: LunarDate.from_date(day).month == LunarDate.from_date(day).day == 1,
            lambda day: (day.month, day.day) == (2, 29),
            lambda day: (day + DAY).day == 1 and day.weekday() == 6,
        ],
    )
    def test_odd_days_come_soon(self, odd: Callable[[date], bool]) -> None:
        assert odd(find(civil_dates(), odd, settings=QUIET))

    @given(civil_dates(first=date(2026, 2, 10), last=date(2026, 2, 25)))
    def test_dates_keep_their_bounds(self, day: date) -> None:
        assert date(2026, 2, 10) <= day <= date(2026, 2, 25)

    @given(date_ranges(first=date(2026, 2, 10), last=date(2026, 2, 25), max_days=5))
    def test_ranges_keep_their_bounds(self, period: DateRange) -> None:
        assert date(2026, 2, 10) <= period.first <= period.last <= date(2026, 2, 25)
        assert len(period) <= 5

    @given(lunar_dates(first=date(2026, 2, 17), last=date(2026, 2, 17)))
    def test_lunar_dates_keep_their_bounds(self, day: LunarDate) -> None:
        assert day == LunarDate(2026, 1, 1)

    @given(durations(max_amount=3, units=("month",)), time_limits(max_amount=3, units=("working-day",)))
    def test_amounts_and_units(self, length: Any, limit: TimeLimit) -> None:
        assert (length.unit, limit.unit) == ("month", "working-day")
        assert 1 <= length.n <= 3
        assert 1 <= limit.amount <= 3

    @given(versions(min_size=2, max_size=3))
    def test_versions_follow_on_one_another(self, chain: tuple[Version, ...]) -> None:
        assert 2 <= len(chain) <= 3
        assert [one.valid_to for one in chain] == [*(one.valid_from for one in chain[1:]), None]

    def test_the_simplest_calendar_has_no_changes_and_the_simplest_rule_one_version(self) -> None:
        assert find(calendars(max_changes=0), lambda calendar: True, settings=QUIET) is CALENDAR
        assert len(find(rules(), lambda rule: True, settings=QUIET).versions) == 1

    @pytest.mark.parametrize("first", [HYPOTHESIS, TYPES], ids=["hypothesis", "tiepdan"])
    def test_types_are_registered(self, first: str) -> None:
        """In an interpreter of its own: the entry point alone does it, whichever is imported first."""
        code = (
            f"import warnings; warnings.simplefilter('ignore')\n{first}{HYPOTHESIS}{TYPES}"
            "for kind in (DateRange, LunarDate, Rule, TimeLimit, WorkCalendar):\n"
            "    quick = settings(phases=[Phase.generate], database=None, derandomize=True)\n"
            "    assert isinstance(find(st.from_type(kind), lambda value: True, settings=quick), kind)\n"
        )
        subprocess.run([sys.executable, "-c", code], check=True)

    def test_hypothesis_loads_no_room_until_a_strategy_is_asked_for(self) -> None:
        code = (
            f"import sys, warnings; warnings.simplefilter('ignore')\n{HYPOTHESIS}"
            "print(*sorted(name for name in sys.modules if name.startswith('tiepdan')), 'attrs' in sys.modules)\n"
            f"{TYPES}print('tiepdan.testing.strategies' in sys.modules)\n"
        )
        run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
        loaded = "tiepdan tiepdan.drawing tiepdan.testing tiepdan.testing.registration"
        assert run.stdout.splitlines() == [f"{loaded} False", "False"]


def rolled(days: int) -> Callable[[date], date]:
    return lambda event: CALENDAR.roll_forward(event + days * DAY)


def broken(rule: Any, count: Callable[[date], date] | None = None, **more: Any) -> str:
    with pytest.raises(BrokenProperty) as caught:
        check_rule(rule, count=count, **more)
    return str(caught.value)


class TestPlantedMistakes:
    def test_a_minimum_period_that_rolls(self) -> None:
        assert "disclosure.posting: a minimum period does not move" in broken("disclosure.posting", rolled(30))

    def test_a_day_of_effect_that_rolls(self) -> None:
        assert "a day of effect does not move" in broken("complaint.first.effect", rolled(31))

    def test_a_count_that_includes_the_day_of_the_event(self) -> None:
        assert "the day of the event is not counted" in broken(
            "reception.reply", lambda event: CALENDAR.add_working_days(event - DAY, 10)
        )
        assert "the day of the event is not counted" in broken("complaint.limitation", rolled(89))

    def test_a_last_day_that_stays_on_a_day_off(self) -> None:
        assert "no day off at the end" in broken("complaint.second.sending", lambda event: event + 7 * DAY)

    def test_a_notice_that_rolls_forward(self) -> None:
        assert "what is counted back does not move" in broken("dialogue.notice", rolled(-7))

    def test_months_counted_as_thirty_days(self) -> None:
        assert broken("community.initiative.validity", rolled(90))

    def test_versions_that_overlap_or_leave_a_hole(self) -> None:
        *_, first, second = LAW["complaint.first.acceptance"].versions
        overlapping = [attrs.evolve(first, valid_to=date(2026, 8, 1)), second]
        assert "these versions: each day has one version or a declared gap: two versions hold" in broken(overlapping)
        assert "no version holds from 2026-06-01" in broken([attrs.evolve(first, valid_to=date(2026, 6, 1)), second])


class TestSoundRules:
    def test_a_rule_of_ones_own(self) -> None:
        sample = Rule(
            id="sample.rule",
            kind="time-limit",
            title_vi="mẫu",
            title_en="sample",
            event="ngày mẫu",
            versions=(attrs.evolve(LAW["reception.reply"].versions[0], value=TimeLimit(amount=2, unit="year")),),
        )
        check_rule(sample)
        check_rule(sample.versions)

    def test_a_rule_whose_version_another_date_picks(self) -> None:
        check_rule("one-stop.apology")

    def test_a_calendar_with_days_of_its_own(self) -> None:
        local = CALENDAR.with_local(document="mẫu", off=[date(2026, 11, 20)], working=[date(2026, 11, 21)])
        check_rule("reception.reply", calendar=local)

    def test_what_is_no_time_limit(self) -> None:
        with pytest.raises(InvalidValue, match="sets no time limit in days, months or years"):
            check_rule("dialogue.minimum")
        with pytest.raises(InvalidValue, match="sets no time limit"):
            check_rule("reception.online.connection")
        with pytest.raises(UnknownName):
            check_rule("dialogue.maximum")

    def test_what_cannot_be_tried_does_not_pass(self) -> None:
        late = attrs.evolve(LAW["reception.reply"].versions[0], valid_from=date(2060, 1, 1))
        for chain in ([], [late]):
            with pytest.raises(InvalidValue, match="no version with a day"):
                check_rule(chain)


def test_without_hypothesis_the_extra_is_named() -> None:
    code = "import sys; sys.modules['hypothesis'] = None; from tiepdan.testing import check_rule"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert "pip install 'tiepdan[testing]'" in done.stderr
