"""Kiểu của giá trị — values built in Python are held to the types that their classes declare, as files are."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from .errors import WrongType
from .privacy import is_private, type_name


def typed(kind: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """A `field_transformer` of attrs: each field is checked against its declared type before its own validator.

    A `datetime` is no `date`, a `bool` no `int`; what is neither plain, a member of an enumeration, nor a tuple of
    such is held to its class. Of a value that may be personal the error names the type alone.
    """
    return [field.evolve(validator=_Typed(own_validator(field))) if field.init else field for field in fields]


def own_validator(field: attrs.Attribute[Any]) -> Any:
    """The validator that a class gives a field of its own, without the check of its type; None: it gives none."""
    return field.validator.own if isinstance(field.validator, _Typed) else field.validator


class _Typed:
    """The check of a field's type, and then the field's own."""

    def __init__(self, own: Any) -> None:
        self.own = own

    def __call__(self, instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        kind: Any = type(instance)
        hint = _hints(kind)[attribute.name]
        if not _fits(value, hint):
            given = type_name(value) if is_private(attribute, hint) else repr(value)
            raise WrongType(f"{kind.__name__}.{attribute.name} is {_said(hint)}, not {given}")
        if self.own is not None:
            self.own(instance, attribute, value)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _fits(value: object, hint: Any) -> bool:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return any(_fits(value, part) for part in get_args(hint))
    if origin is tuple:
        return isinstance(value, tuple) and all(_fits(part, get_args(hint)[0]) for part in value)
    if origin is not None:
        return isinstance(value, origin)
    if hint is int or hint is str or hint is bool:
        return type(value) is hint
    if hint is date:
        return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, hint)


def _said(hint: Any) -> str:
    """The type in words for a message."""
    if get_origin(hint) in (Union, UnionType):
        return " or ".join(_said(part) for part in get_args(hint))
    if get_origin(hint) is tuple:
        return f"a tuple of {_said(get_args(hint)[0])}"
    if hint is NoneType:
        return "None"
    name = getattr(hint, "__name__", str(hint))
    is_enum = isinstance(hint, type) and issubclass(hint, Enum)
    return f"a member of {name}" if is_enum else name
