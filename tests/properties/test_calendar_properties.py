"""What holds of working days whatever the dates."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tiepdan import DateRange, WorkCalendar
from tiepdan.testing import civil_dates

CALENDAR = WorkCalendar.vietnam()
days = civil_dates(first=date(2014, 1, 1), last=date(2052, 12, 31))
counts = st.integers(-150, 150)


def step_by_step(day: date, n: int) -> date:
    """The loop that people write by hand."""
    one = timedelta(days=1 if n > 0 else -1)
    while n:
        day += one
        if CALENDAR.is_working_day(day):
            n -= 1 if n > 0 else -1
    return day


@given(days, counts)
def test_the_table_agrees_with_the_loop(day: date, n: int) -> None:
    assert CALENDAR.add_working_days(day, n) == step_by_step(day, n)


@given(days, counts)
def test_there_and_back_from_a_working_day(day: date, n: int) -> None:
    start = CALENDAR.roll_forward(day)
    assert CALENDAR.add_working_days(CALENDAR.add_working_days(start, n), -n) == start


@given(days, counts, counts)
def test_steps_in_one_direction_add_up(day: date, n: int, m: int) -> None:
    if n * m > 0:
        assert CALENDAR.add_working_days(CALENDAR.add_working_days(day, n), m) == CALENDAR.add_working_days(day, n + m)


@given(days, st.integers(1, 150))
def test_counting_undoes_adding(day: date, n: int) -> None:
    assert CALENDAR.count_working_days(day, CALENDAR.add_working_days(day, n)) == n


@given(days, days, days)
def test_counts_add_up_and_reverse(a: date, b: date, c: date) -> None:
    count = CALENDAR.count_working_days
    assert count(a, b) + count(b, c) == count(a, c)
    assert count(a, b) == -count(b, a)


@given(days, days)
def test_a_count_is_the_days_listed(a: date, b: date) -> None:
    first, last = sorted((a, b))
    listed = CALENDAR.working_days(DateRange(first, last))
    assert len(listed) == CALENDAR.count_working_days(first - timedelta(days=1), last)
    assert all(first <= day <= last and CALENDAR.is_working_day(day) for day in listed)


@given(days, days, counts)
def test_a_later_start_never_ends_earlier(a: date, b: date, n: int) -> None:
    first, last = sorted((a, b))
    assert CALENDAR.add_working_days(first, n) <= CALENDAR.add_working_days(last, n) or n == 0


@given(days)
def test_rolling_twice_is_rolling_once(day: date) -> None:
    for roll in (CALENDAR.roll_forward, CALENDAR.roll_backward):
        assert roll(roll(day)) == roll(day)
        assert CALENDAR.is_working_day(roll(day))
    assert CALENDAR.roll_backward(day) <= day <= CALENDAR.roll_forward(day)


@given(days)
def test_a_run_of_days_off_is_whole(day: date) -> None:
    run = CALENDAR.days_off_around(day)
    if run is None:
        assert CALENDAR.is_working_day(day)
    else:
        assert day in run
        assert not any(CALENDAR.is_working_day(one) for one in run)
        assert CALENDAR.is_working_day(run.first - timedelta(days=1))
        assert CALENDAR.is_working_day(run.last + timedelta(days=1))


@given(st.lists(days, max_size=4, unique=True))
@settings(max_examples=8)
def test_local_days_off_take_away_exactly_those_working_days(off: list[date]) -> None:
    local = CALENDAR.with_local(document="mẫu", off=off)
    whole = CALENDAR.coverage
    lost = {day for day in off if CALENDAR.is_working_day(day)}
    assert set(CALENDAR.working_days(whole)) - set(local.working_days(whole)) == lost
