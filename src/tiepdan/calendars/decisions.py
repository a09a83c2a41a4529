"""Quyết định về ngày nghỉ — what is decided for each year: where Tết and National Day lie, and which days are swapped.

The Labour Code lists the days off; each year a decision chooses among what it leaves open, and a letter may swap a
working day against a Saturday. All the rest follows from the Code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path

import attrs

from ..arguments import checked
from ..brief import brief
from ..certainty import Certainty
from ..errors import InvalidValue
from ..files import read_toml
from ..once import once
from ..records import filled, from_dict, schema_is
from ..shipped import shipped_files
from ..spans import DateRange, a_year
from ..typed import typed

SCHEMA = "tiepdan/days-off/1"


@attrs.frozen(kw_only=True, field_transformer=typed)
class Span:
    """Kỳ nghỉ đã chọn — the days off with pay that a decision fixes for a holiday, by the holiday's id (`tet`)."""

    holiday: str
    first: date
    last: date

    def __attrs_post_init__(self) -> None:
        DateRange(self.first, self.last)
        if self.last.year - self.first.year > 1:
            raise InvalidValue(f"the days off {self.first}..{self.last} are of several years; a holiday's are of one")

    @property
    def days(self) -> DateRange:
        """The days, first and last included."""
        return DateRange(self.first, self.last)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Swap:
    """Hoán đổi — a working day `off` that is made up on `work`, a day of rest."""

    off: date
    work: date


@attrs.frozen(kw_only=True, field_transformer=typed)
class Decision:
    """Quyết định — one document on the days off of a year.

    `document` is its number, or words where the number is not known; `issued` its day, None where that is not known:
    it then counts as known from the first day it names.
    """

    __repr__ = brief

    year: int = 0
    document: str = attrs.field(validator=filled)
    also: tuple[str, ...] = ()
    issued: date | None = None
    certainty: Certainty = Certainty.SETTLED
    spans: tuple[Span, ...] = ()
    swaps: tuple[Swap, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not self.spans and not self.swaps:
            raise InvalidValue(f"the decision {self.document} names no day: give it spans or swaps")

    @property
    def known_from(self) -> date:
        """The day from which it is known."""
        return self.issued or min([span.first for span in self.spans] + [min(s.off, s.work) for s in self.swaps])


@attrs.frozen(kw_only=True, field_transformer=typed)
class DecisionFile:
    """Tệp quyết định của một năm — the decisions of a year, as a TOML file holds them."""

    __repr__ = brief

    schema: str = attrs.field(validator=schema_is(SCHEMA))
    year: int = attrs.field(validator=a_year)
    decisions: tuple[Decision, ...]


@checked
def read_decisions(path: str | Path | Traversable) -> tuple[Decision, ...]:
    """The decisions of a file, shipped or the caller's own.

    Raises:
        InvalidFile: with all its mistakes.
    """
    file = from_dict(DecisionFile, read_toml(path), file=str(path))
    return tuple(attrs.evolve(decision, year=file.year) for decision in file.decisions)


@once()
def shipped_decisions() -> tuple[Decision, ...]:
    """The decisions that come with the package, in order of their years."""
    return tuple(decision for _, decisions in _shipped_years() for decision in decisions)


def shipped_place(decision: Decision) -> tuple[str, str]:
    """The file of a shipped decision among the calendars, and its path there."""
    return next(
        (name, f"$.decisions[{decisions.index(decision)}]")
        for name, decisions in _shipped_years()
        if decision in decisions
    )


def _shipped_years() -> Iterator[tuple[str, tuple[Decision, ...]]]:
    """Each year's file by its name, with the decisions in it."""
    return ((name, read_decisions(file)) for name, file in shipped_files("calendars") if name[0].isdigit())


def in_force(decisions: Iterable[Decision], known_on: date | None) -> tuple[Decision, ...]:
    """Those known on a day, all of them for None."""
    return tuple(decision for decision in decisions if known_on is None or decision.known_from <= known_on)
