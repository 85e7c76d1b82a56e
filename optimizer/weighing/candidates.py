"""Portfolios as they are seen from weights: totals by criterion, and where they are known to be optimal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from optimizer.numbers import ZERO
from optimizer.solving.best import in_file_order
from optimizer.solving.desk import Desk
from optimizer.weighing.polytope import HalfSpace, Vector, dot


@dataclass(frozen=True, slots=True)
class Candidate:
    """A portfolio by its totals (criteria in the set's order) and what synergies add to its value at any weights."""

    selected: dict[str, str]
    totals: Vector
    certain: Fraction = ZERO

    def worth(self, weights: Vector) -> Fraction:
        return dot(weights, self.totals) + self.certain

    def worse_than(self, other: Candidate) -> HalfSpace:
        """The weights at which this one is worth at most what the other one is."""
        more = tuple(mine - theirs for mine, theirs in zip(self.totals, other.totals, strict=True))
        return HalfSpace(more, other.certain - self.certain)


@dataclass(frozen=True, slots=True)
class Witness:
    """A weight vector at which a portfolio is optimal."""

    candidate: Candidate
    weights: tuple[float, ...]


def candidate_of(desk: Desk, selection: Mapping[str, str]) -> Candidate:
    value, totals, _ = desk.accountant.sums(selection)
    certain = value - sum(desk.accountant.weights[name] * total for name, total in totals.items())
    return Candidate(in_file_order(desk.problem, selection), tuple(totals.values()), certain)
