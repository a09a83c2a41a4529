"""The package as a whole: its source files, all its modules, and what they define."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import ModuleType

import tiepdan
from tests.paths import ROOT

SOURCE = ROOT / "src" / "tiepdan"
SOURCES = {path.relative_to(SOURCE).as_posix(): path for path in sorted(SOURCE.rglob("*.py"))}
"""The source files of the package by their places in it."""


@cache
def modules() -> tuple[ModuleType, ...]:
    """All modules of the package and of its rooms, imported; but for `__main__`, which runs."""
    walked = pkgutil.walk_packages(tiepdan.__path__, "tiepdan.")
    return tuple(importlib.import_module(module.name) for module in walked if not module.name.endswith("__main__"))


def classes() -> Iterator[type]:
    """All classes of the package, each from the module that defines it."""
    for module in modules():
        for value in vars(module).values():
            if isinstance(value, type) and value.__module__ == module.__name__:
                yield value
