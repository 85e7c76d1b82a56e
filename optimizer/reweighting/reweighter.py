"""`Reweighter`: the best portfolio at ever other weights, answered with a bound at once and proven after."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from math import inf
from types import TracebackType

from optimizer.faults import Fault, ProblemFaults
from optimizer.numbers import Number
from optimizer.problem import Problem
from optimizer.reweighting.figures import weights_of
from optimizer.reweighting.proposal import PROVEN, Proposal
from optimizer.reweighting.question import Later, Memory, Question
from optimizer.reweighting.sweeping import CLOSER, TOGETHER, Shared, widest_first
from optimizer.reweighting.worker import Worker
from optimizer.solving.clock import Clock


class Reweighter:
    """Keeps models, known portfolios and proven bounds of one problem; asked for weights again and again.

    At most `portfolios` are known and `proofs` remembered, so memory is bounded. A search goes on for at most
    `patience` seconds after its question. Any thread may ask; the newest question is the one that is searched for.
    """

    def __init__(self, problem: Problem, *, portfolios: int = 200, proofs: int = 64, patience: float = 60.0) -> None:
        self.problem = problem
        self._memory = Memory.of(problem, portfolios, proofs, patience)
        self._worker = Worker()

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
        return len(self._memory.pool)

    @property
    def proofs(self) -> int:
        """How many proven bounds are remembered."""
        return len(self._memory.bounds.proofs)

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
        are none and a gap out of range, RuntimeError when closed.
        """
        question = self._question(weights, within, later)
        question.start()
        goal = PROVEN if later is not None else max(within, PROVEN)
        if question.gap <= goal or (later is None and seconds <= 0):
            self._worker.cancel()
            return question.answer()
        cancel = self._worker.submit(question.run, question.settled)
        if question.gap > within and seconds > 0:
            question.settled.wait(max(0.0, seconds - question.clock.spent))
        if later is None:
            cancel.set()
        return question.answer()

    def propose_all(
        self,
        several: Sequence[Mapping[str, Number]],
        within: float = 0.001,
        *,
        time_limit: float | None = None,
        progress: Callable[[int, int], None] | None = None,
        executor: Executor | None = None,
    ) -> tuple[Proposal, ...]:
        """A proposal for each of the weight vectors, in their order, with as few searches as it takes.

        The one whose bound and best known portfolio are furthest apart is searched first, and closer than asked for:
        what that proves and finds certifies its neighbours. `progress` hears how many are certified, and of how many.
        The workers of an `executor` search several at a time.
        When the time ends, or another question comes between, the rest is answered with the gap that it then has.
        Raises as `propose` does.
        """
        clock = Clock.start(time_limit)
        questions = [self._question(weights, within, None) for weights in several]
        search, together = (
            (self._searched, 1) if executor is None else (Shared(self._memory, executor).search, TOGETHER)
        )
        for done in widest_first(questions, search, clock, together):
            if progress is not None:
                progress(done, len(questions))
        for question in questions:
            question.start()
        return tuple(question.answer() for question in questions)

    def _searched(self, questions: Sequence[Question], clock: Clock) -> None:
        """Until it is closer than was asked for, so that its neighbours gain."""
        (question,) = questions
        closer = Question(self._memory, question.weights, question.within * CLOSER, None)
        closer.start()
        cancel = self._worker.submit(closer.run, closer.settled)
        closer.settled.wait(None if clock.limit == inf else max(0.0, clock.left))
        cancel.set()

    def _question(self, weights: Mapping[str, Number], within: float, later: Later | None) -> Question:
        if self._worker.closed:
            raise RuntimeError("closed")
        if not 0 <= within < 1:
            raise ProblemFaults([Fault("within", "must be at least 0 and below 1")])
        return Question(self._memory, weights_of(self.problem, weights), within, later)
