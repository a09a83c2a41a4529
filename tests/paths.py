"""Where the tests find the examples, the answers and the data they compare with."""

from __future__ import annotations

import csv
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
ANSWERS = Path(__file__).parent / "answers"
DATA = Path(__file__).parent / "data"
BINH_PHUOC = EXAMPLES / "binh-phuoc-2025.toml"
SAMPLE_ABSENCES = EXAMPLES / "sample-absences.toml"


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
