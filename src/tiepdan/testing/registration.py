"""Đăng ký — tells Hypothesis how to draw this package's types, so that `st.from_type` and `st.builds` find them."""

from __future__ import annotations


def register() -> None:
    """Called by Hypothesis through its entry point when it is imported."""
    from hypothesis import strategies as st

    from ..calendars import LunarDate, WorkCalendar
    from ..law import Rule, TimeLimit
    from ..spans import DateRange
    from .strategies import calendars, date_ranges, lunar_dates, rules, time_limits

    st.register_type_strategy(LunarDate, lambda kind: lunar_dates())
    st.register_type_strategy(DateRange, lambda kind: date_ranges())
    st.register_type_strategy(WorkCalendar, lambda kind: calendars())
    st.register_type_strategy(TimeLimit, lambda kind: time_limits())
    st.register_type_strategy(Rule, lambda kind: rules())
