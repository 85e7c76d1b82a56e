"""How much relief a portfolio needs to keep the limits, exactly, carry-over included."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from optimizer.exact.evaluation import Accountant, rooms
from optimizer.numbers import ONE, ZERO
from optimizer.problem import Problem
from optimizer.rules import CarryOver


def extra_needed(accountant: Accountant, selection: Mapping[str, str], resource: str) -> Fraction:
    """The least raise of the resource's limit under which the portfolio keeps it and all that it is carried into."""
    return relief_needed(accountant, selection, {resource: ONE})


def relief_needed(accountant: Accountant, selection: Mapping[str, str], per_unit: Mapping[str, Fraction]) -> Fraction:
    """The least t such that limits raised by t x `per_unit` are kept, those that gain by carry-over included.

    Using less is the same as having more: a use lowered by t x per_unit needs the same t.
    """
    problem, uses = accountant.problem, accountant.sums(selection)[2]
    gains, relief = _gains(problem, per_unit), ZERO
    while True:
        limits = {**problem.limits, **{name: _limit(problem, name) + relief * more for name, more in per_unit.items()}}
        room = rooms(problem, uses, limits)
        short = [(name, uses[name] - most) for name in gains if (most := room[name]) is not None and uses[name] > most]
        if not short:
            return relief
        relief += max(lack / gains[name] for name, lack in short)


def _limit(problem: Problem, name: str) -> Fraction:
    limit = problem.limits[name]
    assert limit is not None
    return limit


def _gains(problem: Problem, per_unit: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """By how much each limit grows per unit of relief, along the carry-overs; only those that do."""
    carries = [rule for rule in problem.rules if isinstance(rule, CarryOver)]
    gains: dict[str, Fraction] = {}

    def gain(name: str) -> Fraction:
        if name not in gains:
            into = [carry for carry in carries if carry.target == name]
            gains[name] = per_unit.get(name, ZERO) + sum((carry.share * gain(carry.source) for carry in into), ZERO)
        return gains[name]

    return {name: gain(name) for name in problem.limits if gain(name)}
