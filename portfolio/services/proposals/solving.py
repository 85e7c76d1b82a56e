"""Asking the optimiser: each problem once, within a time, the answers kept by the hash of the problem."""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import monotonic

from optimizer import Problem, Result, SolveSettings, problem_hash, solve
from portfolio.services.proposals.remembering import Memory

KEPT = 2000
"""Answers kept in a process; one of a round of 36 initiatives takes about 5 kB."""


@dataclass(frozen=True)
class _Kept:
    result: Result
    seconds: float

    def will_do(self, seconds: float) -> bool:
        """A finished answer always does; an unfinished one only for who would not wait longer."""
        return self.result.status in ("optimal", "infeasible") or self.seconds >= seconds


_memory: Memory[_Kept] = Memory(KEPT)


@dataclass(frozen=True)
class Budget:
    """The time that several solves share; `each` is the most that one of them may take."""

    until: float
    each: float

    @classmethod
    def of(cls, seconds: float, each: float | None = None) -> Budget:
        """A budget that starts now."""
        return cls(monotonic() + seconds, each or seconds)

    @property
    def left(self) -> float:
        return max(0.0, self.until - monotonic())

    @property
    def is_spent(self) -> bool:
        return self.left <= 0


def best(problem: Problem, seconds: float, *, ties: bool = False, conflicts: bool = True) -> Result:
    """The best portfolio that can be found in the time; an answer known already costs nothing."""
    settings = SolveSettings(time_limit=max(seconds, 0.05), ties=ties, conflicts=conflicts)
    kept = _memory.get(
        _key(problem, ties, conflicts),
        lambda: _Kept(solve(problem, settings), seconds),
        good=lambda known: known.will_do(seconds),
    )
    return kept.result


def within(problem: Problem, budget: Budget) -> Result | None:
    """The best portfolio, without ties and conflicts; None when it is not known and the budget is spent."""
    known = _memory.has(_key(problem, False, False), lambda kept: kept.will_do(budget.each))
    if budget.is_spent and not known:
        return None
    return best(problem, budget.each if known else min(budget.each, budget.left), conflicts=False)


def with_ties(problem: Problem, result: Result, seconds: float) -> Result:
    """The result with its ties counted, where it is proven."""
    if result.status != "optimal":
        return result
    tied = best(problem, seconds, ties=True)
    return replace(result, ties=tied.ties, ties_complete=tied.ties_complete) if tied.status == "optimal" else result


def _key(problem: Problem, ties: bool, conflicts: bool) -> tuple[str, bool, bool]:
    return problem_hash(problem), ties, conflicts


def forget() -> None:
    """Drop every kept answer."""
    _memory.clear()
