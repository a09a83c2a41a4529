"""Đơn vị và chức vụ — the units of a ward and the posts that receive citizens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import attrs

from ..arguments import checked
from ..brief import brief
from ..records import valid_id
from ..spans import DateRange
from ..typed import typed


@attrs.frozen(kw_only=True, field_transformer=typed)
class Unit:
    """Đơn vị — an office, a section, or another body that a plan gives work to; `fields` are those it answers for."""

    __repr__ = brief

    id: str = attrs.field(validator=valid_id)
    name: str
    fields: tuple[str, ...] = ()


@attrs.frozen(kw_only=True, field_transformer=typed)
class Post:
    """Chức vụ — a post that receives citizens; who holds it is not asked here."""

    id: str = attrs.field(validator=valid_id)
    name: str


@attrs.frozen(kw_only=True, field_transformer=typed)
class Official:
    """Cán bộ — who holds a post, from `first` to `last` of the term; None: still.

    `name` is of an office-holder, which the office makes public itself; mark names that are not real as samples.
    """

    post: str
    name: str
    first: date
    last: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.last:
            DateRange(self.first, self.last)

    @checked
    def holds(self, day: date) -> bool:
        """Whether the term covers the day."""
        return self.first <= day <= (self.last or date.max)


@checked
def vacant(post: str, day: date, officials: Sequence[Official]) -> bool:
    """Khuyết — whether terms are known of a post, and none covers the day."""
    terms = [official for official in officials if official.post == post]
    return bool(terms) and not any(official.holds(day) for official in terms)
