"""Every class of values holds what it declares: frozen, hashable, each field of its type, nothing in it writable."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, get_type_hints

import attrs
import numpy as np
import pytest

from tests.of_types import DAY, INSTANT, instances
from tests.of_types import wrong as wrong_values
from tests.walk import classes, modules
from tiepdan import (
    Absence,
    Certainty,
    Ground,
    Item,
    LunarDate,
    LunarMonthDay,
    Span,
    Swap,
    TiepDanError,
)
from tiepdan.cases import ComplaintCase
from tiepdan.plans import Origin, Override
from tiepdan.reception import DayOff, Every, Reception, Recurrence
from tiepdan.spans import VIETNAM

UNCHECKED = {"tiepdan.duty.highs.Best", "tiepdan.duty.highs.Progress"}
"""What only the package builds, within its loops, out of what it knows."""


def _name(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


CLASSES = [kind for kind in classes() if "__attrs_attrs__" in vars(kind) and _name(kind) not in UNCHECKED]
all_classes = pytest.mark.parametrize("kind", CLASSES, ids=[_name(kind).removeprefix("tiepdan.") for kind in CLASSES])


def _checked_fields(kind: Any) -> Iterator[tuple[attrs.Attribute[Any], Any]]:
    hints = get_type_hints(kind)
    return ((field, hints[field.name]) for field in attrs.fields(kind) if field.init)


@all_classes
def test_a_value_refuses_what_it_does_not_declare(kind: type) -> None:
    valid = instances()[kind]
    for field, hint in _checked_fields(type(valid)):
        for wrong in wrong_values(hint):
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
    valid = instances()[kind]
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
        for module in modules()
        for name, value in vars(module).items()
        if type(value) in (dict, list, set) and not name.startswith("_")
    ]
    assert not written, "write it as a FrozenDict, a tuple or a frozenset"


@all_classes
def test_an_id_and_a_kind_say_something(kind: type) -> None:
    valid = instances()[kind]
    for field, hint in _checked_fields(type(valid)):
        if hint is str and field.name in ("id", "kind"):
            assert field.name in _refusal(valid, field.alias, "")


@all_classes
def test_a_bool_of_numpy_is_kept_as_a_bool(kind: type) -> None:
    valid = instances()[kind]
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
