"""Reference classes: how projects of one kind turned out, as a factor on what was estimated, with the source."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from optimizer.faults import Fault, ProblemFaults
from optimizer.uncertainty.spreads import Draws, ThreePoint


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceClass:
    """Actual over estimated cost: a triangular body up to `tail_from`, and above it a Pareto tail.

    With probability `tail` the factor is Pareto from `tail_from` with mean `tail_mean`, so its exponent is
    alpha = tail_mean / (tail_mean - tail_from). Else it is triangular with its mode at `likely`, its end at
    `tail_from`, and that low end with which the mean of everything is `mean`. The outside view: Kahneman & Tversky,
    Intuitive prediction: biases and corrective procedures, TIMS Studies in Management Science 12, 1979.

    Raises ProblemFaults when no such distribution exists.
    """

    name: str
    source: str
    tail: float
    tail_from: float
    tail_mean: float
    mean: float
    likely: float = 1.0

    def __post_init__(self) -> None:
        faults = []
        if not 0 < self.tail < 1:
            faults.append(Fault("tail", "must be a share above 0 and below 1"))
        if not 0 < self.tail_from < self.tail_mean:
            faults.append(Fault("tail_mean", "must lie above tail_from, and both above 0"))
        if not faults and not 0 <= self.lowest <= self.likely <= self.tail_from:
            faults.append(Fault("mean", f"needs a lowest factor of {self.lowest:.3g}; must be from 0 to likely"))
        if faults:
            raise ProblemFaults(faults)

    @property
    def alpha(self) -> float:
        """Exponent of the tail; at most 2 means infinite variance."""
        return self.tail_mean / (self.tail_mean - self.tail_from)

    @property
    def lowest(self) -> float:
        """The body's low end: three times its mean less the two other corners."""
        body = (self.mean - self.tail * self.tail_mean) / (1 - self.tail)
        return 3 * body - self.likely - self.tail_from

    @property
    def body(self) -> ThreePoint:
        return ThreePoint(self.lowest, self.likely, self.tail_from)

    def quantile(self, p: Draws) -> Draws:
        within = np.minimum(p / (1 - self.tail), 1.0)
        beyond = np.minimum((1 - p) / self.tail, 1.0)
        return np.where(p < 1 - self.tail, self.body.quantile(within), self.tail_from * beyond ** (-1 / self.alpha))


IT_COST_OVERRUNS = ReferenceClass(
    name="IT projects",
    source=(
        "Flyvbjerg, Budzier, Lee, Keil, Lunn & Bester, The Empirical Reality of IT Project Cost Overruns: Discovering "
        "A Power-Law Distribution, Journal of Management Information Systems 39(3), 2022; figures as in Flyvbjerg & "
        "Gardner, How Big Things Get Done (2023), appendix A: 18 % overrun by more than half, those by 447 % on average"
        ", all by 73 % on average. Assumed here: on budget is the likeliest, and the shapes of body and tail"
    ),
    tail=0.18,
    tail_from=1.5,
    tail_mean=5.47,
    mean=1.73,
)
"""P50 1.00, P80 1.38, P90 2.30 times the estimate. Without an end to the tail, so read percentiles, not means."""
