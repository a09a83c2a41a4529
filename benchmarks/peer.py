"""CP-SAT on the rows of one made-up office: `python -m benchmarks.peer NUMBER SECONDS` prints what it found as JSON."""

from __future__ import annotations

import json
import sys
from math import lcm
from time import perf_counter
from typing import Any

from tiepdan import WorkCalendar
from tiepdan.duty import Wish, duty_period
from tiepdan.duty.problem import Problem

from .offices import YEAR, office


def main() -> None:
    """Solve the office, one measure after the other."""
    from ortools.sat.python import cp_model

    number, seconds = int(sys.argv[1]), float(sys.argv[2])
    calendar = WorkCalendar.vietnam()
    duty, staff, history = office(number, calendar)
    problem = Problem(duty_period(duty, YEAR, calendar), staff, history)
    model = cp_model.CpModel()
    choices = [model.new_bool_var(str(index)) for index in range(len(problem.choices))]
    for row in problem.rows:
        model.add_linear_constraint(sum(factor * choices[index] for index, factor in row.terms), row.low, row.high)
    began, proved, measures = perf_counter(), True, list[float]()
    solver = cp_model.CpSolver()
    for measure in _measures(problem, model, choices):
        left = seconds - (perf_counter() - began)
        model.minimize(measure)
        solver.parameters.max_time_in_seconds = max(left, 0.1)
        status = solver.solve(model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            proved = False
            break
        proved = proved and status == cp_model.OPTIMAL
        ones = [index for index, choice in enumerate(choices) if solver.value(choice)]
        measures = list(problem.measure(ones)[1:])
        model.add(measure <= round(solver.objective_value))
    print(json.dumps({"measures": measures, "proved": proved, "seconds": perf_counter() - began}))


def _measures(problem: Problem, model: Any, choices: list[Any]) -> list[Any]:
    """The measures as expressions; distances times what makes them whole."""
    refused = []
    for wants, asked in problem.requests:
        one = model.new_bool_var("")
        refused.append(one)
        for index in asked if wants is Wish.OFF else ():
            model.add(one >= choices[index])
        if wants is Wish.ON:
            model.add(one + sum(choices[index] for index in asked) >= 1)
    most = sum(problem.weight) + sum(problem.history)
    highest, spread, distance = model.new_int_var(0, most, ""), [], []
    scale = lcm(*(len(pool.people) for pool in problem.pools))
    for pool in problem.pools:
        top, bottom = model.new_int_var(0, most, ""), model.new_int_var(0, most, "")
        spread.append(top - bottom)
        for person in pool.people:
            mine = problem.where(person=person)
            load = problem.history[person] + sum(problem.weight[index] * choices[index] for index in mine)
            model.add(load <= highest)
            model.add(load <= top)
            model.add(load >= bottom)
            far = model.new_int_var(0, most * scale, "")
            mean = round(pool.mean * scale)
            model.add(far >= load * scale - mean)
            model.add(far >= mean - load * scale)
            distance.append(far)
    return [sum(refused), sum(choices[index] for index in problem.repeats), highest, sum(spread), sum(distance)]


if __name__ == "__main__":
    main()
