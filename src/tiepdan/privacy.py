"""Dữ liệu cá nhân — which values are a citizen's own: a message names them by their type and never shows them."""

from __future__ import annotations

from typing import Any, get_args

import attrs

PRIVATE = "private"
"""The metadata entry of an attrs field that is read but never written: a citizen's identity reaches no output."""


def is_personal(kind: Any) -> bool:
    """Whether all of a class is personal; it says so in `__personal__`."""
    return getattr(kind, "__personal__", False) is True


def holds_private(kind: Any) -> bool:
    """Whether values of a type may hold personal data: the type itself, its parts, or its fields at any depth."""
    return _holds(kind, set())


def is_private(field: attrs.Attribute[Any], kind: Any) -> bool:
    """Whether a field of that type is marked as private, or may hold personal data."""
    return bool(field.metadata.get(PRIVATE)) or holds_private(kind)


def _holds(kind: Any, seen: set[Any]) -> bool:
    if parts := get_args(kind):
        return any(_holds(part, seen) for part in parts)
    if is_personal(kind):
        return True
    if not isinstance(kind, type) or kind in seen or not attrs.has(kind):
        return False
    seen.add(kind)
    if any(
        field.metadata.get(PRIVATE) or _holds(field.type, seen) for field in attrs.fields(attrs.resolve_types(kind))
    ):
        return True
    return any(_holds(narrower, seen) for narrower in kind.__subclasses__())


def type_name(value: object) -> str:
    """The type of a value, and the types of what it lists.

    >>> type_name(["Nguyễn Văn Mẫu"])
    'list of str'
    """
    name = type(value).__name__
    if isinstance(value, list | tuple) and value:
        return f"{name} of {' or '.join(sorted({type(part).__name__ for part in value}))}"
    return name
