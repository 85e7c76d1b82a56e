"""What a portfolio may use and bring, and the chance that it breaks its limits, as values that print themselves."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import sqrt
from typing import Any

# The standard normal's 97.5th percentile.
Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Chance:
    """`share` of the draws in which it happened, and the bounds of its 95 % interval, 0 to 1.

    Wilson's score interval: Wilson, Probable inference, the law of succession, and statistical inference, Journal of
    the American Statistical Association 22, 1927. It is the error of drawing only, not of what was put in.
    """

    share: float
    low: float
    high: float

    @classmethod
    def of(cls, happened: int, draws: int) -> Chance:
        share, z2 = happened / draws, Z95 * Z95
        middle = (share + z2 / (2 * draws)) / (1 + z2 / draws)
        half = Z95 * sqrt(share * (1 - share) / draws + z2 / (4 * draws * draws)) / (1 + z2 / draws)
        low = 0.0 if happened == 0 else max(0.0, middle - half)
        return cls(share, low, 1.0 if happened == draws else min(1.0, middle + half))

    def __str__(self) -> str:
        return f"{self.share:.1%} ({self.low:.1%} to {self.high:.1%})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """One total. `stated` is what the problem says, `mean` the exact expectation, the percentiles come from the draws.

    P80 is not exceeded in 80 of 100 draws: the careful figure of a cost, while P20 is that of a benefit.
    """

    name: str
    stated: float
    mean: float
    p20: float
    p50: float
    p80: float

    def __str__(self) -> str:
        said = f"stated {self.stated:,.6g}, mean {self.mean:,.6g}"
        return f"{self.name}: {said}, P20 {self.p20:,.6g}, P50 {self.p50:,.6g}, P80 {self.p80:,.6g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class UseRange(Range):
    """`sum_of_p80` adds what each initiative needs to be 80 % sure on its own: P80s do not add, beside it stands `p80`.

    `limit` is the problem's; `broken` the chance of needing more than it, and what is carried into it, allows.
    """

    sum_of_p80: float
    limit: float | None = None
    broken: Chance | None = None

    def __str__(self) -> str:
        told = f"{Range.__str__(self)} (P80s of its parts sum to {self.sum_of_p80:,.6g})"
        return told if self.limit is None else f"{told}; limit {self.limit:,.6g} broken in {self.broken}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """How a portfolio may turn out. `groups` are sums of resources that were asked for, such as all of one year.

    `any_limit` is the chance that at least one limit breaks, None where nothing is limited. Not `complete`: it was
    cancelled, or the time ended, after `draws` draws; all figures are of these. Same seed, same draws, same figures.
    """

    resources: tuple[UseRange, ...]
    groups: tuple[UseRange, ...]
    criteria: tuple[Range, ...]
    value: Range
    any_limit: Chance | None
    draws: int
    seed: int
    complete: bool

    def resource(self, name: str) -> UseRange:
        """The resource or group of that name. Raises KeyError when there is none."""
        for found in (*self.resources, *self.groups):
            if found.name == name:
                return found
        raise KeyError(name)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    def __str__(self) -> str:
        asked = f"{self.draws:,} draws, seed {self.seed}{'' if self.complete else ', ended early'}"
        lines = [asked, *map(str, (*self.resources, *self.groups, *self.criteria, self.value))]
        return "\n".join(lines if self.any_limit is None else [*lines, f"any limit broken in {self.any_limit}"])
