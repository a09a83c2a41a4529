"""Kiểu của giá trị — values built in Python are held to the types that their classes declare, as files are.

Each class has one check of all its fields, compiled out of their declared types when its first value is built.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date, datetime, time
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs

from .errors import WrongType, shown
from .frozen import FrozenDict, frozen
from .privacy import holds_private, is_private, type_name


def typed(kind: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """A `field_transformer` of attrs: all fields are checked against their declared types, then by their validators.

    A `datetime` is no `date`, a `bool` no `int`, and only a bool is a bool. What means the same is kept as what is
    declared: a text, a whole number or a bool of another class as `plain` has it, any mapping as one that cannot be
    written. Of a value that may be personal the error names the type alone.
    """
    untyped = [field.evolve(validator=own_validator(field)) for field in fields]  # also those of a base
    first = next((place for place, field in enumerate(untyped) if field.init), None)
    if first is None:
        return untyped
    check = _Typed(untyped[first].validator)  # when the first validator is asked, all fields are set
    return [*untyped[:first], untyped[first].evolve(validator=check), *untyped[first + 1 :]]


def own_validator(field: attrs.Attribute[Any]) -> Any:
    """The validator that the class declares for a field, without the check of types; None: it declares none."""
    return field.validator.validator if isinstance(field.validator, _Typed) else field.validator


def check_of(hint: Any) -> Callable[[object], bool]:
    """The function that says whether a value fits a declared type.

    >>> check_of(tuple[int, ...])((1, True)), check_of(str | None)(None)
    (False, True)
    """
    return _check_of(hint)


def wrong(place: str, hint: Any, value: object, *, private: bool = False) -> WrongType:
    """The error about a value that does not fit a declared type, at the first of its parts that does not.

    >>> wrong("Board.members", tuple[str, ...], ("a", 3))
    WrongType('Board.members[1] is str, not 3')
    """
    place, hint, value = _astray(place, hint, value)
    by_type = private or holds_private(type(value)) or not isinstance(value, _WRITTEN)
    given = type_name(value) if by_type else shown(value)
    return WrongType(f"{place} is {said(hint)}, not {given}{_mend(hint, value)}")


def said(hint: Any) -> str:
    """A declared type in words for a message.

    >>> said(tuple[str, ...] | None)
    'a tuple of str or None'
    """
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return " or ".join(said(part) for part in parts)
    if origin is Literal:
        return " or ".join(repr(part) for part in parts)
    if origin is tuple and parts[1:] == (Ellipsis,):
        return f"a tuple of {said(parts[0])}"
    if origin is tuple:
        return f"a tuple ({', '.join(said(part) for part in parts)})"
    if origin is not Callable and isinstance(origin, type) and issubclass(origin, Iterable):
        return f"{origin.__name__} of {' to '.join(said(part) for part in parts)}"
    if hint is NoneType:
        return "None"
    name = getattr(hint, "__name__", str(hint))
    is_enum = isinstance(hint, type) and issubclass(hint, Enum)
    return f"a member of {name}" if is_enum else name


_WRITTEN = (NoneType, str, bytes, int, float, Fraction, Enum, date, time, list, tuple, set, frozenset, Mapping)
"""What is shown in a message; of all else the type is."""


def _mend(hint: Any, value: object) -> str:
    """What to write instead of what is nearly right: a date for an instant, a member for its value, what a file holds.

    A class whose values come out of files says in `__loaded__` how they are read.
    """
    for kind in (*_alternatives(hint), *get_args(hint)):
        if isinstance(value, str | Path) and (read := getattr(kind, "__loaded__", None)):
            return f"; read it with {read}"
        if kind is date and isinstance(value, datetime):
            return ", which is an instant: pass its .date() in Vietnam's time (UTC+7)"
        if isinstance(kind, type) and issubclass(kind, Enum):
            named = next((member for member in kind if member.value == value), None)
            return f"; write {named or ' or '.join(map(str, kind))}"
    return ""


def plain(value: object) -> object:
    """A text, a whole number or a bool of a class of numpy or of a caller's own as Python has it; all else as it is.

    Of a tuple and of a dict, one of the parts as Python has them.

    >>> from http import HTTPStatus
    >>> plain((HTTPStatus.OK, "a", True))
    (200, 'a', True)
    """
    kind: Any = type(value)
    if isinstance(value, tuple) and kind is tuple:
        return tuple(map(plain, value))
    if isinstance(value, dict) and kind is dict:
        return {plain(key): plain(part) for key, part in value.items()}
    if kind.__module__ == "numpy" and kind.__name__.rstrip("_0123456789") in ("bool", "int", "uint"):
        return value.item()  # type: ignore[attr-defined]  # what scalars of numpy have
    if isinstance(value, str):
        return str.__str__(value)
    return int.__int__(value) if isinstance(value, int) and kind is not bool else value


class _Typed:
    """The check of all fields' types, and then the first field's own validator."""

    __slots__ = ("validator",)

    def __init__(self, validator: Any) -> None:
        self.validator = validator

    def __call__(self, instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        kind = type(instance)
        if not (_CHECKS.get(kind) or _learn(kind))(instance):
            _keep(instance)
            value = getattr(instance, attribute.name)
        if self.validator is not None:
            self.validator(instance, attribute, value)


_CHECKS: dict[type, Callable[[object], bool]] = {}


def _learn(kind: Any) -> Callable[[object], bool]:
    """The check of all fields of a class, compiled."""
    known: dict[str, Any] = {}
    conditions = [_as_kept(hint, f"value.{name}", known) for name, hint in _fields(kind)]
    _CHECKS[kind] = check = eval(f"lambda value: {' and '.join(conditions)}", known)
    return check  # type: ignore[no-any-return]  # a lambda just made


def _keep(instance: object) -> None:
    """Keep what means the same in the form that is declared, and refuse what does not."""
    kind: Any = type(instance)
    for name, hint in _fields(kind):
        value = kept = getattr(instance, name)
        fits = check_of(hint)
        if not fits(value):
            kept = plain(value)
        if _is_mapping(hint) and isinstance(kept, Mapping):
            kept = frozen(kept) if get_args(hint)[1] is Any else FrozenDict(kept)
        if not fits(kept):
            private = is_private(getattr(attrs.fields(kind), name), hint)
            raise wrong(f"{kind.__name__}.{name}", hint, value, private=private)
        if kept is not value:
            object.__setattr__(instance, name, kept)


@lru_cache(1_024)
def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in attrs.fields(kind) if field.init)


def _as_kept(hint: Any, value: str, known: dict[str, Any]) -> str:
    """The condition of a field: a mapping is kept as one that cannot be written."""
    fits = condition(hint, value, known)
    return f"type({value}) is {_named(FrozenDict, known)} and {fits}" if _is_mapping(hint) else fits


@lru_cache(1_024)
def _check_of(hint: Any) -> Callable[[object], bool]:
    known: dict[str, Any] = {}
    return eval(f"lambda value: {condition(hint, 'value', known)}", known)  # type: ignore[no-any-return]


def _named(thing: object, known: dict[str, Any]) -> str:
    """A name by which compiled code finds a thing."""
    name = f"_{len(known)}"
    known[name] = thing
    return name


def condition(hint: Any, value: str, known: dict[str, Any]) -> str:
    """The Python expression that is true if what `value` stands for fits the declared type."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType) or isinstance(hint, TypeVar):
        return f"({' or '.join(condition(part, value, known) for part in _alternatives(hint))})"
    if hint is Any or hint is object:
        return "True"
    if hint is NoneType:
        return f"{value} is None"
    if origin is Literal:
        return f"(type({value}), {value}) in {_named([(type(part), part) for part in parts], known)}"
    if origin is Callable:
        return f"callable({value})"
    if origin is type:
        base = parts[0] if isinstance(parts[0], type) else object
        return f"(isinstance({value}, type) and issubclass({value}, {_named(base, known)}))"
    if getattr(hint, "_is_protocol", False):
        has = (f"hasattr(type({value}), {name!r})" for name in vars(hint) if not name.startswith("_"))
        return f"({' and '.join(has)})"
    if origin is tuple and parts[1:] != (Ellipsis,):
        each = "".join(f" and {condition(part, f'{value}[{place}]', known)}" for place, part in enumerate(parts))
        return f"(isinstance({value}, tuple) and len({value}) == {len(parts)}{each})"
    if hint in _EXACT:
        return f"type({value}) is {_named(hint, known)}"
    if hint is float:
        return f"(isinstance({value}, float) or type({value}) is int)"
    is_kind = f"isinstance({value}, {_named(origin or hint, known)})"
    if hint is date:  # most are of the very class
        is_date = f"type({value}) is {_named(date, known)}"
        return f"({is_date} or {is_kind} and not isinstance({value}, {_named(datetime, known)}))"
    return f"({is_kind}{_of_parts(origin, parts, value, known)})"


def _of_parts(origin: Any, parts: tuple[Any, ...], value: str, known: dict[str, Any]) -> str:
    """What a container asks of its parts; of what can only be iterated, that it is no text."""
    if not isinstance(origin, type):
        return ""
    if issubclass(origin, Mapping):
        keys, values = (_named(check_of(part), known) for part in parts)
        return f" and all(map({keys}, {value})) and all(map({values}, {value}.values()))"
    if issubclass(origin, (tuple, Sequence, Set)):
        no_text = "" if origin is tuple else f" and not isinstance({value}, (str, bytes))"
        return f"{no_text} and (not {value} or all(map({_named(check_of(parts[0]), known)}, {value})))"
    return f" and not isinstance({value}, (str, bytes))" if issubclass(origin, Iterable) else ""


_EXACT = (str, int, bool)


def _alternatives(hint: Any) -> tuple[Any, ...]:
    """The types of which a value has one; None first, which is soonest found."""
    if isinstance(hint, TypeVar):
        return hint.__constraints__ or (hint.__bound__ or Any,)
    if get_origin(hint) in (Union, UnionType):
        return tuple(sorted(get_args(hint), key=lambda part: part is not NoneType))
    return (hint,)


def _is_mapping(hint: Any) -> bool:
    return get_origin(hint) is Mapping


def _astray(place: str, hint: Any, value: object) -> tuple[str, Any, object]:
    """Where a value first goes astray: the place, the type meant there, and what stands there."""
    for alternative in _alternatives(hint):
        for within, part_hint, part in _parts(place, alternative, value):
            if not check_of(part_hint)(part):
                return _astray(within, part_hint, part)
    return place, hint, value


def _parts(place: str, hint: Any, value: object) -> Iterator[tuple[str, Any, object]]:
    """The parts of a value of the container that is meant, each with its place and the type meant for it."""
    origin, hints = get_origin(hint), get_args(hint)
    if origin in (tuple, Sequence) and isinstance(value, list | tuple) and (origin is Sequence or type(value) is tuple):
        if origin is Sequence or hints[1:] == (Ellipsis,):
            hints = hints[:1] * len(value)
        if len(hints) == len(value):
            parts = enumerate(zip(hints, value, strict=True))
            yield from ((f"{place}[{index}]", part_hint, part) for index, (part_hint, part) in parts)
    elif origin is Mapping and isinstance(value, Mapping):
        for key, part in value.items():
            yield f"a key of {place}", hints[0], key
            yield f"{place}[{shown(key)}]", hints[1], part
