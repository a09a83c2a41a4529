"""What of the law a module holds that belongs into data: durations, numbers, names of provinces."""

from __future__ import annotations

import ast
import re
import tomllib
import unicodedata
from collections.abc import Iterator

from tests.paths import ROOT

DURATIONS = {"CalendarDays", "WorkingDays", "Months", "Years", "Hours"}
"""Kinds of durations: none has a number in code."""

COUNTED = {"duration": 0, "TimeLimit": 0, "Length": 0, "Submission": 0, "widened": 0, "add_working_days": 1}
"""What takes an amount, and its place among the arguments; the day itself and the day beside it are no law."""

FACTS = {0, 1, 2, 7, 12, 24, 60}
"""None, one, both; days of a week, months of a year, hours of a day, minutes of an hour."""

LONGEST_MONTH = 31

BOUNDS = {"brief.py", "errors.py", "files.py", "fingerprints.py", "texts.py", "privacy.py"}
"""Modules whose numbers bound what strangers send: bytes, characters, entries of a message or a cache."""

NUMBERS: dict[str, dict[int, str]] = {
    "calendars/_lunar_table.py": {1900: "where the table begins"},
    "calendars/building.py": {5: "Saturday", 6: "Sunday"},
    "calendars/lunar.py": {35508: "the mean month as a fraction of 2 to the 20th days"},
    "calendars/lunar_text.py": {4: "tháng tư", 11: "tháng Một"},
    "cli/__init__.py": {130: "the status of what is interrupted"},
    "cli/app.py": {130: "the status of what is interrupted"},
    "cli/roster.py": {130: "the status of what is interrupted"},
    "cli/output.py": {120: "columns of a table that no terminal shows"},
    "duty/provision.py": {
        1440: "minutes of a day",
        300: "days around a break, fewer than a year",
        3: "years of history",
    },
    "duty/solving.py": {200_000: "steps of a search", 10: "seconds for a start", 3600: "seconds of an hour"},
    "export/ics.py": {1975: "since when the zone is UTC+7"},
    "law/quotas.py": {100: "per cent"},
    "reporting/cycles.py": {3: "months of a quarter", 6: "of half a year", 9: "of nine months"},
    "reporting/reports.py": {2026: "one year like another"},
    "spans.py": {2001: "a year without a leap day"},
    "testing/checking.py": {200: "examples", 366: "days of a year: the room at the ends of a calendar"},
    "testing/strategies.py": {3: "versions", 14: "days", 90: "an amount", 400: "days"},
}
"""By module: numbers that are no law, and why."""


def number(node: ast.AST | None) -> int | None:
    """The whole number that an expression of literals comes to."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        whole = not isinstance(node.value, bool) and node.value == int(node.value)
        return int(node.value) if whole else None
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        value = number(node.operand)
        return None if value is None else -value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Pow):
        one, other = number(node.left), number(node.right)
        if one is None or other is None:
            return None
        return int(eval(compile(ast.Expression(node), "", "eval")))
    return None


def called(node: ast.Call) -> str:
    """The name of what is called, bare or as an attribute."""
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def amounts(node: ast.Call) -> Iterator[int]:
    """The numbers given to a call as the amount of a duration, where they are a law's."""
    name = called(node)
    keywords = {keyword.arg: keyword.value for keyword in node.keywords}
    if name in DURATIONS:
        yield from (value for one in (*node.args, *keywords.values()) if (value := number(one)) is not None)
    elif name == "timedelta":
        given = [*node.args[:1], *(keywords[unit] for unit in ("days", "weeks") if unit in keywords)]
        yield from (value for one in given if (value := number(one)) is not None and abs(value) not in (0, 1, 6, 7))
    elif name in COUNTED:
        given = [
            *node.args[COUNTED[name] :][:1],
            *(keywords[word] for word in ("amount", "n", "days") if word in keywords),
        ]
        yield from (value for one in given if (value := number(one)) is not None and abs(value) > 1)


def literals(node: ast.AST) -> Iterator[int]:
    """The whole numbers of an expression, each as what it comes to with its neighbours; not the size of a cache."""
    if isinstance(node, ast.Call) and called(node) == "lru_cache":
        return
    value = number(node)
    if value is not None:
        yield value
        return
    for child in ast.iter_child_nodes(node):
        yield from literals(child)


def constants(tree: ast.AST) -> Iterator[int]:
    """The numbers in constants and defaults of fields: what a module or class assigns to a name."""
    for holder in ast.walk(tree):
        if isinstance(holder, ast.Module | ast.ClassDef):
            for statement in holder.body:
                if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value:
                    yield from (value for value in literals(statement.value) if value not in FACTS)


def names() -> frozenset[str]:
    """The names of provinces, of today and before, with their marks and without."""
    path = ROOT / "src" / "tiepdan" / "data" / "provinces.toml"
    provinces = tomllib.loads(path.read_text(encoding="utf-8"))["province"]
    written = {name for one in provinces for name in (one["name"], *one.get("predecessors", ()))}
    return frozenset(spelling for name in written for spelling in (parted(name), parted(bare(name))))


def parted(text: str) -> str:
    """A text in small letters, its words parted by single spaces."""
    return re.sub(r"[\s_-]+", " ", unicodedata.normalize("NFC", text).lower())


def bare(text: str) -> str:
    """A text without marks."""
    marked = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in marked if not unicodedata.combining(letter))


def without_docstrings(tree: ast.AST) -> str:
    """The code of a module; examples in docstrings may name a place."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            kept = [one for one in node.body if not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))]
            node.body = kept or [ast.Pass()]
    return ast.unparse(tree)


PROVINCES = re.compile(rf"\b({'|'.join(sorted(names(), key=len, reverse=True))})\b")


def law_in(source: str, module: str = "") -> list[str]:
    """What of the law stands in a module's source."""
    tree = ast.parse(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    found = [f"{called(node)} of {value}" for node in calls for value in amounts(node)]
    if module not in BOUNDS:
        large = (value for value in literals(tree) if abs(value) > LONGEST_MONTH and value not in FACTS)
        held = dict.fromkeys(value for value in (*constants(tree), *large) if value not in NUMBERS.get(module, {}))
        found += [f"the number {value}" for value in held]
    return found + [f"the province {name[0]}" for name in PROVINCES.finditer(parted(without_docstrings(tree)))]
