"""Xếp lịch không cần thư viện ngoài — a roster by trial and mending, bounded by steps; it proves next to nothing.

Shifts are filled one by one, the hardest first, each choice followed by all that the rules make of it; what leads
nowhere is taken back. The roster found is then mended by handing shifts over and exchanging them while that makes its
measures better. Nothing is drawn by lot and no clock is read: the same problem gives the same roster everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum

from .problem import Problem, Row
from .staff import Wish

DEFAULT_STEPS = 200_000


class Outcome(Enum):
    """What a search for choices that keep the rules came to."""

    FOUND = "found"
    NONE = "none"
    GIVEN_UP = "given-up"


class Search:
    """Tìm kiếm — choices that keep a set of rows, by propagation and backtracking; those first that weigh on people who
    bear least.

    `outcome` after `run`: found, proved that there are none, or given up after so many steps.
    """

    def __init__(self, problem: Problem, rows: Sequence[Row], steps: int) -> None:
        self._problem, self._left = problem, steps
        self._rows = [row for row in rows if row.terms]
        self._hopeless = any(not row.terms and row.low > 0 for row in rows)
        size = len(problem.choices)
        self._value: list[int | None] = [None] * size
        self._rows_of: list[list[tuple[int, int]]] = [[] for _ in range(size)]
        self._sum = [0] * len(self._rows)
        self._up = [0] * len(self._rows)
        self._down = [0] * len(self._rows)
        for number, row in enumerate(self._rows):
            for index, factor in row.terms:
                self._rows_of[index].append((number, factor))
                if factor > 0:
                    self._up[number] += factor
                else:
                    self._down[number] += factor
        self._trail: list[int] = []
        self._loads = problem.loads(())
        self._refusing = {index for wants, asked in problem.requests if wants is Wish.OFF for index in asked}
        self.outcome = Outcome.GIVEN_UP

    def run(self) -> list[int]:
        """The choices made; empty where there are none, or none were found."""
        if self._hopeless or not self._settle(range(len(self._rows))):
            self.outcome = Outcome.NONE
            return []
        found = self._fill()
        if found:
            self.outcome = Outcome.FOUND
            return [index for index, value in enumerate(self._value) if value]
        self.outcome = Outcome.NONE if self._left > 0 else Outcome.GIVEN_UP
        return []

    def _fill(self) -> bool:
        wanting = self._hardest()
        if wanting is None:
            return True
        for index in sorted(wanting, key=self._rank):
            if self._value[index] is not None:
                continue
            if self._left <= 0:
                return False
            mark = len(self._trail)
            if self._set(index, 1) and self._fill():
                return True
            self._undo(mark)
            if self._left <= 0 or not self._set(index, 0):
                return False
        return False

    def _hardest(self) -> list[int] | None:
        """The free choices of the row that wants some and has fewest; None when no row wants any."""
        best: list[int] | None = None
        for number, row in enumerate(self._rows):
            lacks, exceeds = self._sum[number] < row.low, self._sum[number] > row.high
            if lacks or exceeds:
                free = [index for index, factor in row.terms if self._value[index] is None and (factor > 0) == lacks]
                if best is None or len(free) < len(best):
                    best = free
        return best

    def _set(self, index: int, value: int) -> bool:
        """Make a choice and all that follows from it; whether the rows can still be kept."""
        self._assign(index, value)
        return self._settle([number for number, _ in self._rows_of[index]])

    def _rank(self, index: int) -> tuple[bool, bool, bool, int, int]:
        """What is tried first: what changes, refuses and repeats nothing, and the person with the least load."""
        kept, person = self._problem.kept, self._problem.choices[index].person
        changes = bool(kept) and index not in kept
        return changes, index in self._refusing, index in self._problem.repeats, self._loads[person], index

    def _assign(self, index: int, value: int) -> None:
        self._left -= 1
        self._loads[self._problem.choices[index].person] += self._problem.weight[index] * value
        self._value[index] = value
        self._trail.append(index)
        for number, factor in self._rows_of[index]:
            self._sum[number] += factor * value
            if factor > 0:
                self._up[number] -= factor
            else:
                self._down[number] -= factor

    def _settle(self, numbers: Iterable[int]) -> bool:
        waiting = list(numbers)
        while waiting:
            number = waiting.pop()
            row = self._rows[number]
            least, most = self._sum[number] + self._down[number], self._sum[number] + self._up[number]
            if least > row.high or most < row.low:
                return False
            if least == row.low and most == row.high:
                continue
            for index, factor in row.terms:
                if self._value[index] is not None:
                    continue
                least, most = self._sum[number] + self._down[number], self._sum[number] + self._up[number]
                forced = _forced(factor, least, most, row)
                if forced is not None:
                    self._assign(index, forced)
                    waiting.extend(other for other, _ in self._rows_of[index])
        return True

    def _undo(self, mark: int) -> None:
        while len(self._trail) > mark:
            index = self._trail.pop()
            value = self._value[index] or 0
            self._value[index] = None
            self._loads[self._problem.choices[index].person] -= self._problem.weight[index] * value
            for number, factor in self._rows_of[index]:
                self._sum[number] -= factor * value
                if factor > 0:
                    self._up[number] += factor
                else:
                    self._down[number] += factor


def _forced(factor: int, least: int, most: int, row: Row) -> int | None:
    """The value that a free choice must have in a row whose sum now lies from `least` to `most`."""
    size = abs(factor)
    no, yes = (0, 1) if factor > 0 else (1, 0)
    if least + size > row.high:
        return no
    return yes if most - size < row.low else None


def improve(problem: Problem, ones: Sequence[int], steps: int, stop: Callable[[], bool] = lambda: False) -> list[int]:
    """Better choices from good ones: shifts handed over and exchanged as long as the measures get better."""
    mending = _Mending(problem, ones)
    left = steps
    better = True
    while better and left > 0 and not stop():
        better = False
        for move in mending.moves():
            left -= 1
            if mending.take(move):
                better = True
            if left <= 0:
                break
    return sorted(mending.ones)


class _Mending:
    """A set of choices that keep the rules, with what is needed to try a move quickly."""

    def __init__(self, problem: Problem, ones: Sequence[int]) -> None:
        self.ones = set(ones)
        self._problem = problem
        self._loads = problem.loads(ones)
        self._rows = [row for row in problem.rows if row.terms]
        self._rows_of: list[list[tuple[int, int]]] = [[] for _ in problem.choices]
        self._sum = [0] * len(self._rows)
        for number, row in enumerate(self._rows):
            for index, factor in row.terms:
                self._rows_of[index].append((number, factor))
                self._sum[number] += factor * (index in self.ones)
        self._slot: dict[tuple[int, int], list[int]] = {}
        for index, choice in enumerate(problem.choices):
            self._slot.setdefault((choice.shift, choice.position), []).append(index)
        self._at = {(one.person, one.shift, one.position): index for index, one in enumerate(problem.choices)}
        self._soft = bool(problem.kept or problem.requests or problem.repeats)
        self._now = self._value()

    def moves(self) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        """What to take out and what to put in: first hand a shift over, then exchange two."""
        for index in sorted(self.ones):
            one = self._problem.choices[index]
            for other in self._slot[one.shift, one.position]:
                if index in self.ones and other not in self.ones and self._worth(index, other):
                    yield (index,), (other,)
        ones = sorted(self.ones)
        for place, first in enumerate(ones):
            for second in ones[place + 1 :]:
                if first in self.ones and second in self.ones and (pair := self._exchange(first, second)):
                    yield (first, second), pair

    def _worth(self, index: int, other: int) -> bool:
        """Whether a shift handed over can make loads more even; where there are wishes, always."""
        giver, taker = self._problem.choices[index].person, self._problem.choices[other].person
        return self._soft or self._loads[taker] + self._problem.weight[index] < self._loads[giver]

    def _exchange(self, first: int, second: int) -> tuple[int, int] | None:
        one, two = self._problem.choices[first], self._problem.choices[second]
        if one.person == two.person or one[1:] == two[1:]:
            return None
        more = self._problem.weight[first] - self._problem.weight[second]
        giver, taker = (one.person, two.person) if more > 0 else (two.person, one.person)
        if not self._soft and not (more and self._loads[taker] + abs(more) < self._loads[giver]):
            return None
        put = self._at.get((two.person, one.shift, one.position)), self._at.get((one.person, two.shift, two.position))
        if put[0] is None or put[1] is None or put[0] in self.ones or put[1] in self.ones:
            return None
        return put[0], put[1]

    def take(self, move: tuple[tuple[int, ...], tuple[int, ...]]) -> bool:
        """Make the move if it keeps the rules and makes the measures better."""
        out, put = move
        self._flip(out, -1)
        self._flip(put, 1)
        touched = {number for index in (*out, *put) for number, _ in self._rows_of[index]}
        if all(self._rows[number].low <= self._sum[number] <= self._rows[number].high for number in touched):
            value = self._value()
            if value < self._now:
                self._now = value
                return True
        self._flip(put, -1)
        self._flip(out, 1)
        return False

    def _flip(self, indices: tuple[int, ...], sign: int) -> None:
        for index in indices:
            (self.ones.add if sign > 0 else self.ones.discard)(index)
            self._loads[self._problem.choices[index].person] += sign * self._problem.weight[index]
            for number, factor in self._rows_of[index]:
                self._sum[number] += sign * factor

    def _value(self) -> tuple[float, ...]:
        """The measures, and the sum of squares of the loads, which tells the better of two that measure the same."""
        squares = sum(load * load for load in self._loads)
        if self._soft:
            return (*self._problem.measure(tuple(self.ones), self._loads), squares)
        return (*self._problem.fairness(self._loads), squares)
