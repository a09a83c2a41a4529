"""Mâu thuẫn — why a roster cannot be: rules that cannot all be kept, none of which can be spared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from .problem import Problem
from .roster import Conflict

_ORDER = ("demand", "fixed", "absence", "service", "rest", "consecutive", "at-most", "position-at-most", "apart",
          "together")  # fmt: skip


def irreducible(problem: Problem, impossible: Callable[[frozenset[int]], bool]) -> tuple[Conflict, ...]:
    """Rules that cannot all be kept while any of them less could, as far as `impossible` can tell.

    Halves, quarters and so on of the rules are left out first: what remains impossible without them does not need them.
    """
    needed = sorted(range(len(problem.rules)), key=lambda rule: _ORDER.index(problem.rules[rule].kind), reverse=True)
    size = len(needed)
    while size := size // 2:
        place = 0
        while place < len(needed):
            without = needed[:place] + needed[place + size :]
            if impossible(frozenset(without)):
                needed = without
            else:
                place += size
    rules = sorted((problem.rules[rule] for rule in needed),
                   key=lambda rule: (_ORDER.index(rule.kind), rule.day or date.max, rule.vi))  # fmt: skip
    return tuple(
        Conflict(kind=rule.kind, message_vi=rule.vi, message_en=rule.en, day=rule.day, people=rule.people)
        for rule in rules
    )
