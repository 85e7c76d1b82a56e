"""What `make bench` measures against: a model written out for PuLP each time, solved by the CBC that comes with it."""

from __future__ import annotations

from typing import Any

import pulp

from optimizer.problem import Problem
from optimizer.rules import Excludes, Requires


def plain_cbc(problem: Problem, gap: float, seconds: float) -> float:
    """The best value found, by budgets, requires and excludes; one option an initiative, one thread."""
    model: Any = pulp.LpProblem("round", pulp.LpMaximize)
    take = {i.id: model.add_variable(f"x{n}", cat="Binary") for n, i in enumerate(problem.initiatives)}
    model.setObjective(pulp.lpSum(worth * take[id] for id, worth in worths(problem).items()))
    for name, most in problem.limits.items():
        uses = {i.id: float(i.options[0].uses.get(name, 0)) for i in problem.initiatives}
        if most is not None:
            model.addConstraint(pulp.lpSum(use * take[id] for id, use in uses.items()) <= float(most))
    for rule in problem.rules:
        if isinstance(rule, Requires):
            model.addConstraint(take[rule.initiative] <= take[rule.needs])
        elif isinstance(rule, Excludes):
            model.addConstraint(pulp.lpSum(take[id] for id in rule.initiatives or ()) <= 1)
    model.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=gap, timeLimit=seconds, threads=1))
    return float(pulp.value(model.objective) or 0)


def worths(problem: Problem) -> dict[str, float]:
    """Weighted score of each initiative's only option."""
    return {
        i.id: sum(float(weight) * float(i.options[0].scores.get(name, 0)) for name, weight in problem.weights.items())
        for i in problem.initiatives
    }
