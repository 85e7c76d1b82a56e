"""What a `Reweighter` answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from optimizer.status import Status

PROVEN = 1e-6


class Certificate(StrEnum):
    """What the bound rests on: the linear relaxation, proofs at other weights, or a search at these."""

    RELAXATION = "relaxation"
    PROOFS = "proofs"
    SEARCH = "search"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A portfolio for some weights, checked exactly without a solver, and how good any other can be at most.

    `weights` sum to 1. `selected` maps only initiatives that get an option. Without a portfolio, `value` and `gap` are
    None; `bound` is infinite when nothing is known. gap = (bound - value) / max(1, |bound|). `status` is OPTIMAL when
    the gap is at most 1e-6.
    """

    status: Status
    weights: dict[str, float]
    selected: dict[str, str]
    value: float | None
    bound: float | None
    gap: float | None
    within: float
    certificate: Certificate
    seconds: float

    @property
    def proven(self) -> bool:
        """Nothing better is possible, or nothing at all."""
        return self.status in (Status.OPTIMAL, Status.INFEASIBLE)

    @property
    def certified(self) -> bool:
        """At least as close to the best as was asked for."""
        return self.proven or (self.gap is not None and self.gap <= self.within)

    def __str__(self) -> str:
        if self.value is None or self.gap is None:
            return f"{self.status}: no portfolio, in {self.seconds:.3f} s"
        chosen = ", ".join(f"{id} ({option})" for id, option in self.selected.items()) or "nothing"
        return f"{self.status}: {self.value:,.6g}, {self.gap:.4%} below the bound ({self.certificate}): {chosen}"


def gap_between(value: float, bound: float) -> float:
    """(bound - value) / max(1, |bound|)."""
    return (bound - value) / max(1.0, abs(bound))
