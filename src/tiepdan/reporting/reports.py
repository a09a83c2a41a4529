"""Báo cáo định kỳ — what a plan or a province asks to be reported, from level to level, and each time it is due."""

from __future__ import annotations

import datetime as dt

import attrs

from ..brief import brief
from ..certainty import Certainty, Doubt
from ..errors import InvalidValue, Misplaced
from ..law import Citation, LockWindow
from ..records import KEY, filled, valid_id
from ..spans import DateRange
from ..typed import typed
from ..work import Recipient, Sure
from .cycles import Cycle
from .due import Due, Length
from .levels import Layer, Level

_ANY_YEAR = 2026
"""One year is like the other for where in a period a day lies, but for a lunar month more or less."""


@attrs.frozen(kw_only=True, field_transformer=typed)
class Link(Due):
    """Chặng — one step of a report's way up: from a level to another, on the days from `first` to `last`.

    It is due as `Due` says, or `takes` so long before the next step is due: the time that level needs; it is not taken
    where there is no such day. `compiled_by` is the unit that takes it, where it is not that of the report. With
    `doubts` it is inferred, and the doubts say why.
    """

    __repr__ = brief

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
    due when it is asked for, and has no day. A day of the year that lies in the first half of its period says of which
    year it is (`following_year`).
    """

    __repr__ = brief

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
        self._check_days()
        self._check_years()
        self._check_steps()

    def _check_days(self) -> None:
        """That the ways of being due fall as often as the cycle."""
        if self.cycle is Cycle.AD_HOC and (self.lock or any(due.own for due in (self, *self.link))):
            raise InvalidValue("a report made when it is asked for has no day and no lock; leave them out")
        for way in (way for due in (self, *self.link) for way in due.own):
            if way in self.NAMED and self.cycle in (Cycle.MONTH, Cycle.QUARTER):
                raise InvalidValue(f"{way} falls once a year, the cycle {self.cycle.value} more often; write by_day")
            if way == "within" and self.cycle is not Cycle.ONCE:
                words = f'within names days of one year, the cycle {self.cycle.value} comes round; write cycle = "once"'
                raise InvalidValue(words)

    def _check_years(self) -> None:
        """That a day in the first half of its period, or before it, says of which year it is."""
        for period in (self.of,) if self.of else self.cycle.periods(_ANY_YEAR)[:1]:
            middle = period.first + dt.timedelta(days=len(period) // 2)
            for place, due in (("", self), *((f"link[{index}].", link) for index, link in enumerate(self.link))):
                day = due.named_day(period) if due.following_year is None else None
                if day and day.toordinal() < middle.toordinal():
                    words = "lies in the first half of its period; write following_year = true, or false if it is right"
                    raise Misplaced(f"{place}{due.own[0]}", words)

    def _check_steps(self) -> None:
        for index, link in enumerate(self.link):
            if link.takes and not any(above.from_ is link.to for above in self.link):
                raise Misplaced(f"link[{index}].takes", f"no step goes on from {link.to.value}; give this one a day")
            if any(link.from_ is other.from_ and link.days.overlaps(other.days) for other in self.link[:index]):
                words = f"another step leaves {link.from_.value} on the same days; make it a report of its own"
                raise Misplaced(f"link[{index}].from", words)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Leg:
    """Chặng của một kỳ — a step of one report: by when it is to be taken, and to whom."""

    __repr__ = brief

    from_: Level = attrs.field(metadata={KEY: "from"})
    to: Level
    due: dt.date | None
    act_by: dt.date | None
    recipients: tuple[Recipient, ...]


@attrs.frozen(kw_only=True, field_transformer=typed)
class DueReport:
    """Báo cáo đến hạn — one report of one period, as one level owes it.

    `window` are the days whose figures it tells; `due` the legal day and `act_by` the last working day not after it,
    both None where no day is named, and then `within` the span in which it is to be made. `onward` are the steps of the
    levels above.
    """

    __repr__ = brief

    id: str = attrs.field(validator=filled)
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

    @property
    def begins(self) -> dt.date:
        """The first day on which it can have been made: when its period or its figures begin, if it is due after."""
        return min(self.period.first, self.window.first, self.day)


def weakest(*parts: Sure) -> tuple[Certainty, tuple[Doubt, ...]]:
    """How sure it is what rests on all parts, and every doubt about them."""
    return (
        min(part.certainty for part in parts),
        tuple(dict.fromkeys(doubt for part in parts for doubt in part.doubts)),
    )
