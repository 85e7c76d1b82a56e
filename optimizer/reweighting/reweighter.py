"""`Reweighter`: the best portfolio at ever other weights, answered with a bound at once and proven after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf
from threading import Event, Lock
from types import TracebackType

from optimizer.numbers import Number
from optimizer.problem import Problem
from optimizer.reweighting.bounds import Bounds, Relaxed
from optimizer.reweighting.figures import Figures, Weights, weights_of
from optimizer.reweighting.pool import Known, Pool
from optimizer.reweighting.proposal import PROVEN, Certificate, Proposal, gap_between
from optimizer.reweighting.search import Effort, Search
from optimizer.reweighting.trimming import lighter
from optimizer.reweighting.worker import Worker
from optimizer.solving.clock import Clock
from optimizer.solving.desk import Desk
from optimizer.status import Status

NEARBY = ((24, 0.5), (60, 1.0))
"""Columns that are free in the first searches, and the seconds each may take at most."""
WORTH_IT = (2, 4)
"""How many times as many options there must be for that: among fewer the whole search is as quick (measured)."""
STEPS = (1e-3, 0.0)
"""Gaps on the way to a proof, after the one that was asked for."""
SMALL = 60
"""Options up to which the proof is looked for straight away."""

Later = Callable[[Proposal], None]


class Reweighter:
    """Keeps models, known portfolios and proven bounds of one problem; asked for weights again and again.

    At most `portfolios` are known and `proofs` remembered, so memory is bounded. A search goes on for at most
    `patience` seconds after its question. Any thread may ask; the newest question is the one that is searched for.
    """

    def __init__(self, problem: Problem, *, portfolios: int = 200, proofs: int = 64, patience: float = 60.0) -> None:
        self.problem = problem
        self._desk = Desk(problem)
        self._figures = Figures(self._desk.model)
        self._pool = Pool(len(problem.criteria), portfolios)
        self._bounds = Bounds(self._desk, self._figures, proofs)
        self._search = Search(self._desk, self._figures, self._pool)
        self._worker = Worker()
        self._patience, self._impossible = patience, False
        nothing = self._desk.accountant.account({})
        if nothing.feasible:
            self._search.keep({}, nothing)

    def __enter__(self) -> Reweighter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the search under way and its thread."""
        self._worker.close()

    @property
    def known(self) -> int:
        """How many portfolios are in the pool."""
        return len(self._pool)

    @property
    def proofs(self) -> int:
        """How many proven bounds are remembered."""
        return len(self._bounds.proofs)

    def propose(
        self,
        weights: Mapping[str, Number],
        within: float = 0.005,
        seconds: float = 0.05,
        *,
        later: Later | None = None,
    ) -> Proposal:
        """The best known portfolio at these weights, at once when a bound shows that it is `within` of the best.

        Otherwise after a search of at most `seconds`. With `later` the search goes on for a proof, and every better
        answer is handed to it from another thread, until a newer question comes. Raises ProblemFaults for weights that
        are none, RuntimeError when closed.
        """
        if self._worker.closed:
            raise RuntimeError("closed")
        question = _Question(self, weights_of(self.problem, weights), within, later)
        question.start()
        goal = PROVEN if later is not None else within
        if question.gap <= goal or (later is None and seconds <= 0):
            self._worker.cancel()
            return question.answer()
        cancel = self._worker.submit(question.run, question.settled)
        if question.gap > within and seconds > 0:
            question.settled.wait(max(0.0, seconds - question.clock.spent))
        if later is None:
            cancel.set()
        return question.answer()


class _Question:
    """One call of `propose`, from the bounds to the end of its search."""

    def __init__(self, owner: Reweighter, weights: Weights, within: float, later: Later | None) -> None:
        self.owner, self.weights, self.within, self.later = owner, weights, within, later
        self.clock, self.settled, self._lock = Clock.start(None), Event(), Lock()
        self._told: Proposal | None = None
        self._relaxed = Relaxed(inf)
        self._bound, self._certificate = inf, Certificate.RELAXATION

    def start(self) -> None:
        """The bounds that need no search, the cheaper one first."""
        self._relaxed = self.owner._bounds.relaxed(self.weights)
        self._lower(self._relaxed.bound, Certificate.RELAXATION)
        if self._relaxed.infeasible:
            self.owner._impossible = True
        elif self.gap > self.within or self.later is not None:
            self._lower(self.owner._bounds.proven(self.weights), Certificate.PROOFS)

    def _lower(self, bound: float, certificate: Certificate) -> None:
        with self._lock:
            if bound < self._bound:
                self._bound, self._certificate = bound, certificate

    def _best(self) -> tuple[Known, float] | None:
        best = self.owner._pool.best(self.weights)
        return None if best is None else (best[0], float(best[1]))

    @property
    def gap(self) -> float:
        if self.owner._impossible:
            return 0.0
        best = self._best()
        return inf if best is None else max(0.0, gap_between(best[1], self._bound)) if self._bound < inf else inf

    def run(self, cancel: Event) -> None:
        """The whole search, in the worker's thread: near the relaxation, then everything in steps towards a proof."""
        options = len(self.owner._figures.options)
        for (size, seconds), times in zip(NEARBY, WORTH_IT, strict=True):
            if options < times * size or self.gap <= self.within or cancel.is_set():
                break
            effort = Effort(self.within / 5, min(seconds, self._left), cancel)
            self.owner._search.nearby(self.weights, self._relaxed, size, effort)
            self._tell(cancel)
        for gap in STEPS[-1:] if options <= SMALL else (self.within, *STEPS):
            if self.gap > max(gap, PROVEN) and not cancel.is_set():
                self._search_all(gap, cancel)
                self._tell(cancel)

    def _search_all(self, gap: float, cancel: Event) -> None:
        bound = self.owner._search.all(self.weights, self._relaxed, Effort(gap, self._left, cancel))
        if bound == -inf:
            self.owner._impossible = True
            return
        self._lower(bound, Certificate.SEARCH)
        self.owner._bounds.learn(self.weights, self._bound)

    @property
    def _left(self) -> float:
        return self.owner._patience - self.clock.spent

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
        owner, best = self.owner, self._best()
        weights = dict(zip(owner.problem.weights, self.weights.floats.tolist(), strict=True))
        if owner._impossible or best is None:
            status = Status.INFEASIBLE if owner._impossible else Status.NOT_FOUND
            bound = None if owner._impossible or self._bound == inf else self._bound
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
            selected=lighter(owner._desk, self.weights, owner._figures.costs(self.weights), owner._search.picks(known)),
            value=value, bound=bound, gap=gap, within=self.within, certificate=self._certificate,
            seconds=self.clock.spent,
        )  # fmt: skip


def _better(now: Proposal, before: Proposal) -> bool:
    """Worth more, or newly proven, or newly as close as was asked for."""
    if now.proven > before.proven or now.certified > before.certified:
        return True
    return now.value is not None and (before.value is None or now.value > before.value)
