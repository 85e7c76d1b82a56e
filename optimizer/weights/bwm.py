"""The best-worst method: weights from comparing the best criterion with all, and all with the worst."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from optimizer.faults import Fault, named
from optimizer.numbers import ONE, Number, exact, for_people
from optimizer.weights.values import Weights, normalised, read_number, refuse

Ratios = dict[str, Fraction]
MOST = 9


@dataclass(frozen=True, kw_only=True)
class BestWorstWeights(Weights):
    """`xi` is the largest deviation in weight that the answers force, 0 when they agree throughout.

    `input_ratio` (0 to 1) says before any solving how far the chain best - criterion - worst misses best - worst, and
    `worst_link` is the criterion where it misses most, None when it nowhere does. `consistent` is what its two answers
    should multiply to.
    """

    best: str
    worst: str
    xi: float
    input_ratio: float
    worst_link: str | None
    consistent: Fraction

    def to_dict(self) -> dict[str, Any]:
        known = {"best": self.best, "worst": self.worst, "xi": self.xi, "input_ratio": self.input_ratio}
        return {**super().to_dict(), **known, "worst_link": self.worst_link, "consistent": float(self.consistent)}

    def __str__(self) -> str:
        found = f"xi* {self.xi:.4f}, input-based consistency ratio {self.input_ratio:.3f}"
        if self.worst_link is None:
            return f"{super().__str__()}\n{found}: the answers agree"
        product = f"should multiply to {for_people(self.consistent)}"
        return f"{super().__str__()}\n{found}\nlook again at {self.worst_link!r}: its two answers {product}"


def best_worst(
    best: str, worst: str, best_to_others: Mapping[str, Number], others_to_worst: Mapping[str, Number]
) -> BestWorstWeights:
    """Best-worst weights by the linear model: minimise xi over weights w >= 0 that sum to 1, subject to

        |w_best - a_bj x w_j| <= xi   and   |w_j - a_jw x w_worst| <= xi   for every criterion j.

    `best_to_others` (a_bj) says how many times as important the best is, `others_to_worst` (a_jw) how many times as
    important as the worst each is; 1 to 9, the same names in both. Best over best and worst over worst may be left out,
    and best over worst in one of both.

    Sources: Rezaei, Best-worst multi-criteria decision-making method: some properties and a linear model, Omega 64,
    2016 (xi* is its measure of consistency); Liang, Brunelli & Rezaei, Consistency issues in the best worst method,
    Omega 96, 2020: input-based ratio = largest |a_bj x a_jw - a_bw| / (a_bw^2 - a_bw).

    Raises ProblemFaults with every answer that is missing, off the scale, or at odds with another.
    """
    to_others, to_worst = _read(best, worst, best_to_others, others_to_worst)
    weights, xi = _solve(best, worst, to_others, to_worst)
    span = to_others[worst]
    misses = {name: abs(to_others[name] * to_worst[name] - span) for name in to_others}
    link = max(misses, key=lambda name: misses[name])
    return BestWorstWeights(
        method="Best-worst method (linear)", weights=weights, best=best, worst=worst, xi=xi, consistent=span,
        input_ratio=float(misses[link] / (span * span - span)) if misses[link] else 0.0,
        worst_link=link if misses[link] else None,
    )  # fmt: skip


def _solve(best: str, worst: str, to_others: Ratios, to_worst: Ratios) -> tuple[Any, float]:
    """Variables are the weights in order and xi last."""
    from scipy.optimize import linprog

    names = list(to_others)
    rows = [
        _row(names, {better: 1.0, than: -float(ratio)}, sign)
        for better, than, ratio in _comparisons(best, worst, to_others, to_worst)
        for sign in (1.0, -1.0)
    ]
    found = linprog(
        [0.0] * len(names) + [1.0], A_ub=rows or None, b_ub=[0.0] * len(rows) or None,
        A_eq=[[1.0] * len(names) + [0.0]], b_eq=[1.0], method="highs",
    )  # fmt: skip
    weights = {name: exact(max(0.0, float(weight))) for name, weight in zip(names, found.x, strict=False)}
    return normalised(weights), max(0.0, float(found.x[-1]))


def _comparisons(best: str, worst: str, to_others: Ratios, to_worst: Ratios) -> list[tuple[str, str, Fraction]]:
    above = [(best, name, ratio) for name, ratio in to_others.items() if name != best]
    return above + [(name, worst, ratio) for name, ratio in to_worst.items() if name not in (worst, best)]


def _row(names: list[str], coefficients: dict[str, float], sign: float) -> list[float]:
    return [sign * coefficients.get(name, 0.0) for name in names] + [-1.0]


def _read(
    best: str, worst: str, best_to_others: Mapping[str, Number], others_to_worst: Mapping[str, Number]
) -> tuple[Ratios, Ratios]:
    faults: list[Fault] = []
    above, below = {best: 1, **best_to_others}, {worst: 1, **others_to_worst}
    if worst in best_to_others or best in others_to_worst:
        span = best_to_others[worst] if worst in best_to_others else others_to_worst[best]
        above, below = {**above, worst: above.get(worst, span)}, {**below, best: below.get(best, span)}
    to_others, to_worst = _ratios("best_to_others", above, faults), _ratios("others_to_worst", below, faults)
    faults += _missing("best_to_others", to_worst, to_others) + _missing("others_to_worst", to_others, to_worst)
    if best == worst and len(to_others) > 1:
        faults.append(Fault("worst", f"{worst!r} is named best as well; name two different criteria"))
    for path, ratios, own in (("best_to_others", to_others, best), ("others_to_worst", to_worst, worst)):
        if ratios[own] != 1:
            faults.append(Fault(named(path, own), "is compared with itself; must be 1"))
    if not faults:
        faults += _at_odds(best, worst, to_others, to_worst)
    refuse(faults)
    return to_others, {name: to_worst[name] for name in to_others}


def _ratios(path: str, answers: Mapping[str, Number], faults: list[Fault]) -> Ratios:
    ratios = {}
    for name, number in answers.items():
        place, known = named(path, str(name)), len(faults)
        ratios[name] = read_number(place, number, faults)
        if len(faults) == known and not ONE <= ratios[name] <= MOST:
            cure = "if it is less than equal, the best or the worst is another one"
            faults.append(Fault(place, f"is {for_people(ratios[name])}; must be from 1 (equal) to 9; {cure}"))
    return ratios


def _missing(path: str, wanted: Ratios, given: Ratios) -> list[Fault]:
    return [Fault(named(path, name), "is missing; compare it, too") for name in wanted if name not in given]


def _at_odds(best: str, worst: str, to_others: Ratios, to_worst: Ratios) -> list[Fault]:
    """Best over worst is asked twice and is the largest of all."""
    span, again = to_others[worst], to_worst[best]
    if span != again:
        both = f"is {for_people(again)}, but {named('best_to_others', worst)} is {for_people(span)}"
        return [Fault(named("others_to_worst", best), f"{both}; both compare the best with the worst, make them equal")]
    faults = []
    for path, ratios in (("best_to_others", to_others), ("others_to_worst", to_worst)):
        for name, ratio in ratios.items():
            if ratio > span:
                more = f"is {for_people(ratio)}, more than best over worst, {for_people(span)}"
                faults.append(Fault(named(path, name), f"{more}; lower it or name another best or worst"))
    return faults
