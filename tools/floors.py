"""Write the lowest versions that pyproject.toml allows, one pin a line, as `pip install -c` reads them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent / "pyproject.toml"


def floors(project: Mapping[str, Any]) -> Iterator[str]:
    """The pins of a project's dependencies and of all its extras, without those that name the project itself.

    >>> extras = {"a": ["x[b]", "rich>=13,<16"]}
    >>> list(floors({"name": "x", "dependencies": ["attrs>=24.3"], "optional-dependencies": extras}))
    ['attrs==24.3', 'rich==13']

    Raises:
        ValueError: a dependency names no lowest version, so that there is none to check.
    """
    for listed in (project["dependencies"], *project["optional-dependencies"].values()):
        for requirement in listed:
            name = re.split(r"[^\w.-]", requirement)[0]
            lowest = re.search(r">=\s*([\w.]+)", requirement.partition(";")[0])
            if lowest:
                yield f"{name}=={lowest[1]}"
            elif name != project["name"]:
                raise ValueError(f"{requirement} names no lowest version; write >=, as attrs>=24.3")


if __name__ == "__main__":
    print(*floors(tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]), sep="\n")
