"""What holds of deadlines whatever the dates, drawn by the public strategies."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.known import CALENDAR, LAW
from tiepdan import LunarDate, Rule, WorkCalendar, compute_deadline
from tiepdan.law import Direction, Law, Meaning, TimeLimit
from tiepdan.testing import calendars, check_rule, civil_dates, lunar_dates, rules, time_limits

DAY = timedelta(days=1)
UNITS = ("calendar-day", "working-day")
events = civil_dates(first=date(2017, 1, 1), last=date(2052, 12, 31))
limits = time_limits(units=("calendar-day", "working-day", "month"), max_amount=9)
COUNTED = [rule for rule in LAW.rules if rule.kind == "time-limit" and rule.id != "reception.online.connection"]


def due(limit: TimeLimit, event: date, calendar: WorkCalendar = CALENDAR) -> date:
    return compute_deadline(limit, event, calendar=calendar).due


@pytest.mark.parametrize("rule", COUNTED, ids=[rule.id for rule in COUNTED])
def test_every_rule_counts_as_days_walked_one_by_one(rule: Rule) -> None:
    check_rule(rule, max_examples=25)


@given(limits, events, events)
def test_a_later_event_never_ends_earlier(limit: TimeLimit, one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert due(limit, first) <= due(limit, last)


@given(time_limits(units=UNITS), events, st.integers(1, 30))
def test_a_longer_limit_ends_no_nearer(limit: TimeLimit, event: date, more: int) -> None:
    longer = attrs.evolve(limit, amount=limit.amount + more)
    if limit.direction is Direction.AFTER:
        assert due(limit, event) <= due(longer, event)
    else:
        assert due(longer, event) < due(limit, event)


@given(events, st.integers(1, 90))
def test_forward_then_backward_returns_to_a_working_day(event: date, amount: int) -> None:
    start = CALENDAR.roll_forward(event)
    there = due(TimeLimit(amount=amount, unit="working-day"), start)
    assert due(TimeLimit(amount=amount, unit="working-day", direction=Direction.BEFORE), there) == start


@given(events, st.integers(1, 45), st.integers(1, 45))
def test_working_days_add_up(event: date, one: int, other: int) -> None:
    limit = TimeLimit(amount=one + other, unit="working-day")
    first = due(attrs.evolve(limit, amount=one), event)
    assert due(attrs.evolve(limit, amount=other), first) == due(limit, event)


@given(limits, events)
def test_the_day_to_act_by_is_worked_and_no_later(limit: TimeLimit, event: date) -> None:
    found = compute_deadline(limit, event, calendar=CALENDAR)
    assert (found.act_by is None) == (found.meaning is not Meaning.LATEST)
    if found.act_by:
        assert CALENDAR.is_working_day(found.act_by)
        assert CALENDAR.count_working_days(found.act_by, found.due) == 0
        assert found.act_by <= found.due


@given(limits, events)
def test_rolling_what_was_rolled_changes_nothing(limit: TimeLimit, event: date) -> None:
    assume(limit.meaning is Meaning.LATEST and limit.direction is Direction.AFTER)
    last = due(limit, event)
    assert CALENDAR.roll_forward(last) == last


@given(limits, events)
def test_a_local_decision_of_nothing_changes_nothing(limit: TimeLimit, event: date) -> None:
    same = CALENDAR.with_local(document="Quyết định mẫu")
    assert due(limit, event, same) == due(limit, event)


@given(limits, events, calendars(first=date(2020, 1, 1), last=date(2030, 12, 31)))
@settings(max_examples=40, suppress_health_check=[HealthCheck.nested_given])
def test_local_days_are_days_like_others(limit: TimeLimit, event: date, calendar: WorkCalendar) -> None:
    sample = Rule(
        id="sample.rule",
        kind="time-limit",
        title_vi="mẫu",
        title_en="sample",
        event="ngày mẫu",
        versions=(attrs.evolve(LAW["reception.reply"].versions[0], value=limit, valid_from=event),),
    )
    check_rule(sample, calendar=calendar, max_examples=5)


@given(
    st.builds(TimeLimit, amount=st.integers(1, 90), unit=st.sampled_from(UNITS), meaning=st.sampled_from(Meaning)),
    civil_dates(first=date(2019, 1, 1), last=date(2050, 12, 31)),
    st.integers(1, 120),
    st.integers(1, 120),
)
def test_days_taken_out_are_days_added(limit: TimeLimit, event: date, until: int, days: int) -> None:
    """As many days as are taken out are added, if the count was not full before; then the last day moves as ever."""
    start, resumed = event + until * DAY, event + (until + days) * DAY
    paused = attrs.evolve(limit, suspension="denunciation.suspension.exclusion")
    found = compute_deadline(paused, event, calendar=CALENDAR, suspended=[(start, resumed)])
    if limit.unit == "calendar-day":
        lost, counted = days, until - 1
    else:
        lost = CALENDAR.count_working_days(start - DAY, resumed - DAY)
        counted = CALENDAR.count_working_days(event, start - DAY)
    longer = limit.amount + (lost if counted < limit.amount else 0)
    assert found.due == due(attrs.evolve(limit, amount=longer), event)


@given(lunar_dates(first=date(2017, 6, 1), last=date(2052, 6, 1)), limits)
def test_a_lunar_event_is_its_civil_day(event: LunarDate, limit: TimeLimit) -> None:
    found = compute_deadline(limit, event, calendar=CALENDAR)
    assert (found.due, found.event) == (due(limit, event.to_date()), event.to_date())
    assert str(event) in found.steps[0].text


@given(rules(), events)
def test_a_rule_answers_from_its_first_day_on(rule: Rule, event: date) -> None:
    starts = [version.valid_from for version in rule.versions]
    assume(event >= starts[0])
    found = compute_deadline(rule, event, calendar=CALENDAR)
    assert found.version
    assert found.version.valid_from == max(start for start in starts if start <= event)


@given(
    st.sampled_from([rule.id for rule in COUNTED if not rule.version_by and not rule.versions[-1].valid_to]),
    civil_dates(first=date(2027, 1, 1), last=date(2040, 12, 31)),
    civil_dates(first=date(2017, 1, 1), last=date(2040, 12, 31)),
    st.integers(1, 60),
)
@settings(max_examples=30)
def test_an_amendment_never_changes_the_answer_for_an_earlier_event(
    rule: str, start: date, event: date, amount: int
) -> None:
    assume(event >= LAW[rule].versions[0].valid_from)
    amended = amendment(rule, start, amount)
    before, after = (compute_deadline(rule, event, calendar=CALENDAR, law=law) for law in (LAW, amended))
    if event < start:
        assert (before.due, before.act_by) == (after.due, after.act_by)
    else:
        assert str(after.version.value if after.version else None) == f"trong {amount} ngày"


def amendment(rule: str, start: date, amount: int) -> Law:
    text = f"""
schema = "tiepdan/law/1"
[document]
number = "99/2026/QH16"
kind = "Luật"
title = "mẫu"
issuer = "Quốc hội"
signed = 2026-11-20
effective = {start}
checked_on = 2026-11-20
certainty = "settled"

[[versions]]
rule = "{rule}"
valid_from = {start}
citations = ["Điều 1"]
value = {{ amount = {amount}, unit = "calendar-day" }}
"""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "law.toml"
        file.write_text(text, encoding="utf-8")
        return LAW.with_file(file)
