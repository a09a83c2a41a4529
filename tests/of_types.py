"""Of each declared type, a value that is right and values that are wrong; of each class of values, an instance."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs
import numpy as np

from tests.paths import EXAMPLES, SAMPLE_ABSENCES
from tiepdan import (
    DateRange,
    Deadline,
    Profiles,
    WorkCalendar,
    compute_deadline,
    expand,
    load_absences,
    load_plan,
    load_staff,
)
from tiepdan.calendars.coverage import coverage
from tiepdan.calendars.decisions import shipped_decisions
from tiepdan.cases import Case, ComplaintCase, lifecycles
from tiepdan.plans import Override, Provinces
from tiepdan.spans import VIETNAM

DAY = date(2026, 3, 2)
INSTANT = datetime(2026, 3, 2, 7, tzinfo=VIETNAM)

PLAIN: dict[Any, Any] = {
    date: DAY, datetime: INSTANT, time: time(7), str: "mau", int: 1, bool: False, float: 1.0, bytes: b"{}",
    Path: Path("mau.toml"), Any: "mau", object: None,
}  # fmt: skip

RULE = "complaint.first.acceptance"
NAMED: dict[str, tuple[Any, ...]] = {
    "end": (time(11), INSTANT + timedelta(hours=1)), "to": (time(11),), "until": (date(2026, 3, 9),), "year": (2026,),
    "unit": ("calendar-day",), "units": (("calendar-day",),), "rule": (RULE,), "rule_id": (RULE,), "kind": (DateRange,),
    "names": (defaultdict(lambda: "mau"),),
}  # fmt: skip
"""What stands for a field or a parameter of that name, where not any value of its type will do."""

STANDS_FOR: dict[Any, tuple[type, ...]] = {type: (type,), Sequence: (tuple,), Mapping: (defaultdict,)}
"""Of which class what is named is, where a type of that origin is declared."""

RULED: dict[type, dict[str, Any]] = {Override: {"drop": True}}
"""What a class with a rule of its own needs beside its required fields."""


def right(hint: Any, name: str = "") -> Any:
    """A value of a declared type, of a field or a parameter of that name."""
    origin, parts = get_origin(hint), get_args(hint)
    for value in NAMED.get(name, ()):
        if type(value) in (hint, *parts, *STANDS_FOR.get(origin, ())):
            return value
    if origin in (Union, UnionType):
        return None if NoneType in parts else right(parts[0], name)
    if origin is Literal:
        return parts[0]
    if origin is type:
        return DateRange
    if origin is Callable:
        return lambda *given: None
    if origin in (Mapping, dict):
        return {}
    if origin is tuple:
        return tuple(right(part, name) for part in parts if part is not Ellipsis)
    if origin is frozenset:
        return frozenset()
    if isinstance(origin, type) and issubclass(origin, Iterable):
        return ()
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    if getattr(hint, "_is_protocol", False):
        return instances()[WorkCalendar].day(DAY)
    return PLAIN[hint] if hint in PLAIN else instances()[origin or hint]


WRONG: dict[Any, list[Any]] = {
    str: [object(), 1, b"mau", ["mau"], date, None],
    int: [object(), True, 1.0, "1", np.float64(1), None],
    bool: [object(), 0, 1, 2, "no", "0", "", 1.0, float("nan"), np.int64(1), None],
    float: [object(), True, "1.0", None],
    date: [object(), INSTANT, "2026-03-02", 20260302, 1.0, None],
    datetime: [object(), DAY, "2026-03-02T07:00+07:00", None],
    time: [object(), "07:00", 7, timedelta(hours=7), INSTANT, None],
    bytes: [object(), "mau", None],
    Any: [],
    object: [],
}
NO_CONTAINER = [object(), "mau", 1, None]


def wrong(hint: Any) -> list[Any]:
    """Values that are not of the declared type."""
    origin, parts = get_origin(hint), get_args(hint)
    if isinstance(hint, TypeVar):
        return []
    if origin in (Union, UnionType):
        if parts[1:] == (NoneType,):
            return [value for value in wrong(parts[0]) if value is not None]
        return [object(), 1.5, {}, *([] if NoneType in parts else [None]), *([INSTANT] if date in parts else [])]
    if origin in (Iterable, Sequence, Collection):
        within = wrong(parts[0])
        iterators = [iter([value]) for value in within] if origin is Iterable else []
        return [*NO_CONTAINER, *([value] for value in within), *iterators]
    if origin is tuple and Ellipsis in parts:
        return [*NO_CONTAINER, [], *((part,) for part in wrong(parts[0]))]
    if origin is tuple:
        filled = [right(part) for part in parts]
        one_wrong = [(*filled[:at], part, *filled[at + 1 :]) for at in range(len(parts)) for part in wrong(parts[at])]
        return [*NO_CONTAINER, list(filled), tuple(filled[1:]), (*filled, filled[0]), *one_wrong]
    if origin is frozenset:
        return [*NO_CONTAINER, [], frozenset([object()]), frozenset([1])]
    if origin is Mapping:
        return [*NO_CONTAINER, [], {object(): 1}, {1: 1}, *({"mau": part} for part in wrong(parts[1]))]
    if origin in (type, Literal, dict, Callable):
        return NO_CONTAINER
    if isinstance(hint, type) and issubclass(hint, Enum):
        return [object(), 1, None, *(member.value for member in hint)]
    return WRONG.get(hint, [*NO_CONTAINER, {}, hint])


def real_values() -> Iterator[object]:
    """Values out of the examples and the shipped data."""
    calendar = WorkCalendar.vietnam()
    quarter = DateRange.quarter(2026, 1)
    for path in sorted(EXAMPLES.glob("*-20*.toml")):
        plan = load_plan(path)
        yield plan, expand(plan, quarter, calendar=calendar)
    yield calendar.law, shipped_decisions(), lifecycles(), Profiles.vietnam(), Provinces.vietnam(), coverage()
    yield calendar.day(DAY), compute_deadline("reception.schedule.posting", DAY, calendar=calendar).steps
    yield load_staff(EXAMPLES / "sample-staff.toml"), load_absences(SAMPLE_ABSENCES)


def records_within(value: object, seen: dict[int, object]) -> Iterator[object]:
    """The records that a value is or holds, each once; `seen` holds those that were met, by their ids."""
    if id(value) in seen:
        return
    seen[id(value)] = value
    if isinstance(value, tuple | frozenset | Mapping):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from records_within(part, seen)
    elif attrs.has(type(value)):
        yield value
        kind: Any = type(value)
        for field in attrs.fields(kind):
            yield from records_within(getattr(value, field.name), seen)


class _Instances:
    """An instance of each class: out of the real values, else built from its declared types."""

    def __init__(self) -> None:
        calendar = WorkCalendar.vietnam()
        self.values: dict[type, Any] = {
            WorkCalendar: calendar,
            Deadline: compute_deadline("reception.schedule.posting", DAY, calendar=calendar),
        }
        for record in records_within(tuple(real_values()), {}):
            self.values.setdefault(type(record), record)
        self.values[Case] = self[ComplaintCase]  # a case is always one of its kinds

    def __getitem__(self, kind: Any) -> Any:
        if kind not in self.values:
            self.values[kind] = self._built(kind)
        return self.values[kind]

    def _built(self, kind: Any) -> Any:
        hints = get_type_hints(kind)
        fields = [field for field in attrs.fields(kind) if field.init and field.default is attrs.NOTHING]
        parts = {field.alias: right(hints[field.name], field.alias.rstrip("_")) for field in fields}
        if "schema" in parts:
            space = vars(sys.modules[kind.__module__])
            parts["schema"] = next(value for name, value in space.items() if name.endswith("SCHEMA"))
        return kind(**parts, **RULED.get(kind, {}))


@cache
def instances() -> _Instances:
    """The instances of a process, by their classes."""
    return _Instances()
