"""Each clause of a source document stands in the model with the document's own value, and only there."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from tests.paths import ANSWERS, DATA, EXAMPLES, rows
from tiepdan import InvalidFile, load_plan, to_dict

ROWS = rows(ANSWERS / "clauses.csv")
PLANS = {"B": ("binh-phuoc-2025", 18), "T": ("bac-son-tet-2025", 13), "D": ("dong-nai-2024", 14),
         "N": ("nhon-hung-2024", 13), "F": ("bac-kan-2025", 22)}  # fmt: skip
"""By the letter of its clauses: each source document, and how many clauses it has."""

EXPECTED = {f"{letter}{number:02}" for letter, (_, last) in PLANS.items() for number in range(1, last + 1)}

ids = pytest.mark.parametrize("row", ROWS, ids=[f"{row['clause']} {row['path']}" for row in ROWS])


def steps(path: str) -> list[str]:
    """`reception[buoi-sang].when.from` as `reception`, `[buoi-sang]`, `when`, `from`."""
    return re.findall(r"\[[^\]]*\]|[^.\[\]]+", path)


def key(data: Any, step: str) -> Any:
    """The key or index that a step means: an element is chosen by its id, number, principal or by itself."""
    if not step.startswith("["):
        return step
    name = step[1:-1]
    if name.isdigit():
        return int(name)
    for index, element in enumerate(data):
        if element == name or (isinstance(element, dict) and name in map(element.get, ("id", "number", "principal"))):
            return index
    raise KeyError(step)


def node(data: Any, path: list[str]) -> Any:
    for step in path:
        data = data[key(data, step)]
    return data


def plain(value: Any) -> Any:
    """The value without keys that are empty, as the file writes it."""
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items() if part is not None}
    return [plain(part) for part in value] if isinstance(value, list) else value


@cache
def said(plan_file: Path) -> Any:
    """The plan in the file as plain data."""
    return to_dict(load_plan(plan_file))


def holds(row: dict[str, str], plan_file: Path) -> bool:
    """Whether the plan in the file says what the row says."""
    try:
        found = node(said(plan_file), steps(row["path"]))
    except (InvalidFile, KeyError):
        return False
    return bool(plain(found) == json.loads(row["value"]))


def document(row: dict[str, str]) -> str:
    """The name of the document whose clause the row is."""
    return PLANS[row["clause"][0]][0]


@ids
def test_the_clause_stands_in_the_model(row: dict[str, str]) -> None:
    assert holds(row, EXAMPLES / f"{document(row)}.toml")


@ids
def test_the_words_stand_in_the_source(row: dict[str, str]) -> None:
    source = (DATA / "sources" / f"{document(row)}.txt").read_text(encoding="utf-8")
    assert row["words"] in " ".join(source.split())


@ids
def test_a_plan_without_the_clause_fails_its_row(row: dict[str, str], tmp_path: Path) -> None:
    plan = EXAMPLES / f"{document(row)}.toml"
    data = tomllib.loads(plan.read_text(encoding="utf-8"))
    *to, last = steps(row["path"])
    holder = node(data, to)
    del holder[key(holder, last)]
    maimed = tmp_path / plan.name
    maimed.write_text(tomli_w.dumps(data), encoding="utf-8")
    shutil.copy(EXAMPLES / "sample-other-receptions.toml", tmp_path)
    assert not holds(row, maimed)


UNSAID = {"schema", "id", "include", "inferred"}
"""Keys of what no document says in words."""


def leaves(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to each single value of a file."""
    if isinstance(data, dict):
        for name, part in data.items():
            if name not in UNSAID:
                yield from leaves(part, (*path, name))
    elif isinstance(data, list):
        for index, part in enumerate(data):
            yield from leaves(part, (*path, index))
    else:
        yield path


def way(data: Any, path: str) -> tuple[str | int, ...]:
    """The keys and indices that a row's path means."""
    found: list[str | int] = []
    for step in steps(path):
        found.append(key(data, step))
        data = data[found[-1]]
    return tuple(found)


@pytest.mark.parametrize("letter", PLANS)
def test_no_value_of_an_example_is_held_against_nothing(letter: str) -> None:
    """Whatever is changed in an example turns a row red: each of its values lies under the path of one."""
    data = tomllib.loads((EXAMPLES / f"{PLANS[letter][0]}.toml").read_text(encoding="utf-8"))
    read = [way(data, row["path"]) for row in ROWS if row["clause"].startswith(letter)]
    left = [path for path in leaves(data) if not any(path[: len(one)] == one for one in read)]
    assert [".".join(map(str, path)) for path in left] == []


def test_every_clause_has_a_row() -> None:
    assert {row["clause"] for row in ROWS} == EXPECTED
