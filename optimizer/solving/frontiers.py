"""`frontier`: what each budget buys, every Pareto point of value against the use of some resources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from optimizer.exact.evaluation import Source
from optimizer.exact.valuation import common_denominator
from optimizer.faults import Fault, ProblemFaults, named
from optimizer.modelling.linear import Row, Terms, total
from optimizer.numbers import ONE, ZERO, Number, exact, plain
from optimizer.problem import Problem
from optimizer.settings import SolveSettings
from optimizer.solving.best import in_file_order
from optimizer.solving.clock import Clock
from optimizer.solving.desk import Desk
from optimizer.solving.posing import pose
from optimizer.solving.questions import Answer, Found, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """`enters` and `leaves` are against the point before, the cheapest one's against doing nothing."""

    use: float
    value: float
    selected: dict[str, str]
    enters: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frontier:
    """Cheapest first; each point costs strictly more and is worth strictly more than the one before."""

    points: tuple[Point, ...]
    complete: bool

    def to_dict(self) -> dict[str, Any]:
        points = [
            {"use": p.use, "value": p.value, "selected": p.selected, "enters": list(p.enters), "leaves": list(p.leaves)}
            for p in self.points
        ]
        return {"points": points, "complete": self.complete}

    def __str__(self) -> str:
        lines = [f"{p.use:,.6g} buys {p.value:,.6g}: + {', '.join(p.enters) or 'nothing'}" for p in self.points]
        return "\n".join([*lines, "every point" if self.complete else "there may be more points"])


GLANCE = 0.05
"""Seconds."""


@dataclass(frozen=True, slots=True)
class _Spot:
    use: Fraction
    value: Fraction
    selection: dict[str, str]


def frontier(
    problem: Problem,
    resources: Sequence[str],
    start: Number | None = None,
    end: Number | None = None,
    points: int | None = None,
    settings: SolveSettings | None = None,
) -> Frontier:
    """Every Pareto point whose total use of the resources lies between `start` and `end` (unbounded where None).

    The limits of the named resources are lifted, all else holds. `points`: only what that many budgets, in equal steps
    from end to end, buy. Raises ProblemFaults for unknown resources or bounds that make no sense.
    """
    settings = settings or SolveSettings()
    posed = pose(problem, settings).problem
    low, high = (None if bound is None else exact(bound) for bound in (start, end))
    if faults := list(_faults(posed, resources, low, high, points)):
        raise ProblemFaults(faults)
    walk = _Walk(Desk(posed), resources, Clock.start(settings.time_limit))
    spots = list(walk.all_points(low, high) if points is None else walk.at_budgets(low, high, points))
    return Frontier(points=tuple(_told(posed, spots[::-1])), complete=walk.complete)


class _Walk:
    """From the dearest point down: the best value within a budget, then the least use that buys it."""

    def __init__(self, desk: Desk, resources: Sequence[str], clock: Clock) -> None:
        self.desk, self.clock, self.complete = desk, clock, True
        building = desk.building
        self.terms: Terms = total([(building.use[name], ONE) for name in resources])
        self.anyway = sum((building.used_anyway[name] for name in resources), ZERO)
        self.resources = resources
        self.without = frozenset(map(Source.resource, resources))
        self.smallest = Fraction(1, common_denominator(self.terms.values()))

    def all_points(self, low: Fraction | None, high: Fraction | None) -> Iterator[_Spot]:
        """Dearest first: a point is yielded once nothing cheaper is worth as much."""
        spot = self.within(high)
        while spot is not None and (low is None or spot.use >= low):
            cheaper = self.within(spot.use - self.smallest)
            if cheaper is None or cheaper.value < spot.value:
                yield spot
            spot = cheaper

    def at_budgets(self, low: Fraction | None, high: Fraction | None, points: int) -> Iterator[_Spot]:
        """What each of so many budgets buys, dearest first, each answer once.

        Halving: a budget between two others is worth at least what the lower and at most what the higher one buys, and
        needs no solve where the higher one's portfolio fits into it too.
        """
        dearest = self.within(high)
        if dearest is None:
            return
        top = dearest.use if high is None else high
        bottom = self.least_use() if low is None else low
        budgets = [bottom + (top - bottom) * Fraction(step, max(points - 1, 1)) for step in range(points)]
        budgets[-1] = top
        found: list[_Spot | None] = [None] * points
        found[-1] = dearest
        if points > 1:
            found[0] = dearest if dearest.use <= budgets[0] else self.within(budgets[0])
            self._between(budgets, found, 0, points - 1)
        seen: set[int] = set()
        for spot in reversed(found):
            if spot is not None and id(spot) not in seen:
                seen.add(id(spot))
                yield spot

    def _between(self, budgets: Sequence[Fraction], found: list[_Spot | None], first: int, last: int) -> None:
        """Fills in what lies between two budgets that are answered."""
        if last - first < 2:
            return
        lower, higher = found[first], found[last]
        middle = (first + last) // 2
        if higher is None or (higher.use <= budgets[middle]):
            found[middle] = higher
        elif lower is not None and lower.value == higher.value:
            found[middle] = lower
        else:
            found[middle] = self.within(budgets[middle], lower)
        self._between(budgets, found, first, middle)
        self._between(budgets, found, middle, last)

    def within(self, budget: Fraction | None, known: _Spot | None = None) -> _Spot | None:
        """The best value for at most this use, at the least use that buys it; None when nothing is possible.

        `known` is a portfolio within the budget; it is given back when nothing is better.
        """
        rows = () if budget is None else (Row(self.terms, upper=budget - self.anyway),)
        least = None if known is None else known.value
        best = self.ask(Question(without=self.without, rows=rows, least=least))
        if best.account is None or best.selection is None or (known is not None and best.account.value == known.value):
            return known
        return self.cheapest(self.spot(best))

    def cheapest(self, spot: _Spot) -> _Spot:
        """The least use that buys the same value, as far as a short look shows it.

        That no other portfolio of exactly this value costs less takes as long to prove as the value itself.
        """
        less = (Row(self.terms, upper=spot.use - self.smallest - self.anyway),)
        objective = (total([(self.terms, -ONE)]), ZERO)
        question = Question(without=self.without, rows=less, least=spot.value, objective=objective)
        answer = self.desk.best(question, Clock.start(min(GLANCE, max(self.clock.left, 0.001))))
        return spot if answer.account is None else self.spot(answer)

    def least_use(self) -> Fraction:
        answer = self.ask(Question(without=self.without, objective=(total([(self.terms, -ONE)]), ZERO)))
        return self.spot(answer).use

    def spot(self, answer: Answer) -> _Spot:
        assert answer.account is not None and answer.selection is not None
        use = sum((answer.account.uses[name] for name in self.resources), ZERO)
        return _Spot(use, answer.account.value, answer.selection)

    def ask(self, question: Question) -> Answer:
        answer = self.desk.best(question, self.clock)
        self.complete = self.complete and answer.found in (Found.PROVEN, Found.NONE)
        return answer


def _told(problem: Problem, spots: Sequence[_Spot]) -> Iterator[Point]:
    nothing = _Spot(ZERO, ZERO, {})
    for before, now in pairwise([nothing, *spots]):
        selected = in_file_order(problem, now.selection)
        yield Point(
            use=plain(now.use), value=float(now.value), selected=selected,
            enters=_not_in(selected, before.selection), leaves=_not_in(before.selection, selected),
        )  # fmt: skip


def _not_in(these: Mapping[str, str], those: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(id for id in these if id not in those)


def _faults(
    problem: Problem, resources: Sequence[str], low: Fraction | None, high: Fraction | None, points: int | None
) -> Iterator[Fault]:
    if not resources:
        yield Fault("resource", "at least one must be named")
    for name in resources:
        if name not in problem.limits:
            yield Fault(named("resource", name), "is not a resource")
    if low is not None and high is not None and low > high:
        yield Fault("from", "must not be more than to")
    if points is not None and points < 1:
        yield Fault("points", "must be at least 1")
