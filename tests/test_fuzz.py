"""Changed files of every kind and changed command lines are read or refused, quickly and briefly, by fixed seeds.

More of them: `python -m tools.fuzz --seconds 600 --seed 1`.
"""

from __future__ import annotations

import pytest
from tools.fuzz import run
from tools.fuzz.doors import DOORS
from tools.fuzz.seeds import seeds


def test_every_kind_of_file_has_good_ones_to_begin_with() -> None:
    assert seeds().keys() == DOORS.keys()


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_what_is_broken_is_refused_in_short_words(seed: int) -> None:
    found = run(seed, inputs=150)
    wrong = [f"{number} ({one.kind}): {one.said}" for number, one in found.items() if one.said]
    assert not wrong, "\n".join(wrong)
    assert any(one.refused for one in found.values())
    assert not all(one.refused for one in found.values())
