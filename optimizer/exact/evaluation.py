"""The exact account of a portfolio: value, totals, uses, what is left, and which limits and rules it breaks."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from typing import Literal

from optimizer.exact.checks import broken_rules
from optimizer.exact.valuation import Selection, Worth, common_denominator, table, whole
from optimizer.numbers import ZERO
from optimizer.parts import STATUS_QUO
from optimizer.problem import Problem
from optimizer.rules import CarryOver, Synergy

Limits = Mapping[str, Fraction | None]


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """What holds a portfolio back: the limit of a resource by name, or a rule by its place in the problem."""

    kind: Literal["resource", "rule", "cut"]
    name: str = ""
    place: int = -1

    @classmethod
    def resource(cls, name: str) -> Source:
        return cls("resource", name)

    @classmethod
    def rule(cls, place: int) -> Source:
        return cls("rule", place=place)

    @property
    def as_cut(self) -> Source:
        """The source of a row that only follows from this one."""
        return Source("cut", self.name, self.place)


@dataclass(frozen=True, slots=True)
class Account:
    """`room` is limit + what was carried in, None where nothing is limited; `broken` is empty for a feasible one."""

    value: Fraction
    totals: dict[str, Fraction]
    uses: dict[str, Fraction]
    room: dict[str, Fraction | None]
    broken: tuple[Source, ...]

    @property
    def feasible(self) -> bool:
        return not self.broken


class Accountant:
    """Keeps the exact numbers of one problem and gives the account of any of its portfolios, without a solver."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.weights: Mapping[str, Fraction] = problem.weights
        self.worth = table(problem)
        rows = [worth for options in self.worth.values() for worth in options.values()]
        self._denominators = (
            common_denominator(chain.from_iterable(row.totals for row in rows)),
            common_denominator(chain.from_iterable(row.uses for row in rows)),
        )
        self._whole = {key: self._row(row) for id, all in self.worth.items() for key, row in _keyed(id, all)}

    def tilted(self, weights: Mapping[str, Fraction]) -> Accountant:
        """The same books under other weights, which sum to 1; what options are worth singly stays as it was."""
        other = copy(self)
        other.weights = weights
        return other

    def _row(self, worth: Worth) -> tuple[int, ...]:
        totals, uses = self._denominators
        return (
            *(whole(total, totals) for total in worth.totals),
            *(whole(use, uses) for use in worth.uses),
        )

    def account(self, selection: Selection, limits: Limits | None = None) -> Account:
        """The account of a portfolio; `limits` replace the problem's own."""
        value, totals, uses = self.sums(selection)
        limits = self.problem.limits if limits is None else limits
        room = rooms(self.problem, uses, limits)
        broken = [Source.resource(name) for name, most in room.items() if most is not None and uses[name] > most]
        broken += [Source.rule(place) for place in broken_rules(self.problem, selection, totals, uses)]
        return Account(value, totals, uses, room, tuple(broken))

    def sums(self, selection: Selection) -> tuple[Fraction, dict[str, Fraction], dict[str, Fraction]]:
        """Value, total by criterion, use by resource: over all initiatives, status quo included, plus synergies."""
        problem = self.problem
        chosen = [self._whole[i.id, selection.get(i.id, STATUS_QUO)] for i in problem.initiatives]
        sums = [sum(column) for column in zip(*chosen, strict=True)] or [0] * self._width
        over_totals, over_uses = self._denominators
        split = len(problem.criteria)
        totals = {c.id: Fraction(n, over_totals) for c, n in zip(problem.criteria, sums[:split], strict=True)}
        uses = {r.id: Fraction(n, over_uses) for r, n in zip(problem.resources, sums[split:], strict=True)}
        value = sum((self.weights[name] * total for name, total in totals.items()), ZERO)
        for rule in problem.rules:
            if isinstance(rule, Synergy) and all(funded(selection, id) for id in rule.initiatives):
                value += rule.value
                for name, saved in rule.saves.items():
                    uses[name] -= saved
        return value, totals, uses

    def gain(self, id: str, option: str) -> Fraction:
        """What the option is worth more than the status quo of its initiative, synergies aside."""
        now, stays = self.worth[id][option].totals, self.worth[id][STATUS_QUO].totals
        pairs = zip(self.weights.values(), now, stays, strict=True)
        return sum((weight * (a - b) for weight, a, b in pairs if a != b), ZERO)

    def value(self, selection: Selection) -> Fraction:
        return self.sums(selection)[0]

    @property
    def _width(self) -> int:
        return len(self.problem.criteria) + len(self.problem.resources)


def _keyed(id: str, options: Mapping[str, Worth]) -> list[tuple[tuple[str, str], Worth]]:
    return [((id, option), worth) for option, worth in options.items()]


def funded(selection: Selection, initiative: str) -> bool:
    return selection.get(initiative, STATUS_QUO) != STATUS_QUO


def rooms(problem: Problem, uses: Mapping[str, Fraction], limits: Limits) -> dict[str, Fraction | None]:
    """Limit + carried by resource. carried = share x max(0, limit + carried in - use), followed along the chain.

    What is carried is reckoned from the problem's own limit where `limits` lifts it to None.
    """
    carries = [rule for rule in problem.rules if isinstance(rule, CarryOver)]
    room: dict[str, Fraction | None] = {}

    def most(name: str) -> Fraction | None:
        if name not in room:
            limit = limits[name]
            room[name] = None if limit is None else limit + carried_into(name)
        return room[name]

    def carried_into(name: str) -> Fraction:
        into = [carry for carry in carries if carry.target == name]
        return sum((carry.share * max(ZERO, available(carry.source) - uses[carry.source]) for carry in into), ZERO)

    def available(name: str) -> Fraction:
        lifted = most(name)
        if lifted is not None:
            return lifted
        return (problem.limits[name] or ZERO) + carried_into(name)

    return {name: most(name) for name in limits}
