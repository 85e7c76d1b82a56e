"""Made-up rounds for measuring: costs, overlaps and rules as real rounds have them, the same for the same seed."""

from __future__ import annotations

from typing import Any

import numpy as np

from optimizer.problem import Problem, read_problem

YEARS = (2027, 2028, 2029, 2030)
CRITERIA = ("customer", "efficiency", "growth", "resilience", "people", "compliance")
CAPEX = tuple(f"capex {year}" for year in YEARS)


def realistic(size: int, seed: int = 1, criteria: int = 6) -> Problem:
    """Candidates of log-normal cost in one to three of four years; capex and opex have limits of 40 % of the asking.

    Scores in whole points of ten, weakly tied to cost; a tenth requires another, a twentieth excludes one; what a
    third of the candidates ask of capex is at least a quarter of it, and at most 30 % of capex may be lost.
    """
    draw = np.random.default_rng(seed)
    names = CRITERIA[:criteria]
    initiatives = [_initiative(draw, place, names) for place in range(size)]
    resources = [f"{kind} {year}" for kind in ("capex", "opex") for year in YEARS]
    asked = {name: sum(i["options"][0]["uses"].get(name, 0) for i in initiatives) for name in resources}
    weights = draw.dirichlet(np.full(criteria, 5.0))
    return read_problem(
        {
            "format": 1,
            "criteria": {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)},
            "resources": {name: round(0.4 * total) for name, total in asked.items()},
            "initiatives": initiatives,
            "rules": [*_pairs(draw, size), *_ratios()],
        }
    )


def _initiative(draw: np.random.Generator, place: int, names: tuple[str, ...]) -> dict[str, Any]:
    cost = float(draw.lognormal(7.0, 0.9))
    length, capital = int(draw.integers(1, 4)), float(draw.uniform(0.3, 0.8))
    first = int(draw.integers(0, len(YEARS) - length + 1))
    uses = {}
    for year in YEARS[first : first + length]:
        uses[f"capex {year}"] = round(cost * capital / length)
        uses[f"opex {year}"] = round(cost * (1 - capital) / length)
    lift = np.log(cost) - 7.0
    scores = np.clip(np.rint(draw.normal(4.0 + lift, 2.5, len(names))), 0, 10)
    stated = {name: int(score) for name, score in zip(names, scores, strict=True)}
    chance = round(float(draw.uniform(0.5, 1.0)), 1)
    tags = ["customer"] if draw.random() < 1 / 3 else []
    option = {"id": "full", "scores": stated, "uses": uses, "probability": chance}
    return {"id": f"i{place}", "tags": tags, "options": [option]}


def _pairs(draw: np.random.Generator, size: int) -> list[dict[str, object]]:
    pairs = [draw.choice(size, 2, replace=False) for _ in range(size // 10 + size // 20)]
    rules: list[dict[str, object]] = []
    for count, (one, other) in enumerate(pairs):
        if count < size // 10:
            rules.append({"type": "requires", "initiative": f"i{one}", "needs": f"i{other}"})
        else:
            rules.append({"type": "excludes", "initiatives": [f"i{one}", f"i{other}"]})
    return rules


def _ratios() -> list[dict[str, object]]:
    share = {"type": "share", "tag": "customer", "of": list(CAPEX), "at_least": 0.25}
    return [share, {"type": "risk", "of": list(CAPEX), "at_most": 0.3}]


def hard(size: int, seed: int = 1) -> Problem:
    """Ten dense rows of uniform uses with limits at half of the asking, and value that follows use.

    In the manner of Chu & Beasley, A genetic algorithm for the multidimensional knapsack problem, Journal of
    Heuristics 4 (1998): value = mean use + up to 500, here by two criteria.
    """
    draw = np.random.default_rng(seed)
    uses = draw.integers(1, 1001, (10, size))
    values = uses.mean(axis=0) + 500 * draw.random((2, size))
    names = [f"r{row}" for row in range(10)]
    initiatives = [
        {
            "id": f"i{at}",
            "scores": {"customer": int(values[0, at]), "growth": int(values[1, at])},
            "uses": {name: int(use) for name, use in zip(names, uses[:, at], strict=True)},
        }
        for at in range(size)
    ]
    limits = {name: int(total) // 2 for name, total in zip(names, uses.sum(axis=1), strict=True)}
    return read_problem({"criteria": {"customer": 1, "growth": 1}, "resources": limits, "initiatives": initiatives})


def slid(problem: Problem, steps: int, seed: int = 7) -> list[dict[str, float]]:
    """A path of weights: at each step one criterion moves by at most 0.05 of the whole."""
    draw = np.random.default_rng(seed)
    weights = np.array([float(weight) for weight in problem.weights.values()])
    path = []
    for _ in range(steps):
        place = int(draw.integers(len(weights)))
        weights[place] = float(np.clip(weights[place] + draw.uniform(-0.05, 0.05), 0.001, 1.0))
        path.append(dict(zip(problem.weights, weights.tolist(), strict=True)))
        weights = weights / weights.sum()
    return path


def unrelated(problem: Problem, count: int, seed: int = 8) -> list[dict[str, float]]:
    """Weights drawn uniformly from all that there are."""
    drawn = np.random.default_rng(seed).dirichlet(np.ones(len(problem.criteria)), count)
    return [dict(zip(problem.weights, row.tolist(), strict=True)) for row in drawn]


def around(problem: Problem, count: int, seed: int = 9) -> list[dict[str, float]]:
    """Weights within 30 % of the problem's own."""
    middle = np.array([float(weight) for weight in problem.weights.values()])
    drawn = middle * np.random.default_rng(seed).uniform(0.7, 1.3, (count, len(middle)))
    return [dict(zip(problem.weights, row.tolist(), strict=True)) for row in drawn]


def stakeholders(problem: Problem, count: int = 8, seed: int = 10) -> dict[str, dict[str, float]]:
    """Dirichlet(10) around a common mean, which is the problem's own weights."""
    middle = np.array([float(weight) for weight in problem.weights.values()])
    drawn = np.random.default_rng(seed).dirichlet(10 * middle * len(middle), count)
    rows = [dict(zip(problem.weights, np.round(row, 4).tolist(), strict=True)) for row in drawn]
    return {f"stakeholder {at}": row for at, row in enumerate(rows, 1)}
