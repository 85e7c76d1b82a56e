"""What every option is worth, scores and uses: whole numbers over one common denominator, so that sums are exact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from optimizer.numbers import ONE, ZERO
from optimizer.parts import STATUS_QUO, Initiative, Option, StatusQuo
from optimizer.problem import Problem

Selection = Mapping[str, str]
"""Initiative id -> option id; an initiative that is absent keeps its status quo."""


@dataclass(frozen=True, slots=True)
class Worth:
    """One option or status quo as it counts in a portfolio. Criteria and resources are in the problem's order."""

    value: Fraction
    totals: tuple[Fraction, ...]
    uses: tuple[Fraction, ...]


def worth(problem: Problem, initiative: Initiative, option: Option | StatusQuo) -> Worth:
    """value = p x its weighted score + (1 - p) x the weighted score of its status quo; so too for each criterion."""
    p = option.probability if isinstance(option, Option) else ONE
    failed = initiative.status_quo.scores
    totals = tuple(p * option.scores.of(c.id) + (1 - p) * failed.of(c.id) for c in problem.criteria)
    value = sum((problem.weights[c.id] * total for c, total in zip(problem.criteria, totals, strict=True)), ZERO)
    return Worth(value, totals, tuple(option.uses.of(r.id) for r in problem.resources))


def table(problem: Problem) -> dict[str, dict[str, Worth]]:
    """Worth by initiative id and option id, the status quo included."""
    return {
        i.id: {STATUS_QUO: worth(problem, i, i.status_quo), **{o.id: worth(problem, i, o) for o in i.options}}
        for i in problem.initiatives
    }


def common_denominator(numbers: Iterable[Fraction]) -> int:
    return lcm(*{number.denominator for number in numbers}) or 1


def whole(number: Fraction, denominator: int) -> int:
    """number x denominator, which the caller knows to be whole."""
    return number.numerator * (denominator // number.denominator)
