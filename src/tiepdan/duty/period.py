"""Kỳ trực — a duty's template in one year: its days, and each shift of them with its hours and its weight."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Protocol

import attrs

from ..arguments import checked
from ..brief import brief
from ..calendars import WorkCalendar
from ..spans import VIETNAM, DateRange
from ..typed import typed
from .provision import Duty, Heavy, Position, Shift


@attrs.frozen(kw_only=True, field_transformer=typed)
class DatedShift:
    """Ca trực trong ngày — a shift of a day of duty, from the instant `start` to `end`, with its weight.

    `day` is the day of duty (ngày trực), which runs from changeover to changeover: a shift that begins after midnight
    and before the changeover is one of the day before. The kind of that day decides whether the shift is worked, and
    its heavy days are the shift's: `marks` are these, as the plan names them, and the weight is the shift's own and
    what they add. So a night weighs the same in one piece or in two.
    """

    __repr__ = brief

    shift: Shift
    day: date
    start: datetime
    end: datetime
    weight: int
    marks: tuple[str, ...]


@attrs.frozen(kw_only=True, field_transformer=typed)
class DutyPeriod:
    """Kỳ trực — the days of a duty in a year, the hours to be covered, and the shifts in the order of their start."""

    __repr__ = brief

    duty: Duty
    year: int
    days: DateRange
    start: datetime
    end: datetime
    shifts: tuple[DatedShift, ...]

    @checked
    def shifts_of(self, position: Position) -> tuple[DatedShift, ...]:
        """The shifts of a position."""
        return tuple(dated for dated in self.shifts if dated.shift.id in position.shifts)


@checked
def duty_period(duty: Duty, year: int, calendar: WorkCalendar) -> DutyPeriod:
    """Kỳ trực của một năm — the template in that year.

    Raises:
        OutsideCoverage: the calendar does not cover it.
        InvalidValue: there is no such break in that year.
    """
    days = duty.days.in_year(year, calendar)
    shifts: list[DatedShift] = []
    for day in days:
        working = calendar.is_working_day(day)
        heavy = [one for one in duty.heavy if one.is_on(day)]
        shifts.extend(_dated(shift, day, duty.changeover, heavy) for shift in duty.shift if shift.on.takes(working))
    return DutyPeriod(
        duty=duty,
        year=year,
        days=days,
        start=datetime.combine(days.first, duty.changeover, VIETNAM),
        end=datetime.combine(days.last + timedelta(days=1), duty.changeover, VIETNAM),
        shifts=tuple(sorted(shifts, key=lambda dated: (dated.start, dated.end, dated.shift.id))),
    )


def _dated(shift: Shift, day: date, changeover: time, heavy: list[Heavy]) -> DatedShift:
    begins = day + timedelta(days=shift.from_ < changeover)
    start = datetime.combine(begins, shift.from_, VIETNAM)
    return DatedShift(
        shift=shift,
        day=day,
        start=start,
        end=start + timedelta(minutes=shift.minutes),
        weight=shift.weight + sum(one.add for one in heavy),
        marks=tuple(one.on for one in heavy),
    )


class Hours(Protocol):
    """Giờ trực — what has a start and an end, a shift or an assignment."""

    @property
    def start(self) -> datetime:
        """Its first minute."""

    @property
    def end(self) -> datetime:
        """The end of its last minute."""


def last_day(hours: Hours) -> date:
    """The civil day of its last minute."""
    return (hours.end - timedelta(minutes=1)).date()


def touches(hours: Hours, first: date, last: date) -> bool:
    """Whether it has a minute on one of the days."""
    return hours.start.date() <= last and last_day(hours) >= first
