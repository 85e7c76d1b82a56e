"""One question about some weights, from the bounds to the end of its search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from threading import Event, Lock

from optimizer.problem import Problem
from optimizer.reweighting.bounds import Bounds, Relaxed
from optimizer.reweighting.figures import Figures, Weights
from optimizer.reweighting.pool import Known, Pool
from optimizer.reweighting.proposal import PROVEN, Certificate, Proposal, gap_between
from optimizer.reweighting.search import Effort, Search
from optimizer.reweighting.trimming import lighter
from optimizer.solving.clock import Clock
from optimizer.solving.desk import Desk
from optimizer.status import Status

NEARBY = ((40, 0.5), (100, 1.0))
"""Columns that are free in the first searches, and the seconds each may take at most."""
WORTH_IT = (2, 4)
"""How many times as many options there must be for that: among fewer the whole search is as quick (measured)."""
STEPS = (1e-3, 0.0)
"""Gaps on the way to a proof, after the one that was asked for."""
SMALL = 60
"""Options up to which the proof is looked for straight away."""

Later = Callable[[Proposal], None]


@dataclass(slots=True)
class Memory:
    """What is kept from one question to the next. `impossible`: no portfolio keeps every limit and rule.

    `looseness` is how far above the truth the relaxation was last shown to be, as a part of it: a search among few
    columns proves nothing, so it is spared where that alone is more than may be left.
    """

    problem: Problem
    desk: Desk
    figures: Figures
    pool: Pool
    bounds: Bounds
    search: Search
    patience: float
    impossible: bool = False
    looseness: float = 0.0

    @classmethod
    def of(cls, problem: Problem, portfolios: int, proofs: int, patience: float) -> Memory:
        desk = Desk(problem)
        figures = Figures(desk.model)
        pool = Pool(len(problem.criteria), portfolios)
        search = Search(desk, figures, pool)
        nothing = desk.accountant.account({})
        if nothing.feasible:
            search.keep({}, nothing)
        return cls(problem, desk, figures, pool, Bounds(desk, figures, proofs), search, patience)


class Question:
    """`settled` is set when the gap is within what was asked for, or the search has ended."""

    def __init__(self, memory: Memory, weights: Weights, within: float, later: Later | None) -> None:
        self.memory, self.weights, self.within, self.later = memory, weights, within, later
        self.clock, self.settled, self._lock = Clock.start(None), Event(), Lock()
        self._told: Proposal | None = None
        self._relaxed = Relaxed(inf)
        self._bound, self._certificate = inf, Certificate.RELAXATION

    def start(self) -> None:
        """The bounds that need no search, the cheaper one first; again later, what was proven since."""
        if self._relaxed.values is None:
            self._relaxed = self.memory.bounds.relaxed(self.weights)
            self._lower(self._relaxed.bound, Certificate.RELAXATION)
        if self._relaxed.infeasible:
            self.memory.impossible = True
        elif self.gap > self.within or self.later is not None:
            self._lower(self.memory.bounds.proven(self.weights), Certificate.PROOFS)

    def _lower(self, bound: float, certificate: Certificate) -> None:
        with self._lock:
            if bound < self._bound:
                self._bound, self._certificate = bound, certificate

    def _best(self) -> tuple[Known, float] | None:
        best = self.memory.pool.best(self.weights)
        return None if best is None else (best[0], float(best[1]))

    @property
    def gap(self) -> float:
        if self.memory.impossible:
            return 0.0
        best = self._best()
        return inf if best is None else max(0.0, gap_between(best[1], self._bound)) if self._bound < inf else inf

    def run(self, cancel: Event) -> None:
        """The whole search, in the worker's thread: near the relaxation, then everything in steps towards a proof."""
        options = len(self.memory.figures.options)
        for (size, seconds), times in zip(NEARBY, WORTH_IT, strict=True):
            if (
                options < times * size
                or self.memory.looseness > self.within
                or self.gap <= self.within
                or cancel.is_set()
            ):
                break
            effort = Effort(self.within / 5, min(seconds, self._left), cancel, self._enough(self.within))
            self.memory.search.nearby(self.weights, self._relaxed, size, effort)
            self._tell(cancel)
        steps = (self.within, *(STEPS if self.later is not None else ()))
        for gap in STEPS[-1:] if options <= SMALL else steps:
            if self.gap > max(gap, PROVEN) and not cancel.is_set():
                self._search_all(gap, cancel)
                self._tell(cancel)

    def _search_all(self, gap: float, cancel: Event) -> None:
        bound = self.memory.search.all(self.weights, self._relaxed, Effort(gap, self._left, cancel, self._enough(gap)))
        if bound == -inf:
            self.memory.impossible = True
        else:
            self.learn(bound)

    def learn(self, bound: float) -> None:
        """What a search at these weights has proven."""
        self._lower(bound, Certificate.SEARCH)
        if self._relaxed.bound < inf:
            self.memory.looseness = gap_between(self._bound, self._relaxed.bound)
        self.memory.bounds.learn(self.weights, self._bound)

    def _enough(self, gap: float) -> float:
        """The value that is within the gap of the bound."""
        return self._bound - gap * max(1.0, abs(self._bound)) if gap > PROVEN else inf

    @property
    def _left(self) -> float:
        return self.memory.patience - self.clock.spent

    def _tell(self, cancel: Event) -> None:
        """Wakes who waits; once the first answer is out, hands on what is better."""
        if self.gap <= self.within:
            self.settled.set()
        with self._lock:
            told = self._told
        if told is None or self.later is None or cancel.is_set():
            return
        now = self._proposal()
        if _better(now, told) and not cancel.is_set():
            self._told = now
            self.later(now)

    def answer(self) -> Proposal:
        """The first answer; from now on improvements are handed on."""
        with self._lock:
            self._told = self._proposal()
            return self._told

    def _proposal(self) -> Proposal:
        memory, best = self.memory, self._best()
        weights = dict(zip(memory.problem.weights, self.weights.floats.tolist(), strict=True))
        if memory.impossible or best is None:
            status = Status.INFEASIBLE if memory.impossible else Status.NOT_FOUND
            bound = None if memory.impossible or self._bound == inf else self._bound
            return Proposal(
                status=status, weights=weights, selected={}, value=None, bound=bound, gap=None, within=self.within,
                certificate=self._certificate, seconds=self.clock.spent,
            )  # fmt: skip
        known, value = best
        bound = max(value, self._bound)
        gap = gap_between(value, bound) if bound < inf else None
        return Proposal(
            status=Status.OPTIMAL if gap is not None and gap <= PROVEN else Status.FEASIBLE,
            weights=weights,
            selected=lighter(memory.desk, self.weights, memory.figures.costs(self.weights), memory.search.picks(known)),
            value=value, bound=bound, gap=gap, within=self.within, certificate=self._certificate,
            seconds=self.clock.spent,
        )  # fmt: skip


def _better(now: Proposal, before: Proposal) -> bool:
    """Worth more, or newly proven, or newly as close as was asked for."""
    if now.proven > before.proven or now.certified > before.certified:
        return True
    return now.value is not None and (before.value is None or now.value > before.value)
