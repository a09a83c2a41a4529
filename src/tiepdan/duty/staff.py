"""Người trực — who may be on duty, when they cannot, what they ask for, and whom the plan cannot put together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from functools import partial
from itertools import accumulate
from operator import itemgetter
from pathlib import Path
from typing import Any, ClassVar

import attrs

from ..arguments import checked
from ..brief import brief
from ..errors import InvalidFile, InvalidValue, Misplaced
from ..files import read_toml
from ..people import Ground
from ..records import APART, KEY, schema_is, to_dict, valid_id
from ..references import collect_checked, ids, repeated, tables, unknown
from ..spans import DateRange
from ..typed import typed

SCHEMA = "tiepdan/staff/1"


def _named(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    if not value.strip():
        raise Misplaced(attribute.name, "is empty; write the name")


@attrs.frozen(kw_only=True, field_transformer=typed)
class Person:
    """Người trực — one of the staff; `id` stays the same over the years, for the sake of history.

    `post` is what decides which positions he may fill; `first` and `last` are his first and last days of service here,
    None where they do not matter. Who left stays in the file, with his `last` day, while history names him.
    """

    id: str = attrs.field(validator=valid_id)
    name: str = attrs.field(validator=_named)
    post: str
    unit: str | None = None
    telephone: str | None = None
    first: date | None = None
    last: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.first and self.last:
            DateRange(self.first, self.last)

    @checked
    def here(self, days: DateRange) -> bool:
        """Whether he is in service on any of these days."""
        return (self.first or days.first) <= days.last and days.first <= (self.last or days.last)

    @checked
    def serves(self, first: date, last: date) -> bool:
        """Whether he is in service on all of these days."""
        return (self.first or first) <= first and last <= (self.last or last)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Away:
    """Vắng — a person cannot serve on any hour of these days."""

    person: str
    first: date
    last: date
    ground: Ground

    def __attrs_post_init__(self) -> None:
        DateRange(self.first, self.last)


class Wish(Enum):
    """Nguyện vọng — not to serve on these days, or to serve on one of them."""

    OFF = "off"
    ON = "on"


@attrs.frozen(kw_only=True, field_transformer=typed)
class Request:
    """Nguyện vọng — what a person asks for; it is refused only where it cannot be kept with what all others ask."""

    person: str
    first: date
    last: date
    wants: Wish = Wish.OFF

    def __attrs_post_init__(self) -> None:
        DateRange(self.first, self.last)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Fixed:
    """Phân công trước — a person who serves on a shift of a day in a position, whatever else is planned."""

    person: str
    day: date
    shift: str
    position: str


@attrs.frozen(kw_only=True, field_transformer=typed)
class OwnShift:
    """Ca của đơn vị — one entry of a unit's own list."""

    start: datetime = attrs.field(metadata={KEY: "from"})
    end: datetime = attrs.field(metadata={KEY: "to"})
    name: str
    telephone: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise InvalidValue("an instant says its zone; write it as 2026-02-17T07:00+07:00")
        if self.end <= self.start:
            raise InvalidValue(f"the shift ends at {self.end:%H:%M %d/%m/%Y}, not after its start")


@attrs.frozen(kw_only=True, field_transformer=typed)
class OwnList:
    """Lịch trực của đơn vị — the list that a unit such as the police keeps itself, or only whom to call there."""

    __repr__ = brief

    unit: str
    contact: str
    telephone: str | None = None
    entry: tuple[OwnShift, ...] = ()


@attrs.frozen(kw_only=True, field_transformer=typed)
class Staff:
    """Danh sách người trực — all who may be on duty, with what binds them.

    `together` and `apart` are pairs of ids: who serve on the same shifts, and who are never on duty at the same time.
    `file` is where it was read from; it stands in no file itself.

    Raises:
        InvalidFile: ids that stand twice or that nobody carries, a person fixed on a day on which he is away, wishes
            that contradict, a unit with two lists, all at once.
    """

    __loaded__: ClassVar[str] = "load_staff(path)"

    __repr__ = brief

    schema: str = attrs.field(default=SCHEMA, validator=schema_is(SCHEMA))
    sample: bool = False
    person: tuple[Person, ...]
    absence: tuple[Away, ...] = ()
    request: tuple[Request, ...] = ()
    fixed: tuple[Fixed, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    own_list: tuple[OwnList, ...] = ()
    file: str = attrs.field(default="", eq=False, metadata={APART: True})

    def __attrs_post_init__(self) -> None:
        if broken := tuple(_broken(to_dict(self))):
            raise InvalidFile("staff", broken)


@checked
def load_staff(path: str | Path) -> Staff:
    """Read a file of the staff.

    Raises:
        InvalidFile: with all its mistakes.
    """
    mistakes: list[Misplaced] = []
    staff = collect_checked(Staff, read_toml(path), _broken, mistakes)
    if mistakes or staff is None:
        raise InvalidFile(str(path), mistakes)
    return attrs.evolve(staff, file=str(path))


def _broken(data: Mapping[str, Any]) -> Iterator[Misplaced]:
    yield from repeated(data, "person")
    yield from _contradicted(data)
    yield from _listed_twice(data)
    people = ids(data, "person")
    for kind in ("absence", "request", "fixed"):
        for path, table in tables(data, kind):
            yield from unknown(f"{path}.person", table.get("person"), people, "person")
    listed = data.get("together")
    pairs_listed = [pair for pair in (listed if isinstance(listed, list) else ()) if isinstance(pair, list)]
    together = {frozenset(map(str, pair)) for pair in pairs_listed}
    for kind in ("together", "apart"):
        pairs = data.get(kind)
        for index, pair in enumerate(pairs if isinstance(pairs, list | tuple) else ()):
            yield from unknown(f"$.{kind}[{index}]", pair, people, "person")
            if isinstance(pair, list) and (len(pair) != 2 or len(set(map(str, pair))) != 2):
                yield Misplaced(f"$.{kind}[{index}]", "is not a pair of two people")
            elif kind == "apart" and isinstance(pair, list) and frozenset(map(str, pair)) in together:
                yield Misplaced(f"$.apart[{index}]", "is a pair that is to serve together as well; write one of them")


def _contradicted(data: Mapping[str, Any]) -> Iterator[Misplaced]:
    """Wishes to serve on days of which the same person asks for all off."""
    off: dict[str, list[tuple[str, str, str]]] = {}
    for path, table in tables(data, "request"):
        if table.get("wants", Wish.OFF.value) == Wish.OFF.value:
            off.setdefault(str(table.get("person")), []).append((str(table.get("first")), str(table.get("last")), path))
    reaching = {person: _furthest(sorted(spans)) for person, spans in off.items()}
    for path, table in tables(data, "request"):
        spans = reaching.get(str(table.get("person")), []) if table.get("wants") == Wish.ON.value else []
        first, last = str(table.get("first")), str(table.get("last"))
        before = bisect_right(spans, first, key=lambda span: span[0])
        if before and first <= last <= spans[before - 1][1]:
            other = spans[before - 1][2]
            yield Misplaced(path, f"asks to serve on days on which {other} asks not to; let one of them go")


def _furthest(spans: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """For each span in the order of first days, that day with the span up to here that reaches furthest."""
    return [
        (first, *furthest[1:])
        for (first, _, _), furthest in zip(spans, accumulate(spans, partial(max, key=itemgetter(1))), strict=True)
    ]


def _listed_twice(data: Mapping[str, Any]) -> Iterator[Misplaced]:
    """Units that have two lists of their own."""
    seen: dict[str, str] = {}
    for path, table in tables(data, "own_list"):
        unit = str(table.get("unit"))
        if unit in seen:
            yield Misplaced(f"{path}.unit", f"'{unit}' has its list at {seen[unit]} already; make one of both")
        seen.setdefault(unit, path)
