"""Rút mẫu — which classes a testing library can draw values of, by the names of their strategies in `tiepdan.testing`.

A class says so when it is defined, and a listener is called for it then: so neither module has to import the other.
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
    """Call `tell(class, name of its strategy)` for each class that `drawn_by` marks, past and future."""
    _TOLD.append(tell)
    for kind, strategy in tuple(_DRAWN.items()):
        tell(kind, strategy)
