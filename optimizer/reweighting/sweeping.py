"""Many weight vectors at once: which of them to search so that bounds answer the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import inf

from optimizer.reweighting.question import Memory, Question
from optimizer.solving.clock import Clock
from optimizer.solving.crew import Crew
from optimizer.solving.desk import Desk
from optimizer.solving.questions import Answer, Found
from optimizer.solving.questions import Question as Asking

CLOSER = 0.1
"""Part of the allowed gap that a search may leave: what it leaves its neighbours have to bear too."""
TOGETHER = 2
"""Searches begun together where others share the work: more of them would be further from the widest gap."""

Searching = Callable[[Sequence[Question], Clock], None]


def widest_first(questions: Sequence[Question], search: Searching, clock: Clock, together: int = 1) -> Iterator[int]:
    """Searches until all gaps are within what was asked for, or the time is up; gives how many are.

    A gap only shrinks as more is known, so the widest one known before is looked at again, and searched only when it
    is still the widest (the lazy greedy order of Minoux, 1978).
    """
    waiting = [(-inf, place) for place in range(len(questions))]
    heapify(waiting)
    searched: set[int] = set()
    batch: list[tuple[float, int]] = []
    while (waiting or batch) and not clock.over:
        if not waiting or len(batch) == together:
            search([questions[place] for _, place in batch], clock)
            for again in batch:
                heappush(waiting, again)
            batch = []
            continue
        _, place = heappop(waiting)
        question = questions[place]
        question.start()
        gap = question.gap
        if gap <= question.within or place in searched:
            yield len(questions) - len(waiting) - len(batch)
        elif not waiting or -gap <= waiting[0][0]:
            searched.add(place)
            batch.append((-gap, place))
        else:
            heappush(waiting, (-gap, place))


@dataclass(frozen=True, slots=True)
class Closing:
    """A search at some weights, beginning with the best portfolio known there and its value."""

    weights: dict[str, Fraction]
    gap: float
    start: dict[str, str] | None
    least: Fraction | None
    clock: Clock


def closed(desk: Desk, asked: Closing) -> Answer:
    """By a worker's own desk."""
    return desk.tilted(asked.weights).best(Asking(gap=asked.gap, start=asked.start, least=asked.least), asked.clock)


class Shared:
    """Searches by the workers of an executor; what they prove and find is remembered here."""

    def __init__(self, memory: Memory, executor: Executor) -> None:
        self._memory, self._crew = memory, Crew(memory.problem, executor, memory.desk)

    def search(self, several: Sequence[Question], clock: Clock) -> None:
        asked = [self._asked(question, clock) for question in several]
        for question, one, answer in zip(several, asked, self._crew.each(closed, asked), strict=True):
            self._learn(question, one, answer)

    def _asked(self, question: Question, clock: Clock) -> Closing:
        memory, best = self._memory, self._memory.pool.best(question.weights)
        weights = dict(zip(memory.problem.weights, question.weights.exact, strict=True))
        start, least = (None, None) if best is None else (memory.search.picks(best[0]), best[1])
        return Closing(weights, question.within * CLOSER, start, least, clock.part(memory.patience))

    def _learn(self, question: Question, asked: Closing, answer: Answer) -> None:
        memory = self._memory
        if answer.found is Found.NONE and asked.least is None:
            memory.impossible = True
        elif answer.found is Found.NONE and asked.least is not None:
            question.learn(float(asked.least))
        elif answer.selection is not None and answer.account is not None:
            memory.search.keep(answer.selection, memory.desk.accountant.account(answer.selection))
            question.learn(max(answer.bound, float(answer.account.value)))
