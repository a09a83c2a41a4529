"""Lịch trực — who serves when and where, how good that is, and how sure one may be that it is the best."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import ClassVar

import attrs

from ..arguments import checked
from ..brief import brief
from ..errors import InvalidValue, Misplaced
from ..files import read_json
from ..law import Finding
from ..records import APART, filled, from_dict, schema_is
from ..spans import DateRange, a_year
from ..typed import typed
from .staff import Away, Person

SCHEMA = "tiepdan/roster/1"


class RosterStatus(Enum):
    """Trạng thái — `OPTIMAL` proved best; `FEASIBLE` keeps the rules, nothing more is proved; `INFEASIBLE` proved that
    the rules cannot all be kept; `INTERRUPTED` stopped before there was any roster.
    """

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    INTERRUPTED = "interrupted"

    @property
    def vietnamese(self) -> str:
        """The words for people."""
        return _WORDS[self]

    @property
    def made(self) -> bool:
        """Whether there is a roster at all."""
        return self in (RosterStatus.OPTIMAL, RosterStatus.FEASIBLE)


_WORDS = dict(
    zip(RosterStatus, ("tốt nhất, đã chứng minh", "đúng quy tắc", "không thể xếp", "dừng, chưa có lịch"), strict=True)
)


def _from_zero(instance: object, attribute: attrs.Attribute[int], value: int) -> None:
    if value < 0:
        raise Misplaced(attribute.name, f"{value} is less than nothing")


@attrs.frozen(kw_only=True, field_transformer=typed)
class Assignment:
    """Phân công — a person serves on a shift, from `start` to `end`, in a position; `day` is the day of duty."""

    __repr__ = brief

    day: date
    start: datetime
    end: datetime
    shift: str
    position: str
    person: str
    weight: int = attrs.field(validator=_from_zero)
    marks: tuple[str, ...] = ()


@attrs.frozen(kw_only=True, field_transformer=typed)
class Load:
    """Tải trực — what one person bears: shifts, hours and weight this time, weight of the years before, and both."""

    person: str
    shifts: int
    hours: float
    weight: int
    history: int
    total: int


@attrs.frozen(field_transformer=typed)
class Measure:
    """Tiêu chí — one of the roster's measures and its value: the smaller the better, the first before the next."""

    name: str
    value: float


@attrs.frozen(kw_only=True, field_transformer=typed)
class Conflict:
    """Mâu thuẫn — one of the rules that cannot all be kept; without any one of them the others could."""

    __repr__ = brief

    kind: str = attrs.field(validator=filled)
    message_vi: str
    message_en: str
    day: date | None = None
    people: tuple[str, ...] = ()


@attrs.frozen(kw_only=True, field_transformer=typed)
class Roster:
    """Lịch trực — the result of planning a duty in a year.

    Attributes:
        status: what is proved of it.
        solver: what found it, with its version.
        note: what cut the search off, where something did, or what else to know of it; in Vietnamese.
        objective: the measures, in the order in which they count.
        bound: for each measure, proved: it cannot be less, given those before it; never above the measure, and equal
            to it in a roster that is optimal.
        people: the staff it was made from.
        fallen_out: who was replaced since it was posted, and from when.
        conflicts: why there is no roster, where there is none.
        file: where it was read from; it stands in no file itself.

    Raises:
        InvalidValue: objective and bound name other measures, a bound is above its measure, or below it in a roster
            called optimal.
    """

    __loaded__: ClassVar[str] = "load_roster(path)"

    __repr__ = brief

    schema: str = attrs.field(default=SCHEMA, validator=schema_is(SCHEMA))
    duty: str
    name: str
    year: int = attrs.field(validator=a_year)
    days: DateRange
    status: RosterStatus
    solver: str
    note: str | None = None
    objective: tuple[Measure, ...] = ()
    bound: tuple[Measure, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    loads: tuple[Load, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    people: tuple[Person, ...] = ()
    fallen_out: tuple[Away, ...] = ()
    findings: tuple[Finding, ...] = ()
    file: str = attrs.field(default="", eq=False, metadata={APART: True})

    @property
    def called(self) -> str:
        """Its file, or its duty and year."""
        return self.file or f"{self.duty}-{self.year}"

    @property
    def doubled(self) -> tuple[Assignment, ...]:
        """The assignments that give a person the same shift in the same position as one before."""
        said = [(one.day, one.shift, one.position, one.person) for one in self.assignments]
        return tuple(one for index, one in enumerate(self.assignments) if said[index] in said[:index])

    @property
    def gap(self) -> tuple[Measure, ...]:
        """How far each measure may still be from the best: its value less its bound."""
        return tuple(
            Measure(one.name, round(one.value - least.value, 6))
            for one, least in zip(self.objective, self.bound, strict=True)
        )

    def __attrs_post_init__(self) -> None:
        if [one.name for one in self.objective] != [one.name for one in self.bound]:
            raise InvalidValue("objective and bound do not name the same measures in the same order")
        for index, (measure, least) in enumerate(zip(self.objective, self.bound, strict=True)):
            place, value = f"bound[{index}].value", measure.value
            if not least.value <= value:
                raise Misplaced(place, f"{least.value:g} is above the objective's {value:g}; write at most {value:g}")
            if least.value < value and self.status is RosterStatus.OPTIMAL:
                words = f"{least.value:g} is below the objective's {value:g}, so it is not optimal; write feasible"
                raise Misplaced(place, words)

    @checked
    def of(self, person: str) -> tuple[Assignment, ...]:
        """What one person does, in order."""
        return tuple(one for one in self.assignments if one.person == person)


@checked
def load_roster(path: str | Path) -> Roster:
    """Read a roster from its JSON, as history.

    Raises:
        InvalidFile: it cannot be read, or is no roster; with all its mistakes.
    """
    return attrs.evolve(from_dict(Roster, read_json(path), file=str(path)), file=str(path))
