"""The Chinese calendar of `lunardate` is a witness: it agrees on exactly the days on which it should."""

from __future__ import annotations

from datetime import date

from lunardate import LunarDate as Chinese

from tests.paths import DATA, rows
from tiepdan import DateRange, LunarDate

RUNS = [
    DateRange(date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"]))
    for row in rows(DATA / "lunardate-differences-1968-2099.csv")
]


def test_the_two_calendars_differ_on_exactly_the_listed_days() -> None:
    listed = {day for run in RUNS for day in run}
    differing, compared = set(), 0
    for day in DateRange(date(1968, 1, 1), date(2099, 12, 31)):
        theirs, ours = Chinese.from_solar_date(day.year, day.month, day.day), LunarDate.from_date(day)
        compared += 1
        if (theirs.year, theirs.month, theirs.day, bool(theirs.is_leap_month)) != (
            ours.year,
            ours.month,
            ours.day,
            ours.leap,
        ):
            differing.add(day)
    assert len(RUNS) == 55
    assert differing == listed
    assert (compared, len(differing)) == (46_416 + 1_797, 1_797)
