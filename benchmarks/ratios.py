"""Tỉ lệ — how fast the hot paths are beside their peers, as ratios measured in one run.

Both sides of a ratio are timed in turn, so that a change in the machine's speed meets both; the median of the turns
counts. `python -m benchmarks.ratios` prints the table and exits 1 if a bound is missed.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from statistics import median
from timeit import Timer
from typing import NamedTuple

from tiepdan import DateRange, LunarDate, WorkCalendar

START = date(2026, 11, 20)


class Ratio(NamedTuple):
    """A measured ratio and the bound it keeps: at least so much, or at most."""

    name: str
    value: float
    bound: float
    at_least: bool = True

    @property
    def kept(self) -> bool:
        """Whether the bound is kept."""
        return self.value >= self.bound if self.at_least else self.value <= self.bound


def ratio(one: Callable[[], object], other: Callable[[], object], *, turns: int = 7, seconds: float = 0.02) -> float:
    """How many times longer `one` takes than `other`, by the medians of several turns."""
    timers = [Timer(one), Timer(other)]
    numbers = [_calls(timer, seconds) for timer in timers]
    times: list[list[float]] = [[], []]
    for _ in range(turns):
        for timer, number, found in zip(timers, numbers, times, strict=True):
            found.append(timer.timeit(number) / number)
    return median(times[0]) / median(times[1])


def _calls(timer: Timer, seconds: float) -> int:
    """How many calls fill the time."""
    number = 1
    while timer.timeit(number) < seconds:
        number *= 2
    return number


def beside_workalendar() -> Ratio:
    """`add_working_days` of ten days beside workalendar, its year's holidays computed beforehand."""
    from workalendar.asia import Japan

    peer, calendar = Japan(), WorkCalendar.vietnam()
    peer.add_working_days(START, 10)
    value = ratio(lambda: peer.add_working_days(START, 10), lambda: calendar.add_working_days(START, 10))
    return Ratio("add_working_days(d, 10), workalendar / tiepdan", value, 100)


def beside_holidays() -> Ratio:
    """The same beside holidays, its years filled beforehand."""
    from holidays import country_holidays

    peer, calendar = country_holidays("VN", years=range(2026, 2028)), WorkCalendar.vietnam()
    value = ratio(lambda: peer.get_nth_working_day(START, 10), lambda: calendar.add_working_days(START, 10))
    return Ratio("add_working_days(d, 10), holidays / tiepdan", value, 100)


def beside_business_calendar() -> Ratio:
    """The same beside business_calendar, given the same days off."""
    from business_calendar import Calendar

    calendar = WorkCalendar.vietnam()
    days = calendar.special_days(DateRange(START, date(2027, 12, 31)))
    off = [datetime.combine(day.date, time.min) for day in days if not day.working]
    peer, moment = Calendar(holidays=off), datetime.combine(START, time.min)
    value = ratio(lambda: peer.addbusdays(moment, 10), lambda: calendar.add_working_days(START, 10))
    return Ratio("add_working_days(d, 10), business_calendar / tiepdan", value, 8)


def flat_in_n() -> Ratio:
    """Two thousand working days on beside ten."""
    calendar = WorkCalendar.vietnam()
    value = ratio(lambda: calendar.add_working_days(START, 2000), lambda: calendar.add_working_days(START, 10))
    return Ratio("add_working_days, n = 2000 / n = 10", value, 1.5, at_least=False)


def beside_lunardate() -> Ratio:
    """`LunarDate.from_date` beside lunardate over 400 different days."""
    from lunardate import LunarDate as Chinese

    days = [START + timedelta(days=37 * step) for step in range(-200, 200)]
    theirs, ours = Chinese.from_solar_date, LunarDate.from_date
    value = ratio(
        lambda: [theirs(day.year, day.month, day.day) for day in days],
        lambda: [ours(day) for day in days],
    )
    return Ratio("LunarDate.from_date, lunardate / tiepdan", value, 8)


def beside_attrs_at_import(turns: int = 11) -> Ratio:
    """`import tiepdan` beside `import attrs`, each in fresh interpreters."""
    code = "import time, sys; start = time.perf_counter(); import {}; print(time.perf_counter() - start)"
    times: dict[str, list[float]] = {"tiepdan": [], "attrs": []}
    for _ in range(turns):
        for module, found in times.items():
            command = [sys.executable, "-c", code.format(module)]
            found.append(float(subprocess.run(command, capture_output=True, check=True).stdout))
    return Ratio("import, tiepdan / attrs", median(times["tiepdan"]) / median(times["attrs"]), 0.25, at_least=False)


MEASUREMENTS: tuple[Callable[[], Ratio], ...] = (
    beside_workalendar,
    beside_holidays,
    beside_business_calendar,
    flat_in_n,
    beside_lunardate,
    beside_attrs_at_import,
)


def main() -> int:
    """Measure everything, print a table, return 1 if a bound is missed."""
    found = [measure() for measure in MEASUREMENTS]
    for one in found:
        sign = "at least" if one.at_least else "at most"
        print(f"{one.name:55} {one.value:9.2f}  {sign} {one.bound:g}  {'kept' if one.kept else 'MISSED'}")
    return 0 if all(one.kept for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
