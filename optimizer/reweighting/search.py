"""Searching at one set of weights: among the columns nearest the relaxation, then among all. One thread at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from threading import Event

import numpy as np
from numpy.typing import NDArray

from optimizer.exact.evaluation import Account
from optimizer.modelling.scaling import Floats
from optimizer.reweighting.bounds import Relaxed
from optimizer.reweighting.figures import Figures, Weights, factor_for
from optimizer.reweighting.pool import Known, Pool
from optimizer.solvers.asking import Ask, Outcome, Reply, SolverFailed
from optimizer.solvers.choosing import solver_for
from optimizer.solving.clock import Clock
from optimizer.solving.desk import ALONE, TIGHT, Desk
from optimizer.solving.questions import Found, Question

Flags = NDArray[np.bool_]

FRACTIONAL = 1e-6
REFUSED = 2.0
"""Seconds for doing it all exactly after a solver's answer has failed the exact check."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How far a search goes: a relative gap, seconds, an event that ends it, and a value that is enough."""

    gap: float
    seconds: float
    stop: Event
    enough: float = inf


class Search:
    """Two kept models, one for each kind of search; what they find goes into the pool after its exact check."""

    def __init__(self, desk: Desk, figures: Figures, pool: Pool) -> None:
        self._desk, self._figures, self._pool = desk, figures, pool
        self._core = solver_for(desk.scaled, [row.source for row in desk.model.rows])
        self._width = len(desk.model.columns)

    def nearby(self, weights: Weights, relaxed: Relaxed, size: int, effort: Effort) -> None:
        """Only `size` columns are free: those that cost the relaxation least to move, and those of the best known."""
        if relaxed.values is None or relaxed.losses is None:
            return
        options, values = self._figures.options, relaxed.values
        rounded = np.round(values[options])
        losses = np.where(np.abs(values[options] - rounded) > FRACTIONAL, -1.0, relaxed.losses[options])
        free = np.zeros(len(options), dtype=bool)
        free[np.argsort(losses, kind="stable")[:size]] = True
        ones = self._best_columns(weights)
        if ones is not None:
            free[np.flatnonzero((rounded > 0.5) != ones[options])[:size]] = True
        held = {int(at): (value, value) for at, value in zip(options[~free], rounded[~free].tolist(), strict=True)}
        self._solve(weights, held, ones, effort, nearby=True)

    def all(self, weights: Weights, relaxed: Relaxed, effort: Effort) -> float:
        """The bound that it proves; -inf when nothing is possible at all."""
        best = self._pool.best(weights)
        held = {} if best is None else self._fixed(relaxed, float(best[1]))
        reply = self._solve(weights, held, self._best_columns(weights), effort, nearby=False)
        if reply is None:
            return inf
        if reply.outcome is Outcome.INFEASIBLE:
            return -inf if best is None else float(best[1])
        known = -inf if best is None else float(best[1])
        return max(reply.bound / factor_for(self._figures.costs(weights)), known)

    def _fixed(self, relaxed: Relaxed, known: float) -> dict[int, tuple[float, float]]:
        """Reduced-cost fixing: a column whose move costs the relaxation more than is left above the best known."""
        if relaxed.values is None or relaxed.losses is None:
            return {}
        options = self._figures.options
        sure = options[relaxed.losses[options] > relaxed.bound - known]
        return {
            int(at): (value, value) for at, value in zip(sure, np.round(relaxed.values[sure]).tolist(), strict=True)
        }

    def _best_columns(self, weights: Weights) -> Flags | None:
        best = self._pool.best(weights)
        return None if best is None else self.columns_of(best[0])

    def columns_of(self, known: Known) -> Flags:
        """By column, whether it is one of the portfolio's options."""
        bits = np.unpackbits(np.frombuffer(known.picks, dtype=np.uint8), count=self._width)
        return bits.astype(bool)

    def _solve(
        self,
        weights: Weights,
        held: Mapping[int, tuple[float, float]],
        start: Flags | None,
        effort: Effort,
        *,
        nearby: bool,
    ) -> Reply | None:
        """None when it says nothing: stopped before, broken down, or an answer that is none."""
        if effort.stop.is_set() or effort.seconds <= 0:
            return None
        costs = self._figures.costs(weights)
        factor = factor_for(costs)
        gap = max(effort.gap * 0.9, TIGHT)
        at_one = None if start is None else self._desk.at_one(self.selection(start))
        ask = Ask(
            costs * factor, self._figures.offset(weights) * factor, held, seconds=effort.seconds, gap=gap,
            small=gap * factor, start=None if at_one is None else tuple(sorted(at_one)),
            alone=inf if nearby else ALONE, stop=effort.stop, enough=effort.enough * factor,
        )  # fmt: skip
        try:
            reply = (self._core if nearby else self._desk.solver).solve(ask)
        except SolverFailed:
            return None
        if reply.values is None or self._take(reply.values):
            return reply
        return None if nearby else self._exactly(weights, effort)

    def _exactly(self, weights: Weights, effort: Effort) -> Reply | None:
        """The desk cuts off what fails the exact check, and asks again."""
        exact = dict(zip(self._desk.problem.weights, weights.exact, strict=True))
        clock = Clock.start(min(effort.seconds, REFUSED))
        answer = self._desk.tilted(exact).best(Question(gap=effort.gap), clock)
        if answer.found is Found.NONE:
            return Reply(Outcome.INFEASIBLE, None, -inf, answer.solver)
        if answer.selection is not None and answer.account is not None:
            self.keep(answer.selection, answer.account)
        factor = factor_for(self._figures.costs(weights))
        return Reply(Outcome.STOPPED, None, answer.bound * factor, answer.solver)

    def _take(self, values: Floats) -> bool:
        """Whether the solver's answer keeps everything, in exact arithmetic; then it is known."""
        picked = self._desk.selection(values)
        account = self._desk.accountant.account(picked)
        if not account.feasible:
            return False
        self.keep(picked, account)
        return True

    def keep(self, selection: Mapping[str, str], account: Account) -> None:
        """Into the pool."""
        columns = np.zeros(self._width, dtype=bool)
        columns[[self._desk.model.options[pick] for pick in selection.items()]] = True
        totals = tuple(account.totals.values())
        weights = self._desk.accountant.weights.values()
        certain = account.value - sum((w * t for w, t in zip(weights, totals, strict=True)), Fraction(0))
        self._pool.add(Known(np.packbits(columns).tobytes(), totals, certain))

    def picks(self, known: Known) -> dict[str, str]:
        """Option by initiative, in the problem's order."""
        return self.selection(self.columns_of(known))

    def selection(self, columns: Flags) -> dict[str, str]:
        """In the problem's order."""
        order = self._desk.order
        return dict(order[int(at)] for at in np.flatnonzero(columns))
