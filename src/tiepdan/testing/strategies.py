"""Chiến lược — values to test with, weighted where rules of dates break: Tết, swaps, month ends, the edges of laws.

Every strategy begins with the plainest value: a failing test shrinks to an ordinary working day, a calendar without
changes, a rule of one version.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ..arguments import checked
from ..calendars import LunarDate, WorkCalendar
from ..certainty import Certainty
from ..durations import UNITS, CalendarDays, Duration, WorkingDays, duration
from ..law import Citation, Direction, Law, Meaning, Rule, TimeLimit, Version
from ..once import once
from ..spans import DateRange, civil_date

_DAY = timedelta(days=1)
_NEAR = 3
"""Days before and after a special day that are drawn as often as the day itself."""

_FAR = 14
"""An ordinary day has no special one so many days before or after it."""


@checked
def civil_dates(
    *, first: date | None = None, last: date | None = None, calendar: WorkCalendar | None = None
) -> SearchStrategy[date]:
    """Ngày — days that the calendar covers: ordinary ones, those around Tết, holidays, swaps and month ends, and any.

    Args:
        first: none before; None: the calendar's first.
        last: none after; None: the calendar's last.
        calendar: whose days; None: the shipped one.

    Raises:
        OutsideCoverage: the calendar does not cover the bounds.
    """
    known = calendar or WorkCalendar.vietnam()
    low = known.coverage.first if first is None else civil_date(first, "first")
    high = known.coverage.last if last is None else civil_date(last, "last")
    within = DateRange(low, high)
    known.check_covers(within)
    groups = [[day for day in days if day in within] for days in _days_of(known)]
    return st.one_of(*(st.sampled_from(days) for days in groups if days), st.dates(low, high))


@checked
def lunar_dates(*, first: date | None = None, last: date | None = None) -> SearchStrategy[LunarDate]:
    """Ngày âm lịch — the lunar dates of `civil_dates`, so that Tết and its eve come often.

    Args:
        first: none before this civil day.
        last: none after this civil day.
    """
    return civil_dates(first=first, last=last).map(LunarDate.from_date)


@checked
def date_ranges(
    *, first: date | None = None, last: date | None = None, max_days: int = 400
) -> SearchStrategy[DateRange]:
    """Khoảng ngày — periods of one day up to `max_days` days within the bounds, each from a day of `civil_dates`."""
    starts = civil_dates(first=first, last=last)

    @st.composite
    def drawn(draw: DrawFn) -> DateRange:
        start = draw(starts)
        end = WorkCalendar.vietnam().coverage.last if last is None else civil_date(last, "last")
        return DateRange(start, min(end, start + draw(st.integers(0, max_days - 1)) * _DAY))

    return drawn()


@checked
def durations(*, max_amount: int = 90, units: Sequence[str] = tuple(UNITS)) -> SearchStrategy[Duration]:
    """Độ dài — amounts from 1 up to `max_amount` of the units named."""
    return st.builds(duration, st.integers(1, max_amount), st.sampled_from(list(units)))


@checked
def time_limits(*, max_amount: int = 90, units: Sequence[str] = tuple(UNITS)) -> SearchStrategy[TimeLimit]:
    """Thời hạn — limits of either direction and every meaning that can be, without variants."""

    @st.composite
    def drawn(draw: DrawFn) -> TimeLimit:
        length = draw(durations(max_amount=max_amount, units=units))
        direction = draw(st.sampled_from(Direction))
        meanings = [meaning for meaning in Meaning if direction is Direction.AFTER or meaning is Meaning.LATEST]
        meaning = draw(st.sampled_from(meanings))
        return TimeLimit(amount=length.n, unit=length.unit, direction=direction, meaning=meaning)

    return drawn()


@checked
def versions(
    *,
    first: date | None = None,
    last: date | None = None,
    min_size: int = 1,
    max_size: int = 3,
    values: SearchStrategy[TimeLimit] | None = None,
) -> SearchStrategy[tuple[Version, ...]]:
    """Các phiên bản — versions in order, each ending on the day the next begins, the last one open.

    Args:
        first: none begins before; None: the first day that can be counted from.
        last: none begins after; None: the calendar's last day.
        min_size: at least so many.
        max_size: at most so many.
        values: what they say; None: working and calendar days of `time_limits`.
    """
    counted_from = Law.vietnam()["counting.start"].versions[0].valid_from
    starts = st.sets(civil_dates(first=first or counted_from, last=last), min_size=min_size, max_size=max_size)
    said = values or time_limits(units=(CalendarDays.unit, WorkingDays.unit))
    citation = Citation.parse("mục 1 Kế hoạch số 01/KH-UBND")

    @st.composite
    def drawn(draw: DrawFn) -> tuple[Version, ...]:
        days = sorted(draw(starts))
        return tuple(
            Version(
                valid_from=start,
                valid_to=end,
                value=draw(said),
                citations=(citation,),
                checked_on=start,
                certainty=Certainty.SETTLED,
            )
            for start, end in zip(days, [*days[1:], None], strict=True)
        )

    return drawn()


@checked
def rules(
    *,
    first: date | None = None,
    last: date | None = None,
    max_versions: int = 3,
    values: SearchStrategy[TimeLimit] | None = None,
) -> SearchStrategy[Rule]:
    """Quy tắc — time limits with the versions that `versions` draws, under the id `sample.rule`."""
    return st.builds(
        Rule,
        id=st.just("sample.rule"),
        kind=st.just("time-limit"),
        title_vi=st.just("quy tắc mẫu"),
        title_en=st.just("sample rule"),
        event=st.just("ngày mẫu"),
        versions=versions(first=first, last=last, max_size=max_versions, values=values),
    )


@checked
def calendars(
    *, first: date | None = None, last: date | None = None, max_changes: int = 5
) -> SearchStrategy[WorkCalendar]:
    """Lịch làm việc — the shipped calendar with up to `max_changes` days that a place has off, and as many it works.

    Args:
        first: none of those days before.
        last: none of those days after.
        max_changes: 0 gives the shipped calendar alone.
    """

    def changed(off: set[date], working: set[date]) -> WorkCalendar:
        calendar = WorkCalendar.vietnam()
        if not off and not working:
            return calendar
        return calendar.with_local(document="Quyết định mẫu", off=off, working=working - off)

    days = st.sets(civil_dates(first=first, last=last), max_size=max_changes)
    return st.builds(changed, days, days)


@once(kept=8)
def _days_of(calendar: WorkCalendar) -> tuple[tuple[date, ...], ...]:
    """The ordinary working days of a calendar, then the days near special ones, then ends and beginnings of months."""
    special = [day.date for day in calendar.special_days(calendar.coverage)]
    near = {day + n * _DAY for day in special for n in range(-_NEAR, _NEAR + 1)}
    far = {day + n * _DAY for day in special for n in range(-_FAR, _FAR + 1)}
    turns = [day for day in calendar.coverage if day.day == 1 or (day + _DAY).day == 1]
    plain = [day for day in calendar.working_days(calendar.coverage) if day not in far]
    plain.sort(key=lambda day: abs(day - calendar.data_as_of))
    return tuple(plain), tuple(sorted(near)), tuple(turns)
