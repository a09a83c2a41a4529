"""Danh mục — what the law lists: papers to show, content to post, grounds to refuse."""

from __future__ import annotations

from enum import Enum

import attrs

from ..arguments import checked
from ..brief import brief
from ..errors import InvalidValue, nearest, shown
from ..records import filled
from ..typed import typed


class Form(Enum):
    """Hình thức — `ORAL` giải thích trực tiếp, `WRITTEN` bằng văn bản."""

    ORAL = "oral"
    WRITTEN = "written"

    @property
    def vietnamese(self) -> str:
        """The words for people."""
        return {"oral": "giải thích trực tiếp", "written": "bằng văn bản"}[self.value]


@attrs.frozen(kw_only=True, field_transformer=typed)
class Entry:
    """Mục — one thing of a list, with a stable id, in Vietnamese, and the form it asks for, where the law says one."""

    id: str = attrs.field(validator=filled)
    vi: str
    form: Form | None = None


@attrs.frozen(kw_only=True, field_transformer=typed)
class Listing:
    """Danh mục — what the law lists, in its order.

    Raises:
        InvalidValue: nothing is listed, or an id stands twice.
    """

    __repr__ = brief

    entries: tuple[Entry, ...]

    def __attrs_post_init__(self) -> None:
        if not self.entries or len(self.ids) < len(self.entries):
            raise InvalidValue("a list has one entry at least, and each id once")

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all entries."""
        return frozenset(entry.id for entry in self.entries)

    @checked
    def entry(self, entry_id: str) -> Entry:
        """The entry of that id.

        Raises:
            InvalidValue: the list has none.
        """
        for entry in self.entries:
            if entry.id == entry_id:
                return entry
        raise InvalidValue(f"{shown(entry_id)} is not in the list{nearest(entry_id, self.ids)}")

    @checked
    def missing(self, given: frozenset[str]) -> tuple[Entry, ...]:
        """The entries that are not among the given ids."""
        return tuple(entry for entry in self.entries if entry.id not in given)

    def __str__(self) -> str:
        return "; ".join(entry.vi for entry in self.entries)
