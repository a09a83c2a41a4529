"""Each clause of a source document stands in the model with the document's own value, and only there."""

from __future__ import annotations

import copy
import json
import re
import shutil
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from functools import cache, reduce
from pathlib import Path
from typing import Any, cast

import attrs
import pytest
import tomli_w

from tests.paths import ANSWERS, DATA, EXAMPLES, rows
from tiepdan import InvalidFile, UnknownName, load_plan, to_dict
from tiepdan.durations import UNITS
from tiepdan.duty import Duty

ROWS = rows(ANSWERS / "clauses.csv")
PLANS = {"B": ("binh-phuoc-2025", 18), "T": ("bac-son-tet-2025", 13), "D": ("dong-nai-2024", 14),
         "N": ("nhon-hung-2024", 13), "F": ("bac-kan-2025", 22)}  # fmt: skip
"""By the letter of its clauses: each source document, and how many clauses it has."""

EXPECTED = {f"{letter}{number:02}" for letter, (_, last) in PLANS.items() for number in range(1, last + 1)}

documents = pytest.mark.parametrize("letter", PLANS)


def rows_of(letter: str) -> list[dict[str, str]]:
    """The rows of the clauses of a document."""
    return [row for row in ROWS if row["clause"].startswith(letter)]


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


def holds(row: dict[str, str], plan: Any) -> bool:
    """Whether a plan, as plain data, says what the row says."""
    return bool(plain(node(plan, steps(row["path"]))) == json.loads(row["value"]))


@documents
def test_the_clauses_stand_in_the_model(letter: str) -> None:
    plan = to_dict(load_plan(EXAMPLES / f"{PLANS[letter][0]}.toml"))
    assert [row["path"] for row in rows_of(letter) if not holds(row, plan)] == []


@documents
def test_the_words_stand_in_the_source(letter: str) -> None:
    source = " ".join((DATA / "sources" / f"{PLANS[letter][0]}.txt").read_text(encoding="utf-8").split())
    assert [row["words"] for row in rows_of(letter) if row["words"] not in source] == []


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


@documents
def test_no_value_of_an_example_is_held_against_nothing(letter: str) -> None:
    """Whatever is changed in an example turns a row red: each of its values lies under the path of one."""
    data = tomllib.loads((EXAMPLES / f"{PLANS[letter][0]}.toml").read_text(encoding="utf-8"))
    read = [way(data, row["path"]) for row in rows_of(letter)]
    left = [path for path in leaves(data) if not any(path[: len(one)] == one for one in read)]
    assert [".".join(map(str, path)) for path in left] == []


def test_every_clause_has_a_row() -> None:
    assert {row["clause"] for row in ROWS} == EXPECTED


Place = tuple[str | int, ...]
"""Keys and indices from the root of a file to a value."""

MORE_WORDS = [
    ("tet", "2/9"),
    ("giao thừa", "mùng 5 tháng Giêng"),
    ("đoạn cuối", "III.2"),
    ("Thái Nguyên", "Bắc Kạn"),
    ("Đồng Nai", "Bình Phước"),
    ("An Giang", "Kiên Giang"),
    (*(unit for unit in UNITS if unit != "hour"),),
    (*(field.name for field in attrs.fields(Duty)),),
]
"""Words of a file that can stand for one another, beside the members of enums."""

TOGETHER: dict[tuple[str, Any], dict[str, Any]] = {
    ("every", "working-day"): {"every": "week", "on": ["wed"], "day_off": "next"},
    ("cycle", "month"): {"cycle": "quarter"},
    ("cycle", "half-year"): {"cycle": "year", "following_year": False},
    ("cycle", "year"): {"cycle": "nine-months"},
    ("cycle", "once"): {"cycle": "year", "of": None, "within": None},
    ("layer", "party"): {"layer": "model"},
    ("clause", "đoạn cuối @ 1572-CV/BDVTU"): {"clause": "III.2 @ 1572-CV/BDVTU"},
    ("on", "working-day"): {"on": "every-day"},
    ("target", "100%"): {"target": "99%"},
    ("year", 2024): {"year": 2023, "issued": date(2023, 2, 9)},
}
"""Values that go with others of their table, by key: what may stand there instead, None for nothing."""

TIED = {"shifts", "continuous", "count", "principal", "deputies", "coincides_with"}
"""Keys of values that others of the plan leave no choice for: who serves each hour, how many rules a code has, which
deputies and other receptions there are. They are not tried; nor are the levels between which a step lies."""


def tied(place: Place) -> bool:
    """Whether other values of the plan leave no choice for the one in a place."""
    *_, name = (step for step in place if isinstance(step, str))
    return name in TIED or ("link" in place and name in ("from", "to"))


@cache
def enums() -> tuple[tuple[str, ...], ...]:
    """The values of each enum of the package."""
    kinds = (kind for kind in Enum.__subclasses__() if kind.__module__.startswith("tiepdan."))
    return tuple(tuple(member.value for member in kind) for kind in kinds)


def others(value: Any, names: Iterable[Sequence[str]]) -> Iterator[Any]:
    """What might have stood in the place of a value: another day, time, number, post, unit, word or text."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (value + 1, value - 1, 1)
    elif isinstance(value, date):
        yield from (value + timedelta(days=1), value - timedelta(days=1))
    else:
        groups = [group for group in (*names, *MORE_WORDS, *enums()) if value in group]
        yield from (other for group in groups for other in group)
        before, number, after = re.match(r"(\D*)(\d*)(.*)", value, re.DOTALL).groups()  # type: ignore[union-attr]
        if re.fullmatch(r"\d\d:00", value):
            yield f"{number}:30"
        for more in (1, -1, 7) if number else ():
            yield f"{before}{int(number) + more}{after}"
        yield from (f"{value} khác", f"{value}.9", f"7{value}")


class Example:
    """An example, to be read with other values."""

    def __init__(self, letter: str, folder: Path) -> None:
        self._file = folder / f"{PLANS[letter][0]}.toml"
        self._data = tomllib.loads((EXAMPLES / self._file.name).read_text(encoding="utf-8"))
        shutil.copy(EXAMPLES / "sample-other-receptions.toml", folder)
        others_of = tomllib.loads((EXAMPLES / "sample-other-receptions.toml").read_text(encoding="utf-8"))
        self.rows = {way(self._data, row["path"]): row for row in rows_of(letter)}
        self._values = {place: self._at(place) for place in leaves(self._data) if not tied(place)}
        tables = [self._data.get(kind, ()) for kind in ("unit", "post")]
        tables += [duty[kind] for duty in self._data.get("duty", ()) for kind in ("shift", "position")]
        self._names = [[entry["id"] for entry in table] for table in (*tables, others_of["other_reception"])]
        self.failed: set[Place] = set()

    def _at(self, place: Place) -> Any:
        return reduce(lambda part, step: part[step], place, cast(Any, self._data))

    def _rows_of(self, place: Place) -> set[Place]:
        """The rows in which a value lies; all of an element's, if they find it by that value."""
        *element, last = place
        finds = last in ("number", "principal") and isinstance(element[-1], int)
        within = {row for row in self.rows if finds and row[: len(element)] == (*element,)}
        return within | {row for row in self.rows if row == place[: len(row)]}

    def _changes(self, place: Place) -> Iterator[dict[Place, Any]]:
        """Other values for one in its place, with what has to change with it."""
        value, (*holder, last) = self._values[place], place
        beside = self._at((*holder,)) if isinstance(last, int) else ()
        found = [one for one in others(value, self._names) if one != value and one not in beside]
        if together := TOGETHER.get((str(last), value)):
            yield {(*holder, name): other for name, other in together.items()}
        yield from ({place: other} for other in found)
        if isinstance(value, str) and found:
            same = [where for where, one in self._values.items() if isinstance(one, str) and value in one]
            yield {where: self._values[where].replace(value, found[0]) for where in same}

    def lots(self) -> list[list[Place]]:
        """The places of values in lots, no two of a lot in one row."""
        lots: list[tuple[list[Place], set[Place]]] = []
        for place in self._values:
            rows = self._rows_of(place)
            lot = next((lot for lot in lots if not rows & lot[1]), None)
            if lot is None:
                lots.append(lot := ([], set()))
            lot[0].append(place)
            lot[1].update(rows)
        return [places for places, _ in lots]

    def unchanged(self, places: Sequence[Place]) -> list[Place]:
        """The places in which no other value can be read; a lot is tried at once, and in halves if that cannot be."""
        changes = [next(self._changes(place)) for place in places]
        if self._fails_its_rows({place: value for change in changes for place, value in change.items()}):
            return []
        if len(places) > 1:
            half = len(places) // 2
            return self.unchanged(places[:half]) + self.unchanged(places[half:])
        return [] if any(map(self._fails_its_rows, self._changes(places[0]))) else [*places]

    def _fails_its_rows(self, values: Mapping[Place, Any]) -> bool:
        """Whether a plan with these values can be read; then the rows they lie in fail, and no other does."""
        changed = cast(Any, copy.deepcopy(self._data))
        for (*holder, last), value in sorted(values.items(), key=lambda item: item[1] is None):
            table = reduce(lambda part, step: part[step], holder, changed)
            table.pop(last, None) if value is None else table.__setitem__(last, value)
        self._file.write_text(tomli_w.dumps(changed), encoding="utf-8")
        try:
            plan = to_dict(load_plan(self._file))
        except (InvalidFile, UnknownName):
            return False
        meant = {row for place in values for row in self._rows_of(place)}
        failed = {place for place, row in self.rows.items() if not self._holds(row, plan)}
        assert {self.rows[place]["path"] for place in failed} == {self.rows[place]["path"] for place in meant}
        self.failed |= failed
        return True

    def _holds(self, row: dict[str, str], plan: Any) -> bool:
        try:
            return holds(row, plan)
        except KeyError:  # it is found by the value that was changed
            return False


@documents
def test_a_plan_with_another_value_fails_its_row(letter: str, tmp_path: Path) -> None:
    """Each value of an example in turn, but those of one row never together: the plan is read, its rows alone fail."""
    example = Example(letter, tmp_path)
    left = [place for lot in example.lots() for place in example.unchanged(lot)]
    assert [place for place in left if place[-1] != "cycle"] == []  # it may be tied to how a report is due
    assert {row["path"] for place, row in example.rows.items() if place not in example.failed} == set()
