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
from tests.law_in_code import bare, law_in
from tests.walk import SOURCE, SOURCES
from tiepdan.plans import Provinces

FLOORS = [
    {"errors", "files", "spans", "durations", "certainty", "records", "references", "texts"}
    | {"converting", "typed", "arguments", "frozen", "privacy", "shipped", "once", "fingerprints", "drawing", "brief"},
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
BUILT_IN_LOOPS = {SOURCE / "duty" / "highs.py"}
"""A module whose values only the package builds, within its loops, and never from what a caller gives."""
MODULES = {place: path for place, path in SOURCES.items() if place != "__init__.py"}
"""The source files of rooms: all but the root's."""


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> Iterator[str]:
    """The rooms that a module imports by relative imports, wherever in the module."""
    depth = len(path.relative_to(SOURCE).parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == depth:
            names = [node.module.split(".")[0]] if node.module else [alias.name for alias in node.names]
            yield from (name for name in names if not name.startswith("__"))


@pytest.mark.parametrize("path", MODULES.values(), ids=MODULES)
def test_a_room_imports_only_rooms_on_lower_floors(path: Path) -> None:
    own = room(path)
    for other in imported_rooms(path):
        same_ground = FLOOR[own] == FLOOR[other] == 0
        assert other == own or same_ground or FLOOR[other] < FLOOR[own], f"{own} imports {other}"


@pytest.mark.parametrize("path", MODULES.values(), ids=MODULES)
def test_nothing_reads_the_clock_or_chance_or_the_network(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(date\.today|datetime\.now|time\.time|random|urllib|socket|locale)\b", text)


@pytest.mark.parametrize("path", MODULES.values(), ids=MODULES)
def test_no_duration_and_no_province_stands_in_code(path: Path) -> None:
    """Law is data; a number that is no law stands with its reason in `tests/law_in_code.py`."""
    assert law_in(path.read_text(encoding="utf-8"), path.relative_to(SOURCE).as_posix()) == []


@pytest.mark.parametrize(
    ("planted", "seen"),
    [
        ("_LONGEST_BREAK = 62", "the number 62"),
        ("_LONGEST_SHIFT: Final = 31", "the number 31"),
        ("_LONGEST_WAIT = 2 * 366", "the number 732"),
        ("LIMITS = {'reply': 10}", "the number 10"),
        ("_DAY, _FAR = 24 * 60, 45", "the number 45"),
        ("class Rule:\n    days: int = 15", "the number 15"),
        ("class Rule:\n    days: int = attrs.field(default=15)", "the number 15"),
        ("def f(day):\n    while day.days <= 62: pass", "the number 62"),
        ("def f(days: int = 45): ...", "the number 45"),
        ("limit = WorkingDays(1)", "WorkingDays of 1"),
        ("def f(): return durations.WorkingDays(10)", "WorkingDays of 10"),
        ("def f(): return CalendarDays(n=30)", "CalendarDays of 30"),
        ("def f(): return duration(5, 'working-day')", "duration of 5"),
        ("def f(): return TimeLimit(amount=10, unit='working-day')", "TimeLimit of 10"),
        ("def f(day): return day + timedelta(days=10)", "timedelta of 10"),
        ("def f(day): return day - dt.timedelta(-10)", "timedelta of -10"),
        ("def f(day): return day + timedelta(weeks=2)", "timedelta of 2"),
        ("def f(days): return days.widened(14)", "widened of 14"),
        ("def f(day): return calendar.add_working_days(day, n=-5)", "add_working_days of -5"),
        ("WARD = 'phường A, tỉnh Đồng Nai'", "the province đồng nai"),
        ("def f(name): return name == 'Huế'", "the province huế"),
        ("FOLDER = 'profiles/lang-son'", "the province lang son"),
        ("def ca_mau(): ...", "the province ca mau"),
        ("def f(name):\n    '''Of An Giang.'''\n    return f'tỉnh Lào Cai: {name}'", "the province lào cai"),
    ],
)
def test_what_of_the_law_is_planted_is_seen(planted: str, seen: str) -> None:
    assert seen in law_in(planted)


@pytest.mark.parametrize(
    "sound",
    [
        "_DAY = timedelta(days=1)",
        "_WEEK = timedelta(days=7)",
        "MONTHS_OF_A_YEAR, HOURS_OF_A_DAY = 12, 24",
        "def f(limit): return WorkingDays(limit.amount)",
        "def f(day): return calendar.add_working_days(day, 1)",
        "def f(day): return day.replace(day=28)",
        "def f(ward):\n    '''A ward of Lạng Sơn.\n\n    >>> f(30)\n    '''",
        "YEAR = 'năm Đinh Mùi'",
    ],
)
def test_what_is_no_law_may_stand(sound: str) -> None:
    assert law_in(sound) == []


def test_the_names_of_all_provinces_are_looked_for() -> None:
    names = {province.name for province in Provinces.vietnam().province}
    assert len(names) == 34
    for name in names:
        assert law_in(f"NAME = '{name}'")
        assert law_in(f"NAME = '{bare(name).lower().replace(' ', '-')}'")


@pytest.mark.parametrize("path", MODULES.values(), ids=MODULES)
def test_nothing_catches_what_it_does_not_know(path: Path) -> None:
    if path == SOURCE / "cli" / "app.py":
        return  # the command line's last resort: a bug ends with status 3
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            caught = {name.id for name in ast.walk(node.type) if isinstance(name, ast.Name)} if node.type else {""}
            assert not caught & {"", "Exception", "BaseException", "TypeError", "AttributeError"}, node.lineno


@pytest.mark.parametrize("path", MODULES.values(), ids=MODULES)
def test_every_class_of_values_is_frozen_and_checks_its_fields(path: Path) -> None:
    classes = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ClassDef)]
    for node in classes if path not in BUILT_IN_LOOPS else ():
        decorators = [words for each in node.decorator_list if "attrs" in (words := ast.unparse(each))]
        assert all(words.startswith("attrs.frozen(") and "field_transformer=typed" in words for words in decorators)
        hints = [ast.unparse(field.annotation) for field in node.body if isinstance(field, ast.AnnAssign)]
        may_be_written = [hint for hint in hints if re.match(r"(list|dict|set|Sequence|Iterable|Collection)\b", hint)]
        assert not decorators or not may_be_written, node.name


@pytest.mark.parametrize("path", MODULES.values(), ids=MODULES)
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


@pytest.mark.parametrize("name", sorted(room for rooms in FLOORS for room in rooms))
def test_a_star_of_a_room_leaves_the_names_of_the_package_alone(name: str) -> None:
    """What a room exports under a name of the package is the same, but for `Step`: each room has its own."""
    names: dict[str, object] = {}
    exec(f"from tiepdan.{name} import *", names)
    public = {name: getattr(tiepdan, name) for name in tiepdan.__all__ if name != "Step"}
    assert [name for name, value in public.items() if names.get(name, value) is not value] == []


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Wardd'"):
        tiepdan.Wardd  # noqa: B018
