"""The portfolios known so far: each was checked exactly once, and is worth something at any weights."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from threading import Lock

import numpy as np

from optimizer.modelling.scaling import Floats
from optimizer.reweighting.figures import Weights

EQUAL = 1e-9


@dataclass(frozen=True, slots=True)
class Known:
    """A portfolio that breaks nothing. `picks` are its option columns, packed as bits; `certain` is from synergies."""

    picks: bytes
    totals: tuple[Fraction, ...]
    certain: Fraction

    def value(self, weights: Weights) -> Fraction:
        """Exact."""
        pairs = zip(weights.exact, self.totals, strict=True)
        return sum((weight * total for weight, total in pairs if weight), self.certain)

    def at_least(self, other: Known) -> bool:
        """Whether it is worth no less at any weights."""
        pairs = zip(self.totals, other.totals, strict=True)
        return self.certain >= other.certain and all(mine >= theirs for mine, theirs in pairs)


class Pool:
    """At most `most` portfolios; the one that has not been the best for longest makes room."""

    def __init__(self, criteria: int, most: int) -> None:
        self._lock, self._most = Lock(), most
        self._known: list[Known] = []
        self._figures: Floats = np.zeros((0, criteria + 1))
        self._best_at: list[int] = []
        self._count = 0

    def __len__(self) -> int:
        return len(self._known)

    def add(self, known: Known) -> None:
        """Nothing changes when one that is at least as good at any weights is there already."""
        row = np.array([*map(float, known.totals), float(known.certain)])
        with self._lock:
            near = np.flatnonzero((self._figures >= row - EQUAL * np.maximum(1.0, np.abs(row))).all(axis=1))
            if any(self._known[at].at_least(known) for at in near):
                return
            self._count += 1
            if len(self._known) == self._most:
                self._forget(int(np.argmin(self._best_at)))
            self._known.append(known)
            self._best_at.append(self._count)
            self._figures = np.vstack([self._figures, row])

    def _forget(self, place: int) -> None:
        del self._known[place], self._best_at[place]
        self._figures = np.delete(self._figures, place, axis=0)

    def best(self, weights: Weights) -> tuple[Known, Fraction] | None:
        """The best of them at these weights, by exact value; None when there are none."""
        with self._lock:
            if not self._known:
                return None
            values = self._figures[:, :-1] @ weights.floats + self._figures[:, -1]
            high = float(values.max())
            near = np.flatnonzero(values >= high - EQUAL * max(1.0, abs(high)))
            exact = {int(at): self._known[at].value(weights) for at in near}
            place = max(exact, key=exact.__getitem__)
            self._count += 1
            self._best_at[place] = self._count
            return self._known[place], exact[place]
