"""Made-up rounds for measuring: costs, overlaps and rules as real rounds have them, the same for the same seed."""

from __future__ import annotations

from typing import Any

import numpy as np

from optimizer.problem import Problem, read_problem

YEARS = (2027, 2028, 2029, 2030)
CRITERIA = ("customer", "efficiency", "growth", "resilience", "people", "compliance")


def realistic(size: int, seed: int = 1) -> Problem:
    """Candidates of log-normal cost in one to three of four years; capex and opex have limits of 40 % of the asking.

    Six criteria in whole points of ten, weakly tied to cost; a tenth requires another, a twentieth excludes one.
    """
    draw = np.random.default_rng(seed)
    initiatives = [_initiative(draw, place) for place in range(size)]
    resources = [f"{kind} {year}" for kind in ("capex", "opex") for year in YEARS]
    asked = {name: sum(i["options"][0]["uses"].get(name, 0) for i in initiatives) for name in resources}
    weights = draw.dirichlet(np.full(len(CRITERIA), 5.0))
    return read_problem(
        {
            "format": 1,
            "criteria": {name: round(float(w), 4) for name, w in zip(CRITERIA, weights, strict=True)},
            "resources": {name: round(0.4 * total) for name, total in asked.items()},
            "initiatives": initiatives,
            "rules": _rules(draw, size),
        }
    )


def _initiative(draw: np.random.Generator, place: int) -> dict[str, Any]:
    cost = float(draw.lognormal(7.0, 0.9))
    length, capital = int(draw.integers(1, 4)), float(draw.uniform(0.3, 0.8))
    first = int(draw.integers(0, len(YEARS) - length + 1))
    uses = {}
    for year in YEARS[first : first + length]:
        uses[f"capex {year}"] = round(cost * capital / length)
        uses[f"opex {year}"] = round(cost * (1 - capital) / length)
    lift = np.log(cost) - 7.0
    scores = np.clip(np.rint(draw.normal(4.0 + lift, 2.5, len(CRITERIA))), 0, 10)
    stated = {name: int(score) for name, score in zip(CRITERIA, scores, strict=True)}
    return {"id": f"i{place}", "options": [{"id": "full", "scores": stated, "uses": uses}]}


def _rules(draw: np.random.Generator, size: int) -> list[dict[str, object]]:
    pairs = [draw.choice(size, 2, replace=False) for _ in range(size // 10 + size // 20)]
    rules: list[dict[str, object]] = []
    for count, (one, other) in enumerate(pairs):
        if count < size // 10:
            rules.append({"type": "requires", "initiative": f"i{one}", "needs": f"i{other}"})
        else:
            rules.append({"type": "excludes", "initiatives": [f"i{one}", f"i{other}"]})
    return rules
