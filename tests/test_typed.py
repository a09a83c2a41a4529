"""What a declared type lets pass: one check for the fields of all classes, and for the arguments of functions."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum, IntEnum, StrEnum
from typing import Any, Literal, TypeVar

import attrs
import numpy as np
import pytest

from tiepdan import Certainty, DateRange, WrongType
from tiepdan.fingerprints import fingerprint
from tiepdan.frozen import FrozenDict, frozen
from tiepdan.people import Citizen
from tiepdan.typed import check_of, said, typed, wrong

DAY = date(2026, 3, 2)
INSTANT = datetime(2026, 3, 2, 7)  # noqa: DTZ001 — what is refused
N = TypeVar("N", int, str)


class OwnDate(date):
    """A date of a user's own class."""


FITS: list[tuple[Any, list[Any], list[Any]]] = [
    (int, [0, -3], [True, 1.0, "1", None, np.int64(1)]),
    (bool, [True, False], [0, 1, "no", float("nan"), None]),
    (float, [1.5, 1, np.float64(2)], [True, "1", None]),
    (str, ["", "a"], [b"a", 1, None]),
    (date, [DAY, OwnDate(2026, 3, 2)], [INSTANT, "2026-03-02", None]),
    (datetime, [INSTANT], [DAY]),
    (Certainty, [Certainty.PRESS], ["press", 1, None]),
    (date | None, [DAY, None], [INSTANT, ""]),
    (tuple[int, ...], [(), (1, 2)], [(1, True), [1], 1, None]),
    (tuple[date, date], [(DAY, DAY)], [(DAY,), (DAY, DAY, DAY), (DAY, INSTANT), [DAY, DAY], ()]),
    (tuple[tuple[str, int], ...], [(("a", 1),)], [(("a",),), ("ab",), (("a", "b"),)]),
    (frozenset[str], [frozenset("a")], [frozenset([1]), {"a": 1}, "a"]),
    (Mapping[str, int], [{}, {"a": 1}], [{"a": "1"}, {1: 1}, [("a", 1)]]),
    (Sequence[str], [["a"], ("a",)], ["a", [1], {"a"}]),
    (Iterable[str], [["a"], iter("a")], ["a", 1]),
    (Literal["last", "next"] | None, ["last", None], ["first", 1]),
    (Literal[1], [1], [True, 1.0]),
    (Callable[[], None], [print], ["print"]),
    (type[Exception], [ValueError], [ValueError(), int]),
    (N, [1, "a"], [1.5, None]),
    (DateRange, [DateRange.year(2026)], [(DAY, DAY), DateRange]),
    (Any, [None, 1, object()], []),
]


@pytest.mark.parametrize(("hint", "right", "not_right"), FITS, ids=[str(row[0]) for row in FITS])
def test_what_fits_a_declared_type(hint: Any, right: list[Any], not_right: list[Any]) -> None:
    check = check_of(hint)
    assert [value for value in right if not check(value)] == []
    assert [value for value in not_right if check(value)] == []


@pytest.mark.parametrize(
    ("hint", "value", "words"),
    [
        (bool, "no", "x is bool, not 'no'"),
        (tuple[str, ...], "ab", "x is a tuple of str, not 'ab'"),
        (tuple[tuple[str, int], ...], (("a", 1), ("b", "2")), "x[1][1] is int, not '2'"),
        (tuple[date, date], (DAY,), "x is a tuple (date, date), not (datetime.date(2026, 3, 2),)"),
        (Mapping[str, int], {"a": None}, "x['a'] is int, not None"),
        (Mapping[str, int], {1: 1}, "a key of x is str, not 1"),
        (tuple[int, ...] | None, (1, None), "x[1] is int, not None"),
        (Certainty, "sure", "x is a member of Certainty, not 'sure'; write Certainty.SETTLED or "
                        "Certainty.PRESS or Certainty.INFERRED or Certainty.PROJECTED"),
        (Certainty | None, "press", "x is a member of Certainty or None, not 'press'; write Certainty.PRESS"),
        (Literal["last", "next"], "first", "x is 'last' or 'next', not 'first'"),
        (int, object(), "x is int, not object"),
        (int, DateRange.year(2026), "x is int, not DateRange"),
        (str, Citizen(name="Nguyễn Văn Mẫu"), "x is str, not Citizen"),
        (date | None, INSTANT, "x is date or None, not datetime.datetime(2026, 3, 2, 7, 0), which is an instant: "
                               "pass its .date() in Vietnam's time (UTC+7)"),
    ],
)  # fmt: skip
def test_the_words_of_a_refusal(hint: Any, value: object, words: str) -> None:
    assert str(wrong("x", hint, value)) == words


@pytest.mark.parametrize("value", ["a" * 10**6, ["a" * 100] * 10**5, 10**5000, {"a": "b" * 10**6}], ids=type)
def test_a_long_value_is_cut(value: object) -> None:
    assert len(str(wrong("x", date, value))) < 110


def test_a_value_that_may_be_personal_is_named_by_its_type() -> None:
    assert str(wrong("x", int, "Nguyễn Văn Mẫu", private=True)) == "x is int, not str"


def test_a_type_in_words() -> None:
    assert said(tuple[DateRange, ...] | None) == "a tuple of DateRange or None"


class Hue(Enum):
    RED = "red"


@attrs.frozen(field_transformer=typed)
class Base:
    flag: bool
    table: Mapping[str, Any] = FrozenDict()


def _above(instance: Derived, attribute: attrs.Attribute[int], value: int) -> None:
    assert type(instance.number) is int  # the types of all fields are right before a validator is asked
    assert instance.last >= value


@attrs.frozen(field_transformer=typed)
class Derived(Base):
    number: int = attrs.field(default=0, validator=_above)
    last: int = 9
    hue: Hue | None = None


def test_a_bool_of_numpy_is_kept_as_a_bool() -> None:
    yes: Any = np.bool_(True)
    no: Any = np.bool_(False)
    assert (Base(yes).flag, Base(no).flag) == (True, False)
    assert type(Base(no).flag) is bool


class Count(IntEnum):
    TWO = 2


class Name(StrEnum):
    LAST = "last"


@attrs.frozen(field_transformer=typed)
class Plain:
    name: str = ""
    count: int = 0
    names: tuple[str, ...] = ()
    counts: Mapping[str, int] = FrozenDict()
    choice: Literal["last", "next"] | None = None
    hue: Hue | Name | None = None
    any: object = None


@pytest.mark.parametrize("name", [Name.LAST, np.str_("last")], ids=type)
@pytest.mark.parametrize("count", [Count.TWO, np.int64(2), np.uint8(2)], ids=type)
def test_texts_and_numbers_of_other_classes_are_kept_as_python_has_them(name: Any, count: Any) -> None:
    value = Plain(name, count, (name, "a"), {name: count}, name)
    assert value == Plain("last", 2, ("last", "a"), {"last": 2}, "last")
    parts = (value.name, value.count, *value.names, *value.counts, *value.counts.values(), value.choice)
    assert [type(part) for part in parts] == [str, int, str, str, str, int, str]


def test_what_is_meant_as_it_is_stays_so() -> None:
    value: Any = Plain(hue=Name.LAST, any=Count.TWO)
    assert type(value.hue) is Name
    assert type(value.any) is Count
    wrong_counts: list[Any] = [True, np.True_, np.float64(2), "2"]
    for wrong_count in wrong_counts:
        with pytest.raises(WrongType, match=r"^Plain\.count is int, not"):
            Plain(count=wrong_count)


def test_the_fields_of_a_base_are_checked_too() -> None:
    with pytest.raises(WrongType, match=r"^Derived\.flag is bool, not 1$"):
        Derived(1)  # type: ignore[arg-type]
    with pytest.raises(WrongType, match=r"^Derived\.last is int, not '9'$"):
        Derived(True, last="9")  # type: ignore[arg-type]
    with pytest.raises(WrongType, match=r"^Derived\.hue is a member of Hue or None, not 'red'; write Hue\.RED$"):
        Derived(True, hue="red")  # type: ignore[arg-type]


def test_a_mapping_is_kept_as_one_that_nobody_writes() -> None:
    table = {"a": [1, {"b": 2}]}
    value = Base(True, table)
    table["a"].append(3)
    assert value.table == {"a": (1, {"b": 2})}
    for write in ("['a'] = 1", ".update(a=1)", ".clear()", "['a'][1]['b'] = 3", ".pop('a')", ".setdefault('c', 1)"):
        with pytest.raises(WrongType, match="read only"):
            exec(f"table{write}", {"table": value.table})
    assert {value, Base(True, {"a": (1, {"b": 2})})} == {value}


def test_a_frozen_dict_travels() -> None:
    table = frozen({"a": {"b": [1]}, "c": {2}})
    for twin in (pickle.loads(pickle.dumps(table)), copy.copy(table), copy.deepcopy(table)):
        assert twin == table == {"a": {"b": (1,)}, "c": {2}}
        assert type(twin) is FrozenDict
        assert hash(twin) == hash(table)


def test_equal_values_have_one_fingerprint_whatever_class_of_date_they_hold() -> None:
    days = DateRange(DAY, DAY), DateRange(OwnDate(2026, 3, 2), DAY)
    assert days[0] == days[1]
    assert fingerprint(days[0]) == fingerprint(days[1]) != fingerprint(DateRange.year(2026))
    assert fingerprint(INSTANT) != fingerprint(DAY) != fingerprint("2026-03-02")
