"""Một lần — what is worked out once and shared by all threads."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache, wraps
from threading import RLock
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_building = RLock()
"""Held while anything is built: one lock for all, so that no two builders ever wait for each other."""


def once(kept: int = 1) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A cache of a function's last `kept` results; threads that ask at once wait for the one that builds.

    >>> @once(kept=2)
    ... def square(n: int) -> int:
    ...     print("built")
    ...     return n * n
    >>> square(3), square(3)
    built
    (9, 9)
    """

    def cached(function: Callable[P, R]) -> Callable[P, R]:
        built = lru_cache(kept)(function)  # asked under the lock; the outer cache answers without it

        @lru_cache(kept)
        @wraps(function)
        def found(*args: P.args, **kwargs: P.kwargs) -> R:
            with _building:
                return built(*args, **kwargs)  # type: ignore[arg-type]  # what is no key is refused

        return found  # type: ignore[return-value]  # which forgets the parameters

    return cached


def _free() -> None:
    """In a process that was forked while a thread built, that thread is not there to let go."""
    global _building
    _building = RLock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_free)
