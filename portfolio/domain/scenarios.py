"""A scenario: what is asked of a round this time, beside what the round itself says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from portfolio.domain.rounds import Round

LimitKey = tuple[str, int | None]
"""(resource key, fiscal year or None)."""


@dataclass(frozen=True)
class Scenario:
    """Only what differs from the round: an empty scenario is the round itself.

    `weights` points per criterion (None = the round's); `limits` units by (resource, year), None = not limited;
    `at_face_value` counts claims without their evidence; `dropped_rules` are rule keys left aside;
    `pinned` maps initiative to option key (or `status_quo`)."""

    name: str = ""
    weights: Mapping[str, Decimal] | None = None
    limits: Mapping[LimitKey, int | None] = field(default_factory=dict)
    at_face_value: bool = False
    dropped_rules: frozenset[str] = frozenset()
    pinned: Mapping[str, str] = field(default_factory=dict)


def limit_keys(round_: Round) -> tuple[LimitKey, ...]:
    """Every (resource, year) of the round that can carry a limit, resource by resource, years in order."""
    return tuple((r.key, y) for r in round_.resources for y in (round_.years if r.per_year else (None,)))


def limits_under(round_: Round, scenario: Scenario) -> dict[LimitKey, int | None]:
    """The limits that hold under the scenario, in stored units, for every key of `limit_keys`; None = counted only."""
    own = {(limit.resource, limit.year): limit.amount for limit in round_.limits}
    return {key: scenario.limits.get(key, own.get(key)) for key in limit_keys(round_)}


def weights_under(round_: Round, scenario: Scenario) -> dict[str, Decimal]:
    """Points per criterion under the scenario; a criterion that nobody gave points has 0."""
    given = round_.weights if scenario.weights is None else scenario.weights
    return {c.key: Decimal(given.get(c.key, 0)) for c in round_.criteria}


def canonical(round_: Round, scenario: Scenario) -> Scenario:
    """The same question with only what differs from the round, so that equal questions are equal values."""
    own = limits_under(round_, Scenario())
    weights = None if scenario.weights is None else weights_under(round_, scenario)
    if weights == weights_under(round_, Scenario()):
        weights = None
    limits = {key: amount for key, amount in scenario.limits.items() if key in own and own[key] != amount}
    return replace(scenario, weights=weights, limits=limits)


def with_more_money(round_: Round, scenario: Scenario, part: Decimal) -> Scenario:
    """The scenario with every limit on spend raised by `part` of what it is under the scenario, to the stored digit."""
    spend = {r.key for r in round_.resources if r.kind.is_spend}
    now = {k: a for k, a in limits_under(round_, scenario).items() if k[0] in spend and a is not None}
    raised = {k: a + int((a * part).to_integral_value()) for k, a in now.items()}
    return canonical(round_, replace(scenario, limits={**scenario.limits, **raised}))


def scaled_money(round_: Round, scenario: Scenario, factor: Decimal) -> Scenario:
    """The scenario with every limit on spend (capex, opex) at `factor` times the round's own, to the stored digit."""
    spend = {r.key for r in round_.resources if r.kind.is_spend}
    own = limits_under(round_, Scenario())
    scaled = {k: int((a * factor).to_integral_value()) for k, a in own.items() if k[0] in spend and a is not None}
    return canonical(round_, replace(scenario, limits={**scenario.limits, **scaled}))
