"""Báo cáo định kỳ — what a plan or a province asks to be reported, from level to level, and each time it is due."""

from __future__ import annotations

import datetime as dt

import attrs

from ..certainty import Certainty, Doubt
from ..errors import InvalidValue, Misplaced
from ..law import Citation, LockWindow
from ..records import KEY, valid_id
from ..spans import DateRange
from ..typed import typed
from ..work import Recipient
from .cycles import Cycle
from .due import Due, Length
from .levels import Layer, Level

_ONCE_A_YEAR = frozenset({"before", "by", "before_lunar", "by_lunar", "within"})
"""The ways of being due that fall once a year, whatever the cycle."""


@attrs.frozen(kw_only=True, field_transformer=typed)
class Link(Due):
    """Chặng — one step of a report's way up: from a level to another, on the days from `first` to `last`.

    It is due as `Due` says, or `takes` so long before the next step is due: the time that level needs; it is not taken
    where there is no such day. `compiled_by` is the unit that takes it, where it is not that of the report. With
    `doubts` it is inferred, and the doubts say why.
    """

    from_: Level = attrs.field(metadata={KEY: "from"})
    to: Level
    takes: Length | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    compiled_by: str | None = None
    recipients: tuple[Recipient, ...]
    doubts: tuple[Doubt, ...] = ()

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        levels = list(Level)
        if levels.index(self.to) <= levels.index(self.from_):
            raise InvalidValue(f"a report goes up: not from {self.from_.value} to {self.to.value}")
        if self.first and self.last:
            DateRange(self.first, self.last)
        if self.takes and self.own:
            raise InvalidValue("a step is due on its own day, or takes time before the next one; write one of them")

    @property
    def certainty(self) -> Certainty:
        """How sure it is that the step is taken."""
        return Certainty.INFERRED if self.doubts else Certainty.SETTLED

    @property
    def days(self) -> DateRange:
        """The days on which the step is taken."""
        return DateRange(self.first or dt.date.min, self.last or dt.date.max)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Report(Due):
    """Báo cáo định kỳ — a report of each period of a cycle, its figures closed by `lock`, due as `Due` says.

    `layer` says of which regime it is. Where it goes up through levels, `link` has the steps, from the lowest to the
    highest; what is due of each level is then its step. A cycle `once` tells of the days `of`; one that is `ad-hoc` is
    due when it is asked for, and has no day.
    """

    id: str = attrs.field(validator=valid_id)
    name: str
    cycle: Cycle
    of: DateRange | None = None
    layer: Layer = Layer.MODEL
    lock: LockWindow | None = None
    compiled_by: str
    recipients: tuple[Recipient, ...] = ()
    link: tuple[Link, ...] = ()
    clause: str

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if any(due.after_lock for due in (self, *self.link)) and not self.lock:
            raise InvalidValue("after_lock counts from the day on which figures are closed; say lock as well")
        if (self.cycle is Cycle.ONCE) != (self.of is not None):
            raise InvalidValue("a report made once says of which days (of); any other says its cycle alone")
        if bool(self.link) == bool(self.recipients):
            raise InvalidValue("a report goes to its recipients, or up by its steps (link); write one of them")
        if self.link and self.own:
            raise InvalidValue("a report with steps is due as each step says; leave its own day out")
        yearly = [way for due in (self, *self.link) for way in due.own if way in _ONCE_A_YEAR]
        if yearly and self.cycle in (Cycle.MONTH, Cycle.QUARTER):
            raise InvalidValue(f"{yearly[0]} falls once a year, the cycle {self.cycle.value} more often; write by_day")
        self._check_steps()

    def _check_steps(self) -> None:
        for index, link in enumerate(self.link):
            if link.takes and not any(above.from_ is link.to for above in self.link):
                raise Misplaced(f"link[{index}].takes", f"no step goes on from {link.to.value}; give this one a day")
            if any(link.from_ is other.from_ and link.days.overlaps(other.days) for other in self.link[:index]):
                words = f"another step leaves {link.from_.value} on the same days; make it a report of its own"
                raise Misplaced(f"link[{index}].from", words)


@attrs.frozen(kw_only=True)
class Leg:
    """Chặng của một kỳ — a step of one report: by when it is to be taken, and to whom."""

    from_: Level = attrs.field(metadata={KEY: "from"})
    to: Level
    due: dt.date | None
    act_by: dt.date | None
    recipients: tuple[Recipient, ...]


@attrs.frozen(kw_only=True)
class DueReport:
    """Báo cáo đến hạn — one report of one period, as one level owes it.

    `window` are the days whose figures it tells; `due` the legal day and `act_by` the last working day not after it,
    both None where no day is named, and then `within` the span in which it is to be made. `onward` are the steps of the
    levels above.
    """

    id: str
    report: str
    name: str
    layer: Layer
    level: Level
    period: DateRange
    window: DateRange
    due: dt.date | None
    act_by: dt.date | None
    within: DateRange | None
    compiled_by: str
    recipients: tuple[Recipient, ...]
    onward: tuple[Leg, ...] = ()
    basis: str
    citations: tuple[Citation, ...]
    certainty: Certainty
    doubts: tuple[Doubt, ...] = ()

    @property
    def day(self) -> dt.date:
        """The day by which it is sorted and chosen: the last one on which it may be made."""
        return self.due or (self.within or self.period).last
