"""Viết gọn — how a value that holds many others shows itself: in one short line, whatever it holds."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

import attrs

from .errors import cut

MOST = 300
"""A value shows itself in fewer characters than these."""

_MOST_OF_A_PART = 48


def brief(value: Any) -> str:
    """The `__repr__` of a record: its fields that are not empty, texts cut, and of what holds many values how many.

    >>> @attrs.frozen
    ... class Register:
    ...     name: str
    ...     pages: tuple[int, ...] = ()
    ...     __repr__ = brief
    >>> Register("Sổ tiếp công dân", tuple(range(900))), Register("Sổ mới")
    (Register(name='Sổ tiếp công dân', pages=<900>), Register(name='Sổ mới'))
    """
    text = f"{type(value).__name__}("
    for field in attrs.fields(type(value)):
        part = getattr(value, field.name, None)
        if not field.repr or part in (None, (), "") or part == {}:
            continue
        words = field.repr(part) if callable(field.repr) else _part(part)
        shown = cut(f"{field.alias}={words}", _MOST_OF_A_PART)
        if len(text) + len(shown) + len(", , …)") >= MOST:
            text += "…, "
            break
        text += f"{shown}, "
    return f"{text.removesuffix(', ')})"


def _part(part: object) -> str:
    many = isinstance(part, tuple | Mapping | Set)
    return f"<{len(part)}>" if many else repr(part)  # type: ignore[arg-type]
