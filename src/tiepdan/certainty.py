"""Độ chắc chắn — how sure an answer is, and why it may not be."""

from __future__ import annotations

from enum import Enum

import attrs

from .brief import brief
from .typed import typed


class Certainty(Enum):
    """Độ chắc chắn — one ordered scale; the weakest part of an answer wins, so `min` combines parts.

    `SETTLED`: a text says so. `PRESS`: only a press report or a summary was seen. `INFERRED`: read out of other facts.
    `PROJECTED`: computed for a time that nothing has decided yet.

    >>> min(Certainty.SETTLED, Certainty.PROJECTED)
    <Certainty.PROJECTED: 'projected'>
    """

    SETTLED = "settled"
    PRESS = "press"
    INFERRED = "inferred"
    PROJECTED = "projected"

    _rank: int

    @property
    def vietnamese(self) -> str:
        """The word for people: chắc chắn, theo báo chí, suy ra, dự kiến."""
        return _WORDS[self]

    def __lt__(self, other: object) -> bool:
        return self._rank < other._rank if isinstance(other, Certainty) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self._rank <= other._rank if isinstance(other, Certainty) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self._rank > other._rank if isinstance(other, Certainty) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self._rank >= other._rank if isinstance(other, Certainty) else NotImplemented


for _rank, _member in enumerate(reversed(Certainty)):
    _member._rank = _rank

_WORDS = dict(zip(Certainty, ("chắc chắn", "theo báo chí", "suy ra", "dự kiến"), strict=True))


@attrs.frozen(field_transformer=typed)
class Doubt:
    """Điều chưa rõ — a doubt in words, in Vietnamese and in English."""

    __repr__ = brief

    vi: str
    en: str
