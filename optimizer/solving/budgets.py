"""What a budget buys: the best value within it, at the least use that buys it; and from one point down to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from optimizer.exact.evaluation import Source
from optimizer.exact.valuation import common_denominator
from optimizer.modelling.linear import Row, Terms, total
from optimizer.numbers import ONE, ZERO
from optimizer.solving.clock import Clock
from optimizer.solving.desk import Desk
from optimizer.solving.questions import Answer, Found, Question

GLANCE = 0.05
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A portfolio between cost and value."""

    use: Fraction
    value: Fraction
    selection: dict[str, str]


class Budgets:
    """One desk under budgets for some resources, whose own limits are lifted. `complete`: all answers were proven."""

    def __init__(self, desk: Desk, resources: Sequence[str], clock: Clock) -> None:
        self.desk, self.clock, self.complete = desk, clock, True
        building = desk.building
        self.terms: Terms = total([(building.use[name], ONE) for name in resources])
        self.anyway = sum((building.used_anyway[name] for name in resources), ZERO)
        self.resources = resources
        self.without = frozenset(map(Source.resource, resources))
        self.smallest = Fraction(1, common_denominator(self.terms.values()))

    def points(self, above: Fraction | None, high: Fraction | None) -> Iterator[Spot]:
        """Every point above one use and up to another, dearest first: yielded once nothing cheaper is worth as much."""
        spot = self.within(high)
        while spot is not None and (above is None or spot.use > above):
            cheaper = self.within(spot.use - self.smallest)
            if cheaper is None or cheaper.value < spot.value:
                yield spot
            spot = cheaper

    def within(self, budget: Fraction | None, known: Spot | None = None) -> Spot | None:
        """The best value for at most this use, at the least use that buys it; None when nothing is possible.

        `known` is a portfolio within the budget; it is given back when nothing is better.
        """
        rows = () if budget is None else (Row(self.terms, upper=budget - self.anyway),)
        least = None if known is None else known.value
        best = self.ask(Question(without=self.without, rows=rows, least=least))
        if best.account is None or best.selection is None or (known is not None and best.account.value == known.value):
            return known
        return self.cheapest(self.spot(best))

    def cheapest(self, spot: Spot) -> Spot:
        """The least use that buys the same value, as far as a short look shows it.

        That no other portfolio of exactly this value costs less takes as long to prove as the value itself.
        """
        less = (Row(self.terms, upper=spot.use - self.smallest - self.anyway),)
        objective = (total([(self.terms, -ONE)]), ZERO)
        question = Question(without=self.without, rows=less, least=spot.value, objective=objective)
        answer = self.desk.best(question, self.clock.part(GLANCE))
        return spot if answer.account is None else self.spot(answer)

    def least_use(self) -> Fraction:
        answer = self.ask(Question(without=self.without, objective=(total([(self.terms, -ONE)]), ZERO)))
        return self.spot(answer).use

    def spot(self, answer: Answer) -> Spot:
        assert answer.account is not None and answer.selection is not None
        use = sum((answer.account.uses[name] for name in self.resources), ZERO)
        return Spot(use, answer.account.value, answer.selection)

    def ask(self, question: Question) -> Answer:
        answer = self.desk.best(question, self.clock)
        self.complete = self.complete and answer.found in (Found.PROVEN, Found.NONE)
        return answer


@dataclass(frozen=True, slots=True)
class Spending:
    """`known` is a portfolio within the budget."""

    resources: tuple[str, ...]
    clock: Clock
    budget: Fraction
    known: Spot | None


def spent(desk: Desk, asked: Spending) -> tuple[Spot | None, bool]:
    """What the budget buys, and whether that is proven."""
    budgets = Budgets(desk, asked.resources, asked.clock)
    return budgets.within(asked.budget, asked.known), budgets.complete


@dataclass(frozen=True, slots=True)
class Way:
    """From one use, itself included, down to another, itself left out."""

    resources: tuple[str, ...]
    clock: Clock
    above: Fraction
    high: Fraction


def walked(desk: Desk, way: Way) -> tuple[list[Spot], bool]:
    """Its points, dearest first, and whether that is proven."""
    budgets = Budgets(desk, way.resources, way.clock)
    return list(budgets.points(way.above, way.high)), budgets.complete
