"""Xếp lịch không cần thư viện ngoài — a roster by trial and mending, bounded by steps; it proves next to nothing.

Shifts are filled one by one, the hardest first, each choice followed by all that the rules make of it; what leads
nowhere is taken back. The roster found is then mended by handing shifts over and exchanging them while that makes its
measures better. Nothing is drawn by lot and no clock is read: the same problem gives the same roster everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import combinations, islice

from .problem import Problem, Row
from .staff import Wish

_Move = tuple[tuple[int, ...], tuple[int, ...]]


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
        self.outcome: Outcome = Outcome.GIVEN_UP

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
        made: list[tuple[Iterator[int], int, int]] = []  # what else may be tried, the choice, the trail before it
        others = self._wanting()
        while others is not None:
            index = next((one for one in others if self._value[one] != 0), None)
            if index is not None and self._value[index] == 1:  # leaving out another made this one follow
                others = self._wanting()
                continue
            if index is not None and self._left > 0:
                made.append((others, index, len(self._trail)))
                if self._set(index, 1):
                    others = self._wanting()
                    continue
            going_on = self._taken_back(made)
            if going_on is None:
                return False
            others = going_on
        return True

    def _taken_back(self, made: list[tuple[Iterator[int], int, int]]) -> Iterator[int] | None:
        """Take choices back to the last that can be left out; what else may be tried there, None if there is none."""
        while made:
            others, index, mark = made.pop()
            self._undo(mark)
            if self._left > 0 and self._set(index, 0):
                return others
        return None

    def _wanting(self) -> Iterator[int] | None:
        """The choices to try next, the best first; None when no row wants any."""
        wanting = self._hardest()
        return None if wanting is None else iter(sorted(wanting, key=self._rank))

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


def improve(problem: Problem, ones: Sequence[int], steps: int) -> Iterator[list[int]]:
    """Ever better choices from good ones: shifts are handed over, exchanged and passed on while that makes them better.

    At first better means more even, by the squares of the loads, which shows the way where the measures show none; then
    by the measures themselves.
    """
    left = steps
    for even in (True, False):
        mending, better = _Mending(problem, ones, even=even), True
        while better and left > 0:
            better = False
            for moves in (mending.handed_over, mending.exchanged, mending.crossed, mending.passed_on):
                for out, put in islice(moves(), left):
                    left -= 1
                    if mending.take(out, put):
                        better = True
                        yield sorted(mending.ones)
                if better:
                    break
        ones = sorted(mending.ones)


class _Mending:
    """A set of choices that keep the rules, with what is needed to try a move quickly.

    A move takes some choices out and puts as many in. Moves are listed while they are tried: what is listed holds for
    the choices of the moment.
    """

    def __init__(self, problem: Problem, ones: Sequence[int], *, even: bool) -> None:
        self.ones = set(ones)
        self._problem, self._even = problem, even
        self._loads = problem.loads(ones)
        self._rows = [row for row in problem.rows if row.terms]
        self._rows_of: list[list[tuple[int, int]]] = [[] for _ in problem.choices]
        self._sum = [0] * len(self._rows)
        self._broken = 0
        for number, row in enumerate(self._rows):
            for index, factor in row.terms:
                self._rows_of[index].append((number, factor))
                self._sum[number] += factor * (index in self.ones)
        self._slot: dict[tuple[int, int], list[int]] = {}
        for index, choice in enumerate(problem.choices):
            self._slot.setdefault((choice.shift, choice.position), []).append(index)
        self._at = {choice: index for index, choice in enumerate(problem.choices)}
        self._soft = bool(problem.kept or problem.requests or problem.repeats)
        self._now = self._value()

    def handed_over(self) -> Iterator[_Move]:
        """One shift goes to another person."""
        for index in sorted(self.ones):
            for other in self._others(index):
                if index in self.ones and self._lighter(index, other, self._problem.weight[index]):
                    yield (index,), (other,)

    def exchanged(self) -> Iterator[_Move]:
        """Two people exchange a shift each."""
        people = [choice.person for choice in self._problem.choices]
        for first, second in combinations(sorted(self.ones), 2):
            more = self._problem.weight[first] - self._problem.weight[second]
            giver, taker = (first, second) if more > 0 else (second, first)
            if {first, second} <= self.ones and self._lighter(giver, taker, abs(more)):
                yield from self._crossed((first, second), people[first], people[second])

    def crossed(self) -> Iterator[_Move]:
        """Two people take over each other's shifts of some days in a row: where rests bind, single ones seldom move."""
        choices = self._problem.choices
        for pool in self._problem.pools:
            for one, other in combinations(pool.people, 2):
                theirs = sorted((index for index in self.ones if choices[index].person in (one, other)),
                                key=lambda index: (choices[index].shift, index))  # fmt: skip
                for first, last in combinations(range(len(theirs) + 1), 2):
                    window = tuple(theirs[first:last])
                    if self.ones.issuperset(window):
                        yield from self._crossed(window, one, other)

    def _crossed(self, window: tuple[int, ...], one: int, other: int) -> Iterator[_Move]:
        """The move by which two people take over each other's part of a window, where both can."""
        choices = [self._problem.choices[index] for index in window]
        swapped = [self._at.get(choice._replace(person=one + other - choice.person)) for choice in choices]
        put = tuple(index for index in swapped if index is not None)
        if one != other and len(put) == len(window) and self.ones.isdisjoint(set(put) - set(window)):
            yield window, put

    def passed_on(self) -> Iterator[_Move]:
        """One shift goes to a person who gives another one to a third."""
        for index in sorted(self.ones, key=lambda one: (-self._loads[self._problem.choices[one].person], one)):
            for other in self._others(index):
                middle = self._problem.choices[other].person
                for passed in [one for one in sorted(self.ones) if self._problem.choices[one].person == middle]:
                    for third in self._others(passed):
                        if {index, passed} <= self.ones and other not in self.ones and third != index:
                            yield (index, passed), (other, third)

    def _others(self, index: int) -> list[int]:
        """The choices of other people for the same shift and position that are not made."""
        choice = self._problem.choices[index]
        return [other for other in self._slot[choice.shift, choice.position] if other not in self.ones]

    def _lighter(self, giver: int, taker: int, weight: int) -> bool:
        """Whether so much less for one and more for the other brings their loads nearer, or wishes may be met."""
        choices = self._problem.choices
        less = self._loads[choices[taker].person] + weight < self._loads[choices[giver].person]
        return self._soft or (weight > 0 and less)

    def take(self, out: tuple[int, ...], put: tuple[int, ...]) -> bool:
        """Make the move if it keeps the rules and makes the measures better."""
        self._flip(out, -1)
        self._flip(put, 1)
        if not self._broken and (value := self._value()) < self._now:
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
                row, old = self._rows[number], self._sum[number]
                self._sum[number] = new = old + sign * factor
                self._broken += (not row.low <= new <= row.high) - (not row.low <= old <= row.high)

    def _value(self) -> tuple[float, ...]:
        """What a move is to make less."""
        squares = sum(load * load for load in self._loads)
        wishes = self._problem.wishes(self.ones) if self._soft else ()
        return (*wishes, squares) if self._even else (*wishes, *self._problem.fairness(self._loads), squares)
