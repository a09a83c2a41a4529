"""Tham chiếu — whether each id in a file stands once, and each name that is used is carried by something.

The checks read plain data, so that they find their mistakes beside those of form, in a file as in a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from .errors import MOST_MISTAKES, Misplaced, nearest, shown
from .records import collect

T = TypeVar("T")

Check = Callable[[Mapping[str, Any]], Iterable[Misplaced]]


def collect_checked(kind: type[T], data: Mapping[str, Any], check: Check, mistakes: list[Misplaced]) -> T | None:
    """Like `collect`, with the mistakes of reference beside those of form, each once.

    The value makes the same check when it is built, but it is not built where something is wrong with its form.
    """
    value = collect(kind, data, "$", mistakes, file=None)
    known = {(mistake.path, mistake.message) for mistake in mistakes}
    found = islice(check(data), MOST_MISTAKES)
    mistakes.extend(mistake for mistake in found if (mistake.path, mistake.message) not in known)
    return value


def tables(data: Mapping[str, Any], kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The tables of a kind, each with its path."""
    listed = data.get(kind)
    for index, table in enumerate(listed if isinstance(listed, list | tuple) else ()):
        if isinstance(table, Mapping):
            yield f"$.{kind}[{index}]", table


def ids(data: Mapping[str, Any], kind: str) -> set[str]:
    """The ids that the tables of a kind carry."""
    return {table["id"] for _, table in tables(data, kind) if isinstance(table.get("id"), str)}


def repeated(data: Mapping[str, Any], *kinds: str) -> Iterator[Misplaced]:
    """Ids that stand twice among the tables of these kinds."""
    seen: dict[str, str] = {}
    for kind in kinds:
        for path, table in tables(data, kind):
            name = table.get("id")
            if isinstance(name, str) and name in seen:
                yield Misplaced(f"{path}.id", f"{shown(name)} is the id of {seen[name]} already; give each its own")
            elif isinstance(name, str):
                seen[name] = path


def unknown(path: str, used: object, known: set[str], what: str) -> Iterator[Misplaced]:
    """The names in `used`, one or a list, that are not known."""
    listed = isinstance(used, list | tuple)
    for index, name in enumerate(used if isinstance(used, list | tuple) else [used]):
        if isinstance(name, str) and name not in known:
            yield Misplaced(
                f"{path}[{index}]" if listed else path, f"there is no {what} {shown(name)}{nearest(name, known)}"
            )
