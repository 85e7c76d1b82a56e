"""A question to the desk: the problem itself, with what differs from it this once; and its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from math import inf

from optimizer.exact.evaluation import Account, Source
from optimizer.modelling.linear import Row, Terms

ANY = "*"


@dataclass(frozen=True, slots=True)
class Question:
    """Which portfolio is best, if …

    `fix` gives an initiative an option, "status_quo", or ANY of its options. Limits and rules in `without` do not
    count. `raised` frees the extra amount of these resources' limits. `objective` (terms and constant) is maximised
    instead of value; `least` is what value must reach; portfolios in `forbidden` are left out; `rows` hold too.
    `start` is a portfolio known before. `freed` gives other columns bounds in their own unit.
    """

    fix: Mapping[str, str] = field(default_factory=dict)
    without: frozenset[Source] = frozenset()
    raised: tuple[str, ...] = ()
    objective: tuple[Terms, Fraction] | None = None
    least: Fraction | None = None
    forbidden: tuple[Mapping[str, str], ...] = ()
    rows: tuple[Row, ...] = ()
    start: Mapping[str, str] | None = None
    freed: Mapping[int, tuple[float, float]] = field(default_factory=dict)
    gap: float = 0.0


class Found(Enum):
    """Whether the answer is proven, and whether there is one."""

    PROVEN = "proven"
    STOPPED = "stopped"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """PROVEN: the best, within the gap. STOPPED: the best so far. NONE: there is no such portfolio. UNKNOWN: no time.

    `account` is exact and keeps everything the question asked for; `bound` is on the objective.
    """

    found: Found
    selection: dict[str, str] | None = None
    account: Account | None = None
    bound: float = inf
    solver: str = ""

    @property
    def value(self) -> Fraction | None:
        return None if self.account is None else self.account.value
