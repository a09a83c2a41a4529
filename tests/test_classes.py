"""Every class of values holds what it declares: frozen, hashable, each field of its type, nothing in it writable."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import cache
from types import ModuleType, NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs
import numpy as np
import pytest

import tiepdan
from tests.paths import ROOT, SAMPLE_ABSENCES
from tiepdan import (
    Absence,
    Certainty,
    DateRange,
    Deadline,
    Ground,
    Item,
    LunarDate,
    LunarMonthDay,
    Profiles,
    Span,
    Swap,
    TiepDanError,
    WorkCalendar,
    compute_deadline,
    expand,
    load_absences,
    load_plan,
)
from tiepdan.calendars.coverage import coverage
from tiepdan.calendars.decisions import shipped_decisions
from tiepdan.cases import Case, ComplaintCase, lifecycles
from tiepdan.duty import load_staff
from tiepdan.plans import Origin, Override, Provinces
from tiepdan.reception import DayOff, Every, Reception, Recurrence
from tiepdan.spans import VIETNAM

DAY = date(2026, 3, 2)
INSTANT = datetime(2026, 3, 2, 7, tzinfo=VIETNAM)

UNCHECKED = {"tiepdan.duty.highs.Best", "tiepdan.duty.highs.Progress"}
"""What only the package builds, within its loops, out of what it knows."""


def _name(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _modules() -> Iterator[ModuleType]:
    for module in pkgutil.walk_packages(tiepdan.__path__, "tiepdan."):
        if not module.name.endswith("__main__"):
            yield importlib.import_module(module.name)


def _classes() -> Iterator[type]:
    """All attrs classes of the package, found by walking it."""
    for module in _modules():
        for value in vars(module).values():
            if isinstance(value, type) and "__attrs_attrs__" in vars(value) and value.__module__ == module.__name__:
                yield value


CLASSES = [kind for kind in _classes() if _name(kind) not in UNCHECKED]
all_classes = pytest.mark.parametrize("kind", CLASSES, ids=[_name(kind).removeprefix("tiepdan.") for kind in CLASSES])


def _real_values() -> Iterator[object]:
    """Values out of the examples and the shipped data."""
    calendar = WorkCalendar.vietnam()
    quarter = DateRange.quarter(2026, 1)
    for path in sorted((ROOT / "examples").glob("*-20*.toml")):
        plan = load_plan(path)
        yield plan, expand(plan, quarter, calendar=calendar)
    yield calendar.law, shipped_decisions(), lifecycles(), Profiles.vietnam(), Provinces.vietnam(), coverage()
    yield calendar.day(DAY), compute_deadline("reception.schedule.posting", DAY, calendar=calendar).steps
    yield load_staff(ROOT / "examples" / "sample-staff.toml"), load_absences(SAMPLE_ABSENCES)


PLAIN: dict[Any, Any] = {
    date: DAY, datetime: INSTANT, time: time(7), str: "mau", int: 1, bool: False, float: 1.0, Any: "mau"
}  # fmt: skip
NAMED: dict[str, Any] = {
    "end": (time(11), INSTANT + timedelta(hours=1)), "to": (time(11),), "until": (date(2026, 3, 9),),
    "unit": ("calendar-day",), "year": (2026,),
}  # fmt: skip
"""What stands in a field of that name, where not any value will do."""
RULED: dict[type, dict[str, Any]] = {Override: {"drop": True}}
"""What a class with a rule of its own needs beside its required fields."""


class _Pool:
    """An instance of each class: out of the real values, else built from its declared types."""

    def __init__(self) -> None:
        calendar = WorkCalendar.vietnam()
        self.values: dict[type, Any] = {
            WorkCalendar: calendar,
            Deadline: compute_deadline("reception.schedule.posting", DAY, calendar=calendar),
        }
        seen: dict[int, object] = {}
        for value in _real_values():
            for held in self._within(value, seen):
                self.values.setdefault(type(held), held)
        self.values[Case] = self[ComplaintCase]  # a case is always one of its kinds

    def __getitem__(self, kind: Any) -> Any:
        if kind not in self.values:
            self.values[kind] = self._built(kind)
        return self.values[kind]

    def _built(self, kind: Any) -> Any:
        hints = get_type_hints(kind)
        fields = [field for field in attrs.fields(kind) if field.init and field.default is attrs.NOTHING]
        parts = {field.alias: self._fitting(hints[field.name], field.alias.rstrip("_")) for field in fields}
        if "schema" in parts:
            space = vars(sys.modules[kind.__module__])
            parts["schema"] = next(value for name, value in space.items() if name.endswith("SCHEMA"))
        return kind(**parts, **RULED.get(kind, {}))

    def _fitting(self, hint: Any, name: str) -> Any:
        """A value of a declared type."""
        origin, hints = get_origin(hint), get_args(hint)
        if origin in (Union, UnionType):
            return None if NoneType in hints else self._fitting(hints[0], name)
        if origin is tuple:
            return tuple(self._fitting(part, name) for part in hints if part is not Ellipsis)
        if origin is Mapping:
            return {}
        if isinstance(hint, type) and issubclass(hint, Enum):
            return next(iter(hint))
        named = [value for value in NAMED.get(name, ()) if type(value) is hint]
        return named[0] if named else PLAIN[hint] if hint in PLAIN else self[hint]

    def _within(self, value: object, seen: dict[int, object]) -> Iterator[object]:
        """A value and all that it holds, each once."""
        if attrs.has(type(value)) and id(value) not in seen:
            seen[id(value)] = value
            yield value
            kind: Any = type(value)
            for field in attrs.fields(kind):
                yield from self._within(getattr(value, field.name), seen)
        elif isinstance(value, tuple | Mapping):
            for part in value if isinstance(value, tuple) else value.values():
                yield from self._within(part, seen)


@cache
def _pool() -> _Pool:
    return _Pool()


NO_DATES = [object(), "2026-03-02", 20260302, INSTANT]
WRONG: dict[Any, list[Any]] = {
    str: [object(), 1, b"mau", ["mau"], date],
    int: [object(), True, 1.0, "1", np.float64(1)],
    bool: [object(), 0, 1, "no", "", 1.0, float("nan"), np.int64(1)],
    float: [object(), True, "1.0"],
    date: NO_DATES,
    datetime: [object(), DAY, "2026-03-02T07:00+07:00"],
    time: [object(), "07:00", 7, timedelta(hours=7), INSTANT],
    Any: [],
}


def _wrong(hint: Any) -> list[Any]:
    """Values that are not of the declared type."""
    origin, hints = get_origin(hint), get_args(hint)
    if isinstance(hint, TypeVar):
        return []
    if origin in (Union, UnionType):
        return _wrong(hints[0]) if hints[1:] == (NoneType,) else [object(), "mau"]
    if origin is tuple and Ellipsis in hints:
        return ["mau", 1, [], None, *((part,) for part in _wrong(hints[0]))]
    if origin is tuple:
        filled = [_pool()._fitting(part, "") for part in hints]
        one_wrong = [(*filled[:at], part, *filled[at + 1 :]) for at in range(len(hints)) for part in _wrong(hints[at])]
        return ["mau", list(filled), tuple(filled[1:]), (*filled, filled[0]), *one_wrong]
    if origin is frozenset:
        return ["mau", [], frozenset([object()]), frozenset([1])]
    if origin is Mapping:
        return ["mau", [], None, {object(): 1}, {1: 1}, *({"mau": part} for part in _wrong(hints[1]))]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return [object(), 1, *(member.value for member in hint)]
    return WRONG.get(hint, [object(), "mau", 1, {}, hint])


def _checked_fields(kind: Any) -> Iterator[tuple[attrs.Attribute[Any], Any]]:
    hints = get_type_hints(kind)
    return ((field, hints[field.name]) for field in attrs.fields(kind) if field.init)


@all_classes
def test_a_value_refuses_what_it_does_not_declare(kind: type) -> None:
    valid = _pool()[kind]
    for field, hint in _checked_fields(type(valid)):
        for wrong in _wrong(hint):
            said = _refusal(valid, field.alias, wrong)
            assert f"{type(valid).__name__}.{field.name}" in said, f"{field.name} = {wrong!r}: {said}"
            assert len(said) < 500


def _refusal(valid: Any, field: str | None, value: object) -> str:
    """The words of our error about a value with another field, or that there is none."""
    try:
        _with(valid, field, value)
    except TiepDanError as error:
        return str(error)
    return "accepted"


def _with(valid: Any, field: str | None, value: object) -> Any:
    return attrs.evolve(valid, **{str(field): value})


@all_classes
def test_a_value_is_frozen_and_hashable_and_holds_nothing_that_can_be_written(kind: type) -> None:
    valid = _pool()[kind]
    twin = attrs.evolve(valid)
    assert hash(twin) == hash(valid) or "__eq__" not in vars(kind)
    for field in attrs.fields(type(valid)):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(valid, field.name, None)
        held = getattr(valid, field.name)
        assert not isinstance(held, list | set | bytearray), field.name
        if isinstance(held, dict):
            with pytest.raises(TypeError):
                held["mau"] = 1


def test_no_public_table_of_a_module_can_be_written() -> None:
    written = [
        f"{module.__name__}.{name}"
        for module in _modules()
        for name, value in vars(module).items()
        if type(value) in (dict, list, set) and not name.startswith("_")
    ]
    assert not written, "write it as a FrozenDict, a tuple or a frozenset"


@all_classes
def test_an_id_and_a_kind_say_something(kind: type) -> None:
    valid = _pool()[kind]
    for field, hint in _checked_fields(type(valid)):
        if hint is str and field.name in ("id", "kind"):
            assert field.name in _refusal(valid, field.alias, "")


@all_classes
def test_a_bool_of_numpy_is_kept_as_a_bool(kind: type) -> None:
    valid = _pool()[kind]
    for field, hint in _checked_fields(type(valid)):
        if hint is bool:
            kept = _with(valid, field.alias, np.bool_(getattr(valid, field.name)))
            assert type(getattr(kept, field.name)) is bool
            assert kept == valid


RECEPTION: dict[str, Any] = {
    "id": "a", "name": "Mẫu", "receiver": "chu-tich", "venue": "Trụ sở", "clause": "II",
    "when": Recurrence(every=Every.MONTH, days=(10,), from_=time(7), to=time(11), day_off=DayOff.NEXT),
}  # fmt: skip
ABSENCE: dict[str, Any] = {"post": "chu-tich", "first": DAY, "last": DAY, "ground": Ground.MEETING}
ITEM: dict[str, Any] = {
    "id": "a", "kind": "report", "who": None, "what": "Mẫu", "basis": "", "certainty": Certainty.SETTLED
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "parts", "field", "wrong"),
    [
        (Reception, RECEPTION, "name", 5),
        (Reception, RECEPTION, "receiver", None),
        (Reception, RECEPTION, "venue", []),
        (Reception, RECEPTION, "when", "whenever"),
        (Reception, RECEPTION, "clause", 3.2),
        (Absence, ABSENCE, "ground", "meeting"),
        (Item, ITEM, "certainty", "sure"),
        (Item, ITEM, "kind", ""),
        (Item, ITEM, "id", ""),
        (Origin, {"layer": "plan", "id": "a"}, "layer", "nonsense"),
        (Origin, {"layer": "plan", "id": "a"}, "id", ""),
        (LunarDate, {"year": 2025, "month": 6, "day": 1}, "leap", "no"),
        (LunarDate, {"year": 2025, "month": 6, "day": 1}, "leap", 1),
        (LunarMonthDay, {"month": 6, "day": 1}, "leap", 1),
        (ComplaintCase, {"id": "a"}, "complex", "no"),
        (ComplaintCase, {"id": "a"}, "complex", float("nan")),
        (ComplaintCase, {"id": "a"}, "complex", 2),
        (Swap, {"off": date(2026, 3, 2), "work": date(2026, 3, 7)}, "off", INSTANT),
        (Swap, {"off": date(2026, 3, 2), "work": date(2026, 3, 7)}, "work", datetime(2026, 3, 7, tzinfo=VIETNAM)),
        (Span, {"holiday": "tet", "first": DAY, "last": DAY}, "first", INSTANT),
    ],
)
def test_a_value_that_would_break_later_is_refused_when_it_is_built(
    kind: Any, parts: dict[str, Any], field: str, wrong: object
) -> None:
    kind(**parts)
    with pytest.raises(TiepDanError, match=field):
        kind(**parts | {field: wrong})


def test_what_holds_a_table_can_be_hashed() -> None:
    override = Override(kind="report", id="a", set={"link": [{"from": "commune", "by_day": 5}], "name": "Mẫu"})
    assert len({override, attrs.evolve(override)}) == 1
    table = {"1/KH-UBND": "Kế hoạch"}
    origin = Origin(layer="plan", id="a", enclosed=table)
    table["2/KH-UBND"] = "Kế hoạch"
    assert dict(origin.enclosed) == {"1/KH-UBND": "Kế hoạch"}
    assert hash(origin) == hash(Origin(layer="plan", id="a", enclosed={"1/KH-UBND": "Kế hoạch"}))
    with pytest.raises(TypeError):
        origin.enclosed["x"] = "y"  # type: ignore[index]
