"""Danh mục kiểm tra — what is to be there, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ..arguments import checked
from ..brief import brief
from ..errors import InvalidValue, Misplaced, nearest, shown
from ..records import valid_id
from ..typed import typed


@attrs.frozen(kw_only=True, field_transformer=typed)
class Check:
    """Mục kiểm tra — one thing that is to be there."""

    id: str = attrs.field(validator=valid_id)
    name: str


@attrs.frozen(kw_only=True, field_transformer=typed)
class Checklist:
    """Danh mục kiểm tra — of one place or service, its entries in the order of the plan."""

    __repr__ = brief

    id: str = attrs.field(validator=valid_id)
    name: str
    entry: tuple[Check, ...]
    clause: str

    def __attrs_post_init__(self) -> None:
        ids = [entry.id for entry in self.entry]
        if not ids or len(set(ids)) < len(ids):
            raise Misplaced("entry", "is empty, or holds an id twice")

    @checked
    def missing(self, there: Iterable[str]) -> tuple[Check, ...]:
        """The entries that were not found there.

        Raises:
            InvalidValue: something was found that the list does not ask for; the message offers the nearest.
        """
        found = set(there)
        known = {entry.id for entry in self.entry}
        for name in sorted(found - known):
            raise InvalidValue(f"{shown(name)} is not in the checklist '{self.id}'{nearest(name, known)}")
        return tuple(entry for entry in self.entry if entry.id not in found)
