"""HiGHS — the same problem as a mixed-integer programme, solved to a proved optimum. Needs the extra `roster`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import ceil, floor, isfinite
from typing import Any

import attrs

from ..errors import MissingExtra
from .problem import MEASURES, Problem
from .staff import Wish

_TOLERANCE = 1e-6

INTERRUPTED = "dừng giữa chừng"
"""The note of a roster whose search was interrupted."""


@attrs.frozen
class Progress:
    """Tiến độ — how far a search is: the measure it works on, the best value yet, and what it cannot be less than."""

    measure: str
    value: float
    bound: float


@attrs.define
class Best:
    """What a search came to: the choices, their measures, what is proved of each, and what cut it off."""

    ones: list[int]
    measures: tuple[float, ...]
    bounds: tuple[float, ...]
    note: str | None = None


def available() -> bool:
    """Whether HiGHS can be had here."""
    from importlib.util import find_spec

    return find_spec("highspy") is not None


def load() -> Any:
    """The module of HiGHS.

    Raises:
        MissingExtra: it is not installed.
    """
    try:
        import highspy
    except ImportError:
        raise MissingExtra("the exact solver of duty rosters", "roster") from None
    return highspy


class Programme:
    """Bài toán quy hoạch — a problem's choices and rows as HiGHS holds them, with what the measures need."""

    def __init__(self, problem: Problem) -> None:
        self._highspy = load()
        self._problem = problem
        self._size = len(problem.choices)
        self._columns: list[tuple[float, float, bool]] = [(0, 1, True)] * self._size
        self._rows: list[tuple[float, float, list[tuple[int, float]]]] = []
        for row in problem.rows:
            self._rows.append((row.low, row.high, [(index, float(factor)) for index, factor in row.terms]))
        self._terms = self._measures()
        self.highs = self._passed()

    # the programme

    def _column(self, low: float, high: float, whole: bool) -> int:
        self._columns.append((low, high, whole))
        return len(self._columns) - 1

    def _row(self, low: float, high: float, terms: Iterable[tuple[int, float]]) -> None:
        self._rows.append((low, high, list(terms)))

    def _measures(self) -> dict[str, tuple[dict[int, float], float]]:
        """Each measure as coefficients of columns and a constant."""
        problem, infinite = self._problem, float("inf")
        refused: dict[int, float] = {}
        for wants, asked in problem.requests:
            column = self._column(0, 1, True)
            refused[column] = 1
            if wants is Wish.OFF:
                for index in asked:
                    self._row(0, infinite, [(column, 1), (index, -1)])
            else:
                self._row(1, infinite, [(column, 1), *((index, 1.0) for index in asked)])
        highest, spread, distance = self._column(0, infinite, True), dict[int, float](), dict[int, float]()
        for pool in problem.pools:
            top, bottom = self._column(0, infinite, True), self._column(0, infinite, True)
            spread |= {top: 1, bottom: -1}
            self._row(float(bool(pool.mean % 1)), infinite, [(top, 1), (bottom, -1)])
            for person in pool.people:
                load, far = self._column(0, infinite, True), self._column(0, infinite, False)
                distance[far] = 1
                mine = [(index, float(problem.weight[index])) for index in problem.where(person=person)]
                self._row(problem.history[person], problem.history[person],
                          [(load, 1), *((index, -weight) for index, weight in mine)])  # fmt: skip
                self._row(0, infinite, [(highest, 1), (load, -1)])
                self._row(0, infinite, [(top, 1), (load, -1)])
                self._row(-infinite, 0, [(bottom, 1), (load, -1)])
                for slope, floor_ in _distance_lines(pool.mean):
                    self._row(floor_, infinite, [(far, 1), (load, -slope)])
        return {
            "changed": (dict.fromkeys(problem.kept, -1.0), float(len(problem.kept))),
            "refused": (refused, 0),
            "repeated": (dict.fromkeys(problem.repeats, 1.0), 0),
            "highest": ({highest: 1}, 0),
            "spread": (spread, 0),
            "distance": (distance, 0),
        }

    def _passed(self) -> Any:
        import numpy as np

        lp = self._highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self._columns), len(self._rows)
        lp.col_cost_ = np.zeros(len(self._columns))
        lp.col_lower_ = np.array([low for low, _, _ in self._columns], dtype=float)
        lp.col_upper_ = np.array([high for _, high, _ in self._columns], dtype=float)
        lp.row_lower_ = np.array([low for low, _, _ in self._rows], dtype=float)
        lp.row_upper_ = np.array([high for _, high, _ in self._rows], dtype=float)
        kinds = self._highspy.HighsVarType
        lp.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for _, _, whole in self._columns]
        lengths = [len(terms) for _, _, terms in self._rows]
        lp.a_matrix_.format_ = self._highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        lp.a_matrix_.index_ = np.array([index for _, _, terms in self._rows for index, _ in terms], dtype=np.int32)
        lp.a_matrix_.value_ = np.array([factor for _, _, terms in self._rows for _, factor in terms], dtype=float)
        highs = self._highspy.Highs()
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("mip_rel_gap", 0.0)
        highs.passModel(lp)
        return highs

    # asking

    def feasible(self, kept: Callable[[int], bool]) -> bool:
        """Whether the rows whose rule is kept can all be satisfied."""
        infinite = float("inf")
        for number, row in enumerate(self._problem.rows):
            keep = kept(row.rule)
            self.highs.changeRowBounds(number, row.low if keep else -infinite, row.high if keep else infinite)
        self.highs.changeColsCost(len(self._columns), list(range(len(self._columns))), [0.0] * len(self._columns))
        self.highs.run()
        return bool(self.highs.getModelStatus() == self._highspy.HighsModelStatus.kOptimal)

    def best(
        self, start: Sequence[int], limit: float | None, on_progress: Callable[[Progress], None] | None
    ) -> Best | None:
        """The best choices: each measure at its least, one after the other; None where the rules cannot be kept.

        Args:
            start: choices that keep the rules, empty if none are known.
            limit: seconds of the solver, all measures together; None: as long as it takes.
            on_progress: told now and then; an interruption from there or from the keyboard ends the search.
        """
        problem, left, ones = self._problem, limit, list(start)
        bounds = list(problem.least())
        for level, name in enumerate(MEASURES):
            terms, constant = self._terms[name]
            if ones and problem.measure(ones)[level] <= bounds[level] + _TOLERANCE:
                self._hold(terms, constant, problem.measure(ones)[level])
                continue
            self._aim(terms, level)
            if ones:
                self._begin(ones)
            if left is not None:
                self.highs.setOptionValue("time_limit", self.highs.getRunTime() + left)
            before = self.highs.getRunTime()
            whole = self._run(name, constant, on_progress if terms else None)
            left = None if left is None else left - (self.highs.getRunTime() - before)
            status, info = self.highs.getModelStatus(), self.highs.getInfo()
            if status == self._highspy.HighsModelStatus.kInfeasible:
                return None
            if info.primal_solution_status == self._highspy.SolutionStatus.kSolutionStatusFeasible:
                found = self.highs.getSolution().col_value[: self._size]
                ones = [index for index, value in enumerate(found) if value > 0.5]
            if not ones:
                return Best([], (), (), _cut(whole, limit))
            value = problem.measure(ones)[level]
            proved = status == self._highspy.HighsModelStatus.kOptimal
            bounds[level] = value if proved else max(bounds[level], _least(info.mip_dual_bound + constant, name))
            if not (whole and proved):
                return Best(ones, problem.measure(ones), tuple(bounds), _cut(whole, limit))
            self._hold(terms, constant, value)
        return Best(ones, problem.measure(ones), tuple(bounds))

    def _aim(self, terms: dict[int, float], level: int) -> None:
        costs = [terms.get(column, 0.0) for column in range(len(self._columns))]
        self.highs.changeColsCost(len(costs), list(range(len(costs))), costs)
        self.highs.setOptionValue("mip_abs_gap", 1e-6 if MEASURES[level] == "distance" else 0.999)

    def _hold(self, terms: dict[int, float], constant: float, value: float) -> None:
        """No measure that comes after may make this one worse."""
        if terms:
            high = value - constant + _TOLERANCE
            self.highs.addRow(-float("inf"), high, len(terms), list(terms), list(terms.values()))

    def _begin(self, ones: Sequence[int]) -> None:
        solution = self._highspy.HighsSolution()
        solution.col_value = self._filled(ones)
        self.highs.setSolution(solution)

    def _filled(self, ones: Sequence[int]) -> list[float]:
        """All columns of a set of choices, in the order in which they were made."""
        problem, chosen, loads = self._problem, set(ones), self._problem.loads(ones)
        values = [float(index in chosen) for index in range(self._size)]
        for wants, asked in problem.requests:
            values.append(float((not chosen.isdisjoint(asked)) == (wants is Wish.OFF)))
        mine = [[loads[person] for person in pool.people] for pool in problem.pools]
        values.append(float(max(map(max, mine), default=0)))
        for pool, those in zip(problem.pools, mine, strict=True):
            values += [float(max(those)), float(min(those))]
            for load in those:
                values += [float(load), abs(load - pool.mean)]
        return values

    def _run(self, name: str, constant: float, on_progress: Callable[[Progress], None] | None) -> bool:
        """Run; False if it was interrupted."""
        seen: list[Progress] = []

        def note(event: Any) -> None:
            data = event.data_out
            seen.append(
                Progress(name, round(data.objective_function_value + constant, 6), data.mip_dual_bound + constant)
            )

        self.highs.HandleUserInterrupt = True
        if on_progress:
            self.highs.cbMipImprovingSolution += note
        whole, done = True, False
        self.highs.startSolve()
        while not done:
            try:
                done = self.highs.wait(0.1)[0]
                while seen and on_progress:
                    on_progress(seen.pop(0))
            except KeyboardInterrupt:
                whole = False
                self.highs.cancelSolve()
        if on_progress:
            self.highs.cbMipImprovingSolution -= note
        return whole


def _distance_lines(mean: float) -> list[tuple[float, float]]:
    """Lines (slope, value at 0) under the distance of a whole load from the mean, touching it at whole loads."""
    low = floor(mean)
    lines = [(1.0, -mean), (-1.0, mean)]
    if mean % 1:
        slope = 2 * low + 1 - 2 * mean
        lines.append((slope, mean - low - slope * low))
    return lines


def _least(proved: float, name: str) -> float:
    """What a measure cannot be less than, by the bound of an unfinished run; all but distances are whole numbers."""
    if not isfinite(proved):
        return 0
    return round(proved, 6) if name == "distance" else ceil(proved - _TOLERANCE)


def _cut(whole: bool, limit: float | None) -> str:
    return f"dừng sau {limit:g} giây" if whole and limit is not None else INTERRUPTED
