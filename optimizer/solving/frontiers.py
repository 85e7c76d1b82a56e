"""`frontier`: what each budget buys, every Pareto point of value against the use of some resources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from optimizer.faults import Fault, ProblemFaults, named
from optimizer.numbers import ZERO, Number, exact, plain
from optimizer.problem import Problem
from optimizer.settings import SolveSettings
from optimizer.solving.best import in_file_order
from optimizer.solving.budgets import Budgets, Spending, Spot, Way, spent, walked
from optimizer.solving.clock import Clock
from optimizer.solving.crew import Crew
from optimizer.solving.posing import pose
from optimizer.solving.telling import Progress, silent


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


SIDE_BY_SIDE = 8
"""Parts of the way that are walked side by side where there are several to walk it."""


def frontier(
    problem: Problem,
    resources: Sequence[str],
    start: Number | None = None,
    end: Number | None = None,
    points: int | None = None,
    settings: SolveSettings | None = None,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> Frontier:
    """Every Pareto point whose total use of the resources lies between `start` and `end` (unbounded where None).

    The limits of the named resources are lifted, all else holds. `points`: only what that many budgets, in equal steps
    from end to end, buy. `progress(done, of, what)` is called after each; raising there ends it. The workers of an
    `executor` share the work. Raises ProblemFaults for unknown resources or bounds that make no sense.
    """
    settings = settings or SolveSettings()
    posed = pose(problem, settings).problem
    low, high = _bound("from", start), _bound("to", end)
    if faults := list(_faults(posed, resources, low, high, points)):
        raise ProblemFaults(faults)
    clock = Clock.start(settings.time_limit, settings.stop)
    walk = _Walk(Crew(posed, executor), resources, clock, progress or silent)
    spots = walk.all_points(low, high) if points is None else walk.at_budgets(low, high, points)
    return Frontier(points=tuple(_told(posed, spots[::-1])), complete=walk.complete)


class _Walk:
    """From the dearest point down, alone or with others."""

    def __init__(self, crew: Crew, resources: Sequence[str], clock: Clock, tell: Progress) -> None:
        self.crew, self.tell, self.complete = crew, tell, True
        self.here = Budgets(crew.desk, resources, clock)
        self.resources, self.clock = tuple(resources), clock

    def all_points(self, low: Fraction | None, high: Fraction | None) -> list[Spot]:
        """Dearest first."""
        spots: list[Spot] = []
        for part in self._parts(low, high):
            for spot in part:
                spots.append(spot)
                self.tell(len(spots), 0, "points")
        self.complete = self.complete and self.here.complete
        return spots

    def _parts(self, low: Fraction | None, high: Fraction | None) -> Iterator[Iterable[Spot]]:
        above = None if low is None else low - self.here.smallest
        if self.crew.alone:
            yield self.here.points(above, high)
            return
        dearest = self.here.within(high)
        if dearest is None:
            return
        bottom = self.here.least_use() - self.here.smallest if above is None else above
        step = (dearest.use - bottom) / SIDE_BY_SIDE
        edges = [dearest.use - step * part for part in range(SIDE_BY_SIDE)] + [bottom]
        asked = [Way(self.resources, self.clock, lower, upper) for upper, lower in pairwise(edges)]
        for spots, complete in self.crew.each(walked, asked):
            self.complete = self.complete and complete
            yield spots

    def at_budgets(self, low: Fraction | None, high: Fraction | None, points: int) -> list[Spot]:
        """What each of so many budgets buys, dearest first, each answer once.

        Halving: a budget between two others is worth at least what the lower and at most what the higher one buys, and
        needs no solve where the higher one's portfolio fits into it too.
        """
        dearest = self.here.within(high)
        if dearest is None:
            self.complete = self.here.complete
            return []
        top = dearest.use if high is None else high
        bottom = self.here.least_use() if low is None else low
        budgets = [bottom + (top - bottom) * Fraction(step, max(points - 1, 1)) for step in range(points)]
        budgets[-1] = top
        found: dict[int, Spot | None] = {points - 1: dearest}
        if points > 1:
            found[0] = dearest if dearest.use <= budgets[0] else self.here.within(budgets[0])
            self._halved(budgets, found)
        self.complete = self.complete and self.here.complete
        distinct = {
            spot.value: spot for spot in (found[place] for place in reversed(range(points))) if spot is not None
        }
        return list(distinct.values())

    def _halved(self, budgets: Sequence[Fraction], found: dict[int, Spot | None]) -> None:
        """What lies in the middle of two budgets that are answered, all such middles at a time."""
        ways = [(0, len(budgets) - 1)]
        while ways := [way for way in ways if way[1] - way[0] > 1]:
            open = []
            for first, last in ways:
                lower, higher, middle = found[first], found[last], (first + last) // 2
                if higher is None or higher.use <= budgets[middle]:
                    found[middle] = higher
                elif lower is not None and lower.value == higher.value:
                    found[middle] = lower
                else:
                    open.append((middle, Spending(self.resources, self.clock, budgets[middle], lower)))
            answers = self.crew.each(spent, [spending for _, spending in open])
            for (middle, _), (spot, complete) in zip(open, answers, strict=True):
                found[middle], self.complete = spot, self.complete and complete
                self.tell(len(found), len(budgets), "budgets")
            middles = [(first, (first + last) // 2, last) for first, last in ways]
            ways = [half for first, middle, last in middles for half in ((first, middle), (middle, last))]


def _told(problem: Problem, spots: Sequence[Spot]) -> Iterator[Point]:
    nothing = Spot(ZERO, ZERO, {})
    for before, now in pairwise([nothing, *spots]):
        selected = in_file_order(problem, now.selection)
        yield Point(
            use=plain(now.use), value=float(now.value), selected=selected,
            enters=_not_in(selected, before.selection), leaves=_not_in(before.selection, selected),
        )  # fmt: skip


def _not_in(these: Mapping[str, str], those: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(id for id in these if id not in those)


def _bound(path: str, number: Number | None) -> Fraction | None:
    try:
        return None if number is None else exact(number)
    except (TypeError, ValueError) as wrong:
        raise ProblemFaults([Fault(path, str(wrong))]) from None


def _faults(
    problem: Problem, resources: Sequence[str], low: Fraction | None, high: Fraction | None, points: int | None
) -> Iterator[Fault]:
    if not resources:
        yield Fault("resource", "at least one must be named")
    for name, times in Counter(resources).items():
        if name not in problem.limits:
            yield Fault(named("resource", name), "is not a resource")
        if times > 1:
            yield Fault(named("resource", name), "is named twice, so its use would count twice")
    if low is not None and high is not None and low > high:
        yield Fault("from", "must not be more than to")
    if points is not None and points < 1:
        yield Fault("points", "must be at least 1")
