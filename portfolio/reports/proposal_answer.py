"""What a proposal report is made from: the question, the optimiser's answer, and short ways of reading both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from optimizer import Problem, Result
from optimizer.exact.valuation import Worth, table
from optimizer.numbers import Number, exact
from portfolio.domain.initiatives import STATUS_QUO, Initiative, Option
from portfolio.domain.rounds import Round, resource_name
from portfolio.domain.rules import Rule
from portfolio.domain.scenarios import Scenario, limits_under

Selection = Mapping[str, str]
"""Initiative key to option key; an absent one keeps its status quo."""


@dataclass(frozen=True)
class Answer:
    """A scenario of a round and what the optimiser said to it.

    `rule_keys` names the round's rule behind each rule of the problem; `before` is the selection that movement is told
    against (None: nothing to compare with), `before_name` says in words which one that is."""

    round: Round
    scenario: Scenario
    problem: Problem
    result: Result
    rule_keys: tuple[str, ...] = ()
    unscored: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    before: Selection | None = None
    before_name: str = ""

    @cached_property
    def selected(self) -> Selection:
        """The chosen options; empty where there is no portfolio."""
        return self.result.selected

    @property
    def has_portfolio(self) -> bool:
        """Whether there is a portfolio to speak of."""
        return self.result.value is not None

    @cached_property
    def worth(self) -> Mapping[str, Mapping[str, Worth]]:
        """Exact worth by initiative and option, status quo included."""
        return table(self.problem)

    def gain(self, key: str, option: str) -> Fraction:
        """Points that an option adds over not doing the initiative."""
        return self.worth[key][option].value - self.worth[key][STATUS_QUO].value

    @cached_property
    def running(self) -> tuple[Initiative, ...]:
        """The initiatives in the running, in the round's order."""
        return tuple(self.round.initiative_by_key[i.id] for i in self.problem.initiatives)

    @cached_property
    def funded(self) -> tuple[Initiative, ...]:
        """Those that get an option, in the round's order."""
        return tuple(i for i in self.running if i.key in self.selected)

    @cached_property
    def left_out(self) -> tuple[Initiative, ...]:
        """Those that keep their status quo, in the round's order."""
        return tuple(i for i in self.running if i.key not in self.selected)

    def chosen(self, key: str) -> Option:
        """The option that a funded initiative gets."""
        return self.round.initiative_by_key[key].option(self.selected[key])

    def title(self, key: str) -> str:
        """The title of an initiative of the round."""
        found = self.round.initiative_by_key.get(key)
        return found.title if found else key

    def titles(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Titles, the most valuable of the proposal first, then in the given order."""
        found = list(keys)
        found.sort(key=lambda key: -self.gain(key, self.selected[key]) if key in self.selected else Fraction(0))
        return tuple(self.title(key) for key in found)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The round's rules that hold in this answer, in order."""
        held = set(self.rule_keys)
        return tuple(rule for rule in self.round.rules if rule.key in held)

    @cached_property
    def wanted(self) -> Mapping[str, tuple[Mapping[str, Fraction], ...]]:
        """By key of what is left out, for each option worth having: what it uses beyond its status quo, by resource."""
        names = [resource.id for resource in self.problem.resources]
        found = {}
        for initiative in self.left_out:
            options = self.worth[initiative.key]
            base = options[STATUS_QUO]
            better = [o for key, o in options.items() if key != STATUS_QUO and o.value > base.value]
            more = [[use - without for use, without in zip(o.uses, base.uses, strict=True)] for o in better]
            found[initiative.key] = tuple(dict(zip(names, amounts, strict=True)) for amounts in more)
        return found

    @cached_property
    def room(self) -> Mapping[str, Fraction]:
        """What is left of each limited resource, in major units by its name."""
        limits = self.problem.limits
        return {name: limit - exact(self.result.uses[name]) for name, limit in limits.items() if limit is not None}

    @cached_property
    def used(self) -> Mapping[tuple[str, int | None], int]:
        """Stored units used, status quo of what is left out included, by (resource, year)."""
        return {
            key: to_units(self.result.uses[resource_name(*key)], self.round.resource_by_key[key[0]].digits)
            for key in limits_under(self.round, self.scenario)
        }


def to_units(amount: Number, digits: int) -> int:
    """An amount in major units as stored units; exact where it came from stored units."""
    scale: int = 10**digits
    return round(exact(amount) * scale)


def spend_of(round_: Round, option: Option) -> int:
    """Minor units of capex and opex inside the round's years."""
    return sum(
        use.amount
        for use in option.uses
        if round_.resource_by_key[use.resource].kind.is_spend and use.year in (None, *round_.years)
    )


def commitment_of(round_: Round, option: Option) -> int:
    """Minor units committed beyond the round's years."""
    return sum(use.amount for use in option.uses if round_.resource_by_key[use.resource].kind == "commitment")


def dearest(round_: Round, initiative: Initiative) -> int:
    """Spend of the dearest option, which is what is asked for; 0 without options."""
    return max((spend_of(round_, option) for option in initiative.options), default=0)
