"""On what part of a set of weights each open initiative is funded, where not all optimal portfolios are listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import sqrt

import numpy as np

from optimizer.numbers import ONE
from optimizer.solving.questions import Answer, Found, Question
from optimizer.weighing.candidates import Candidate, candidate_of
from optimizer.weighing.polytope import Vector
from optimizer.weighing.regions import Floats, dimension_of, sample
from optimizer.weighing.supported import EXACT_UP_TO, SAMPLES, Share, best_of, cell_of, floats, shares
from optimizer.weighing.viewing import Views

PATIENCE = 60.0
"""Seconds that may be spent here where there is no time limit."""
CHECKED = 40
"""Of the weights drawn, how many are solved."""
BETTER = Fraction(1, 10**7)


class Sharing:
    """`known` are optimal portfolios of the set, perhaps not all of them."""

    def __init__(self, views: Views, points: Sequence[Vector], known: Sequence[Candidate]) -> None:
        self.views, self.points = views, points
        self.known = {(c.totals, c.certain): c for c in known}
        self.clock = views.clock.part(PATIENCE)

    def shares(self, ids: Sequence[str]) -> dict[str, Share]:
        """Exact in up to three free dimensions if the time allows; else sampled, with its error."""
        if dimension_of(floats(self.points)) <= EXACT_UP_TO and self._know_all():
            return shares(list(self.known.values()), ids, self.points)
        return self._sampled(ids)

    def _know_all(self) -> bool:
        """Until no corner of a cell, where one known portfolio is best, has a better one; False when the time ends.

        The best value is convex in the weights and the known portfolio's linear: what is best at every corner of a
        cell is best in all of it.
        """
        seen: set[Vector] = set()
        while new := [corner for corner in dict.fromkeys(self._corners()) if corner not in seen]:
            seen.update(new)
            for corner, answer in zip(new, self._ask_all(new), strict=True):
                if answer.found not in (Found.PROVEN, Found.NONE) or self.clock.over:
                    return False
                self._meet(corner, answer)
        return True

    def _corners(self) -> Iterator[Vector]:
        for one in list(self.known.values()):
            cell = cell_of(one, self.known.values(), self.points)
            if cell is not None:
                yield from cell.points

    def _ask_all(self, points: Sequence[Vector]) -> list[Answer]:
        """At each point, whether something is better than all that is known."""
        return self.views.ask_all(((point, Question(least=_above(self._best(point)))) for point in points), self.clock)

    def _best(self, point: Vector) -> Fraction:
        return max(candidate.worth(point) for candidate in self.known.values())

    def _meet(self, point: Vector, answer: Answer) -> None:
        if answer.selection is not None:
            found = candidate_of(self.views.crew.desk, answer.selection)
            self.known.setdefault((found.totals, found.certain), found)

    def _sampled(self, ids: Sequence[str]) -> dict[str, Share]:
        """The share among many drawn weights by what is known, put right by what solving at a few of them shows.

        share = mean known + mean (true - known); two standard errors of each mean are added, and 3/n for a difference
        that n solves did not show at all. (The difference estimator: Cochran, Sampling Techniques, 1977, chapter 7.)
        """
        corners = floats(self.points)
        drawn = sample(corners, SAMPLES if dimension_of(corners) else 1)
        few = [_exactly(row) for row in drawn[:CHECKED]]
        before = list(self.known.values())
        told = self._solved(few)
        best = best_of(before, drawn)
        found = {}
        for id in ids:
            funds = np.array([id in candidate.selected for candidate in before])[best]
            apart = [float(id in true.selected) - float(funds[at]) for at, true in told.items()]
            found[id] = _estimated(float(funds.mean()), len(drawn), apart)
        return found

    def _solved(self, few: Sequence[Vector]) -> dict[int, Candidate]:
        """By place the portfolio that is best there, where that was proven."""
        told = {}
        for at, (point, answer) in enumerate(zip(few, self._ask_all(few), strict=True)):
            if answer.found is Found.PROVEN and answer.selection is not None:
                told[at] = candidate_of(self.views.crew.desk, answer.selection)
            elif answer.found is Found.NONE:
                told[at] = max(self.known.values(), key=lambda candidate: candidate.worth(point))
        return told


def _estimated(known: float, drawn: int, apart: Sequence[float]) -> Share:
    if not apart:
        return Share(known, 1.0)
    count, shift = len(apart), float(np.mean(apart))
    share = min(1.0, max(0.0, known + shift))
    unseen = max(2 * float(np.std(apart)) / sqrt(count), 3 / count)
    return Share(share, min(1.0, 2 * sqrt(known * (1 - known) / drawn) + unseen))


def _above(value: Fraction) -> Fraction:
    """Worth more, for all that a solver proves."""
    return value + BETTER * max(ONE, abs(value))


def _exactly(row: Floats) -> Vector:
    """Weights that sum to exactly 1."""
    first = [Fraction(float(x)).limit_denominator(10**6) for x in row]
    total = sum(first)
    return tuple(x / total for x in first)
