"""Đời một buổi tiếp — posted, held, postponed, cancelled or suspended: the record that is kept of a session."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

import attrs

from ..arguments import checked
from ..brief import brief
from ..errors import Misplaced
from ..records import filled, type_of_kind
from ..typed import typed
from .kept import Record


def _said(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    if not value.strip():
        raise Misplaced(attribute.name, "is empty; the law asks for a reason")


@attrs.frozen(field_transformer=typed)
class SessionEvent:
    """Sự kiện của buổi tiếp — something that happened to a session on a day."""

    __record__: ClassVar[str] = "tagged"
    kind: ClassVar[str]

    on: date

    @staticmethod
    def of_kind(kind: object) -> type[SessionEvent]:
        """The class of an event by its kind, such as `posted`.

        Raises:
            InvalidValue: there is no such kind.
        """
        return type_of_kind(kind, _EVENTS, "event of a session")


@attrs.frozen(field_transformer=typed)
class Posted(SessionEvent):
    """Niêm yết — posted on a channel, with the content that was there, both by the ids of the law's lists."""

    __repr__ = brief

    kind = "posted"

    channel: str
    content: tuple[str, ...] = ()


@attrs.frozen(field_transformer=typed)
class Notified(SessionEvent):
    """Thông báo — those who take part in an online session were told."""

    kind = "notified"


@attrs.frozen(field_transformer=typed)
class ConnectionTested(SessionEvent):
    """Kiểm tra kết nối — the connection of an online session was tested with success."""

    kind = "tested"


@attrs.frozen(field_transformer=typed)
class Connected(SessionEvent):
    """Kết nối — all points were connected so many minutes before the start."""

    kind = "connected"

    minutes_before: int


@attrs.frozen(field_transformer=typed)
class Held(SessionEvent):
    """Đã tiếp — held by a post, perhaps on behalf of another, so many people coming."""

    kind = "held"

    receiver: str
    on_behalf_of: str | None = None
    visitors: int = 0


@attrs.frozen(field_transformer=typed)
class Postponed(SessionEvent):
    """Lùi lịch — put off for a reason to a new day, which must be named."""

    kind = "postponed"

    reason: str = attrs.field(validator=_said)
    until: date


@attrs.frozen(field_transformer=typed)
class Cancelled(SessionEvent):
    """Hủy — called off for a reason, without a new day."""

    kind = "cancelled"

    reason: str = attrs.field(validator=_said)


@attrs.frozen(field_transformer=typed)
class Paused(SessionEvent):
    """Tạm dừng — put off for a reason to a day yet unknown."""

    kind = "paused"

    reason: str = attrs.field(validator=_said)


@attrs.frozen(field_transformer=typed)
class Concluded(SessionEvent):
    """Thông báo kết luận — the written conclusions of a session were issued."""

    kind = "concluded"


_EVENTS: dict[str, type[SessionEvent]] = {
    one.kind: one
    for one in (Posted, Notified, ConnectionTested, Connected, Held, Postponed, Cancelled, Paused, Concluded)
}

_MAY: dict[str, frozenset[str]] = {
    "planned": frozenset(("posted", "notified", "tested", "connected", "held", "postponed", "cancelled", "paused")),
    "paused": frozenset(("postponed", "cancelled")),
    "held": frozenset(("concluded",)),
    "cancelled": frozenset(),
}
_TO = {"held": "held", "cancelled": "cancelled", "paused": "paused", "postponed": "planned"}


@attrs.frozen(kw_only=True, field_transformer=typed)
class SessionRecord(Record):
    """Ghi nhận một buổi tiếp — the session of an agenda's item, or an unscheduled one, and what happened to it.

    `id` is that of the item; `day` the day first announced. A postponed session is planned again for its new day.

    Raises:
        InvalidValue: an event before the one it follows, one that cannot follow, or a session held on another day than
            the one announced.
    """

    __repr__ = brief

    kind: ClassVar[str] = "session"

    id: str = attrs.field(validator=filled)
    day: date
    unscheduled: bool = False
    online: bool = False
    events: tuple[SessionEvent, ...] = ()
    _steps: tuple[tuple[str, date], ...] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_steps", tuple(self._replay()))

    def _replay(self) -> Iterator[tuple[str, date]]:
        state, day, last = "planned", self.day, date.min
        yield state, day
        for index, event in enumerate(self.events):
            place = f"events[{index}]"
            if event.on < last:
                raise Misplaced(f"{place}.on", f"{event.on} lies before the event that it follows ({last})")
            if event.kind not in _MAY[state]:
                may = ", ".join(sorted(_MAY[state])) or "nothing"
                raise Misplaced(place, f"'{event.kind}' cannot follow when the session is {state}; what may is: {may}")
            if isinstance(event, Held) and event.on != day:
                raise Misplaced(f"{place}.on", f"held on {event.on}, but announced for {day}; record the postponement")
            if isinstance(event, Postponed):
                if event.until <= event.on:
                    raise Misplaced(f"{place}.until", f"the new day {event.until} is not after {event.on}")
                day = event.until
            state, last = _TO.get(event.kind, state), event.on
            yield state, day

    @checked
    def as_of(self, day: date) -> SessionRecord:
        """The record as it stood at the end of a day."""
        return attrs.evolve(self, events=tuple(event for event in self.events if event.on <= day))

    @property
    def state(self) -> str:
        """`planned`, `held`, `paused` or `cancelled`."""
        return self._steps[-1][0]

    @property
    def announced(self) -> date:
        """The day for which it is announced in the end."""
        return self._steps[-1][1]

    @property
    def days(self) -> tuple[date, ...]:
        """The days for which it was announced, one after the other."""
        return tuple(dict.fromkeys(day for _, day in self._steps))
