"""Exact linear programming for a few unknowns: a simplex tableau in fractions that takes on inequalities one by one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from optimizer.numbers import ONE, ZERO

Numbers = list[Fraction]


class Tableau:
    """Minimise costs x, where rows x = right and x >= 0; every row starts with the column named for it in `basis`.

    Those columns must form a unit matrix, and `right` must not be negative. Bland's rule (Mathematics of Operations
    Research 2, 1977) chooses pivots, so that it ends.
    """

    def __init__(self, rows: Sequence[Numbers], right: Numbers, costs: Numbers, basis: list[int]) -> None:
        self.rows, self.right = [list(row) for row in rows], list(right)
        self.basis, self.costs, self.cost = list(basis), list(costs), ZERO
        for at, column in enumerate(self.basis):
            self._clear_cost(at, column)
        self._primal()

    @property
    def width(self) -> int:
        return len(self.costs)

    def solution(self) -> Numbers:
        found = [ZERO] * self.width
        for column, value in zip(self.basis, self.right, strict=True):
            found[column] = value
        return found

    def add(self, coefficients: Sequence[Fraction]) -> Numbers | None:
        """Adds coefficients x >= 0 over the first columns, with a slack column, and makes the solution least again.

        None when there is one. Otherwise a row that nothing can satisfy: non-negative multiples of x, whose sum would
        have to be negative; its entries at the slacks are the multipliers of the inequalities that contradict.
        """
        for row in self.rows:
            row.append(ZERO)
        self.costs.append(ZERO)
        row = [-c for c in coefficients] + [ZERO] * (self.width - len(coefficients))
        row[-1], right = ONE, ZERO
        for known, value, column in zip(self.rows, self.right, self.basis, strict=True):
            if factor := row[column]:
                row = [a - factor * b if b else a for a, b in zip(row, known, strict=True)]
                right -= factor * value
        self.rows.append(row)
        self.right.append(right)
        self.basis.append(self.width - 1)
        return self._dual()

    def _primal(self) -> None:
        """Costs are bounded below by zero in every use of this, so that some row always limits the step."""
        while (column := next((at for at, cost in enumerate(self.costs) if cost < 0), None)) is not None:
            limits = [
                (self.right[at] / row[column], self.basis[at], at)
                for at, row in enumerate(self.rows)
                if row[column] > 0
            ]
            self._pivot(min(limits)[2], column)

    def _dual(self) -> Numbers | None:
        while short := [(self.basis[at], at) for at, value in enumerate(self.right) if value < 0]:
            row = self.rows[min(short)[1]]
            limits = [(self.costs[at] / -c, at) for at, c in enumerate(row) if c < 0]
            if not limits:
                return row
            self._pivot(min(short)[1], min(limits)[1])
        return None

    def _pivot(self, at: int, column: int) -> None:
        pivot = self.rows[at][column]
        self.rows[at] = mine = [c / pivot if c else c for c in self.rows[at]]
        self.right[at] /= pivot
        for other, row in enumerate(self.rows):
            if other != at and (factor := row[column]):
                self.rows[other] = [a - factor * b if b else a for a, b in zip(row, mine, strict=True)]
                self.right[other] -= factor * self.right[at]
        self.basis[at] = column
        self._clear_cost(at, column)

    def _clear_cost(self, at: int, column: int) -> None:
        if factor := self.costs[column]:
            self.costs = [a - factor * b if b else a for a, b in zip(self.costs, self.rows[at], strict=True)]
            self.cost += factor * self.right[at]
