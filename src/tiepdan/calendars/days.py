"""Ngày — what kind of day it is for those who work for the state."""

from __future__ import annotations

import datetime as dt
from enum import Enum

import attrs

from ..arguments import checked
from ..brief import brief
from ..certainty import Certainty, Doubt
from ..law import Citation
from ..typed import typed
from .lunar import LunarDate

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


class DayKind(Enum):
    """Loại ngày — why a day is worked or not.

    `WORKING` ngày làm việc; `WEEKLY_REST` nghỉ hằng tuần; `STATUTORY` nghỉ lễ, tết; `COMPENSATORY` nghỉ bù;
    `SWAPPED_OFF` nghỉ hoán đổi; `MAKE_UP` làm bù; `LOCAL_OFF` nghỉ theo quyết định của địa phương, cơ quan.
    """

    WORKING = "working"
    WEEKLY_REST = "weekly_rest"
    STATUTORY = "statutory"
    COMPENSATORY = "compensatory"
    SWAPPED_OFF = "swapped_off"
    MAKE_UP = "make_up"
    LOCAL_OFF = "local_off"

    @property
    def working(self) -> bool:
        """Whether one works on such a day."""
        return self in (DayKind.WORKING, DayKind.MAKE_UP)

    @property
    def vietnamese(self) -> str:
        """The word for people."""
        return _WORDS[self]


_WORDS = dict(
    zip(
        DayKind,
        ("ngày làm việc", "nghỉ hằng tuần", "nghỉ lễ, tết", "nghỉ bù", "nghỉ hoán đổi", "làm bù", "nghỉ riêng"),
        strict=True,
    )
)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Day:
    """Ngày — all that the calendar knows of one civil day.

    `names` are Vietnamese; `decision` is the document that named the day, where one did; `citations` the law that makes
    it a holiday or compensates one; `local` the document of a local decision that changed it. `certainty` and `doubts`
    speak of the kind of the day, not of its lunar date.
    """

    __repr__ = brief

    date: dt.date
    kind: DayKind
    working: bool
    names: tuple[str, ...]
    decision: str | None
    lunar: LunarDate
    certainty: Certainty
    doubts: tuple[Doubt, ...]
    citations: tuple[Citation, ...]
    local: str | None

    @property
    def weekday(self) -> str:
        """Thứ trong tuần — the weekday in Vietnamese."""
        return weekday_name(self.date)


@checked
def weekday_name(day: dt.date) -> str:
    """Thứ — the weekday in Vietnamese.

    >>> weekday_name(dt.date(2026, 8, 22))
    'Thứ Bảy'
    """
    return _WEEKDAYS[day.weekday()]
