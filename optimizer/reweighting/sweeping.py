"""Many weight vectors at once: which of them to search so that bounds answer the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from heapq import heapify, heappop, heappush
from math import inf

from optimizer.reweighting.question import Question
from optimizer.solving.clock import Clock

CLOSER = 0.1
"""Part of the allowed gap that a search may leave: what it leaves its neighbours have to bear too."""


def widest_first(
    questions: Sequence[Question], search: Callable[[Question, Clock], None], clock: Clock
) -> Iterator[int]:
    """Searches until all gaps are within what was asked for, or the time is up; gives how many are.

    A gap only shrinks as more is known, so the widest one known before is looked at again, and searched only when it
    is still the widest (the lazy greedy order of Minoux, 1978).
    """
    waiting = [(-inf, place) for place in range(len(questions))]
    heapify(waiting)
    searched: set[int] = set()
    while waiting and not clock.over:
        _, place = heappop(waiting)
        question = questions[place]
        question.start()
        gap = question.gap
        if gap <= question.within or place in searched:
            yield len(questions) - len(waiting)
        elif not waiting or -gap <= waiting[0][0]:
            searched.add(place)
            search(question, clock)
            heappush(waiting, (-gap, place))
        else:
            heappush(waiting, (-gap, place))
