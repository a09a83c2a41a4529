"""Đơn vị và chức vụ — the units of a ward and the posts that receive citizens."""

from __future__ import annotations

import re

import attrs

from ..errors import Misplaced


def valid_id(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    """Refuse an id that is not lower-case ASCII letters, digits and hyphens."""
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", value):
        words = f"'{value}' is not an id: write lower-case ASCII letters, digits and hyphens, as chu-tich"
        raise Misplaced(attribute.name, words)


@attrs.frozen(kw_only=True)
class Unit:
    """Đơn vị — an office, a section, or another body that a plan gives work to; `fields` are those it answers for."""

    id: str = attrs.field(validator=valid_id)
    name: str
    fields: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Post:
    """Chức vụ — a post that receives citizens; who holds it is not asked here."""

    id: str = attrs.field(validator=valid_id)
    name: str
