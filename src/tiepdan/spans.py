"""Khoảng thời gian — spans of civil days and of minutes within a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta, timezone
from typing import ClassVar, TypeGuard

import attrs

from .arguments import as_declared, checked
from .drawing import drawn_by
from .errors import InvalidValue, Misplaced, OutsideCoverage, shown
from .texts import legible
from .typed import typed

NOON = time(12)

QUARTERS = ("I", "II", "III", "IV")
"""Quý — the quarters of a year as they are written."""

VIETNAM = timezone(timedelta(hours=7))
"""Giờ Việt Nam — the zone of every instant here, UTC+7 all year."""


def civil_date(value: object, name: str = "date") -> date:
    """Return the value if it is a civil date; a `datetime` is refused, because its day depends on a time zone.

    Raises:
        WrongType: the value is a `datetime` or no date at all.
    """
    return value if type(value) is date else as_declared(name, date, value)


def is_day(value: object) -> TypeGuard[date]:
    """Whether a value is a civil date; for a `datetime` neither yes nor no is right.

    Raises:
        WrongType: the value is a `datetime`.
    """
    return type(value) is date or (isinstance(value, date) and civil_date(value, "day") is value)


@checked
def parse_date(text: str) -> date:
    """Read an ISO date.

    >>> parse_date("2026-01-31")
    datetime.date(2026, 1, 31)

    Raises:
        InvalidValue: the text is no date, or carries a time of day.
    """
    if day := day_first(text):
        raise InvalidValue(f"{shown(text)} is not a date as it is read here; write it as {day}")
    try:
        if len(text) == 10 and text[4] == text[7] == "-":
            return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidValue(f"{shown(text)} is not a date: {error}; write it as 2026-01-31") from None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InvalidValue(f"{shown(text)} is not a date; write it as 2026-01-31") from None
    raise InvalidValue(f"{shown(text)} is not a civil date; write it as {moment.date()}")


@checked
def day_first(text: str) -> date | None:
    """The date that is written as people write it, the day first; None: it is none.

    >>> print(day_first("22/8/2026"))
    2026-08-22
    """
    day, slash, rest = text.partition("/")
    month, _, year = rest.partition("/")
    if not (slash and len(text) <= 10 and len(year) == 4 and text.isascii() and (day + month + year).isdigit()):
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


@checked
def parse_time(text: str) -> time:
    """Read a time of day written HH:MM.

    >>> parse_time("07:00")
    datetime.time(7, 0)

    Raises:
        InvalidValue: the text is no time; where a reading suggests itself, the message writes it out.
    """
    import re

    if re.fullmatch(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]", text):
        return time.fromisoformat(text)
    loose = re.fullmatch(
        r"\s*+([0-9]{1,2})\s*+(?:h|g|giờ|:|\.)\s*+([0-9]{1,2})?\s*+(?:'|p|phút)?\s*+",
        legible(text, "time"),
        re.IGNORECASE,
    )
    hour, minute = (int(loose[1]), int(loose[2] or 0)) if loose else (24, 0)
    mend = f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else "it as HH:MM, such as 07:00"
    raise InvalidValue(f"{shown(text)} is not a time; write {mend}")


def _check_year(year: int) -> None:
    if not MINYEAR <= year <= MAXYEAR:
        raise InvalidValue(f"there are no dates of the year {year}; write {MINYEAR} to {MAXYEAR}")


def a_year(instance: object, attribute: attrs.Attribute[int], value: int) -> None:
    """Refuse a year that no date has."""
    if not MINYEAR <= value <= MAXYEAR:
        raise Misplaced(attribute.name, f"there are no dates of the year {shown(value)}; write {MINYEAR} to {MAXYEAR}")


def to_the_minute(instance: object, attribute: attrs.Attribute[time], value: time) -> None:
    """Refuse a time of day with seconds or with a zone: each is Vietnam's, to the minute."""
    if value.second or value.microsecond or value.tzinfo:
        raise Misplaced(attribute.name.rstrip("_"), f"{value} is not a time to the minute; write {value:%H:%M}")


@drawn_by("date_ranges")
@attrs.frozen(field_transformer=typed)
class DateRange:
    """Khoảng ngày — the civil days from `first` to `last`, both included.

    >>> tet = DateRange(date(2027, 2, 4), date(2027, 2, 10))
    >>> len(tet), date(2027, 2, 10) in tet, str(tet)
    (7, True, '2027-02-04..2027-02-10')

    Raises:
        InvalidValue: `last` lies before `first`.
        WrongType: one of them is a `datetime`.
    """

    first: date
    last: date

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            raise InvalidValue(f"the period ends before it begins: {self.first}..{self.last}; swap the two days")

    @classmethod
    @checked
    def year(cls, year: int) -> DateRange:
        """The civil year, 1 January to 31 December.

        Raises:
            InvalidValue: dates know no such year.
        """
        _check_year(year)
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    @checked
    def quarter(cls, year: int, number: int) -> DateRange:
        """Quý — one of the four quarters of a civil year.

        >>> print(DateRange.quarter(2026, 1))
        2026-01-01..2026-03-31

        Raises:
            InvalidValue: there is no such quarter, or dates know no such year.
        """
        _check_year(year)
        if not 1 <= number <= 4:
            raise InvalidValue(f"{number} is no quarter; write 1 to 4")
        return cls(date(year, 3 * number - 2, 1), date(year, 3 * number, 31 if number in (1, 4) else 30))

    def __contains__(self, day: object) -> bool:
        """Whether a day lies in the span; nothing but a date does. Raises WrongType for a `datetime`: pass its day."""
        return is_day(day) and self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        return (date.fromordinal(n) for n in range(self.first.toordinal(), self.last.toordinal() + 1))

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"

    @checked
    def overlaps(self, other: DateRange) -> bool:
        """Whether the two share a day."""
        return self.first <= other.last and other.first <= self.last

    @checked
    def intersection(self, other: DateRange) -> DateRange | None:
        """The days of both, or None."""
        if not self.overlaps(other):
            return None
        return DateRange(max(self.first, other.first), min(self.last, other.last))

    @checked
    def cut(self, days: Iterable[date]) -> tuple[DateRange, ...]:
        """The span in pieces, each day given that lies inside beginning a new one.

        >>> [str(piece) for piece in DateRange.year(2026).cut([date(2026, 7, 1), date(2027, 1, 1)])]
        ['2026-01-01..2026-06-30', '2026-07-01..2026-12-31']
        """
        starts = sorted({self.first, *(day for day in days if day in self)})
        ends = [*(day - timedelta(days=1) for day in starts[1:]), self.last]
        return tuple(DateRange(first, last) for first, last in zip(starts, ends, strict=True))

    @checked
    def widened(self, days: int) -> DateRange:
        """The span with so many calendar days more on either side; fewer for a negative number.

        Raises:
            InvalidValue: nothing would be left of the span.
            OutsideCoverage: it would reach beyond what dates there are.
        """
        first, last = self.first.toordinal() - days, self.last.toordinal() + days
        if first < date.min.toordinal() or last > date.max.toordinal():
            raise OutsideCoverage(f"{self} with {days} days more on either side leaves {date.min}..{date.max}")
        if last < first:
            raise InvalidValue(f"{self} with {-days} days less on either side is no span")
        return DateRange(date.fromordinal(first), date.fromordinal(last))


@attrs.frozen(field_transformer=typed)
class DayOfYear:
    """Ngày trong năm — a day and a month of any year, written `13/5`."""

    __record__: ClassVar[str] = "text"

    day: int
    month: int

    def __attrs_post_init__(self) -> None:
        try:
            date(2001, self.month, self.day)  # no leap year: a day that comes round every year
        except (ValueError, OverflowError):
            raise InvalidValue(f"{shown(self.day)}/{shown(self.month)} is not a day of every year") from None

    @classmethod
    @checked
    def parse(cls, text: str) -> DayOfYear:
        """Read `13/5`."""
        import re

        found = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})", text)
        if not found:
            raise InvalidValue(f"{shown(text)} is not a day of the year; write day/month, as 13/5")
        return cls(int(found[1]), int(found[2]))

    @checked
    def in_year(self, year: int) -> date:
        """The day in a year.

        Raises:
            InvalidValue: dates know no such year.
        """
        _check_year(year)
        return date(year, self.month, self.day)

    def __str__(self) -> str:
        return f"{self.day}/{self.month}"


@attrs.frozen(field_transformer=typed)
class TimeWindow:
    """Khung giờ — the minutes of a day from `start` up to, and without, `end`.

    >>> TimeWindow.parse("07:00-08:00").overlaps(TimeWindow.parse("07:30-11:00"))
    True

    Raises:
        InvalidValue: `end` is not after `start`, or one of them has a zone.
    """

    start: time
    end: time

    def __attrs_post_init__(self) -> None:
        for moment in (self.start, self.end):
            if moment.tzinfo:
                raise InvalidValue(f"{moment} has a zone, a window is of Vietnam's day; write {moment:%H:%M}")
        if self.end <= self.start:
            raise InvalidValue(f"the window ends at {self.end:%H:%M}, not after its start {self.start:%H:%M}")

    @classmethod
    @checked
    def parse(cls, text: str) -> TimeWindow:
        """Read `07:00-08:00`."""
        start, dash, end = text.partition("-")
        if not dash:
            raise InvalidValue(f"{shown(text)} is not a window; write it as 07:00-08:00")
        return cls(parse_time(start), parse_time(end))

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"

    @checked
    def overlaps(self, other: TimeWindow) -> bool:
        """Whether the two share a minute."""
        return self.start < other.end and other.start < self.end

    @checked
    def shares_half_day(self, other: TimeWindow) -> bool:
        """Cùng buổi — whether both touch the same morning (before noon) or the same afternoon."""
        mornings = self.start < NOON and other.start < NOON
        afternoons = self.end > NOON and other.end > NOON
        return mornings or afternoons
