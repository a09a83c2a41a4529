"""Bất biến — mappings that nobody writes to, so that what holds one can be hashed, and objects shared by all."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Set
from typing import Any, NoReturn, TypeVar

from attrs.exceptions import FrozenInstanceError

from .errors import WrongType

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class FrozenDict(dict[K, V]):
    """Bảng không đổi — a dict that is never written after it is built: equal to a dict of the same, and hashable.

    >>> names = FrozenDict({"a": 1})
    >>> names == {"a": 1}, hash(names) == hash(FrozenDict(a=1))
    (True, True)
    >>> names["b"] = 2
    Traceback (most recent call last):
    ...
    tiepdan.errors.WrongType: what a value holds is read only; build another value
    """

    __slots__ = ()

    def __setitem__(self, *args: Any, **named: Any) -> NoReturn:
        _refuse()

    def __delitem__(self, *args: Any, **named: Any) -> NoReturn:
        _refuse()

    def __ior__(self, *args: Any, **named: Any) -> NoReturn:  # type: ignore[misc]  # a dict is not written
        _refuse()

    def clear(self, *args: Any, **named: Any) -> NoReturn:
        """Refused: it is read only."""
        _refuse()

    def pop(self, *args: Any, **named: Any) -> NoReturn:
        """Refused: it is read only."""
        _refuse()

    def popitem(self, *args: Any, **named: Any) -> NoReturn:
        """Refused: it is read only."""
        _refuse()

    def setdefault(self, *args: Any, **named: Any) -> NoReturn:
        """Refused: it is read only."""
        _refuse()

    def update(self, *args: Any, **named: Any) -> NoReturn:
        """Refused: it is read only."""
        _refuse()

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[FrozenDict[K, V]], tuple[dict[K, V]]]:
        return type(self), (dict(self),)

    def __copy__(self) -> FrozenDict[K, V]:
        return self


class Frozen:
    """Bất biến — the base of a class that is no record: attributes are set in `__init__` by `_set`, and never again."""

    __slots__ = ()

    _set = object.__setattr__

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError


def _refuse() -> NoReturn:
    raise WrongType("what a value holds is read only; build another value")


def frozen(value: Any) -> Any:
    """Plain data that cannot be written: dicts as `FrozenDict`, lists as tuples, sets as frozensets, at any depth.

    >>> frozen({"days": [1, 2]})
    {'days': (1, 2)}
    """
    if isinstance(value, Mapping):
        return FrozenDict({key: frozen(part) for key, part in value.items()})
    if isinstance(value, list) or type(value) is tuple:
        return tuple(frozen(part) for part in value)
    return frozenset(value) if isinstance(value, Set) else value
