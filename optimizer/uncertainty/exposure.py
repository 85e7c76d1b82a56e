"""What of one portfolio is uncertain: for each initiative, the amounts that may turn out otherwise than stated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from optimizer.exact.valuation import Selection
from optimizer.parts import STATUS_QUO, Option, StatusQuo
from optimizer.problem import Problem
from optimizer.uncertainty.drawing import Fate
from optimizer.uncertainty.inputs import Uncertainty
from optimizer.uncertainty.spreads import Draws, Spread


@dataclass(frozen=True, slots=True)
class Amount:
    """A use or score that is `scale` x what the spread gives, in place of `stated`; `column` is its resource's or
    criterion's place in the problem."""

    column: int
    spread: Spread
    scale: float
    stated: float

    @property
    def mean_change(self) -> float:
        return self.scale * self.spread.mean - self.stated

    def change(self, p: Draws) -> Draws:
        """Drawn less stated."""
        return self.scale * self.spread.quantile(p) - self.stated


@dataclass(frozen=True, slots=True)
class Exposure:
    """One initiative's uncertain amounts; `gain` is, by criterion, what success is stated to bring over failure."""

    id: str
    uses: tuple[Amount, ...]
    success: tuple[Amount, ...]
    failure: tuple[Amount, ...]
    probability: float
    gain: Draws

    def add_uses(self, fate: Fate, changes: Draws) -> None:
        """Adds drawn less stated uses to `changes`, one row a draw, one column a resource."""
        for amount in self.uses:
            changes[:, amount.column] += amount.change(fate.cost)

    def add_scores(self, fate: Fate, changes: Draws) -> None:
        """Adds drawn less expected scores to `changes`, one column a criterion."""
        if self.probability < 1:
            won = (fate.luck < self.probability).astype(np.float64)
            changes += np.outer(won - self.probability, self.gain)
        else:
            won = np.ones_like(fate.luck)
        for amounts, share in ((self.success, won), (self.failure, 1 - won)):
            for amount in amounts:
                changes[:, amount.column] += share * amount.change(fate.benefit)

    def mean_scores(self, columns: int) -> Draws:
        """Closed-form mean of what `add_scores` adds."""
        means = np.zeros(columns)
        for amounts, share in ((self.success, self.probability), (self.failure, 1 - self.probability)):
            for amount in amounts:
                means[amount.column] += share * amount.mean_change
        return means


def exposures(problem: Problem, selection: Selection, uncertainty: Uncertainty) -> tuple[Exposure, ...]:
    """Those initiatives of the portfolio for which anything is uncertain, in file order."""
    found = (exposure(problem, i.id, selection.get(i.id, STATUS_QUO), uncertainty) for i in problem.initiatives)
    return tuple(e for e in found if e.uses or e.success or e.failure or e.probability < 1)


def exposure(problem: Problem, id: str, option: str, uncertainty: Uncertainty) -> Exposure:
    initiative = problem.by_id[id]
    chosen = initiative.status_quo if option == STATUS_QUO else initiative.option(option)
    failed = initiative.status_quo
    probability = float(chosen.probability) if isinstance(chosen, Option) else 1.0
    gain = [float(chosen.scores.of(c.id) - failed.scores.of(c.id)) for c in problem.criteria]
    failure = tuple(_scores(problem, id, STATUS_QUO, failed, uncertainty)) if probability < 1 else ()
    uses, success = _uses(problem, id, option, chosen, uncertainty), _scores(problem, id, option, chosen, uncertainty)
    return Exposure(id, tuple(uses), tuple(success), failure, probability, np.array(gain))


def _uses(
    problem: Problem, id: str, option: str, chosen: Option | StatusQuo, uncertainty: Uncertainty
) -> Iterator[Amount]:
    for column, resource in enumerate(problem.resources):
        stated, cell = float(chosen.uses.of(resource.id)), (id, option, resource.id)
        if cell in uncertainty.uses:
            yield Amount(column, uncertainty.uses[cell], 1.0, stated)
        elif option != STATUS_QUO and stated > 0 and uncertainty.overruns_at(id, resource.id):
            yield Amount(column, uncertainty.overruns[id], stated, stated)


def _scores(
    problem: Problem, id: str, option: str, chosen: Option | StatusQuo, uncertainty: Uncertainty
) -> Iterator[Amount]:
    for column, criterion in enumerate(problem.criteria):
        cell = (id, option, criterion.id)
        if cell in uncertainty.scores:
            yield Amount(column, uncertainty.scores[cell], 1.0, float(chosen.scores.of(criterion.id)))
