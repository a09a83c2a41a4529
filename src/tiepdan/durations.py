"""Thời hạn — amounts of time whose unit is part of the type: ten working days are not ten calendar days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import attrs

from .arguments import checked
from .errors import InvalidValue, shown
from .frozen import FrozenDict
from .typed import typed


def _count(instance: object, attribute: attrs.Attribute[int], value: int) -> None:
    if value < 0:
        raise InvalidValue(f"a duration counts whole units from 0 up, not {value!r}")


@attrs.frozen(order=True, field_transformer=typed)
class _Duration:
    n: int = attrs.field(validator=_count)

    unit: ClassVar[str]
    word: ClassVar[str]

    def __str__(self) -> str:
        return f"{self.n} {self.word}"


@attrs.frozen(order=True, repr=True, field_transformer=typed)
class CalendarDays(_Duration):
    """Ngày — calendar days, days off included.

    >>> print(CalendarDays(10))
    10 ngày
    """

    unit = "calendar-day"
    word = "ngày"


@attrs.frozen(order=True, field_transformer=typed)
class WorkingDays(_Duration):
    """Ngày làm việc — days of `WorkCalendar` on which state employees work.

    >>> print(WorkingDays(7))
    7 ngày làm việc
    """

    unit = "working-day"
    word = "ngày làm việc"


@attrs.frozen(order=True, field_transformer=typed)
class Months(_Duration):
    """Tháng — months, ending on the same day of the month or, where it has none, on its last."""

    unit = "month"
    word = "tháng"


@attrs.frozen(order=True, field_transformer=typed)
class Years(_Duration):
    """Năm — years, ending on the same day of the year; a period that begins on 29 February, on the last of February."""

    unit = "year"
    word = "năm"


@attrs.frozen(order=True, field_transformer=typed)
class Hours(_Duration):
    """Giờ — hours, counted at once."""

    unit = "hour"
    word = "giờ"


Duration = CalendarDays | WorkingDays | Months | Years | Hours

UNITS: Mapping[str, type[Duration]] = FrozenDict(
    {kind.unit: kind for kind in (CalendarDays, WorkingDays, Months, Years, Hours)}
)


@checked
def duration(amount: int, unit: str) -> Duration:
    """A duration from an amount and the name of its unit, as data files write it.

    >>> duration(5, "working-day")
    WorkingDays(n=5)

    Raises:
        InvalidValue: no such unit, or a negative amount.
    """
    if unit not in UNITS:
        raise InvalidValue(f"{shown(unit)} is not a unit of time; write one of: {', '.join(UNITS)}")
    return UNITS[unit](amount)
