"""Đồng hồ chạy — from which day to which event a clock of a lifecycle ran, by what happened to a case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple

from .events import Event
from .lifecycle import Clock, Role

_DAY = timedelta(days=1)


class Span(NamedTuple):
    """Khoảng chạy — the day a clock counts from, the event that began it (None: another clock ran out), what ended it
    (None: it still runs).
    """

    anchor: date
    start: Event | None
    stop: Event | None

    @property
    def began_with(self) -> str | None:
        """The token of the event that began it."""
        return self.start.token if self.start else None


class _Happening(NamedTuple):
    day: date
    order: int
    event: Event | None
    token: str
    anchor: date | None


def spans(clock: Clock, log: Sequence[tuple[str, Event]], on: date, expired: date | None) -> Iterator[Span]:
    """The spans of a clock over a log of events with their tokens, until a day.

    A span begins on the day it counts from where that comes after its event, as the receipt does after the sending;
    what has not come by `on` has not begun. An event that both begins and meets a clock is a span of its own, whatever
    day it counts from. `expired` is the last day of the clock whose expiry begins this one.
    """
    running: list[Span] = []
    for happening in sorted(_happenings(clock, log, on, expired), key=attrgetter("day", "order")):
        event, token, anchor = happening.event, happening.token, happening.anchor
        if anchor is None:
            yield from (span._replace(stop=event) for span in running)
            running = []
            if clock.role is Role.RIGHT:
                return
        elif token in clock.final:
            yield Span(anchor, event, event)
        else:
            if token in clock.anew:
                running = []
            running.append(Span(anchor, event, None))
    yield from running


def _happenings(clock: Clock, log: Sequence[tuple[str, Event]], on: date, expired: date | None) -> Iterator[_Happening]:
    """What matters to a clock, on the day on which it does: an expiry before all that happens on the day after it."""
    if expired is not None:
        yield _Happening(expired + _DAY, -1, None, "", expired)
    for order, (token, event) in enumerate(log):
        if token in clock.anchors:
            anchor = getattr(event, clock.anchors[token])
            begins = event.on if token in clock.final else anchor
            if begins <= on:
                yield _Happening(begins, order, event, token, anchor)
        elif token in clock.final:
            yield _Happening(event.on, order, event, token, None)
