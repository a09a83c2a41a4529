"""Quy định tiếp công dân — what a plan orders about a reception."""

from __future__ import annotations

from enum import Enum

import attrs

from ..people.posts import valid_id
from ..spans import TimeWindow
from .recurrence import Recurrence


class Within(Enum):
    """Phạm vi trùng — two receptions collide on the same day, in the same half of it (buổi), or in a same minute."""

    DAY = "day"
    HALF_DAY = "half-day"
    OVERLAP = "overlap"

    def collide(self, one: TimeWindow, other: TimeWindow) -> bool:
        """Whether two windows of one day collide."""
        if self is Within.DAY:
            return True
        return one.shares_half_day(other) if self is Within.HALF_DAY else one.overlaps(other)


@attrs.frozen(kw_only=True)
class Exclusion:
    """Loại trừ — a reception gives way to others that take place within the same day, half-day or minutes."""

    coincides_with: tuple[str, ...]
    within: Within


@attrs.frozen(kw_only=True)
class Posting:
    """Niêm yết — what is posted before the receptions of each month, by whom and where.

    `rule` is the id of the time limit; `derived` is true where the plan names no cycle of its own.
    """

    by: str
    what: tuple[str, ...]
    channels: tuple[str, ...]
    rule: str
    derived: bool = False
    clause: str


@attrs.frozen(kw_only=True)
class Reception:
    """Tiếp công dân — a reception that comes round: who receives, where, when, unless what.

    `staffed_by` are the units that send someone to each session; `minimum` the id of the quota that the law sets for
    the receiver.
    """

    id: str = attrs.field(validator=valid_id)
    name: str
    receiver: str
    venue: str
    when: Recurrence
    unless: Exclusion | None = None
    result: str | None = None
    staffed_by: tuple[str, ...] = ()
    posting: Posting | None = None
    minimum: str | None = None
    clause: str


@attrs.frozen(kw_only=True)
class OtherReception:
    """Lịch tiếp công dân khác — a reception that the plan does not order but gives way to."""

    id: str = attrs.field(validator=valid_id)
    name: str
    held_by: str
    when: Recurrence
    sample: bool = False
