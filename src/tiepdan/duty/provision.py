"""Quy định trực — what a plan orders about the duty over a break, as a template for any year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from enum import Enum

import attrs

from ..arguments import checked
from ..brief import brief
from ..calendars import LunarMonthDay, WorkCalendar, tet
from ..certainty import Doubt
from ..durations import Hours, duration
from ..errors import InvalidFile, InvalidValue, Misplaced
from ..records import KEY, to_dict, valid_id
from ..references import ids, repeated, unknown
from ..spans import DateRange, DayOfYear, a_year, to_the_minute
from ..typed import typed
from ..work import Recipient
from .words import said, say

NEW_YEAR_EVE = "giao thừa"
_DAY = 24 * 60
"""The minutes of a day."""

_FAR = 300
"""The days around a break that a duty may take in: fewer than a year, so that it ends before the next one begins."""


def _from_one(instance: object, attribute: attrs.Attribute[int], value: int | None) -> None:
    if value is not None and value < 1:
        raise Misplaced(attribute.name, f"{value} is not a number from 1 up")


def _from_zero(instance: object, attribute: attrs.Attribute[int], value: int) -> None:
    if value < 0:
        raise Misplaced(attribute.name, f"{value} is less than nothing; write a number from 0 up")


def _near(instance: object, attribute: attrs.Attribute[int], value: int) -> None:
    if not 0 <= value <= _FAR:
        raise Misplaced(attribute.name, f"{value} is no number of days around a break; write 0 to {_FAR}")


def _somebody(instance: object, attribute: attrs.Attribute[tuple[str, ...]], value: tuple[str, ...]) -> None:
    if not value:
        raise Misplaced(attribute.name, "names nobody; write at least one")


def _lunar_day(instance: object, attribute: attrs.Attribute[str | None], value: str | None) -> None:
    if value is not None:
        LunarMonthDay.parse(value)


def _break(instance: object, attribute: attrs.Attribute[str | None], value: str | None) -> None:
    if value not in (None, "tet"):
        DayOfYear.parse(str(value))


@attrs.frozen(kw_only=True, field_transformer=typed)
class DutyDays:
    """Thời gian trực — the days of a duty in any year, in one of two ways.

    `break_` (key `break`): the unbroken run of days off around Tết (`tet`) or around a day of the year (`30/4`), with
    `days_before` and `days_after` calendar days more. Or from `from_lunar` to `to_lunar` (“từ 26 tháng Chạp đến mùng
    6 tháng Giêng”): days of the months 7 to 12 are those of the lunar year that ends at the year's Tết; a day 30 in a
    month of 29 days is its last.
    """

    break_: str | None = attrs.field(default=None, validator=_break, metadata={KEY: "break"})
    days_before: int = attrs.field(default=0, validator=_near)
    days_after: int = attrs.field(default=0, validator=_near)
    from_lunar: str | None = attrs.field(default=None, validator=_lunar_day)
    to_lunar: str | None = attrs.field(default=None, validator=_lunar_day)

    def __attrs_post_init__(self) -> None:
        lunar = self.from_lunar, self.to_lunar
        if not ((self.break_ and not any(lunar)) or (not self.break_ and all(lunar))):
            raise InvalidValue("the days of a duty are those around a break, or run from_lunar to_lunar: write one")

    @checked
    def in_year(self, year: int, calendar: WorkCalendar) -> DateRange:
        """The days of a year.

        Raises:
            OutsideCoverage: the calendar does not cover them.
            InvalidValue: the day of `break` is worked in that year, or the lunar days are reversed.
        """
        day = self.named(year)
        if self.to_lunar:
            return DateRange(day, _lunar_in(self.to_lunar, year))
        off = calendar.days_off_around(day)
        if off is None:
            raise InvalidValue(f"{day} is a working day: there is no break around it in {year}")
        first, last = off.first.toordinal() - self.days_before, off.last.toordinal() + self.days_after
        return DateRange(date.fromordinal(first), date.fromordinal(last))

    @checked
    def reversed_in(self, year: int) -> bool:
        """Whether its last day comes before the first in a year."""
        return bool(self.to_lunar) and _lunar_in(str(self.to_lunar), year) < self.named(year)

    @checked
    def named(self, year: int) -> date:
        """The day that the plan names, in a year: the one around which the break is, or the first by the moon."""
        if self.from_lunar:
            return _lunar_in(self.from_lunar, year)
        return tet(year) if self.break_ == "tet" else DayOfYear.parse(str(self.break_)).in_year(year)


def _lunar_in(text: str, year: int) -> date:
    day = LunarMonthDay.parse(text)
    return day.in_year(year - 1 if day.month > 6 else year, if_short="last").to_date()


class On(Enum):
    """Ngày có ca — every day of duty, those that begin on working days, or those that begin on days off."""

    EVERY_DAY = "every-day"
    WORKING_DAY = "working-day"
    DAY_OFF = "day-off"

    @checked
    def takes(self, working: bool) -> bool:
        """Whether a shift is worked on such a day."""
        return self is On.EVERY_DAY or (self is On.WORKING_DAY) == working


@attrs.frozen(kw_only=True, field_transformer=typed)
class Shift:
    """Ca trực — hours of a day of duty; where `to` is not after `from` (`from_` here), until `to` of the next day.

    A day of duty runs from changeover to changeover: a shift that begins before the changeover is the last part of the
    night, served on the next morning.
    """

    id: str = attrs.field(validator=valid_id)
    name: str
    from_: time = attrs.field(validator=to_the_minute, metadata={KEY: "from"})
    to: time = attrs.field(validator=to_the_minute)
    on: On = On.EVERY_DAY
    weight: int = attrs.field(default=1, validator=_from_zero)

    @property
    def minutes(self) -> int:
        """Its length in minutes, 1 to 1,440."""
        return (_minute(self.to) - _minute(self.from_) - 1) % _DAY + 1


@attrs.frozen(kw_only=True, field_transformer=typed)
class Position:
    """Vị trí trực — so many people (`number`) on each of its shifts, who hold one of its posts.

    `continuous`: its shifts cover the whole period without a hole. `at_most`: so many shifts here for one person.
    `no_consecutive_days`: nobody serves here on two days in a row. `clause`: where that is not the duty's;
    an empty one where no clause says it.
    """

    __repr__ = brief

    id: str = attrs.field(validator=valid_id)
    name: str
    number: int = attrs.field(default=1, validator=_from_one)
    shifts: tuple[str, ...]
    posts: tuple[str, ...] = attrs.field(validator=_somebody)
    continuous: bool = True
    at_most: int | None = attrs.field(default=None, validator=_from_one)
    no_consecutive_days: bool = False
    clause: str | None = None


def _heavy_day(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    if value != NEW_YEAR_EVE and "/" not in value:
        LunarMonthDay.parse(value)
    elif value != NEW_YEAR_EVE:
        DayOfYear.parse(value)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Heavy:
    """Ngày nặng — a day on which every shift weighs `add` more: `giao thừa`, `mùng 1 tháng Giêng`, or `30/4`.

    A day 30 of a lunar month of 29 days is its last.
    `not_again`: who served on it last time does not serve on it again while another can.
    """

    on: str = attrs.field(validator=_heavy_day)
    add: int = attrs.field(default=0, validator=_from_zero)
    not_again: bool = False

    @checked
    def is_on(self, day: date) -> bool:
        """Whether the day is the one."""
        if self.on == NEW_YEAR_EVE:
            return date.fromordinal(day.toordinal() + 1) == tet(day.year)
        if "/" in self.on:
            return DayOfYear.parse(self.on).in_year(day.year) == day
        return day in LunarMonthDay.parse(self.on).dates_in(DateRange(day, day), if_short="last")


@attrs.frozen(kw_only=True, field_transformer=typed)
class DutyReport:
    """Báo cáo nhanh — a report at a time of each day of the duty, made even when there is nothing to report (`nil`).

    `last_day_only`: once, on the last day, of the whole period. `clause`: where that is not the duty's;
    an empty one where no clause says it.
    """

    __repr__ = brief

    id: str = attrs.field(validator=valid_id)
    name: str
    at: time = attrs.field(validator=to_the_minute)
    nil: bool = True
    last_day_only: bool = False
    compiled_by: str
    recipients: tuple[Recipient, ...]
    clause: str | None = None


@attrs.frozen(kw_only=True, field_transformer=typed)
class Submission:
    """Gửi lịch trực — when the roster must have reached the level above: so long before the first day of duty.

    `clause`: where that is not the duty's; an empty one where no clause says it.
    """

    __repr__ = brief

    amount: int
    unit: str
    by: str
    recipients: tuple[Recipient, ...]
    clause: str | None = None

    def __attrs_post_init__(self) -> None:
        if isinstance(duration(self.amount, self.unit), Hours):
            raise Misplaced("unit", "a roster is not due by the hour; write working-day or calendar-day")


@attrs.frozen(kw_only=True, field_transformer=typed)
class Duty:
    """Trực — the duty over a break: which days, which shifts, which positions, by which rules.

    Attributes:
        year: the year of the document; another year is planned by the same template.
        changeover: giờ giao ca; the hours to cover run from it on the first day to it on the day after the last.
        rest_hours: at least so long between two shifts of one person.
        at_most: so many shifts for one person.
        history_years: how many years back loads are carried over.
        own_lists: units that keep their own list, to be attached.
        staff: the file of the staff, beside the plan.
        derived: the names of those attributes that the document does not say in so many words; what rests on one of
            them is inferred.

    Raises:
        InvalidFile: a shift that no position knows or the reverse, hours of a continuous position that no shift or two
            shifts cover, all at once.
    """

    __repr__ = brief

    id: str = attrs.field(validator=valid_id)
    name: str
    year: int = attrs.field(validator=a_year)
    days: DutyDays
    changeover: time = attrs.field(validator=to_the_minute)
    shift: tuple[Shift, ...]
    position: tuple[Position, ...]
    heavy: tuple[Heavy, ...] = ()
    rest_hours: int = attrs.field(default=0, validator=_from_zero)
    at_most: int | None = attrs.field(default=None, validator=_from_one)
    history_years: int = attrs.field(default=3, validator=_from_zero)
    own_lists: tuple[str, ...] = ()
    report: tuple[DutyReport, ...] = ()
    submit: Submission | None = None
    staff: str | None = None
    hotline: str | None = None
    derived: tuple[str, ...] = ()
    clause: str

    def __attrs_post_init__(self) -> None:
        if mistakes := tuple(self._mistakes()):
            raise InvalidFile(f"duty {self.id}", mistakes)

    @checked
    def unsaid(self, *attributes: str) -> tuple[Doubt, ...]:
        """The doubt that those of the attributes which are derived leave, if any is."""
        if not (names := [name for name in attributes if name in self.derived]):
            return ()
        told = say("derived", None, **said(names))
        return (Doubt(told.message_vi, told.message_en),)

    @property
    def names(self) -> dict[str, str]:
        """The names of its shifts and positions, by id."""
        return {shift.id: shift.name for shift in self.shift} | {one.id: one.name for one in self.position}

    @checked
    def shifts_of(self, position: Position) -> tuple[Shift, ...]:
        """The shifts of a position, in the order of the plan."""
        return tuple(shift for shift in self.shift if shift.id in position.shifts)

    def _mistakes(self) -> Iterator[Misplaced]:
        data = to_dict(self)
        if self.days.reversed_in(self.year):
            words = f"'{self.days.from_lunar}' comes after '{self.days.to_lunar}' in {self.year}; swap them"
            yield Misplaced("$.days", words)
        yield from repeated(data, "shift", "position")
        yield from repeated(data, "report")
        marks = [heavy.on for heavy in self.heavy]
        for index, mark in enumerate(marks):
            if mark in marks[:index]:
                yield Misplaced(f"$.heavy[{index}].on", f"'{mark}' is said twice; add its weights together")
        fields = {field.name for field in attrs.fields(Duty)}
        yield from unknown("$.derived", data["derived"], fields, "attribute of a duty")
        used = {name for position in self.position for name in position.shifts}
        for index, shift in enumerate(self.shift):
            if shift.id not in used:
                yield Misplaced(f"$.shift[{index}]", f"no position serves the shift '{shift.id}'")
        for index, position in enumerate(self.position):
            path = f"$.position[{index}].shifts"
            missing = tuple(unknown(path, list(position.shifts), ids(data, "shift"), "shift"))
            yield from missing
            if not missing:
                for working, days in ((True, "working days"), (False, "days off")):
                    shifts = [shift for shift in self.shifts_of(position) if shift.on.takes(working)]
                    yield from (Misplaced(path, f"on {days} {words}") for words in self._uncovered(position, shifts))

    def _uncovered(self, position: Position, shifts: list[Shift]) -> Iterator[str]:
        """Words for each hole and each overlap in the 24 hours from the changeover."""
        start = _minute(self.changeover)
        spans = sorted((((_minute(shift.from_) - start) % _DAY, shift) for shift in shifts), key=lambda span: span[0])
        reached = 0
        for begin, shift in spans:
            if begin < reached:
                yield f"'{shift.id}' begins at {shift.from_:%H:%M}, before the one ahead ends; part them"
            elif begin > reached and position.continuous:
                yield f"nobody serves from {_time(start + reached)} to {shift.from_:%H:%M}; add a shift"
            reached = max(reached, begin + shift.minutes)
        if reached > _DAY:
            yield f"the last shift runs past the changeover at {self.changeover:%H:%M}; let it end there"
        elif reached < _DAY and position.continuous:
            yield f"nobody serves from {_time(start + reached)} to {self.changeover:%H:%M}; add a shift"


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _time(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"
