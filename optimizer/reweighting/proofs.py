"""What was proven at other weights as a bound at new ones: rows of a linear relaxation, one a proof."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import inf

import numpy as np

from optimizer.exact.evaluation import Source
from optimizer.modelling.scaling import Floats, Scaled, ScaledRow
from optimizer.numbers import ONE
from optimizer.reweighting.figures import LARGEST, Figures, Weights
from optimizer.solvers.asking import Ask, Outcome, SolverFailed
from optimizer.solvers.choosing import relaxation_for

SAFE = 1e-7
"""What is added to a bound for what a solver's tolerances may hide, as a part of it."""


class Proofs:
    """The linear relaxation under "value at w' is at most U(w')" for each proven bound U(w').

    max w.t over t in the relaxation with w'.t <= U(w') is, by duality, the least of sum l' U(w') + the relaxation's
    maximum of (w - sum l' w').t over all l' >= 0. So it is at most the interpolation of proven bounds where w lies in
    their hull, at most U(w') + max (w - w').t for a single one, and at most the plain relaxation. The totals t are
    columns of their own, so that a change of weights changes a handful of costs and a proof is a short row.
    """

    def __init__(self, scaled: Scaled, sources: Sequence[Source | None], figures: Figures, most: int) -> None:
        self._figures, self._most = figures, most
        self._units = np.maximum(np.abs(figures.scores).max(axis=1, initial=0.0), 1e-12)
        self._unit = max(float(np.abs(figures.certain).max(initial=0.0)), 1e-12)
        self._width = len(scaled.cost)
        self._scaled, self._sources = _widened(scaled, sources, self._definitions())
        self._bounds: dict[tuple[Fraction, ...], tuple[Weights, float]] = {}
        self._solver = relaxation_for(self._scaled, self._sources)

    def __len__(self) -> int:
        return len(self._bounds)

    def _definitions(self) -> list[ScaledRow]:
        """total / unit - column = 0, one a criterion and one for what is certain."""
        lines = [*(self._figures.scores / self._units[:, None]), self._figures.certain / self._unit]
        rows = []
        for place, line in enumerate(lines):
            columns = np.flatnonzero(line).astype(np.int32)
            columns = np.append(columns, np.int32(self._width + place))
            rows.append(ScaledRow(columns, np.append(line[columns[:-1]], -1.0), 0.0, 0.0))
        return rows

    def add(self, weights: Weights, bound: float) -> None:
        """When there are too many the older half goes, and the rows are handed over again."""
        _, known = self._bounds.pop(weights.exact, (weights, inf))
        if bound >= known:
            self._bounds[weights.exact] = (weights, known)
            return
        self._bounds[weights.exact] = (weights, bound)
        if self._solver is None:
            return
        if len(self._bounds) <= self._most:
            self._solver.add_cut(self._row(weights, bound), None)
            return
        for old in list(self._bounds)[: self._most // 2]:
            del self._bounds[old]
        self._solver = relaxation_for(self._scaled, self._sources)
        for proof in self._bounds.values():
            if self._solver is not None:
                self._solver.add_cut(self._row(*proof), None)

    def _slopes(self, weights: Weights) -> Floats:
        return np.append(weights.floats * self._units, self._unit)

    def _row(self, weights: Weights, bound: float) -> ScaledRow:
        slopes = self._slopes(weights)
        most = bound - self._figures.offset(weights)
        factor = LARGEST / float(slopes.max())
        columns = np.arange(self._width, self._width + len(slopes), dtype=np.int32)
        return ScaledRow(columns, slopes * factor, -inf, (most + SAFE * max(1.0, abs(most))) * factor)

    def highest(self, weights: Weights) -> float:
        """An upper bound on value at these weights; infinite where nothing was proven before."""
        proven = self._bounds.get(weights.exact, (weights, inf))[1]
        if self._solver is None or not self._bounds:
            return proven
        slopes = self._slopes(weights)
        factor = LARGEST / float(slopes.max())
        cost = np.append(np.zeros(self._width), slopes * factor)
        try:
            reply = self._solver.solve(Ask(cost, self._figures.offset(weights) * factor))
        except SolverFailed:
            return proven
        if reply.outcome is not Outcome.PROVEN:
            return proven
        return min(proven, (reply.bound + SAFE * max(factor, abs(reply.bound))) / factor)


def _widened(
    scaled: Scaled, sources: Sequence[Source | None], definitions: Sequence[ScaledRow]
) -> tuple[Scaled, list[Source | None]]:
    """The model with further free columns and the rows that define them."""
    more = len(definitions)
    wide = Scaled(
        np.append(np.zeros_like(scaled.cost), np.zeros(more)),
        ONE,
        np.append(scaled.lower, np.full(more, -inf)),
        np.append(scaled.upper, np.full(more, inf)),
        np.append(scaled.integer, np.zeros(more, dtype=bool)),
        (*scaled.rows, *definitions),
    )
    return wide, [*sources, *([None] * more)]
