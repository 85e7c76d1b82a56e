"""Many pieces of work on one problem: one after another, or side by side on any `concurrent.futures.Executor`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from threading import local
from typing import TypeVar
from uuid import uuid4

from optimizer.problem import Problem
from optimizer.solving.desk import Desk

T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[Desk, T], R]

_mine = local()
"""By thread: the desk used last and whose it is. One only, so that what a worker keeps stays small."""


class Crew:
    """`each(work, items)` gives what work(desk, item) returns, in the order of the items.

    Without an executor the work is done here, when its result is asked for. With one, each of its workers keeps a desk
    of its own, and solvers do not race there: the other processors have work. `work` must be a function of a module
    and items and results values that can be pickled where the workers are processes. An error in the work is raised
    here and what has not begun is cancelled.
    """

    def __init__(
        self, problem: Problem, executor: Executor | None = None, desk: Desk | None = None, *, short: bool = False
    ) -> None:
        self.desk = desk or Desk(problem, short=short)
        self._problem, self._executor, self._short = problem, executor, short
        self._key = uuid4().hex

    @property
    def alone(self) -> bool:
        """Whether there is nobody but the one who asks."""
        return self._executor is None

    def each(self, work: Work[T, R], items: Iterable[T]) -> Iterator[R]:
        if self._executor is None:
            for item in items:
                yield work(self.desk, item)
            return
        waiting = [self._executor.submit(_done, self._key, self._problem, self._short, work, item) for item in items]
        try:
            for one in waiting:
                yield one.result()
        finally:
            _cancel(waiting)


def _done(key: str, problem: Problem, short: bool, work: Work[T, R], item: T) -> R:
    """In the worker: the desk of this problem, made when it comes for the first time."""
    if getattr(_mine, "key", None) != key:
        _mine.desk, _mine.key = Desk(problem, racing=False, short=short), key
    return work(_mine.desk, item)


def _cancel(waiting: Iterable[Future[R]]) -> None:
    for one in waiting:
        one.cancel()
