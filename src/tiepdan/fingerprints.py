"""Dấu vân — a short text that is the same for equal values, in every process and on every system."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date, datetime, time
from enum import Enum
from hashlib import sha256
from numbers import Number
from typing import Any

import attrs

from .errors import WrongType

_LENGTH = 32


def fingerprint(*values: object) -> str:
    """The fingerprint of values: of records by their classes and all fields by which they are compared.

    >>> from tiepdan import DateRange
    >>> fingerprint(DateRange.year(2026))
    '66e28fa0ce6843ca806fc6a0d43564a1'

    Raises:
        WrongType: a value is neither plain nor a record of plain values.
    """
    return sha256(repr(_canonical(values)).encode()).hexdigest()[:_LENGTH]


def _canonical(value: Any) -> Any:
    """Nested tuples of plain values, whose `repr` is one text for equal values."""
    kind = type(value)
    if value is None or kind in (str, int, bool):
        return value
    if kind is tuple:
        return tuple(map(_canonical, value))
    if attrs.has(kind):
        return kind.__name__, *(_canonical(getattr(value, field.name)) for field in attrs.fields(kind) if field.eq)
    if isinstance(value, Enum):
        return kind.__name__, value.name
    if isinstance(value, date | time):
        return next(base.__name__ for base in (datetime, date, time) if isinstance(value, base)), value.isoformat()
    if isinstance(value, Number):
        return kind.__name__, str(value)
    if isinstance(value, Mapping):
        return "mapping", *sorted((repr(_canonical(key)), _canonical(part)) for key, part in value.items())
    if isinstance(value, Set):
        return "set", *sorted(repr(_canonical(part)) for part in value)
    raise WrongType(f"only plain values and records have a fingerprint, not {kind.__name__}")
