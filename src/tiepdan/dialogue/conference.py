"""Hội nghị đối thoại — what a plan orders about a conference between the authority and the people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from enum import Enum
from typing import TypeVar

import attrs

from ..arguments import checked
from ..brief import brief
from ..durations import CalendarDays, Duration, duration
from ..errors import InvalidFile, InvalidValue, Misplaced, UnknownName, nearest
from ..records import KEY, valid_id
from ..spans import QUARTERS, TimeWindow, to_the_minute
from ..typed import typed

T = TypeVar("T")

NOTICE, PUBLICATION, MINIMUM, REQUEST = (
    "dialogue.notice", "dialogue.result.publication", "dialogue.minimum", "dialogue.request.threshold"
)  # fmt: skip
"""The rules of the registry on dialogue conferences."""

NOTIFYING, INVITING, PUBLISHING = FOLLOWING = "thong-bao", "moi-ho", "cong-bo"
"""The ids of what follows from every conference fixed; no task may have one of them."""


class Phase(Enum):
    """Giai đoạn — when a task is done: before the conference, in its hours, after it, or all the while."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    THROUGHOUT = "throughout"

    @property
    def vietnamese(self) -> str:
        """The words for people."""
        return dict(zip(Phase, ("trước", "trong", "sau", "trước, trong và sau"), strict=True))[self]


def _somebody(instance: object, attribute: attrs.Attribute[tuple[str, ...]], value: tuple[str, ...]) -> None:
    if not value:
        raise Misplaced(attribute.name, "names nobody; write at least one")


@attrs.frozen(kw_only=True, field_transformer=typed)
class ConferenceTask:
    """Nhiệm vụ gắn với hội nghị — who does what, in which phase; `amount` of `unit` before or after, where said.

    Without a phase the plan does not say when.
    An amount without a unit is of calendar days: `amount = 1` with the phase `before` is “trước ngày đối thoại”.
    """

    __repr__ = brief

    id: str = attrs.field(validator=valid_id)
    who: tuple[str, ...] = attrs.field(validator=_somebody)
    what: str
    phase: Phase | None = None
    amount: int | None = None
    unit: str | None = None
    result: str | None = None
    clause: str

    def __attrs_post_init__(self) -> None:
        if self.unit is not None and self.amount is None:
            raise Misplaced("unit", f"'{self.unit}' without an amount is no time; write both, or neither")
        if self.length is not None and self.phase not in (Phase.BEFORE, Phase.AFTER):
            raise InvalidValue("so long before or after the conference goes with phase before or after")

    @property
    def length(self) -> Duration | None:
        """How long before or after the conference, where it is said."""
        return None if self.amount is None else duration(self.amount, self.unit or CalendarDays.unit)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Step:
    """Bước — one step of the programme, with its minutes where they are set."""

    what: str
    minutes: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.minutes is not None and self.minutes < 1:
            raise Misplaced("minutes", f"{self.minutes} minutes are no time")


@attrs.frozen(kw_only=True, field_transformer=typed)
class Seat:
    """Thành viên tổ thư ký — so many of what kind, sent by whom."""

    what: str
    number: int = 1
    from_: str = attrs.field(metadata={KEY: "from"})

    def __attrs_post_init__(self) -> None:
        if self.number < 1:
            raise Misplaced("number", f"{self.number} of them are none; write 1 or more")


@attrs.frozen(kw_only=True, field_transformer=typed)
class Busy:
    """Bận — hours of a day that are taken, and by what."""

    day: date
    window: TimeWindow
    what: str


@attrs.frozen(kw_only=True, field_transformer=typed)
class FixedDay:
    """Ngày đã ấn định — the day and hours of the conference of a quarter of the day's year, and its venue."""

    quarter: int
    day: date
    from_: time = attrs.field(validator=to_the_minute, metadata={KEY: "from"})
    to: time = attrs.field(validator=to_the_minute)
    venue: str | None = None

    def __attrs_post_init__(self) -> None:
        TimeWindow(self.from_, self.to)
        if (self.day.month - 1) // 3 + 1 != self.quarter:
            raise Misplaced("day", f"{self.day} is not in quarter {QUARTERS[(self.quarter - 1) % 4]}")

    @property
    def minutes(self) -> int:
        """The length of the conference in minutes."""
        length = datetime.combine(self.day, self.to) - datetime.combine(self.day, self.from_)
        return int(length.total_seconds()) // 60


def _again(values: Sequence[T]) -> Iterator[tuple[int, T]]:
    """Each value that an earlier one equals, with its place."""
    return ((index, value) for index, value in enumerate(values) if value in values[:index])


def _quarters(instance: object, attribute: attrs.Attribute[tuple[int, ...]], value: tuple[int, ...]) -> None:
    if wrong := [quarter for quarter in value if not 1 <= quarter <= 4]:
        raise Misplaced(attribute.name, f"{wrong[0]} is no quarter; write 1 to 4")
    for index, quarter in _again(value):
        raise Misplaced(f"{attribute.name}[{index}]", f"quarter {QUARTERS[quarter - 1]} stands there already; drop it")


def _some(instance: object, attribute: attrs.Attribute[int | None], value: int | None) -> None:
    if value is not None and value < 1:
        raise Misplaced(attribute.name, f"a quota of {value} asks for nobody; write 1 or more, or leave it out")


@attrs.frozen(kw_only=True, field_transformer=typed)
class Conference:
    """Hội nghị đối thoại — in which quarters it is held, who presides, who comes, in which steps, with which tasks.

    `groups` are the khóm, thôn or tổ dân phố; each invites at least `households` households. `answers` says who
    answers opinions. `fixed` are the days set so far; a quarter without one is held on a day yet to be named.

    Raises:
        InvalidFile: an id or a group twice, a task with the id of what follows from every conference, a day fixed for
            a quarter in which none is held or twice, a programme longer than the hours fixed for it.
    """

    __repr__ = brief

    id: str = attrs.field(validator=valid_id)
    name: str
    quarters: tuple[int, ...] = attrs.field(validator=_quarters)
    venues: tuple[str, ...]
    venue_chosen_by: str | None = None
    presiding: tuple[str, ...] = attrs.field(validator=_somebody)
    invited: tuple[str, ...] = ()
    attending: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    households: int | None = attrs.field(default=None, validator=_some)
    contents: tuple[str, ...] = ()
    programme: tuple[Step, ...] = ()
    secretariat: tuple[Seat, ...] = ()
    answers: str | None = None
    task: tuple[ConferenceTask, ...] = ()
    fixed: tuple[FixedDay, ...] = ()
    clause: str

    def __attrs_post_init__(self) -> None:
        if mistakes := tuple(self._mistakes()):
            raise InvalidFile(f"conference {self.id}", mistakes)

    @property
    def hours(self) -> tuple[Busy, ...]:
        """The hours that its fixed days take."""
        return tuple(
            Busy(day=fixed.day, window=TimeWindow(fixed.from_, fixed.to), what=self.name) for fixed in self.fixed
        )

    def _mistakes(self) -> Iterator[Misplaced]:
        ids = [task.id for task in self.task]
        for index, name in _again(ids):
            yield Misplaced(f"$.task[{index}].id", f"'{name}' is the id of another task already; give each its own")
        for index, name in enumerate(ids):
            if name in FOLLOWING:
                words = f"'{name}' is the id of what follows from every conference; give the task another"
                yield Misplaced(f"$.task[{index}].id", words)
        for index, group in _again(self.groups):
            yield Misplaced(f"$.groups[{index}]", f"'{group}' stands there already; drop it")
        held = [(fixed.day.year, fixed.quarter) for fixed in self.fixed]
        for index, fixed in enumerate(self.fixed):
            path = f"$.fixed[{index}]"
            if fixed.quarter not in self.quarters:
                yield Misplaced(f"{path}.quarter", f"no conference is held in quarter {QUARTERS[fixed.quarter - 1]}")
            if held[index] in held[:index]:
                yield Misplaced(f"{path}.quarter", "has its day already; fix one")
            if self.minutes > fixed.minutes:
                words = (
                    f"the programme takes {self.minutes} minutes, from {fixed.from_:%H:%M} there are {fixed.minutes}"
                )
                yield Misplaced(f"{path}.to", f"{words}; end later or shorten it")

    @property
    def minutes(self) -> int:
        """The minutes of all steps that have some."""
        return sum(step.minutes or 0 for step in self.programme)

    @checked
    def fixed_for(self, year: int, quarter: int) -> FixedDay | None:
        """The day fixed for a quarter, where there is one."""
        return next((one for one in self.fixed if (one.day.year, one.quarter) == (year, quarter)), None)


def quarter_name(quarter: int) -> str:
    """`quý II`."""
    return f"quý {QUARTERS[quarter - 1]}"


@attrs.frozen(kw_only=True, field_transformer=typed)
class Shortfall:
    """Thiếu so với định mức — a group that invited fewer households than it should."""

    group: str
    invited: int
    at_least: int

    @property
    def missing(self) -> int:
        """How many are missing."""
        return self.at_least - self.invited


@checked
def shortfalls(conference: Conference, invited: Mapping[str, int]) -> tuple[Shortfall, ...]:
    """Thiếu hộ được mời — the groups that invited too few; one that is not named invited none.

    Raises:
        UnknownName: a group that the conference does not have.
        InvalidValue: a number below nothing.
    """
    for group, count in invited.items():
        if group not in conference.groups:
            raise UnknownName(f"the conference has no group '{group}'{nearest(group, conference.groups)}")
        if count < 0:
            raise InvalidValue(f"'{group}' cannot have invited {count} households")
    least = conference.households or 0
    found = (Shortfall(group=group, invited=invited.get(group, 0), at_least=least) for group in conference.groups)
    return tuple(one for one in found if one.missing > 0)
