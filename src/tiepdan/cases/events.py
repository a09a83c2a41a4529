"""Sự kiện — what happens to a petition, a complaint or a denunciation, each with its civil day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import ClassVar

import attrs

from ..errors import Misplaced
from ..frozen import FrozenDict
from ..records import type_of_kind
from ..typed import typed


@attrs.frozen(field_transformer=typed)
class Event:
    """Sự kiện — something that happened on a day."""

    __record__: ClassVar[str] = "tagged"
    kind: ClassVar[str]
    vietnamese: ClassVar[str]

    on: date

    @staticmethod
    def of_kind(kind: object) -> type[Event]:
        """The class of an event by its kind, such as `received`.

        Raises:
            InvalidValue: there is no such kind.
        """
        return type_of_kind(kind, EVENTS, "event")

    @property
    def token(self) -> str:
        """What lifecycles call it: its kind, with what it is about where that makes a difference."""
        return self.kind


@attrs.frozen(field_transformer=typed)
class Received(Event):
    """Tiếp nhận — the petition reached the agency."""

    kind = "received"
    vietnamese = "tiếp nhận"


@attrs.frozen(field_transformer=typed)
class Supplemented(Event):
    """Bổ sung — the sender made the petition complete; what runs from receipt runs from this day."""

    kind = "supplemented"
    vietnamese = "bổ sung"


@attrs.frozen(field_transformer=typed)
class Accepted(Event):
    """Thụ lý — the agency took the case on."""

    kind = "accepted"
    vietnamese = "thụ lý"


@attrs.frozen(field_transformer=typed)
class Refused(Event):
    """Không thụ lý — the agency did not take the case on."""

    kind = "refused"
    vietnamese = "không thụ lý"


@attrs.frozen(field_transformer=typed)
class Transferred(Event):
    """Chuyển — the petition went to the agency that is competent."""

    kind = "transferred"
    vietnamese = "chuyển"


@attrs.frozen(field_transformer=typed)
class Guided(Event):
    """Hướng dẫn — the sender was told where to turn."""

    kind = "guided"
    vietnamese = "hướng dẫn"


@attrs.frozen(field_transformer=typed)
class Suspended(Event):
    """Tạm đình chỉ — the case rests; the day itself is no longer counted."""

    kind = "suspended"
    vietnamese = "tạm đình chỉ"


@attrs.frozen(field_transformer=typed)
class Resumed(Event):
    """Tiếp tục giải quyết — the case goes on; the day of the decision counts again."""

    kind = "resumed"
    vietnamese = "tiếp tục giải quyết"


@attrs.frozen(field_transformer=typed)
class Extended(Event):
    """Gia hạn — the time for resolving was extended once."""

    kind = "extended"
    vietnamese = "gia hạn"


@attrs.frozen(field_transformer=typed)
class DialogueNotified(Event):
    """Thông báo đối thoại — notice was given of a dialogue to be held on the day `dialogue`."""

    kind = "dialogue-notified"
    vietnamese = "thông báo đối thoại"

    dialogue: date

    def __attrs_post_init__(self) -> None:
        if self.dialogue < self.on:
            raise Misplaced("dialogue", f"{self.dialogue} lies before the notice of {self.on}")


@attrs.frozen(field_transformer=typed)
class DialogueHeld(Event):
    """Đối thoại — the dialogue took place."""

    kind = "dialogue-held"
    vietnamese = "đối thoại"


@attrs.frozen(field_transformer=typed)
class Concluded(Event):
    """Kết luận — the conclusion on the content of a denunciation was issued."""

    kind = "concluded"
    vietnamese = "kết luận"


@attrs.frozen(field_transformer=typed)
class Decided(Event):
    """Quyết định — the decision that resolves the case, or acts on a conclusion, was issued."""

    kind = "decided"
    vietnamese = "quyết định"


class Paper(Enum):
    """Văn bản gửi đi — what was sent."""

    ACCEPTANCE_NOTICE = "acceptance-notice"
    REPLY = "reply"
    SUSPENSION = "suspension"
    RESUMPTION = "resumption"
    TERMINATION = "termination"
    CONCLUSION = "conclusion"
    DECISION = "decision"
    FILE = "file"


@attrs.frozen(field_transformer=typed)
class Sent(Event):
    """Gửi — a paper left the agency; `delivered` is the day on which it reached its addressee, where that is known."""

    kind = "sent"
    vietnamese = "gửi"

    paper: Paper
    delivered: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.delivered is not None and self.delivered < self.on:
            raise Misplaced("delivered", f"{self.delivered} lies before the sending of {self.on}")

    @property
    def token(self) -> str:
        """The kind and the paper, joined by a colon."""
        return f"{self.kind}:{self.paper.value}"

    @property
    def known(self) -> date:
        """The day of delivery or, where that is not known, of sending."""
        return self.delivered or self.on


@attrs.frozen(field_transformer=typed)
class Published(Event):
    """Công khai — the decision or the conclusion was made public."""

    kind = "published"
    vietnamese = "công khai"


@attrs.frozen(field_transformer=typed)
class Appealed(Event):
    """Khiếu nại lần hai, tố cáo tiếp, khởi kiện — the sender took the case further."""

    kind = "appealed"
    vietnamese = "khiếu nại tiếp"


@attrs.frozen(field_transformer=typed)
class Withdrawn(Event):
    """Rút toàn bộ — the sender withdrew all of it."""

    kind = "withdrawn"
    vietnamese = "rút toàn bộ"


@attrs.frozen(field_transformer=typed)
class WithdrawnInPart(Event):
    """Rút một phần — the sender withdrew a part, or some of a group did; the rest goes on."""

    kind = "withdrawn-in-part"
    vietnamese = "rút một phần"


@attrs.frozen(field_transformer=typed)
class Terminated(Event):
    """Đình chỉ — the resolving was ended by decision."""

    kind = "terminated"
    vietnamese = "đình chỉ"


@attrs.frozen(field_transformer=typed)
class TookEffect(Event):
    """Có hiệu lực — the decision took effect, by the agency's record."""

    kind = "took-effect"
    vietnamese = "có hiệu lực"


EVENTS: Mapping[str, type[Event]] = FrozenDict({
    kind.kind: kind
    for kind in (
        Received, Supplemented, Accepted, Refused, Transferred, Guided, Suspended, Resumed, Extended, DialogueNotified,
        DialogueHeld, Concluded, Decided, Sent, Published, Appealed, Withdrawn, WithdrawnInPart, Terminated, TookEffect,
    )
})  # fmt: skip
