"""Rút mẫu — which classes a testing library can draw values of, by the names of their strategies in `tiepdan.testing`.

Who draws them is told of each class when it is made, and of those made before: so neither has to load the other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

C = TypeVar("C", bound=type)

_DRAWN: dict[type, str] = {}
_TOLD: list[Callable[[type, str], None]] = []


def drawn_by(strategy: str) -> Callable[[C], C]:
    """A decorator of a class: the function of `tiepdan.testing` that gives the strategy of its values."""

    def noted(kind: C) -> C:
        _DRAWN[kind] = strategy
        for tell in _TOLD:
            tell(kind, strategy)
        return kind

    return noted


def tell_of_drawn(tell: Callable[[type, str], None]) -> None:
    """Have a function told of each class that can be drawn and the name of its strategy: now, or once it is there."""
    _TOLD.append(tell)
    for kind, strategy in tuple(_DRAWN.items()):
        tell(kind, strategy)
