"""Thời hạn — periods that the law sets, and the conventions by which they are counted."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

import attrs

from ..drawing import drawn_by
from ..durations import Duration, duration
from ..errors import Misplaced
from ..frozen import FrozenDict
from ..typed import typed


class Direction(Enum):
    """Chiều tính — `AFTER`: within so long after an event; `BEFORE`: at least so long before it."""

    AFTER = "after"
    BEFORE = "before"


class Meaning(Enum):
    """Ý nghĩa của ngày cuối — `LATEST` do it by then, `NOT_BEFORE` a minimum ends, `EFFECTIVE` takes effect."""

    LATEST = "latest"
    NOT_BEFORE = "not_before"
    EFFECTIVE = "effective"

    @property
    def vietnamese(self) -> str:
        """The words for people."""
        return {"latest": "ngày cuối cùng", "not_before": "không sớm hơn ngày", "effective": "có hiệu lực từ ngày"}[
            self.value
        ]


def _once_or_more(instance: object, attribute: attrs.Attribute[int], value: int | None) -> None:
    if value is not None and value < 1:
        raise Misplaced(attribute.name, f"{value!r} is not a whole number from 1 up")


@attrs.frozen(kw_only=True, field_transformer=typed)
class Extension:
    """Gia hạn — at most so many times, each by so many of the limit's units, or by `complex` in a complex case."""

    at_most: int = attrs.field(validator=_once_or_more)
    amount: int = attrs.field(validator=_once_or_more)
    complex: int | None = attrs.field(default=None, validator=_once_or_more)


VARIANTS = FrozenDict(
    {
        "complex": "phức tạp",
        "remote": "vùng sâu, vùng xa",
        "remote_complex": "vùng sâu, vùng xa và phức tạp",
        "dismissal": "buộc thôi việc",
    }
)
"""The other amounts that a limit may have, by the names of their fields, in Vietnamese."""


@drawn_by("time_limits")
@attrs.frozen(kw_only=True, field_transformer=typed)
class TimeLimit:
    """Thời hạn — so many units after an event, or at least so many before it.

    The other amounts are for a complex case (vụ việc phức tạp), for a remote area that is hard to reach (vùng sâu,
    vùng xa đi lại khó khăn), for both, and for a dismissal (buộc thôi việc); None where the law sets none. `unit` is
    one of `calendar-day`, `working-day`, `month`, `year`, `hour`. `suspension` is the id of the convention that takes
    suspended time (thời gian tạm đình chỉ) out of the count, None where nothing does.

    Raises:
        InvalidValue: a negative amount, an unknown unit, or a part that does not go with the direction or the unit.
    """

    amount: int
    unit: str
    direction: Direction = Direction.AFTER
    meaning: Meaning = Meaning.LATEST
    complex: int | None = None
    remote: int | None = None
    remote_complex: int | None = None
    dismissal: int | None = None
    extension: Extension | None = None
    suspension: str | None = None

    def __attrs_post_init__(self) -> None:
        for amount in (self.amount, *self.variants.values()):
            duration(amount, self.unit)
        if self.direction is Direction.BEFORE:
            if self.meaning is Meaning.NOT_BEFORE:
                raise Misplaced("meaning", "a minimum period is counted forward; leave direction out, or write latest")
            if self.extension or self.suspension:
                raise Misplaced("direction", "what is counted back is neither extended nor suspended")
        if self.suspension and self.unit not in ("calendar-day", "working-day"):
            raise Misplaced("suspension", f"suspended days cannot be taken out of a limit in {self.duration.word}")

    @property
    def duration(self) -> Duration:
        """The plain amount as a typed duration."""
        return duration(self.amount, self.unit)

    @property
    def variants(self) -> Mapping[str, int]:
        """The other amounts that the law sets, by the names of their fields."""
        amounts = ((name, getattr(self, name)) for name in VARIANTS)
        return FrozenDict((name, amount) for name, amount in amounts if amount is not None)

    def __str__(self) -> str:
        before = self.direction is Direction.BEFORE
        words = {Meaning.LATEST: "trong", Meaning.NOT_BEFORE: "ít nhất", Meaning.EFFECTIVE: "sau"}[self.meaning]
        if before and not self.amount:
            return "kể từ chính ngày đó" if self.meaning is Meaning.EFFECTIVE else "chậm nhất vào chính ngày đó"
        text = f"ít nhất {self.duration} trước" if before else f"{words} {self.duration}"
        parts = [f"{VARIANTS[name]}: {duration(amount, self.unit)}" for name, amount in self.variants.items()]
        if self.extension:
            length = duration(self.extension.amount, self.unit)
            words = f"gia hạn tối đa {self.extension.at_most} lần, mỗi lần {length}"
            if self.extension.complex is not None:
                words += f" (phức tạp: {duration(self.extension.complex, self.unit)})"
            parts.append(words)
        return f"{text} ({'; '.join(parts)})" if parts else text


class Counting(Enum):
    """Cách tính thời hạn — the conventions by which periods are counted."""

    EVENT_DAY_EXCLUDED = "event-day-excluded"
    LAST_DAY_OF_SHORT_MONTH = "last-day-of-short-month"
    NEXT_WORKING_DAY = "next-working-day"
    SUSPENDED_TIME_EXCLUDED = "suspended-time-excluded"


@attrs.frozen(kw_only=True, field_transformer=typed)
class Convention:
    """Quy ước tính — a convention of counting that the law sets."""

    counting: Counting

    def __str__(self) -> str:
        return {
            Counting.EVENT_DAY_EXCLUDED: "không tính ngày xảy ra sự kiện",
            Counting.LAST_DAY_OF_SHORT_MONTH: "tháng không có ngày tương ứng thì kết thúc vào ngày cuối tháng",
            Counting.NEXT_WORKING_DAY: "ngày cuối là ngày nghỉ thì kết thúc vào ngày làm việc tiếp theo",
            Counting.SUSPENDED_TIME_EXCLUDED: "thời gian tạm đình chỉ không tính vào thời hạn",
        }[self.counting]
