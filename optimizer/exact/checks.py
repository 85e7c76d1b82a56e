"""Whether a portfolio keeps each rule: one short function a kind, written from its meaning, not from the model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from optimizer.exact.valuation import Selection
from optimizer.numbers import ONE, ZERO
from optimizer.parts import STATUS_QUO, Option
from optimizer.problem import Problem
from optimizer.rules import CarryOver, Count, Excludes, Must, Never, Requires, Risk, Rule, Share, Synergy, Total


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A selection with what the checks ask of it; `chosen` are the options by initiative, no status quo."""

    problem: Problem
    chosen: Mapping[str, Option]
    totals: Mapping[str, Fraction]
    uses: Mapping[str, Fraction]

    def number_of(self, rule: Excludes | Count) -> int:
        return sum(id in self.chosen for id in self.problem.members(rule.initiatives, rule.tag))

    def has(self, initiative: str, options: tuple[str, ...] | None) -> bool:
        option = self.chosen.get(initiative)
        return option is not None and (options is None or option.id in options)

    def spend(self, option: Option, resources: tuple[str, ...]) -> Fraction:
        """What the option uses of the resources together, incomes counted as zero."""
        return sum((max(ZERO, option.uses.of(name)) for name in resources), ZERO)


def broken_rules(
    problem: Problem, selection: Selection, totals: Mapping[str, Fraction], uses: Mapping[str, Fraction]
) -> list[int]:
    """Places of the rules that the portfolio breaks."""
    chosen = {id: problem.by_id[id].option(option) for id, option in selection.items() if option != STATUS_QUO}
    portfolio = Portfolio(problem, chosen, totals, uses)
    return [place for place, rule in enumerate(problem.rules) if not KEPT[type(rule)](portfolio, rule)]


def _must(portfolio: Portfolio, rule: Must) -> bool:
    return portfolio.has(rule.initiative, None if rule.option is None else (rule.option,))


def _never(portfolio: Portfolio, rule: Never) -> bool:
    return rule.initiative not in portfolio.chosen


def _requires(portfolio: Portfolio, rule: Requires) -> bool:
    asks = portfolio.has(rule.initiative, None if rule.option is None else (rule.option,))
    return not asks or portfolio.has(rule.needs, rule.needs_options)


def _excludes(portfolio: Portfolio, rule: Excludes) -> bool:
    return portfolio.number_of(rule) <= 1


def _count(portfolio: Portfolio, rule: Count) -> bool:
    return _within(Fraction(portfolio.number_of(rule)), rule.at_least, rule.at_most)


def _share(portfolio: Portfolio, rule: Share) -> bool:
    tagged = everything = ZERO
    for id, option in portfolio.chosen.items():
        spend = portfolio.spend(option, rule.of)
        everything += spend
        tagged += spend if rule.tag in portfolio.problem.by_id[id].tags else ZERO
    low, high = rule.at_least, rule.at_most
    return (low is None or tagged >= low * everything) and (high is None or tagged <= high * everything)


def _risk(portfolio: Portfolio, rule: Risk) -> bool:
    spends = [(portfolio.spend(option, rule.of), ONE - option.probability) for option in portfolio.chosen.values()]
    at_risk = sum((spend * risk for spend, risk in spends), ZERO)
    return at_risk <= rule.at_most * sum((spend for spend, _ in spends), ZERO)


def _total(portfolio: Portfolio, rule: Total) -> bool:
    total = portfolio.totals[rule.criterion] if rule.criterion is not None else portfolio.uses[rule.resource or ""]
    return _within(total, rule.at_least, rule.at_most)


def _within(number: Fraction, at_least: Fraction | int | None, at_most: Fraction | int | None) -> bool:
    return (at_least is None or number >= at_least) and (at_most is None or number <= at_most)


def _nothing(_: Portfolio, __: Synergy | CarryOver) -> bool:
    """It forbids nothing: it changes what a portfolio is worth, uses or may use."""
    return True


KEPT: dict[type[Rule], Callable[[Portfolio, Any], bool]] = {
    Must: _must, Never: _never, Requires: _requires, Excludes: _excludes, Count: _count, Share: _share, Risk: _risk,
    Total: _total, Synergy: _nothing, CarryOver: _nothing,
}  # fmt: skip
