"""Recompute the Vietnamese lunisolar years 1900-2199 from ephemerides; check or write the table.

    python tools/build_lunar_table.py --check tests/data/lunar-years.csv
    python tools/build_lunar_table.py --write src/tiepdan/calendars/_lunar_table.py

A month begins on the civil day (UTC+7) of the new moon; month 11 contains the winter solstice.
Where 13 months lie between two months 11, the first without a principal term is the leap month.

New moons and principal terms come from JPL DE421 as far as it reaches (1899-2053), beyond from
analytic theories; both use Skyfield's model of the earth's rotation (delta T). Civil time is
UT1 + 7 h: since 1972 within a second of UTC, whose future leap seconds nobody knows.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import math
import sys
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from functools import partial
from itertools import compress, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array: TypeAlias = NDArray[np.float64]

Days: TypeAlias = Sequence[int]  # ordinals, in order

FIRST_YEAR, LAST_YEAR = 1900, 2199
PACKAGES = {
    "skyfield": "skyfield",
    "skyfield-data": "skyfield_data",
    "ephem": "ephem",
    "pyerfa": "erfa",
}
ORDINAL_0 = 1721424.5  # Julian date of the midnight that begins day 0 of date.toordinal()
SPAN = (date(1899, 11, 15).toordinal() + ORDINAL_0, date(2201, 1, 31).toordinal() + ORDINAL_0)
LIGHT_AU_PER_DAY = 173.1446326846693
CLOSEST = 12
MODULE = '''\
"""The Vietnamese lunisolar years {first}-{last}, packed. \
Written by tools/build_lunar_table.py; do not edit.

Five hexadecimal digits a year: the first is the leap month (0: none), the other four a mask whose \
highest bit is the
first month of the year (leap month in its place): 1 is 30 days, 0 is 29.
"""

FIRST_YEAR = {first}
FIRST_DAY = "{day}"
YEARS = (
{lines}
)
'''


class Sky(NamedTuple):
    """Apparent longitudes (degrees, equinox of date) at Julian dates TT from `first` to `last`."""

    sun: Callable[[Array], Array]
    moon: Callable[[Array], Array]
    first: float = -math.inf
    last: float = math.inf


class Cycle(NamedTuple):
    """An event that recurs whenever `phase` (degrees) completes a turn, with its mean elements."""

    epoch: float
    period: float
    phase: Callable[[Sky, Array], Array]


NEW_MOON = Cycle(2451550.1, 29.530588861, lambda sky, tt: sky.moon(tt) - sky.sun(tt))
PRINCIPAL_TERM = Cycle(2451623.8, 365.2422 / 12, lambda sky, tt: 12 * sky.sun(tt))
WINTER_SOLSTICE = 9  # of the twelve principal terms from the March equinox, its epoch, on


class Month(NamedTuple):
    """A lunar month; `start` is the ordinal of its first day."""

    year: int
    number: int
    leap: bool
    start: int
    days: int

    def __str__(self) -> str:
        name = f"{self.year}-{self.number:02}{' leap' if self.leap else ''}"
        return f"{name} of {self.days} days from {date.fromordinal(self.start)}"


class Times(NamedTuple):
    """When an event happens: date ordinals of UTC+7, the time of day as fraction.

    `apart` is the largest difference, in seconds, between the two sources in the `common` events
    that both cover.
    """

    civil: list[float]
    apart: float
    common: int

    def days(self) -> list[int]:
        """The ordinals of the civil days."""
        return [math.floor(time) for time in self.civil]


class Calendar(NamedTuple):
    """The months computed, and the times they rest on."""

    months: list[Month]
    new_moons: Times
    terms: Times


def missing_packages() -> list[str]:
    """The distributions that the computation needs and that are not installed."""
    return [name for name, module in PACKAGES.items() if importlib.util.find_spec(module) is None]


@contextmanager
def jpl_sky() -> Iterator[Sky]:
    """JPL DE421, from the copy in skyfield-data."""
    from skyfield.api import load, load_file
    from skyfield.framelib import ecliptic_frame
    from skyfield_data import get_skyfield_data_path

    with warnings.catch_warnings():
        # It warns of its earth rotation file, which ages within a year and is not read here.
        warnings.simplefilter("ignore", RuntimeWarning)
        kernel = load_file(str(Path(get_skyfield_data_path(), "de421.bsp")))
    timescale = load.timescale(builtin=True)

    def longitude(body: str, tt: Array) -> Array:
        place = kernel["earth"].at(timescale.tt_jd(tt)).observe(kernel[body]).apparent()
        degrees: Array = place.frame_latlon(ecliptic_frame)[1].degrees
        return degrees

    segments = kernel.spk.segments
    first, last = max(s.start_jd for s in segments), min(s.end_jd for s in segments)
    with closing(kernel):
        yield Sky(partial(longitude, "sun"), partial(longitude, "moon"), first, last)


def analytic_sun(tt: Array) -> Array:
    """The sun by VSOP2000, abridged: within 0.02 arc seconds 1900-2100, twice that in 2200."""
    import erfa
    import numpy as np

    with warnings.catch_warnings():
        # It warns of dates after 2100, where its documentation states the accuracy above.
        warnings.simplefilter("ignore", erfa.ErfaWarning)
        heliocentric, barycentric = erfa.epv00(tt, 0.0)
    from_earth = -heliocentric["p"]
    distance = np.linalg.norm(from_earth, axis=-1, keepdims=True)
    aberrated = from_earth / distance + barycentric["v"] / LIGHT_AU_PER_DAY
    x, y, _ = np.einsum("nij,nj->in", erfa.ecm06(tt, 0.0), aberrated)
    nutation, _ = erfa.nut06a(tt, 0.0)
    degrees: Array = np.degrees(np.arctan2(y, x) + nutation)
    return degrees


def analytic_moon(tt: Array) -> Array:
    """The moon by ephem, its own delta T taken out: within 0.3 arc seconds of DE421."""
    import ephem
    import erfa
    import numpy as np

    moon, places = ephem.Moon(), []
    for dublin in tt - 2415020.0:
        moon.compute(ephem.Date(dublin - ephem.delta_t(ephem.Date(dublin)) / 86400))
        places.append((float(moon.g_ra), float(moon.g_dec)))
    ascension, declination = np.array(places).T
    obliquity = erfa.obl06(tt, 0.0) + erfa.nut06a(tt, 0.0)[1]
    y = np.sin(ascension) * np.cos(obliquity) + np.tan(declination) * np.sin(obliquity)
    degrees: Array = np.degrees(np.arctan2(y, np.cos(ascension)))
    return degrees


def count_events(cycle: Cycle) -> Array:
    """The events in `SPAN`, numbered from the epoch."""
    import numpy as np

    first, last = (math.ceil((end - cycle.epoch) / cycle.period) for end in SPAN)
    return np.arange(first, last, dtype=np.float64)


def find(cycle: Cycle, sky: Sky, near: Array) -> Array:
    """The event nearest to each of the given times, stepping at the mean rate."""
    import numpy as np

    while True:
        turn = (cycle.phase(sky, near) + 180) % 360 - 180
        step = turn * cycle.period / 360
        near = near - step
        if np.abs(step).max() < 1e-8:
            return near


def civil_times(tt: Array) -> list[float]:
    """Julian dates TT as date ordinals of UTC+7."""
    from skyfield.api import load

    delta_t = load.timescale(builtin=True).tt_jd(tt).delta_t
    return [float(time) for time in tt - delta_t / 86400 + 7 / 24 - ORDINAL_0]


def event_times(cycle: Cycle, events: Array, jpl: Sky) -> Times:
    """Every event by JPL's ephemeris where it covers it, by the analytic theories elsewhere."""
    import numpy as np

    mean = cycle.epoch + cycle.period * events
    analytic = find(cycle, Sky(analytic_sun, analytic_moon), mean)
    covered = (analytic > jpl.first + 1) & (analytic < jpl.last - 1)
    tt = analytic.copy()
    tt[covered] = find(cycle, jpl, analytic[covered])
    apart = float(np.abs(tt - analytic).max()) * 86400
    return Times(civil_times(tt), apart, int(covered.sum()))


def leap_place(starts: Days, terms: Days) -> int | None:
    """Which month is leap, counted from month 11 (0), of those from one month 11 to the next.

    `starts` are the first days of the months, the next month 11 included; `terms` the days of the
    principal terms, in order.
    """
    if len(starts) == 13:
        return None
    earlier_terms = [bisect_left(terms, start) for start in starts]
    return [before == after for before, after in pairwise(earlier_terms)].index(True)


def number_months(new_moons: Days, terms: Days, solstices: Days) -> Iterator[Month]:
    """The months from the one with the first solstice to the one before that with the last."""
    elevenths = [bisect_right(new_moons, solstice) - 1 for solstice in solstices]
    years = (date.fromordinal(solstice).year for solstice in solstices)
    for year, (first, last) in zip(years, pairwise(elevenths), strict=False):
        starts = new_moons[first : last + 1]
        leap = leap_place(starts, terms)
        for place, (start, end) in enumerate(pairwise(starts)):
            regular = place - (leap is not None and place >= leap)
            number = (10 + regular) % 12 + 1
            yield Month(year + (regular > 1), number, place == leap, start, end - start)


def compute() -> Calendar:
    """The calendar from the ephemerides."""
    terms_since_equinox = count_events(PRINCIPAL_TERM)
    with jpl_sky() as jpl:
        new_moons = event_times(NEW_MOON, count_events(NEW_MOON), jpl)
        terms = event_times(PRINCIPAL_TERM, terms_since_equinox, jpl)
    solstices = list(compress(terms.days(), terms_since_equinox % 12 == WINTER_SOLSTICE))
    months = number_months(new_moons.days(), terms.days(), solstices)
    in_range = [month for month in months if FIRST_YEAR <= month.year <= LAST_YEAR]
    return Calendar(in_range, new_moons, terms)


def read_months(path: Path) -> Iterator[Month]:
    """The months of a CSV file: year, tet_gregorian, leap_month (0: none), month_lengths."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            leap = int(row["leap_month"])
            names = [(number, False) for number in range(1, 13)]
            if leap:
                names.insert(leap, (leap, True))
            start = date.fromisoformat(row["tet_gregorian"]).toordinal()
            lengths = map(int, row["month_lengths"].split())
            for (number, is_leap), days in zip(names, lengths, strict=True):
                yield Month(int(row["year"]), number, is_leap, start, days)
                start += days


def margin(time: float) -> float:
    """Seconds from the nearest midnight to a civil time: negative before it, positive after it."""
    return (time - round(time)) * 86400


def closest(times: Iterable[float], count: int) -> Iterator[str]:
    """The times nearest to midnight, nearest first: civil day and margin."""
    for time in sorted(times, key=lambda time: abs(margin(time)))[:count]:
        yield f"{date.fromordinal(math.floor(time))} {margin(time):+.1f} s"


def print_disagreement(calendar: Calendar, listed: set[Month], wrong: Sequence[Month]) -> None:
    """Each month that only one side has, and the close calls in its year that may explain it."""
    for month in wrong:
        print(f"  {'in the file' if month in listed else 'computed'} only: {month}")
    for year in sorted({month.year for month in wrong}):
        around = range(date(year - 1, 11, 1).toordinal(), date(year + 1, 3, 1).toordinal())
        for name, times in (("new moons", calendar.new_moons), ("terms", calendar.terms)):
            near = closest((time for time in times.civil if math.floor(time) in around), 3)
            print(f"  {name} closest to midnight about {year}: {', '.join(near)}")


def check(calendar: Calendar, path: Path) -> bool:
    """Whether the file has the computed months and no other; prints the comparison."""
    computed, listed = set(calendar.months), set(read_months(path))
    wrong = sorted(computed ^ listed)
    years = {month.year for month in computed}
    print(f"months: {len(computed & listed)} of {len(computed)} agree")
    print(f"years: {len(years - {month.year for month in wrong})} of {len(years)} agree")
    print_disagreement(calendar, listed, wrong)
    print("new moons closest to midnight at UTC+7 (- before, + after):")
    first, last = calendar.months[0].start, calendar.months[-1].start + 31
    in_range = (time for time in calendar.new_moons.civil if first <= time < last)
    for line in closest(in_range, CLOSEST):
        print(f"  {line}")
    return not wrong


def pack(months: Sequence[Month]) -> str:
    """One year as five hexadecimal digits: the leap month, then the mask of the long months."""
    leap = next((month.number for month in months if month.leap), 0)
    mask = sum((month.days == 30) << (15 - place) for place, month in enumerate(months))
    return f"{leap:x}{mask:04x}"


def render(months: Sequence[Month]) -> str:
    """The source of the table's module."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    packed = [pack([month for month in months if month.year == year]) for year in years]
    rows = [" ".join(packed[place : place + 10]) for place in range(0, len(packed), 10)]
    strings = [f'"{row} "' for row in rows[:-1]] + [f'"{rows[-1]}"']
    lines = (f"    {text}  # {year}" for text, year in zip(strings, years[::10], strict=True))
    day = date.fromordinal(months[0].start).isoformat()
    return MODULE.format(first=FIRST_YEAR, last=LAST_YEAR, day=day, lines="\n".join(lines))


def main() -> int:
    """Exit status: 0 done or agreed, 1 a month disagrees, 2 packages are missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--check", type=Path, metavar="CSV", help="compare with a table of years")
    mode.add_argument("--write", type=Path, metavar="PY", help="write the packed table")
    options = parser.parse_args()
    if missing := missing_packages():
        advice = f"pip install {' '.join(PACKAGES)}"
        print(f"Not installed: {', '.join(missing)} ({advice})", file=sys.stderr)
        return 2
    calendar = compute()
    for name, times in (("new moons", calendar.new_moons), ("terms", calendar.terms)):
        print(f"{name}: DE421 and the theories within {times.apart:.2f} s in {times.common} events")
    if options.check:
        return 0 if check(calendar, options.check) else 1
    options.write.write_text(render(calendar.months), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
