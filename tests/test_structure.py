"""The house rules that a machine can see: floors, no clock, no legal number in Python, nothing loaded at import."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import tiepdan
from tests.paths import ROOT

SOURCE = ROOT / "src" / "tiepdan"
FLOORS = [
    {"errors", "files", "spans", "durations", "certainty", "records", "references", "texts"}
    | {"typed", "arguments", "frozen", "privacy", "shipped", "once", "fingerprints"},
    {"law"},
    {"calendars"},
    {"deadlines", "people", "work"},
    {"cases", "democracy", "dialogue", "duty", "reception", "reporting", "service"},
    {"plans"},
    {"agenda"},
    {"audit"},
    {"export", "testing"},
    {"cli"},
]
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
MODULES = [path for path in sorted(SOURCE.rglob("*.py")) if path != SOURCE / "__init__.py"]


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> Iterator[str]:
    """The rooms that a module imports by relative imports, wherever in the module."""
    depth = len(path.relative_to(SOURCE).parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == depth:
            names = [node.module.split(".")[0]] if node.module else [alias.name for alias in node.names]
            yield from (name for name in names if not name.startswith("__"))


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(SOURCE)) for path in MODULES])
def test_a_room_imports_only_rooms_on_lower_floors(path: Path) -> None:
    own = room(path)
    for other in imported_rooms(path):
        same_ground = FLOOR[own] == FLOOR[other] == 0
        assert other == own or same_ground or FLOOR[other] < FLOOR[own], f"{own} imports {other}"


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(SOURCE)) for path in MODULES])
def test_nothing_reads_the_clock_or_chance_or_the_network(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(date\.today|datetime\.now|time\.time|random|urllib|socket|locale)\b", text)


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(SOURCE)) for path in MODULES])
def test_no_duration_and_no_province_stands_in_code(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            numbers = [arg for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, int)]
            assert not (node.func.id in {"CalendarDays", "WorkingDays", "Months", "Years", "Hours"} and numbers)
    assert "Đồng Nai" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(SOURCE)) for path in MODULES])
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500


def test_importing_the_package_loads_no_room_and_no_dependency() -> None:
    code = (
        "import sys, tiepdan; print([m for m in sys.modules if m.startswith('tiepdan.') or m in ('attrs', 'cattrs')])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert found.stdout.strip() == "[]"


def test_working_days_need_no_optional_dependency() -> None:
    code = (
        "import sys\n"
        "for name in ('cyclopts', 'rich', 'icalendar', 'holidays', 'lunardate', 'numpy'): sys.modules[name] = None\n"
        "import tiepdan\n"
        "from tiepdan import *\n"
        "from datetime import date\n"
        "print(WorkCalendar.vietnam().is_working_day(date(2026, 8, 22)))\n"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert found.stdout.strip() == "True"


def test_every_public_name_can_be_had_and_is_documented() -> None:
    for name in tiepdan.__all__:
        value = getattr(tiepdan, name)
        assert value.__doc__, name
        assert name in dir(tiepdan)


@pytest.mark.parametrize("name", ["dialogue", "duty", "reception"])
def test_a_star_of_a_room_leaves_the_agendas_expand_alone(name: str) -> None:
    names: dict[str, object] = {}
    exec(f"from tiepdan import *\nfrom tiepdan.{name} import *", names)
    assert names["expand"] is tiepdan.expand


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Wardd'"):
        tiepdan.Wardd  # noqa: B018
