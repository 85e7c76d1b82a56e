"""The rows of each rule: a short function a kind, with its formula. x is 1 for a chosen option, z for any option."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from optimizer.exact.evaluation import Source
from optimizer.modelling.building import Building
from optimizer.modelling.linear import Column, Row, Terms, total
from optimizer.numbers import ONE, ZERO
from optimizer.parts import Option
from optimizer.rules import CarryOver, Count, Excludes, Must, Never, Requires, Risk, Rule, Share, Synergy, Total

Rows = Iterator[Row]


def rule_rows(building: Building, place: int, rule: Rule) -> Rows:
    return ROWS[type(rule)](building, rule, place)


def _must(building: Building, rule: Must, place: int) -> Rows:
    """x = 1 for the option; z = 1 without one."""
    column = building.model.options.get((rule.initiative, rule.option or ""))
    terms = building.any_option(rule.initiative) if column is None else {column: ONE}
    yield Row(terms, lower=ONE, source=Source.rule(place))


def _never(building: Building, rule: Never, place: int) -> Rows:
    """z = 0."""
    yield Row(building.any_option(rule.initiative), upper=ZERO, source=Source.rule(place))


def _requires(building: Building, rule: Requires, place: int) -> Rows:
    """x of what asks <= sum of the x of what it needs."""
    options = building.model.options
    asking = (
        building.any_option(rule.initiative) if rule.option is None else {options[rule.initiative, rule.option]: ONE}
    )
    needed = building.any_option(rule.needs)
    if rule.needs_options is not None:
        needed = {options[rule.needs, option]: ONE for option in rule.needs_options}
    yield Row(total([(asking, ONE), (needed, -ONE)]), upper=ZERO, source=Source.rule(place))


def number_of(building: Building, rule: Excludes | Count) -> Terms:
    """How many of the initiatives get an option."""
    members = building.problem.members(rule.initiatives, rule.tag)
    return total([(building.any_option(id), ONE) for id in members])


def _excludes(building: Building, rule: Excludes, place: int) -> Rows:
    """sum of z <= 1."""
    yield Row(number_of(building, rule), upper=ONE, source=Source.rule(place))


def _count(building: Building, rule: Count, place: int) -> Rows:
    """at_least <= sum of z <= at_most."""
    low, high = (None if bound is None else Fraction(bound) for bound in (rule.at_least, rule.at_most))
    yield Row(number_of(building, rule), low, high, Source.rule(place))


def _spend(option: Option, resources: tuple[str, ...]) -> Fraction:
    return sum((max(ZERO, option.uses.of(name)) for name in resources), ZERO)


def share_parts(building: Building, rule: Share) -> tuple[Terms, Terms]:
    """What the tag uses of the resources, and what all use, incomes counted as zero."""
    tagged = {i.id for i in building.problem.initiatives if rule.tag in i.tags}
    spends = {column: (id, _spend(option, rule.of)) for column, id, option in building.chosen_options()}
    part = {column: spend for column, (id, spend) in spends.items() if spend and id in tagged}
    return part, {column: spend for column, (_, spend) in spends.items() if spend}


def risk_parts(building: Building, rule: Risk) -> tuple[Terms, Terms]:
    """Use times the chance of failing, and use."""
    options = [(column, option, _spend(option, rule.of)) for column, _, option in building.chosen_options()]
    at_risk = {column: spend * (ONE - option.probability) for column, option, spend in options}
    return total([(at_risk, ONE)]), {column: spend for column, _, spend in options if spend}


def _share(building: Building, rule: Share, place: int) -> Rows:
    """sum of u x over the tag - share * sum of u x: >= 0 for a floor, <= 0 for a ceiling."""
    part, whole = share_parts(building, rule)
    if rule.at_least is not None:
        yield Row(total([(part, ONE), (whole, -rule.at_least)]), lower=ZERO, source=Source.rule(place))
    if rule.at_most is not None:
        yield Row(total([(part, ONE), (whole, -rule.at_most)]), upper=ZERO, source=Source.rule(place))


def _risk(building: Building, rule: Risk, place: int) -> Rows:
    """sum of u (risk - limit) x <= 0."""
    at_risk, whole = risk_parts(building, rule)
    yield Row(total([(at_risk, ONE), (whole, -rule.at_most)]), upper=ZERO, source=Source.rule(place))


def _synergy(building: Building, rule: Synergy, place: int) -> Rows:
    """y <= z of each member, y >= sum of z - (members - 1): y = 1 exactly when all are chosen."""
    both: Terms = {building.synergies[place]: ONE}
    for id in rule.initiatives:
        yield Row(total([(both, ONE), (building.any_option(id), -ONE)]), upper=ZERO)
    members = total([(building.any_option(id), ONE) for id in rule.initiatives])
    yield Row(total([(members, ONE), (both, -ONE)]), upper=Fraction(len(rule.initiatives) - 1))


def _carry_over(building: Building, rule: CarryOver, place: int) -> Rows:
    """carried <= share * left while b = 1, carried = 0 while b = 0: carried = share * max(0, left).

    b is held at 1 unless the limit of the source is lifted: only then can its use exceed it.
    """
    model, carried = building.model, building.carried[place]
    left, constant = building.left(rule.source)
    most = constant + _most(building, rule.source)
    least = constant - sum((max(ZERO, c) for c in building.use[rule.source].values()), ZERO)
    switch = model.add_column(Column(lower=ONE))
    model.switches.setdefault(rule.source, []).append(switch)
    yield Row(
        total([({carried: ONE}, ONE), (left, -rule.share), ({switch: ONE}, rule.share * max(ZERO, -least))]),
        upper=rule.share * (constant + max(ZERO, -least)),
    )
    yield Row({carried: ONE, switch: -rule.share * max(ZERO, most)}, upper=ZERO)


def _most(building: Building, resource: str) -> Fraction:
    """The most that can be left of a resource beyond its constant: nothing chosen that uses it, all carried in."""
    freed = -sum((min(ZERO, c) for c in building.use[resource].values()), ZERO)
    into = [rule for rule in building.problem.rules if isinstance(rule, CarryOver) and rule.target == resource]
    raised = abs(building.problem.limits[resource] or ZERO) + sum(map(abs, building.use[resource].values()), ZERO)
    return freed + raised + sum((carry.share * max(ZERO, _whole(building, carry.source)) for carry in into), ZERO)


def _whole(building: Building, resource: str) -> Fraction:
    return (building.problem.limits[resource] or ZERO) - building.used_anyway[resource] + _most(building, resource)


def total_parts(building: Building, rule: Total) -> tuple[Terms, Fraction]:
    """The total as terms, and what the status quo of all brings to it."""
    if rule.criterion is not None:
        return building.score[rule.criterion], building.scored_anyway[rule.criterion]
    return building.use[rule.resource or ""], building.used_anyway[rule.resource or ""]


def _total(building: Building, rule: Total, place: int) -> Rows:
    """at_least <= total of the criterion or resource <= at_most, status quo and synergies included."""
    terms, anyway = total_parts(building, rule)
    low, high = (None if bound is None else bound - anyway for bound in (rule.at_least, rule.at_most))
    yield Row(dict(terms), low, high, Source.rule(place))


ROWS: dict[type[Rule], Callable[[Building, Any, int], Rows]] = {
    Must: _must, Never: _never, Requires: _requires, Excludes: _excludes, Count: _count, Share: _share, Risk: _risk,
    Synergy: _synergy, CarryOver: _carry_over, Total: _total,
}  # fmt: skip
