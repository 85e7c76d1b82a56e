"""What `make bench` measures against: a model written out for PuLP each time, solved by the CBC that comes with it."""

from __future__ import annotations

from typing import Any

import pulp

from optimizer.problem import Problem
from optimizer.rules import Excludes, Requires, Risk, Share


def plain_cbc(problem: Problem, gap: float, seconds: float) -> float:
    """The best value found, for the rules that made-up rounds have; one option an initiative, one thread."""
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
        elif isinstance(rule, Share | Risk):
            model.addConstraint(pulp.lpSum(part * take[id] for id, part in _over(problem, rule).items()) <= 0)
    model.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=gap, timeLimit=seconds, threads=1))
    return float(pulp.value(model.objective) or 0)


def _over(problem: Problem, rule: Share | Risk) -> dict[str, float]:
    """By how much each initiative uses up the room that the share or the risk leaves."""
    parts = {}
    for initiative in problem.initiatives:
        option = initiative.options[0]
        spend = sum(float(option.uses.get(name, 0)) for name in rule.of)
        if isinstance(rule, Risk):
            parts[initiative.id] = spend * (1 - float(option.probability) - float(rule.at_most))
        else:
            parts[initiative.id] = spend * (float(rule.at_least or 0) - (rule.tag in initiative.tags))
    return parts


def worths(problem: Problem) -> dict[str, float]:
    """Weighted score of each initiative's only option, times its chance."""
    return {
        i.id: float(i.options[0].probability)
        * sum(float(weight) * float(i.options[0].scores.get(name, 0)) for name, weight in problem.weights.items())
        for i in problem.initiatives
    }
