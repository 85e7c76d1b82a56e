"""The weights of a polytope closest to given ones at which one portfolio is worth no less than its rivals; exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from optimizer.deciding.tableau import Tableau
from optimizer.numbers import ONE, ZERO
from optimizer.weighing.polytope import Vector, dot


@dataclass(frozen=True, slots=True)
class Rival:
    """A portfolio with its totals by criterion, and its value that no weights change (synergies)."""

    selected: dict[str, str]
    totals: Vector
    certain: Fraction

    def value(self, weights: Vector) -> Fraction:
        return dot(weights, self.totals) + self.certain


class Closest:
    """Weights as mixtures of the corners: w = sum_k l_k corner_k, sum l = 1, w - up + down = near; min sum(up + down).

    `distance` only grows as rivals are added, so it bounds what is to come from below.
    """

    def __init__(self, corners: Sequence[Vector], near: Vector, mine: Rival) -> None:
        self.corners, self.near, self.mine = corners, near, mine
        self.rivals: list[Rival] = []
        self._contradiction: list[Fraction] | None = None
        self._tableau = _without_rivals(corners, near)
        self.distance = self._distance()

    def weights(self) -> Vector:
        mix = self._tableau.solution()[: len(self.corners)]
        columns = zip(*self.corners, strict=True)
        return tuple(dot(mix, column) for column in columns)

    def _distance(self) -> Fraction:
        pairs = zip(self.weights(), self.near, strict=True)
        return sum((abs(weight - wanted) for weight, wanted in pairs), ZERO)

    def add(self, rival: Rival) -> bool:
        """False when no weights are left."""
        self.rivals.append(rival)
        gains = [self.mine.value(corner) - rival.value(corner) for corner in self.corners]
        self._contradiction = self._tableau.add(gains)
        if self._contradiction is None:
            self.distance = self._distance()
        return self._contradiction is None

    def holds(self, weights: Vector) -> bool:
        """The weights are some, at the distance said, and no rival is worth more at them."""
        some = min(weights) >= 0 and sum(weights) == 1
        return some and all(self.mine.value(weights) >= rival.value(weights) for rival in self.rivals)

    def mixture(self) -> list[tuple[Rival, Fraction]]:
        """Shares, summing to 1, of the rivals that together beat the portfolio at every corner."""
        assert self._contradiction is not None
        shares = self._contradiction[len(self._contradiction) - len(self.rivals) :]
        whole = sum(shares, ZERO)
        return [(rival, share / whole) for rival, share in zip(self.rivals, shares, strict=True) if share]

    def margin(self, mixture: Sequence[tuple[Rival, Fraction]]) -> Fraction:
        """By how much the mixture beats the portfolio where it does so least, over all corners."""
        return min(
            sum((share * rival.value(corner) for rival, share in mixture), ZERO) - self.mine.value(corner)
            for corner in self.corners
        )


def _without_rivals(corners: Sequence[Vector], near: Vector) -> Tableau:
    """Starting at the first corner. A row a criterion: sum_k l_k corner_k - up + down = near, turned where needed."""
    count, size = len(corners), len(near)
    first, rows, right, basis = corners[0], list[list[Fraction]](), list[Fraction](), list[int]()
    for at in range(size):
        # Less first[at] times the row sum l = 1, the first corner's column is zero here.
        row = [corner[at] - first[at] for corner in corners] + [ZERO] * (2 * size)
        row[count + at], row[count + size + at] = -ONE, ONE
        rest = near[at] - first[at]
        sign = ONE if rest >= 0 else -ONE
        rows.append([sign * number for number in row])
        right.append(abs(rest))
        basis.append(count + at if rest < 0 else count + size + at)
    rows.append([ONE] * count + [ZERO] * (2 * size))
    return Tableau(rows, [*right, ONE], [ZERO] * count + [ONE] * (2 * size), [*basis, 0])
