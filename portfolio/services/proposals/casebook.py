"""Proposals kept open for further questions: the model stays built, answers stay known, one thread asks at a time."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

from optimizer import Problem, Result, SolveSettings, problem_hash
from optimizer.explaining.case import Case
from optimizer.solving.clock import Clock
from optimizer.solving.desk import Desk
from optimizer.solving.posing import pose
from portfolio.services.proposals.remembering import Memory
from portfolio.services.proposals.solving import Budget

V = TypeVar("V")
OPEN = 8
"""Proposals kept open in a process; the model of a round of 36 initiatives takes about 1 MB, of 1,000 about 20 MB."""


@dataclass
class Casebook:
    """One proposal: its case, and every answer found so far by its question."""

    case: Case
    answers: dict[Hashable, Any] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


_open: Memory[Casebook] = Memory(OPEN)


@contextmanager
def casebook(problem: Problem, result: Result) -> Iterator[Casebook]:
    """The book of a proposal, held by one thread at a time. `result` is the answer that has a portfolio."""
    key = (problem_hash(problem), tuple(result.selected.items()))
    book = _open.get(key, lambda: Casebook(_case(problem, result)))
    with book.lock:
        yield book


def _case(problem: Problem, result: Result) -> Case:
    posed = pose(problem, SolveSettings())
    desk = Desk(problem, short=True)
    selection = dict(result.selected)
    return Case(desk, posed, Clock.start(None), selection, desk.accountant.account(selection), result.status)


def consult(book: Casebook, budget: Budget, key: Hashable, ask: Callable[[Case], V | None]) -> V | None:
    """The answer to a question on the case; a known one costs nothing, None without time or when it was not decided."""
    if key not in book.answers and not budget.is_spent:
        book.case.clock = Clock.start(max(0.05, min(budget.each, budget.left)))
        answer = ask(book.case)
        if answer is not None:
            book.answers[key] = answer
    found: V | None = book.answers.get(key)
    return found
