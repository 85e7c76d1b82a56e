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

    totals: tuple[Fraction, ...]
    uses: tuple[Fraction, ...]
    weights: tuple[Fraction, ...]

    @property
    def value(self) -> Fraction:
        """The weighted sum of the totals, at the problem's own weights."""
        return sum((weight * total for weight, total in zip(self.weights, self.totals, strict=True)), ZERO)


def worth(problem: Problem, initiative: Initiative, option: Option | StatusQuo) -> Worth:
    """By criterion p x its score + (1 - p) x the score of its status quo; value is the weighted sum of these."""
    p = option.probability if isinstance(option, Option) else ONE
    failed = initiative.status_quo.scores
    totals = tuple(_expected(p, option.scores.of(c.id), failed.of(c.id)) for c in problem.criteria)
    return Worth(totals, tuple(option.uses.of(r.id) for r in problem.resources), tuple(problem.weights.values()))


def _expected(p: Fraction, succeeded: Fraction, failed: Fraction) -> Fraction:
    """p x succeeded + (1 - p) x failed, sparing the many zeros the arithmetic."""
    if p == 1 or succeeded == failed:
        return succeeded
    return p * succeeded + (1 - p) * failed if failed else p * succeeded


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
