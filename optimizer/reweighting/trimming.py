"""A known portfolio at new weights, less picks that add nothing there."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from optimizer.modelling.scaling import Floats
from optimizer.reweighting.figures import Weights
from optimizer.rules import Synergy
from optimizer.solving.desk import Desk

HAIR = 1e-9


def lighter(desk: Desk, weights: Weights, costs: Floats, selection: Mapping[str, str]) -> dict[str, str]:
    """As `solve` does it, last in the file first, but only picks that bring nothing are looked at: the others add."""
    position = desk.problem.position
    doubtful = sorted(_doubtful(desk, costs, selection), key=position.__getitem__, reverse=True)
    kept = dict(selection)
    if not doubtful:
        return kept
    exact = dict(zip(desk.problem.weights, weights.exact, strict=True))
    accountant = desk.accountant.tilted(exact)
    value, again = accountant.value(kept), True
    while again:
        again = False
        for id in [id for id in doubtful if id in kept]:
            fewer = {other: option for other, option in kept.items() if other != id}
            account = accountant.account(fewer)
            if account.feasible and account.value >= value:
                kept, value, again = fewer, account.value, True
    return kept


def _doubtful(desk: Desk, costs: Floats, selection: Mapping[str, str]) -> set[str]:
    """Picks worth no more than their status quo, as far as floats tell, and those of synergies that cost."""
    least = HAIR * float(np.abs(costs).max(initial=0.0))
    found = {pick[0] for pick in selection.items() if costs[desk.model.options[pick]] <= least}
    for rule in desk.problem.rules:
        if isinstance(rule, Synergy) and rule.value < 0:
            found.update(id for id in rule.initiatives if id in selection)
    return found
