"""Tỉ lệ — how fast the hot paths are beside their peers, as ratios measured in one run.

Both sides of a ratio are timed in turn, so that a change in the machine's speed meets both; the median of the turns
counts. A bound that is missed is measured once more: a machine may be disturbed once. The timed code is a bare loop
over the days, without a wrapper that would add the same to both. A peer begins with its holidays loaded and gets its
days in the shape it reads fastest. `python -m benchmarks.ratios` prints the table and exits 1 if a bound is missed.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from statistics import median
from timeit import Timer
from typing import NamedTuple

from tiepdan import DateRange, LunarDate, WorkCalendar, compute_deadline

TURNS = 15
YEAR = tuple(DateRange(date(2026, 1, 1), date(2026, 12, 31)))
"""Every day is a start: how long a peer takes depends on the holidays that lie ahead, so none is picked out."""


class Ratio(NamedTuple):
    """A measured ratio and the bound it keeps: at least so much, or at most."""

    name: str
    ratio: float
    bound: float
    at_least: bool = True

    @property
    def kept(self) -> bool:
        """Whether the bound is kept."""
        return self.ratio >= self.bound if self.at_least else self.ratio <= self.bound


def timer(
    f: Callable[..., object], days: Sequence[object], loop: str = "for d in days: f(d, 10)", **names: object
) -> Timer:
    """What times the loop."""
    return Timer(loop, globals={"f": f, "days": days, **names})


def compare(one: Timer, other: Timer, turns: int, seconds: float = 0.015) -> float:
    """How many times longer `one` takes than `other`, by the medians of several turns."""
    timers = (one, other)
    numbers = [_runs(each, seconds) for each in timers]
    times: list[list[float]] = [[], []]
    for _ in range(turns):
        for each, number, found in zip(timers, numbers, times, strict=True):
            found.append(each.timeit(number) / number)
    return median(times[0]) / median(times[1])


def _runs(each: Timer, seconds: float) -> int:
    """How many runs fill the time; they warm the caches too."""
    number = 1
    while each.timeit(number) < seconds:
        number *= 2
    return number


def beside_workalendar(turns: int = TURNS) -> Ratio:
    """`add_working_days` of ten days beside workalendar, in a country of few holidays: it goes through all of them."""
    from workalendar.europe import UnitedKingdom

    value = compare(timer(UnitedKingdom().add_working_days, YEAR), timer(_ours(), YEAR), turns)
    return Ratio("add_working_days(d, 10), workalendar / tiepdan", value, 100)


def beside_holidays(turns: int = TURNS) -> Ratio:
    """The same beside holidays, its years filled beforehand and no others looked for."""
    from holidays import country_holidays

    peer = country_holidays("VN", years=(2026, 2027), expand=False)
    value = compare(timer(peer.get_nth_working_day, YEAR), timer(_ours(), YEAR), turns)
    return Ratio("add_working_days(d, 10), holidays / tiepdan", value, 100)


def beside_business_calendar(turns: int = TURNS, starts: Sequence[date] = YEAR) -> Ratio:
    """The same beside business_calendar, given the same days off; it has only the holidays ahead to go through."""
    from business_calendar import Calendar

    days = WorkCalendar.vietnam().special_days(DateRange(date(2026, 1, 1), date(2027, 12, 31)))
    peer = Calendar(holidays=[day.date for day in days if not day.working])
    value = compare(timer(peer.addbusdays, starts), timer(_ours(), starts), turns)
    return Ratio("add_working_days(d, 10), business_calendar / tiepdan", value, 8)


def flat_in_n(turns: int = TURNS) -> Ratio:
    """Two thousand working days on beside ten."""
    value = compare(timer(_ours(), YEAR, "for d in days: f(d, 2000)"), timer(_ours(), YEAR), turns)
    return Ratio("add_working_days, n = 2000 / n = 10", value, 1.5, at_least=False)


def deadline_beside_workalendar(turns: int = TURNS) -> Ratio:
    """A deadline, version picked and last day rolled, beside one `add_working_days` of ten days of workalendar."""
    from workalendar.europe import UnitedKingdom

    loop = "for d in days: f('complaint.first.resolution', d, calendar=c)"
    ours = timer(compute_deadline, YEAR, loop, c=WorkCalendar.vietnam())
    value = compare(timer(UnitedKingdom().add_working_days, YEAR), ours, turns)
    return Ratio("add_working_days(d, 10) of workalendar / compute_deadline", value, 10)


def beside_lunardate(turns: int = TURNS, first: date = date(1900, 2, 1), step: int = 182) -> Ratio:
    """`LunarDate.from_date` beside lunardate over 400 different days, by default over all the years it covers."""
    from lunardate import LunarDate as Chinese

    days = [first + timedelta(days=step * place) for place in range(400)]
    parts = [(day.year, day.month, day.day) for day in days]
    theirs = timer(Chinese.from_solar_date, parts, "for y, m, d in days: f(y, m, d)")
    value = compare(theirs, timer(LunarDate.from_date, days, "for d in days: f(d)"), turns)
    return Ratio("LunarDate.from_date, lunardate / tiepdan", value, 8)


def beside_attrs_at_import(turns: int = TURNS) -> Ratio:
    """`import tiepdan` beside `import attrs`, each in fresh interpreters that see only what is installed."""
    code = "import time; start = time.perf_counter(); import {}; print(time.perf_counter() - start)"
    times: dict[str, list[float]] = {"tiepdan": [], "attrs": []}
    for turn in range(turns + 1):
        for module, found in times.items():
            command = [sys.executable, "-I", "-c", code.format(module)]
            seconds = float(subprocess.run(command, capture_output=True, check=True).stdout)
            if turn:  # the first may have to compile
                found.append(seconds)
    return Ratio("import, tiepdan / attrs", median(times["tiepdan"]) / median(times["attrs"]), 0.25, at_least=False)


def _ours() -> Callable[[date, int], date]:
    return WorkCalendar.vietnam().add_working_days


MEASUREMENTS: dict[str, Callable[[int], Ratio]] = {
    "workalendar": beside_workalendar,
    "holidays": beside_holidays,
    "business_calendar": beside_business_calendar,
    "flat_in_n": flat_in_n,
    "deadline": deadline_beside_workalendar,
    "lunardate": beside_lunardate,
    "import": beside_attrs_at_import,
}


def measure(turns: int = TURNS) -> tuple[Ratio, ...]:
    """All ratios, measured one after the other; one that misses its bound is measured once more."""
    first = ((one, one(turns)) for one in MEASUREMENTS.values())
    return tuple(ratio if ratio.kept else one(turns) for one, ratio in first)


def main() -> int:
    """Measure everything, print a table, return 1 if a bound is missed twice."""
    found = measure()
    for one in found:
        sign = "at least" if one.at_least else "at most"
        print(f"{one.name:60} {one.ratio:9.3g}  {sign} {one.bound:g}  {'kept' if one.kept else 'MISSED'}")
    return 0 if all(one.kept for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
