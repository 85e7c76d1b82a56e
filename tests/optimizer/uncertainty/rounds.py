"""A small round whose costs and benefits are not certain."""

from __future__ import annotations

from typing import Any

import optimizer

CAPEX, OPEX = "capex 2027", "opex 2028"


def plain(limit: float | None = 100, ids: str = "ab", **more: Any) -> optimizer.Problem:
    """Initiatives that each use 40 of one resource and bring 10 points."""
    initiatives = [{"id": id, "scores": {"value": 10}, "uses": {CAPEX: 40}} for id in ids]
    return optimizer.read_problem(
        {"criteria": {"value": 1}, "resources": {CAPEX: limit}, "initiatives": initiatives, **more}
    )


def done(problem: optimizer.Problem) -> dict[str, str]:
    """All initiatives by their first option."""
    return {i.id: i.options[0].id for i in problem.initiatives}
