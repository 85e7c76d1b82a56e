"""What every method of weighting gives back, and how what people said is read, with every fault at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from optimizer.faults import Fault, ProblemFaults, named
from optimizer.numbers import ZERO, Amounts, Number, exact, for_people


@dataclass(frozen=True, kw_only=True)
class Weights:
    """Weight by criterion, none negative, summing to exactly 1, in the order they were named.

    A criterion that is not in it weighs nothing; `Problem.reweighted` takes `weights` as they are.
    """

    method: str
    weights: Amounts

    @property
    def order(self) -> tuple[str, ...]:
        """Criteria, the heaviest first; equal ones in the order they were named."""
        return tuple(sorted(self.weights, key=lambda name: -self.weights[name]))

    def to_dict(self) -> dict[str, Any]:
        return {"method": self.method, "weights": floats(self.weights)}

    def __str__(self) -> str:
        return "\n".join([self.method, *(f"  {name}: {percent(self.weights[name])}" for name in self.order)])


def percent(share: Fraction | float) -> str:
    """One decimal: 45.7 %."""
    return f"{float(share):.1%}".replace("%", " %")


def floats(amounts: Mapping[str, Fraction]) -> dict[str, float]:
    return {name: float(amount) for name, amount in amounts.items()}


def normalised(points: Mapping[str, Fraction]) -> Amounts:
    """points / their sum, which the caller knows to be above zero."""
    total = sum(points.values(), ZERO)
    return Amounts({name: amount / total for name, amount in points.items()})


def refuse(faults: Sequence[Fault]) -> None:
    """Raises ProblemFaults when there are any."""
    if faults:
        raise ProblemFaults(faults)


def read_number(path: str, number: Any, faults: list[Fault]) -> Fraction:
    """The exact number; what is not one becomes a fault and counts as zero."""
    try:
        return exact(number)
    except (TypeError, ValueError) as wrong:
        faults.append(Fault(path, str(wrong)))
        return ZERO


def read_points(path: str, points: Mapping[str, Number], faults: list[Fault]) -> dict[str, Fraction]:
    """Points by name: none negative, not all zero."""
    if not isinstance(points, Mapping) or not points:
        faults.append(Fault(path, "must give points to at least one name"))
        return {}
    known, of = len(faults), {}
    for name, number in points.items():
        place = named(path, str(name))
        of[name] = read_number(place, number, faults)
        if of[name] < 0:
            faults.append(Fault(place, f"is {for_people(of[name])}; give 0 to what should not count, never less"))
    if len(faults) == known and not any(of.values()):
        faults.append(Fault(path, "are all zero; give points to at least one name"))
    return of
