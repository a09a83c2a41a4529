"""Âm lịch — the Vietnamese lunisolar calendar, 1900-2199, by the rule of UTC+7.

A month begins on the civil day of the new moon in Vietnam's time; month 11 contains the winter solstice; a year of
thirteen months repeats the number of one month, which is then *nhuận* (leap). China reckons at UTC+8, so the two
calendars part on one day in twenty-five, Tết of 2007, 2030 and 2053 among them.

Căn cứ: Quyết định số 121-CP ngày 08/8/1967.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple, overload

import attrs

from ..arguments import checked
from ..certainty import Certainty
from ..drawing import drawn_by
from ..errors import InvalidValue, OutsideCoverage, shown
from ..once import once
from ..spans import DateRange, civil_date
from ..typed import typed
from . import lunar_text
from .lunar_text import CYCLE, day_name, month_name, stem_branch


class _Table(NamedTuple):
    """The months of the calendar in order, and where each year begins among them."""

    starts: tuple[int, ...]  # ordinal of each month's first day; one more entry for the day after the last month
    months: tuple[tuple[int, int, bool], ...]  # (year, month, leap)
    years: tuple[int, ...]  # index of each year's first month; one more entry for the end
    leaps: tuple[int, ...]  # each year's leap month, 0 where it has none
    first_year: int

    @property
    def last_year(self) -> int:
        return self.first_year + len(self.leaps) - 1

    def days(self) -> DateRange:
        return DateRange(date.fromordinal(self.starts[0]), date.fromordinal(self.starts[-1] - 1))

    def place(self, year: int, month: int, leap: bool) -> int:
        """Where a month stands in the table, or -1."""
        if not (1 <= month <= 12 and self.first_year <= year <= self.last_year):
            return -1
        leap_month = self.leaps[year - self.first_year]
        if leap and month != leap_month:
            return -1
        return self.years[year - self.first_year] + month - 1 + (leap or 0 < leap_month < month)


@once()
def _table() -> _Table:
    from ._lunar_table import FIRST_DAY, FIRST_YEAR, YEARS

    starts, months, years, leaps = [date.fromisoformat(FIRST_DAY).toordinal()], [], [0], []
    for year, packed in enumerate(YEARS.split(), FIRST_YEAR):
        leap, lengths = int(packed[0], 16), int(packed[1:], 16)
        names = [(month, False) for month in range(1, 13)]
        if leap:
            names.insert(leap, (leap, True))
        for place, (month, is_leap) in enumerate(names):
            months.append((year, month, is_leap))
            starts.append(starts[-1] + 29 + (lengths >> (15 - place) & 1))
        years.append(len(months))
        leaps.append(leap)
    return _Table(tuple(starts), tuple(months), tuple(years), tuple(leaps), FIRST_YEAR)


@once()
def _from_ordinal() -> tuple[tuple[int, ...], tuple[tuple[int, int, bool], ...]]:
    table = _table()
    return table.starts, table.months


@drawn_by("lunar_dates")
@attrs.frozen(order=False, field_transformer=typed)
class LunarDate:
    """Ngày âm lịch — a day of the Vietnamese lunisolar calendar.

    `leap` tells a leap month (tháng nhuận) from the month of the same number before it. Dates compare and hash by the
    day they are; adding a `timedelta` counts days.

    >>> LunarDate(2027, 1, 1).to_date()
    datetime.date(2027, 2, 6)
    >>> print(LunarDate.from_date(date(2025, 8, 1)))
    mùng 8 tháng 6 nhuận năm Ất Tỵ

    Raises:
        InvalidValue: the year has no such month, or the month no such day; the message says which it has.
        OutsideCoverage: the year is not in 1900-2199.
        WrongType: a part is no int, or `leap` no bool.

    Căn cứ: Quyết định số 121-CP ngày 08/8/1967.
    """

    year: int
    month: int
    day: int
    leap: bool = False

    def __attrs_post_init__(self) -> None:
        length = month_length(self.year, self.month, leap=self.leap)
        if not 1 <= self.day <= length:
            where = f"{month_name(self.month, self.leap)} năm {stem_branch(self.year)} ({self.year})"
            raise InvalidValue(f"{where} has no day {self.day}: its days are 1 to {length}")

    @classmethod
    def from_date(cls, day: date) -> LunarDate:
        """The lunar date of a civil day.

        Raises:
            OutsideCoverage: the day lies outside 31/01/1900-14/02/2200.
            WrongType: a `datetime`.
        """
        starts, months = _from_ordinal()
        ordinal = (day if type(day) is date else civil_date(day, "day")).toordinal()
        # 2**20 / 35508 days is a mean month: over the whole table the estimate is right or one too low
        index = (ordinal - starts[0]) * 35508 >> 20
        try:
            if ordinal >= starts[index + 1]:
                index += 1
            year, month, leap = months[index]
        except IndexError:
            index = -1
        if index < 0:
            raise OutsideCoverage(f"{day} has no lunar date here: covered are {lunar_coverage()}")
        made = _new(cls)
        _set_year(made, year)
        _set_month(made, month)
        _set_day(made, ordinal - starts[index] + 1)
        _set_leap(made, leap)
        return made

    @classmethod
    @checked
    def parse(cls, text: str, *, near: date | None = None) -> LunarDate:
        """Read Vietnamese text, such as `mùng 1 tháng Giêng năm Đinh Mùi`, `15/6 nhuận/2025` or `23 tháng Chạp`.

        The name of a year comes round every sixty years: `near` picks the year of that name nearest to that civil day,
        and no other is looked at for a day which that year lacks. A text may name no year at all: `near` then picks the
        nearest day that there is.

        >>> LunarDate.parse("mùng 1 tháng Giêng năm Đinh Mùi", near=date(2026, 11, 20))
        LunarDate(year=2027, month=1, day=1, leap=False)

        Raises:
            InvalidValue: no lunar date; a day that its year lacks, with the length of the month; or no year by number
                and no `near`: the message lists the years that have the day.
            OutsideCoverage: the year, or what is nearest to `near`, is not in 1900-2199.
        """
        reading = lunar_text.read(text)
        monthday = LunarMonthDay(reading.month, reading.day, reading.leap)
        if reading.year is not None:
            return monthday.in_year(reading.year)
        if near is not None and reading.name is not None:
            return monthday.in_year(_year_named(reading.name, reading.month, near))
        table = _table()
        dates = [
            monthday.in_year(year)
            for year in range(table.first_year, table.last_year + 1)
            if reading.name in (None, stem_branch(year)) and monthday.exists_in(year)
        ]
        if not dates:
            raise InvalidValue(f"{shown(text)} is no day of the years {table.first_year}-{table.last_year}")
        if near is not None:
            return _nearest(dates, near)
        years = ", ".join(str(lunar.year) for lunar in dates[:6]) + (", …" if len(dates) > 6 else "")
        days = f"{len(dates)} days" if len(dates) > 1 else "1 day"
        raise InvalidValue(f"{shown(text)} is {days} ({years}): say which with near=, or write the number of the year")

    def to_date(self) -> date:
        """Ngày dương lịch — the civil day."""
        return date.fromordinal(self.toordinal())

    def toordinal(self) -> int:
        """The number that `datetime.date.toordinal` gives to the civil day."""
        table = _table()
        return table.starts[table.place(self.year, self.month, self.leap)] + self.day - 1

    @property
    def monthday(self) -> LunarMonthDay:
        """The month and day without the year."""
        return LunarMonthDay(self.month, self.day, self.leap)

    @property
    def year_name(self) -> str:
        """Can chi của năm — the stem and branch of the year, such as `Đinh Mùi`."""
        return stem_branch(self.year)

    @property
    def month_name(self) -> str:
        """Can chi của tháng — the stem and branch of the month; a leap month has those of the month before it."""
        return lunar_text.pair(self.year * 12 + self.month + 3, self.month + 1)

    @property
    def day_name(self) -> str:
        """Can chi của ngày — the stem and branch of the day."""
        ordinal = self.toordinal()
        return lunar_text.pair(ordinal + 4, ordinal + 2)

    @property
    def certainty(self) -> Certainty:
        """Settled 1968-2053; before, the rule is read back in time; after, a new moon may fall across midnight."""
        from .coverage import lunar_certainty

        return lunar_certainty(self.to_date())

    def __str__(self) -> str:
        return f"{day_name(self.day)} {month_name(self.month, self.leap)} năm {self.year_name}"

    def _key(self) -> tuple[int, int, bool, int]:
        return self.year, self.month, self.leap, self.day

    def __lt__(self, other: object) -> bool:
        return self._key() < other._key() if isinstance(other, LunarDate) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self._key() <= other._key() if isinstance(other, LunarDate) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self._key() > other._key() if isinstance(other, LunarDate) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self._key() >= other._key() if isinstance(other, LunarDate) else NotImplemented

    def __add__(self, span: timedelta) -> LunarDate:
        if not isinstance(span, timedelta):
            return NotImplemented
        return self._moved(span.days)

    __radd__ = __add__

    @overload
    def __sub__(self, other: LunarDate) -> timedelta: ...
    @overload
    def __sub__(self, other: timedelta) -> LunarDate: ...
    def __sub__(self, other: object) -> timedelta | LunarDate:
        if isinstance(other, LunarDate):
            return timedelta(self.toordinal() - other.toordinal())
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._moved(-other.days)

    def _moved(self, days: int) -> LunarDate:
        ordinal, covered = self.toordinal() + days, lunar_coverage()
        if not covered.first.toordinal() <= ordinal <= covered.last.toordinal():
            raise OutsideCoverage(f"{days} days from {self} leave what is covered: {covered}")
        return LunarDate.from_date(date.fromordinal(ordinal))


def _year_named(name: str, month: int, near: date) -> int:
    """The year of that name in which a month lies nearest to a civil day, also where the year is not covered."""
    here = LunarDate.from_date(near)
    ahead = next(count for count in range(CYCLE) if stem_branch(here.year + count) == name)
    months = ahead * 12 + month - here.month
    return here.year + (ahead if months <= CYCLE * 12 - months else ahead - CYCLE)


def _nearest(days: list[LunarDate], near: date) -> LunarDate:
    """The one of those days nearest to a civil day; refused where one that is not covered may be nearer."""
    ordinal, covered = near.toordinal(), lunar_coverage()
    nearest = min(days, key=lambda lunar: abs(lunar.toordinal() - ordinal))
    beyond = min(ordinal - covered.first.toordinal(), covered.last.toordinal() - ordinal) + 1
    if abs(nearest.toordinal() - ordinal) > beyond:
        raise OutsideCoverage(f"the day nearest to {near} may lie outside {covered}; write the number of its year")
    return nearest


# A date out of the table needs no validation: its slots are filled directly, in half the time of the constructor.
_new = object.__new__
_set_year, _set_month, _set_day, _set_leap = (
    LunarDate.__dict__[slot].__set__ for slot in ("year", "month", "day", "leap")
)


@attrs.frozen(order=False, field_transformer=typed)
class LunarMonthDay:
    """Ngày tháng âm lịch không kèm năm — a day that comes round with the lunar year, such as Giỗ Tổ (10/3).

    >>> print(LunarMonthDay.parse("23 tháng Chạp").in_year(2026).to_date())
    2027-01-30

    Raises:
        InvalidValue: no month has that number, or no month that day.
    """

    month: int
    day: int
    leap: bool = False

    def __attrs_post_init__(self) -> None:
        if not 1 <= self.month <= 12:
            raise InvalidValue(f"there is no lunar month {self.month}: months are 1 to 12, any of them may be leap")
        if not 1 <= self.day <= 30:
            raise InvalidValue(f"no lunar month has a day {self.day}: days are 1 to 29 or 30")

    @classmethod
    @checked
    def parse(cls, text: str) -> LunarMonthDay:
        """Read Vietnamese text without a year: `10/3`, `23 tháng Chạp`, `rằm tháng 6 nhuận`.

        Raises:
            InvalidValue: the text is no such day, or names a year.
        """
        reading = lunar_text.read(text)
        if reading.year is not None or reading.name is not None:
            raise InvalidValue(f"{shown(text)} names a year: read it with LunarDate.parse")
        return cls(reading.month, reading.day, reading.leap)

    @checked
    def exists_in(self, year: int) -> bool:
        """Whether the lunar year has the day.

        Raises:
            OutsideCoverage: the year is not in 1900-2199.
        """
        table = _table()
        _check_year(year)
        index = table.place(year, self.month, self.leap)
        return index >= 0 and self.day <= table.starts[index + 1] - table.starts[index]

    @checked
    def in_year(self, year: int, *, if_short: Literal["last", "next"] | None = None) -> LunarDate:
        """The day in a lunar year.

        Args:
            year: the lunar year, which begins with Tết.
            if_short: what day 30 means in a month of 29 days: its `last` day, the `next` day, or (None) an error.

        Raises:
            InvalidValue: the year has no such day and `if_short` does not say what holds instead.
        """
        if if_short and self.day == 30 and month_length(year, self.month, leap=self.leap) == 29:
            last = LunarDate(year, self.month, 29, self.leap)
            return last if if_short == "last" else last + timedelta(days=1)
        return LunarDate(year, self.month, self.day, self.leap)

    @checked
    def dates_in(self, period: DateRange, *, if_short: Literal["last", "next"] | None = None) -> Iterator[date]:
        """The civil days of the period on which the day falls, in order.

        Years that lack the day are passed over, but for a day 30 of a short month where `if_short` says what it means.

        Raises:
            OutsideCoverage: a day of the period has no lunar date.
        """
        first, last = LunarDate.from_date(period.first).year, LunarDate.from_date(period.last).year
        for year in range(max(first - 1, _table().first_year), last + 1):
            if self.exists_in(year) or (if_short and LunarMonthDay(self.month, 29, self.leap).exists_in(year)):
                day = self.in_year(year, if_short=if_short).to_date()
                if day in period:
                    yield day

    def __str__(self) -> str:
        return f"{day_name(self.day)} {month_name(self.month, self.leap)}"


@checked
def tet(year: int) -> date:
    """Tết Nguyên đán — the civil day of mùng 1 tháng Giêng of a lunar year.

    >>> tet(2030)
    datetime.date(2030, 2, 2)

    Raises:
        OutsideCoverage: the year is not in 1900-2199.
    """
    table = _table()
    _check_year(year)
    return date.fromordinal(table.starts[table.years[year - table.first_year]])


@checked
def leap_month(year: int) -> int | None:
    """Tháng nhuận — the number of the lunar year's leap month, or None.

    >>> leap_month(2025), leap_month(2026)
    (6, None)
    """
    table = _table()
    _check_year(year)
    return table.leaps[year - table.first_year] or None


@checked
def month_length(year: int, month: int, *, leap: bool = False) -> int:
    """The days of a lunar month, 29 (tháng thiếu) or 30 (tháng đủ).

    Raises:
        InvalidValue: the year has no such month.
        OutsideCoverage: the year is not in 1900-2199.
    """
    table = _table()
    _check_year(year)
    index = table.place(year, month, leap)
    if index < 0:
        found = leap_month(year)
        has = f"months 1 to 12 and {month_name(found, True)}" if found else "months 1 to 12 and no leap month"
        what = f"leap month {month}" if leap else f"month {month}"
        raise InvalidValue(f"the lunar year {year} ({stem_branch(year)}) has no {what}: it has {has}")
    return table.starts[index + 1] - table.starts[index]


def lunar_coverage() -> DateRange:
    """The civil days that have a lunar date here."""
    return _table().days()


def _check_year(year: int) -> None:
    table = _table()
    if not table.first_year <= year <= table.last_year:
        raise OutsideCoverage(f"the lunar year {year} is not covered: {table.first_year} to {table.last_year} are")
