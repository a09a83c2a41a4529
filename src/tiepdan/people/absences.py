"""Vắng mặt — when the holder of a post is away, and why."""

from __future__ import annotations

from datetime import date, time
from enum import Enum
from pathlib import Path
from typing import ClassVar

import attrs

from ..arguments import as_declared, checked
from ..errors import InvalidValue
from ..files import read_toml
from ..records import KEY, from_dict, schema_is
from ..spans import DateRange, TimeWindow, civil_date
from ..typed import typed

SCHEMA = "tiepdan/absences/1"


class Ground(Enum):
    """Lý do vắng — họp, công tác đột xuất, nghỉ phép, đi công tác."""

    MEETING = "meeting"
    UNPLANNED_DUTY = "unplanned-duty"
    LEAVE = "leave"
    BUSINESS_TRIP = "business-trip"

    @property
    def vietnamese(self) -> str:
        """The words for people."""
        return _WORDS[self]


_WORDS = dict(zip(Ground, ("bận họp", "công tác đột xuất", "nghỉ phép", "đi công tác"), strict=True))


@attrs.frozen(kw_only=True, field_transformer=typed)
class Absence:
    """Vắng mặt — a post's holder is away from `first` to `last`, all day or each day from `from_` to `to`.

    Raises:
        InvalidValue: a reversed period or window, or only one end of the window.
    """

    __loaded__: ClassVar[str] = "load_absences(path)"

    post: str
    first: date
    last: date
    ground: Ground
    from_: time | None = attrs.field(default=None, metadata={KEY: "from"})
    to: time | None = None
    sample: bool = False

    def __attrs_post_init__(self) -> None:
        DateRange(self.first, self.last)
        if (self.from_ is None) != (self.to is None):
            raise InvalidValue("an absence for part of the day needs both from and to")
        if self.from_ and self.to:
            TimeWindow(self.from_, self.to)

    def covers(self, day: date, window: TimeWindow) -> bool:
        """Whether the absence touches the window on that day."""
        if type(window) is not TimeWindow:
            window = as_declared("Absence.covers: window", TimeWindow, window)
        if not self.first <= civil_date(day, "day") <= self.last:
            return False
        return not (self.from_ and self.to) or TimeWindow(self.from_, self.to).overlaps(window)


@attrs.frozen(kw_only=True, field_transformer=typed)
class _File:
    schema: str = attrs.field(validator=schema_is(SCHEMA))
    sample: bool = False
    absence: tuple[Absence, ...] = ()


@checked
def load_absences(path: str | Path) -> tuple[Absence, ...]:
    """The absences of a TOML file; those of a file marked `sample = true` carry the mark.

    Raises:
        InvalidFile: with all its mistakes.
    """
    file = from_dict(_File, read_toml(path), file=str(path))
    return tuple(attrs.evolve(absence, sample=absence.sample or file.sample) for absence in file.absence)
