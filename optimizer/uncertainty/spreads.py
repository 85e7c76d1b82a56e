"""How one amount may turn out: three points, or two percentiles; each knows its quantiles and its mean."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, isfinite, log, sqrt
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from optimizer.faults import Fault, ProblemFaults

Draws: TypeAlias = NDArray[np.float64]
# The standard normal's 80th percentile.
Z80 = float(ndtri(0.8))


class Spread(Protocol):
    """How an amount may turn out, in its own unit; an overrun's unit is the stated amount (1.5 = half more)."""

    @property
    def mean(self) -> float: ...

    def quantile(self, p: Draws) -> Draws:
        """The amount that is not exceeded with probability p, 0 < p < 1; never falls as p rises."""
        ...


@dataclass(frozen=True, slots=True)
class ThreePoint:
    """Triangular between `low` and `high`, most dense at `likely`: nothing lies outside, so low and high are extremes.

    mean = (low + likely + high) / 3; F(x) = (x - low)^2 / ((high - low)(likely - low)) up to likely, mirrored above it.
    Chosen over PERT's beta because its variance does not shrink by assumption and its quantiles have a closed form.
    Source: Johnson, The triangular distribution as a proxy for the beta distribution in risk analysis, The Statistician
    46(3), 1997. Raises ProblemFaults unless low <= likely <= high.
    """

    low: float
    likely: float
    high: float

    def __post_init__(self) -> None:
        if not (isfinite(self.low) and isfinite(self.high) and self.low <= self.likely <= self.high):
            told = f"{self.low:g}, {self.likely:g}, {self.high:g}"
            raise ProblemFaults([Fault("", f"low, likely, high must be finite and not fall, but are {told}")])

    @property
    def mean(self) -> float:
        return (self.low + self.likely + self.high) / 3

    @property
    def variance(self) -> float:
        a, m, b = self.low, self.likely, self.high
        return (a * a + m * m + b * b - a * m - a * b - m * b) / 18

    def quantile(self, p: Draws) -> Draws:
        width = self.high - self.low
        if width == 0:
            return np.full_like(p, self.likely)
        below = (self.likely - self.low) / width
        rising = self.low + np.sqrt(p * width * (self.likely - self.low))
        falling = self.high - np.sqrt((1 - p) * width * (self.high - self.likely))
        return np.where(p < below, rising, falling)


@dataclass(frozen=True, slots=True)
class Percentiles:
    """Lognormal through its 50th and 80th percentile: right-skewed, never below zero, as costs are.

    sigma = ln(p80 / p50) / 0.8416; quantile = p50 x exp(sigma x z); mean = p50 x exp(sigma^2 / 2). Source: Crow &
    Shimizu (eds.), Lognormal Distributions (Dekker 1988), chapter 1. Raises ProblemFaults unless 0 < p50 <= p80.
    """

    p50: float
    p80: float

    def __post_init__(self) -> None:
        if not (isfinite(self.p80) and 0 < self.p50 <= self.p80):
            told = f"are {self.p50:g} and {self.p80:g}"
            raise ProblemFaults([Fault("", f"P50 and P80 must be above 0, P80 at least P50, but {told}")])

    @property
    def sigma(self) -> float:
        return log(self.p80 / self.p50) / Z80

    @property
    def mean(self) -> float:
        return self.p50 * exp(self.sigma**2 / 2)

    @property
    def deviation(self) -> float:
        """Standard deviation."""
        return self.mean * sqrt(exp(self.sigma**2) - 1)

    def quantile(self, p: Draws) -> Draws:
        spread: Draws = self.p50 * np.exp(self.sigma * ndtri(p))
        return spread
