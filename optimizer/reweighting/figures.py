"""The numbers of a model that change with the weights, as arrays; exact weights beside their floats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite

import numpy as np

from optimizer.faults import Fault, ProblemFaults, named
from optimizer.modelling.linear import LinearModel
from optimizer.modelling.scaling import Floats
from optimizer.numbers import ZERO, Number, exact
from optimizer.problem import Problem

LARGEST = 1_000.0
"""What the largest cost is scaled to for a solver."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights in the problem's order, summing to exactly 1, and the same as floats."""

    exact: tuple[Fraction, ...]
    floats: Floats


def weights_of(problem: Problem, weights: Mapping[str, Number]) -> Weights:
    """Criteria that are not named weigh nothing.

    Raises ProblemFaults for unknown names, numbers that are none or negative, and when nothing is left.
    """
    faults = [Fault(named("weights", name), "is not a criterion") for name in weights if name not in problem.weights]
    given: dict[str, Fraction] = {}
    for name, number in weights.items():
        try:
            given[name] = exact(number)
        except (TypeError, ValueError) as wrong:
            faults.append(Fault(named("weights", name), str(wrong)))
        else:
            if given[name] < 0:
                faults.append(Fault(named("weights", name), "must not be negative"))
    total = sum(given.values(), ZERO)
    if not faults and total <= 0:
        faults.append(Fault("weights", "must not all be zero"))
    if faults:
        raise ProblemFaults(faults)
    normal = tuple(given.get(name, ZERO) / total for name in problem.weights)
    return Weights(normal, np.array([float(weight) for weight in normal]))


class Figures:
    """value = w.(scores x + anyway) + certain x; `options` are the columns of options."""

    def __init__(self, model: LinearModel) -> None:
        width = len(model.columns)
        self.scores = np.array([_row(terms.items(), width) for terms in model.scores.values()])
        self.certain = _row(model.certain.items(), width)
        self.anyway = np.array([float(total) for total in model.scored.values()])
        self.options = np.array(sorted(model.options.values()), dtype=np.int64)

    def costs(self, weights: Weights) -> Floats:
        """What each column adds to value."""
        costs: Floats = weights.floats @ self.scores + self.certain
        return costs

    def offset(self, weights: Weights) -> float:
        return float(weights.floats @ self.anyway)


def factor_for(costs: Floats) -> float:
    """What to multiply costs by for a solver."""
    largest = float(np.abs(costs).max(initial=0.0))
    return LARGEST / largest if largest and isfinite(LARGEST / largest) else 1.0


def _row(terms: Iterable[tuple[int, Fraction]], width: int) -> Floats:
    row = np.zeros(width)
    for column, coefficient in terms:
        row[column] = float(coefficient)
    return row
