"""HiGHS — the same problem as a mixed-integer programme, solved to a proved optimum. Needs the extra `roster`.

HiGHS is checked, not believed: what it says of an answer is held against the measures of that answer, which `problem`
takes. A claim that does not fit is asked again without a start, and does not count as a proof if it still does not fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from math import ceil, floor, isfinite
from typing import Any, NamedTuple

import attrs

from ..errors import MissingExtra, SolverFailed
from .problem import MEASURES, Problem
from .staff import Wish

_TOLERANCE = 1e-6
_NEAR = 1e-5
"""So near must what HiGHS says be to what is measured; it adds up many numbers, each within its own tolerance."""

INTERRUPTED = "dừng giữa chừng"
"""The note of a roster whose search was interrupted."""

DOUBTED = "HiGHS nêu giá trị không khớp với lịch mà nó trả về, cả khi giải lại; chưa chứng minh được là tốt nhất"
"""The note of a roster of which HiGHS says what does not fit its measures."""

MEND = "take the solver 'constructive', or another version of highspy"
"""What to do where HiGHS fails."""


@attrs.frozen
class Progress:
    """Tiến độ — how far a search is: the measure it works on, the best value yet, and what it cannot be less than."""

    measure: str
    value: float
    bound: float


@attrs.define
class Best:
    """What a search came to: the choices, their measures, what is proved of each, and what else to know of it.

    `proved` says that no choices measure better, which equal measures and bounds alone do not say of a doubtful solver.
    """

    ones: list[int]
    measures: tuple[float, ...]
    bounds: tuple[float, ...]
    note: str | None = None
    proved: bool = False


class Claim(NamedTuple):
    """What HiGHS says of an answer: that none is better, its objective, and what no objective can be less than."""

    optimal: bool
    objective: float
    bound: float

    def fits(self, value: float) -> bool:
        """Whether it can be true where the best choices known measure `value`."""
        if self.optimal:
            return abs(self.objective - value) <= _NEAR and abs(self.bound - value) <= _NEAR
        return self.bound - _NEAR <= value <= self.objective + _NEAR


class Answer(NamedTuple):
    """What a run of HiGHS came to: the choices, empty if there are none; that there can be none; its claim; and whether
    it ran without an interruption.
    """

    ones: list[int]
    impossible: bool
    claim: Claim
    complete: bool

    def fits(self, value: float | None) -> bool:
        """Whether it can be true where the best choices known measure `value`, None if none are known."""
        if value is None:
            return not self.ones and not self.claim.optimal
        return not self.impossible and self.claim.fits(value)


class Stage(NamedTuple):
    """What is known of a measure once HiGHS was asked: the best choices, a bound, and whether its answer fits them."""

    ones: list[int]
    bound: float
    fits: bool
    answer: Answer


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


def silent() -> Any:
    """A solver that prints nothing: some versions print as soon as their constructor sets up callbacks.

    Raises:
        MissingExtra: HiGHS is not installed.
    """

    class Silent(load().Highs):  # type: ignore[misc]  # a class of a module that may be missing
        def enableCallbacks(self) -> None:  # noqa: N802 - the name in HiGHS
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()

    return Silent()


def errors() -> tuple[type[Exception], ...]:
    """What highspy raises of its own; versions before 1.16 have no class for it."""
    raised = getattr(load(), "HighsError", None)
    return (raised,) if raised else ()


def version() -> str:
    """The name of the solver with its version."""
    return f"HiGHS {silent().version()}"


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
        self._seconds_left: float | None = None
        self.highs: Any = self._passed()

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
        highs = silent()
        highs.HandleUserInterrupt = True
        highs.setOptionValue("mip_rel_gap", 0.0)
        highs.setOptionValue("threads", 1)  # the same on every machine, and no pool that outlives its thread
        self._require(highs.passModel(lp), "passModel")
        return highs

    # asking

    def impossible(self, kept: Callable[[int], bool]) -> bool:
        """Whether it is proved that the rows whose rule is kept cannot all be satisfied.

        Raises:
            SolverFailed: HiGHS ended with an error.
            KeyboardInterrupt: it was interrupted.
        """
        infinite = float("inf")
        for number, row in enumerate(self._problem.rows):
            keep = kept(row.rule)
            low, high = (row.low, row.high) if keep else (-infinite, infinite)
            self._require(self.highs.changeRowBounds(number, low, high), "changeRowBounds")
        self._cost({})
        if not self._run("", 0, None):
            raise KeyboardInterrupt
        return bool(self.highs.getModelStatus() == self._highspy.HighsModelStatus.kInfeasible)

    def best(
        self, start: Sequence[int], limit: float | None, on_progress: Callable[[Progress], None] | None
    ) -> Best | None:
        """The best choices: each measure at its least, one after the other; None where the rules cannot be kept.

        Args:
            start: choices that keep the rules, empty if none are known.
            limit: seconds of the solver, all measures together; None: as long as it takes.
            on_progress: told now and then; an interruption from there or from the keyboard ends the search.

        Raises:
            SolverFailed: HiGHS ended with an error.
        """
        problem, ones, doubted = self._problem, list(start), False
        self._seconds_left, bounds = limit, list(problem.least())

        def came_to(note: str | None) -> Best:
            measures = problem.measure(ones)
            proved = not doubted and all(low >= value - _TOLERANCE for low, value in zip(bounds, measures, strict=True))
            least = measures if proved else tuple(bounds)
            return Best(ones, measures, least, DOUBTED if doubted else note, proved)

        for level, name in enumerate(MEASURES):
            if not ones or problem.measure(ones)[level] > bounds[level] + _TOLERANCE:
                ones, bound, fits, answer = self._stage(level, ones, on_progress)
                doubted = doubted or not fits
                cut = None if answer.complete and (answer.claim.optimal or not fits) else _cut(answer.complete, limit)
                if not ones:
                    return None if fits and answer.impossible else Best([], (), (), DOUBTED if doubted else cut)
                bounds[level] = max(bounds[level], bound)
                if cut:
                    return came_to(cut)
            self._hold(*self._terms[name], problem.measure(ones)[level])
        return came_to(None)

    def _stage(self, level: int, known: list[int], on_progress: Callable[[Progress], None] | None) -> Stage:
        """The best choices for a measure; where the answer does not fit them, HiGHS is asked again without a start."""
        name, problem, bounds = MEASURES[level], self._problem, list[float]()
        self._cost(self._terms[name][0])
        self.highs.setOptionValue("mip_abs_gap", _TOLERANCE if name == "distance" else 0.999)
        for start in (known, list[int]()):
            answer = self._answer(name, start, on_progress)
            bounds.append(answer.claim.bound)
            sound = [ones for ones in (answer.ones, known) if ones and problem.keeps(ones)]
            known = min(sound, key=lambda ones: problem.measure(ones)[: level + 1], default=[])
            value = problem.measure(known)[level] if known else None
            fits = answer.fits(value)
            if fits or not start or not answer.complete:
                break
        if value is None:
            return Stage([], 0, fits, answer)
        bound = value if fits and answer.claim.optimal else min(bounds)
        return Stage(known, min(bound, value) if bound <= value + _NEAR else 0, fits, answer)

    def _answer(self, name: str, start: Sequence[int], on_progress: Callable[[Progress], None] | None) -> Answer:
        terms, constant = self._terms[name]
        if start:
            solution = self._highspy.HighsSolution()
            solution.col_value = self._filled(start)
            self.highs.setSolution(solution)
        else:
            self.highs.clearSolver()
        before = self.highs.getRunTime()
        if self._seconds_left is not None:
            self.highs.setOptionValue("time_limit", before + max(self._seconds_left, 0))
        whole = self._run(name, constant, on_progress if terms else None)
        if self._seconds_left is not None:
            self._seconds_left -= self.highs.getRunTime() - before
        status, info, statuses = self.highs.getModelStatus(), self.highs.getInfo(), self._highspy.HighsModelStatus
        ones, objective = list[int](), float("inf")
        if info.primal_solution_status == self._highspy.SolutionStatus.kSolutionStatusFeasible:
            values = self.highs.getSolution().col_value[: self._size]
            ones = [index for index, value in enumerate(values) if value > 0.5]
            objective = info.objective_function_value + constant
        claim = Claim(status == statuses.kOptimal, objective, _least(info.mip_dual_bound + constant, name))
        return Answer(ones, bool(status == statuses.kInfeasible), claim, whole)

    def _require(self, status: Any, call: str) -> None:
        """Refuse what a call of HiGHS came to if that is an error."""
        if status == self._highspy.HighsStatus.kError:
            raise SolverFailed(f"{version()} ended {call} with an error; {MEND}")

    def _cost(self, terms: dict[int, float]) -> None:
        costs = [terms.get(column, 0.0) for column in range(len(self._columns))]
        self._require(self.highs.changeColsCost(len(costs), list(range(len(costs))), costs), "changeColsCost")

    def _hold(self, terms: dict[int, float], constant: float, value: float) -> None:
        """No measure that comes after may make this one worse."""
        if terms:
            high = value - constant + _TOLERANCE
            added = self.highs.addRow(-float("inf"), high, len(terms), list(terms), list(terms.values()))
            self._require(added, "addRow")

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
        """Run, in a thread of its own, so that an interruption is heard; False if there was one."""
        seen: list[Progress] = []

        def note(event: Any) -> None:
            data = event.data_out
            value = round(data.objective_function_value + constant, 6)
            seen.append(Progress(name, value, data.mip_dual_bound + constant))

        if on_progress:
            self.highs.cbMipImprovingSolution += note
        whole, done = True, False
        with ThreadPoolExecutor(1) as thread:
            running = thread.submit(self.highs.run)
            try:
                while not done:
                    try:
                        done = not wait([running], 0.1).not_done
                        while seen and on_progress:
                            on_progress(seen.pop(0))
                    except KeyboardInterrupt:
                        whole = False
                        self.highs.cancelSolve()
            finally:
                if not done:
                    self.highs.cancelSolve()
        if on_progress:
            self.highs.cbMipImprovingSolution -= note
        self._require(running.result(), "run")
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
    return round(proved, 6) if name == "distance" else ceil(proved - _NEAR)


def _cut(whole: bool, limit: float | None) -> str:
    return f"dừng sau {limit:g} giây" if whole and limit is not None else INTERRUPTED
