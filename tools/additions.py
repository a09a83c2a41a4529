"""Thêm dữ liệu — a copy of the project with a decision, a law and a profile more, to see what they turn red.

`tools/check_additions.sh` runs all tests in such a copy; `tests/test_additions.py` those that stand on the data most.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "tests" / "data" / "additions"
COPIED = ("src", "tests", "docs", "examples", "benchmarks", "tools", ".ci", "pyproject.toml", "README.md", "LICENSE",
          "CHANGELOG.md", "CONTRIBUTING.md")  # fmt: skip
KNOWN_UNTIL = "data_as_of = 2027-10-01"
"""What the coverage says when the last of the sample documents has been taken account of."""


def enlarge(place: Path) -> Path:
    """The copy, in a folder that is not there yet.

    The samples' own answers are appended to those of the tests, and the coverage says how far the data reach now.
    """
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__", ".*_cache"))
        else:
            shutil.copy(ROOT / name, place / name)
    data = place / "src" / "tiepdan" / "data"
    for folder in ("calendars", "law", "profiles"):
        shutil.copytree(SAMPLES / folder, data / folder, dirs_exist_ok=True)
    coverage = data / "calendars" / "coverage.toml"
    reaching, count = re.subn(
        r"^data_as_of = .*$", KNOWN_UNTIL, coverage.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert count == 1, f"{coverage} has to name data_as_of once"
    coverage.write_text(reaching, encoding="utf-8", newline="\n")
    for answers in sorted((SAMPLES / "answers").glob("*.csv")):
        with (place / "tests" / "answers" / answers.name).open("ab") as file:
            file.write(answers.read_bytes())
    return place


if __name__ == "__main__":
    enlarge(Path(sys.argv[1]))
