"""Vụ việc — a complaint, a denunciation or a petition as the log of what happened to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from itertools import pairwise
from typing import ClassVar, Self

import attrs

from ..arguments import checked
from ..brief import brief
from ..errors import InvalidValue, Misplaced
from ..frozen import FrozenDict
from ..people import Citizen
from ..records import PRIVATE, type_of_kind
from ..typed import typed
from .events import Event
from .lifecycle import START, Lifecycle, lifecycle


class Level(Enum):
    """Lần giải quyết — `FIRST` lần đầu, `SECOND` lần hai."""

    FIRST = "first"
    SECOND = "second"


def _named(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    if not value:
        raise Misplaced(attribute.name, "is empty; a case has an id of its own, which is no name of a person")


@attrs.frozen(kw_only=True, field_transformer=typed)
class Case:
    """Vụ việc — an id, what kind of case it is, and its events in order of days.

    `field` is the field of administration (lĩnh vực), `people` how many act together, `representatives` how many speak
    for them. `parties` are personal data: read, never written, never shown.

    Raises:
        InvalidValue: an event comes before the one it follows, or has no place after it; the message names the clause.
    """

    __repr__ = brief

    __record__: ClassVar[str] = "tagged"
    kind: ClassVar[str]

    id: str = attrs.field(validator=_named)
    events: tuple[Event, ...] = ()
    field: str = ""
    complex: bool = False
    remote: bool = False
    people: int = 1
    representatives: int | None = None
    parties: tuple[Citizen, ...] = attrs.field(default=(), metadata={PRIVATE: True}, repr=False)
    _states: tuple[str, ...] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        if self.people < 1:
            raise Misplaced("people", f"{self.people} people cannot have a case; write 1 or more")
        object.__setattr__(self, "_states", tuple(self._replay()))

    @staticmethod
    def of_kind(kind: object) -> type[Case]:
        """The class of a case by its kind: `complaint`, `denunciation`, `petition`.

        Raises:
            InvalidValue: there is no such kind.
        """
        return type_of_kind(kind, CASES, "case")

    @property
    def lifecycle(self) -> Lifecycle:
        """Which events may follow which, and which clocks run: by default the one named as the kind."""
        return lifecycle(self.kind)

    @property
    def state(self) -> str:
        """The state after all events: a key of the lifecycle's states."""
        return self._states[-1]

    @property
    def states(self) -> tuple[str, ...]:
        """The states one after the other: before any event, then after each."""
        return self._states

    @checked
    def after(self, *events: Event) -> Self:
        """This case with what happened next.

        Raises:
            InvalidValue: it may not happen then.
        """
        return attrs.evolve(self, events=(*self.events, *events))

    def _replay(self) -> Iterator[str]:
        life, state = self.lifecycle, START
        yield state
        for index, event in enumerate(self.events):
            try:
                step = life.step(event.token, state)
            except InvalidValue as error:
                raise Misplaced(f"events[{index}]", str(error)) from None
            state = step.to or state
            yield state
        for index, (one, following) in enumerate(pairwise(self.events), 1):
            if following.on < one.on:
                words = (
                    f"'{following.token}' of {following.on} comes before '{one.token}' of {one.on}; put them in order"
                )
                raise Misplaced(f"events[{index}].on", words)


@attrs.frozen(kw_only=True, repr=False, field_transformer=typed)
class ComplaintCase(Case):
    """Khiếu nại — of an administrative decision or act, or of discipline, at the first or second level.

    `dismissal`: the discipline is a dismissal (buộc thôi việc).

    Căn cứ: Luật số 02/2011/QH13.
    """

    kind: ClassVar[str] = "complaint"

    level: Level = Level.FIRST
    disciplinary: bool = False
    dismissal: bool = False

    def __attrs_post_init__(self) -> None:
        if self.dismissal and not self.disciplinary:
            raise Misplaced("dismissal", "is discipline; write disciplinary = true as well")
        super().__attrs_post_init__()

    @property
    def lifecycle(self) -> Lifecycle:
        """Which events may follow which, and which clocks run."""
        return lifecycle(f"{'disciplinary' if self.disciplinary else 'complaint'}-{self.level.value}")


@attrs.frozen(kw_only=True, repr=False, field_transformer=typed)
class DenunciationCase(Case):
    """Tố cáo — of a breach of law by an official or in a field of administration.

    Căn cứ: Luật số 25/2018/QH14.
    """

    kind: ClassVar[str] = "denunciation"


@attrs.frozen(kw_only=True, repr=False, field_transformer=typed)
class PetitionCase(Case):
    """Kiến nghị, phản ánh — a proposal or a report of a matter; the law sets a time for answering, none for settling.

    Căn cứ: Luật số 42/2013/QH13.
    """

    kind: ClassVar[str] = "petition"


CASES: Mapping[str, type[Case]] = FrozenDict(
    {kind.kind: kind for kind in (ComplaintCase, DenunciationCase, PetitionCase)}
)
