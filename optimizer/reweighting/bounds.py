"""Upper bounds without a search: the linear relaxation, and what was proven before."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from threading import Lock

from optimizer.modelling.scaling import Floats
from optimizer.reweighting.figures import Figures, Weights, factor_for
from optimizer.reweighting.proofs import SAFE, Proofs
from optimizer.solvers.asking import Ask, Outcome, SolverFailed
from optimizer.solvers.choosing import relaxation_for
from optimizer.solving.desk import Desk


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The linear relaxation at some weights: its columns, and what value loses at least when one leaves its bound.

    `bound` is -inf when not even the relaxation has a solution. `values` and `losses` are None where there is none.
    """

    bound: float
    values: Floats | None = None
    losses: Floats | None = None

    @property
    def infeasible(self) -> bool:
        return self.bound == -inf


class Bounds:
    """Both kinds, each from a model of its own that starts where it ended. For any thread."""

    def __init__(self, desk: Desk, figures: Figures, most: int) -> None:
        sources = [row.source for row in desk.model.rows]
        self._lock, self._figures = Lock(), figures
        self._relaxation = relaxation_for(desk.scaled, sources)
        self.proofs = Proofs(desk.scaled, sources, figures, most)

    def relaxed(self, weights: Weights) -> Relaxed:
        if self._relaxation is None:
            return Relaxed(inf)
        costs = self._figures.costs(weights)
        factor = factor_for(costs)
        try:
            reply = self._relaxation.solve(Ask(costs * factor, self._figures.offset(weights) * factor))
        except SolverFailed:
            return Relaxed(inf)
        if reply.outcome is Outcome.INFEASIBLE:
            return Relaxed(-inf)
        if reply.values is None or reply.losses is None:
            return Relaxed(inf)
        bound = (reply.bound + SAFE * max(factor, abs(reply.bound))) / factor
        return Relaxed(bound, reply.values, reply.losses / factor)

    def proven(self, weights: Weights) -> float:
        """What earlier proofs say of these weights."""
        with self._lock:
            return self.proofs.highest(weights)

    def learn(self, weights: Weights, bound: float) -> None:
        if bound < inf:
            with self._lock:
                self.proofs.add(weights, bound)
