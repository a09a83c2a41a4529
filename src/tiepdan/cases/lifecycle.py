"""Vòng đời — which event may follow which state, by which clause, and which clocks run: data, not code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from importlib.resources.abc import Traversable

import attrs

from ..arguments import checked
from ..brief import brief
from ..errors import MOST_OFFERED, InvalidFile, InvalidValue, Misplaced, UnknownName, nearest, shown
from ..files import read_toml
from ..frozen import FrozenDict
from ..law import Citation
from ..once import once
from ..records import KEY, collect, filled, schema_is
from ..references import unknown
from ..shipped import shipped_files
from ..typed import typed
from .events import EVENTS, Paper

START = "new"
"""The state of a case to which nothing has happened yet."""

_TOKENS = {name for name in EVENTS if name != "sent"} | {f"sent:{paper.value}" for paper in Paper}


class Role(Enum):
    """Vai trò của thời hạn — an agency's `DUTY`, a citizen's `RIGHT`, or the `EFFECT` of a decision."""

    DUTY = "duty"
    RIGHT = "right"
    EFFECT = "effect"


@attrs.frozen(kw_only=True, field_transformer=typed)
class Step:
    """Bước — an event that may happen in these states, the state it leads to (None: it stays), and the clause.

    `after_expiry_of` names a clock that must have run out without being met.
    """

    __repr__ = brief

    event: str
    from_: tuple[str, ...] = attrs.field(metadata={KEY: "from"})
    to: str | None = None
    basis: Citation
    after_expiry_of: str | None = None


@attrs.frozen(kw_only=True, field_transformer=typed)
class Clock:
    """Đồng hồ — a rule that runs from one of some events until one of others.

    Each of `starts` begins a run of its own; one of `restarts`, and the expiry of another clock unmet (`at_expiry_of`),
    begins the rule anew: what ran before is forgotten. `stops` meet all that runs, `ends` end it unmet: `final` are
    both. A right that was used or has ended does not begin again.

    Starts are tokens of events; `dialogue-notified.dialogue` and `sent:decision.known` take another day of the event
    than its own: `anchors` are the tokens that start, with the day they take. `only_when_met`: that the rule applied is
    known only once it was met, as for the transfer of a case.
    """

    __repr__ = brief

    rule: str
    starts: tuple[str, ...] = ()
    restarts: tuple[str, ...] = ()
    at_expiry_of: str | None = None
    stops: tuple[str, ...]
    ends: tuple[str, ...] = ()
    only_when_met: bool = False
    role: Role = Role.DUTY
    anchors: Mapping[str, str] = attrs.field(init=False, repr=False, eq=False)
    anew: frozenset[str] = attrs.field(init=False, repr=False, eq=False)
    final: frozenset[str] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        pairs = (start.partition(".") for start in (*self.starts, *self.restarts))
        object.__setattr__(self, "anchors", FrozenDict({token: day or "on" for token, _, day in pairs}))
        object.__setattr__(self, "anew", frozenset(start.partition(".")[0] for start in self.restarts))
        object.__setattr__(self, "final", frozenset((*self.stops, *self.ends)))

    @checked
    def may_begin_anew(self, token: str | None) -> bool:
        """Whether another beginning is still to come for what began with an event, or with an expiry (None)."""
        return bool(self.anew) and token not in self.anew


@attrs.frozen(kw_only=True, field_transformer=typed)
class Lifecycle:
    """Vòng đời của một loại vụ việc — its states in Vietnamese, steps and clocks."""

    __repr__ = brief

    schema: str = attrs.field(validator=schema_is("tiepdan/lifecycle/1"))
    id: str = attrs.field(validator=filled)
    title_vi: str
    states: Mapping[str, str]
    steps: tuple[Step, ...]
    clocks: tuple[Clock, ...]
    _by: Mapping[tuple[str, str], Step] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        for mistake in self._mistakes():
            raise mistake
        by = FrozenDict({(step.event, state): step for step in self.steps for state in step.from_})
        object.__setattr__(self, "_by", by)

    def _mistakes(self) -> Iterator[Misplaced]:
        """States, events, days of events and clocks that steps and clocks name and there are not."""
        states, rules = {START, *self.states}, {clock.rule for clock in self.clocks}
        for index, step in enumerate(self.steps):
            place = f"steps[{index}]"
            yield from unknown(f"{place}.from", step.from_, states, "state")
            yield from unknown(f"{place}.to", step.to, states, "state")
            yield from unknown(f"{place}.event", step.event, _TOKENS, "event")
            yield from unknown(f"{place}.after_expiry_of", step.after_expiry_of, rules, "clock of")
        for index, clock in enumerate(self.clocks):
            place = f"clocks[{index}]"
            for start in (*clock.starts, *clock.restarts, *clock.stops, *clock.ends):
                token, _, day = start.partition(".")
                yield from unknown(place, token, _TOKENS, "event")
                if day and token in _TOKENS and not hasattr(EVENTS[token.partition(":")[0]], day):
                    yield Misplaced(place, f"an event '{token}' has no day '{day}'")
            yield from unknown(f"{place}.at_expiry_of", clock.at_expiry_of, rules, "clock of")

    @checked
    def step(self, token: str, state: str) -> Step:
        """The step that an event makes in a state.

        Raises:
            UnknownName: there is no such state.
            InvalidValue: the event may not happen then; the message says when it may, and by which clause.
        """
        found = self._by.get((token, state))
        if found:
            return found
        allowed = [step for step in self.steps if step.event == token]
        if not allowed:
            raise InvalidValue(f"'{token}' has no place in {self.title_vi} ({self.id})")
        states = {START: "chưa tiếp nhận", **self.states}
        if state not in states:
            raise UnknownName(f"there is no state {shown(state)}{nearest(state, states)}")
        when = ", ".join(f"'{states[name]}'" for step in allowed for name in step.from_)
        raise InvalidValue(
            f"'{token}' cannot follow when it is '{states[state]}'; it may when it is {when} ({allowed[0].basis})"
        )

    @checked
    def clock(self, rule: str) -> Clock:
        """The first clock of a rule.

        Raises:
            UnknownName: no clock is of the rule.
        """
        for clock in self.clocks:
            if clock.rule == rule:
                return clock
        offer = nearest(rule, {clock.rule for clock in self.clocks}, most=MOST_OFFERED)
        raise UnknownName(f"there is no clock of {shown(rule)}{offer}")


@once()
def lifecycles() -> Mapping[str, Lifecycle]:
    """The shipped lifecycles by their ids."""
    read = [_read(file) for _, file in shipped_files("cases")]
    return FrozenDict({cycle.id: cycle for cycle in read})


@checked
def lifecycle(name: str) -> Lifecycle:
    """The shipped lifecycle of that id.

    Raises:
        UnknownName: there is none.
    """
    try:
        return lifecycles()[name]
    except KeyError:
        raise UnknownName(f"there is no lifecycle '{name}'{nearest(name, lifecycles())}") from None


def _read(file: Traversable) -> Lifecycle:
    mistakes: list[Misplaced] = []
    cycle = collect(Lifecycle, read_toml(file), "$", mistakes, file=None)
    if mistakes or cycle is None:
        raise InvalidFile(str(file), mistakes)
    return cycle
