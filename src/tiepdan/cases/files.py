"""Tệp vụ việc — cases as JSON lines, read one by one, so that a file of any length takes no more memory than a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ..errors import Misplaced
from ..records import collect
from .case import Case


def read_cases(lines: Iterable[bytes]) -> Iterator[tuple[int, Case | tuple[Misplaced, ...]]]:
    """The lines of an open binary file, each with its number: a case, or the mistakes of the line.

    Empty lines are passed over; a broken line stops nothing.

    >>> [(number, found)] = read_cases([b'{"kind": "petition", "id": "01"}'])
    >>> number, found.id, found.state
    (1, '01', 'new')
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, _case(line, number)


def _case(line: bytes, number: int) -> Case | tuple[Misplaced, ...]:
    place = f"line {number}"
    try:
        data = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return (Misplaced(place, f"is not UTF-8 at byte {error.start}"),)
    except (json.JSONDecodeError, RecursionError) as error:
        return (Misplaced(place, f"is not JSON: {error}"),)
    mistakes: list[Misplaced] = []
    found = collect(Case, data, place, mistakes, file=None)
    return tuple(mistakes) if mistakes or found is None else found
