"""`alternatives`: the best portfolios in order, each different from those before."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import Any

from optimizer.faults import Fault, ProblemFaults
from optimizer.numbers import ONE, exact, plain
from optimizer.problem import Problem
from optimizer.settings import SolveSettings
from optimizer.solving.best import in_file_order
from optimizer.solving.clock import Clock
from optimizer.solving.desk import Desk
from optimizer.solving.posing import pose
from optimizer.solving.questions import Found, Question
from optimizer.solving.telling import Progress, silent


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One portfolio, as in the answer of `solve`."""

    value: float
    selected: dict[str, str]
    uses: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternatives:
    """Best first; `complete` when these are proven to be the best, and all there are if fewer than asked for."""

    portfolios: tuple[Alternative, ...]
    complete: bool

    def to_dict(self) -> dict[str, Any]:
        portfolios = [{"value": p.value, "selected": p.selected, "uses": p.uses} for p in self.portfolios]
        return {"portfolios": portfolios, "complete": self.complete}

    def __str__(self) -> str:
        lines = [f"{p.value:,.6g}: {', '.join(p.selected) or 'nothing'}" for p in self.portfolios]
        return "\n".join([*lines, "these are the best" if self.complete else "there may be better ones"])


def alternatives(
    problem: Problem,
    count: int,
    within: float | None = None,
    settings: SolveSettings | None = None,
    progress: Progress | None = None,
) -> Alternatives:
    """The `count` best distinct portfolios; `within` ends the list where (best - value) / max(1, |best|) is above it.

    `progress(done, of, "portfolios")` is called after each; raising there ends it. Raises
    ProblemFaults for a count below 1 or a `within` that is negative or no number.
    """
    if faults := _faults(count, within):
        raise ProblemFaults(faults)
    settings = settings or SolveSettings()
    clock, desk = Clock.start(settings.time_limit, settings.stop), Desk(pose(problem, settings).problem)
    found: list[tuple[Fraction, Alternative]] = []
    complete, least = True, None
    while len(found) < count:
        forbidden = tuple(known.selected for _, known in found)
        answer = desk.best(Question(forbidden=forbidden, least=least, gap=settings.gap), clock)
        if answer.account is None or answer.selection is None:
            complete = complete and answer.found is Found.NONE
            break
        complete = complete and answer.found is Found.PROVEN
        value, uses = answer.account.value, {name: plain(use) for name, use in answer.account.uses.items()}
        selected = in_file_order(desk.problem, answer.selection)
        found.append((value, Alternative(value=float(value), selected=selected, uses=uses)))
        if within is not None and least is None:
            least = value - exact(within) * max(ONE, abs(value))
        (progress or silent)(len(found), count, "portfolios")
    found.sort(key=lambda pair: -pair[0])
    return Alternatives(portfolios=tuple(known for _, known in found), complete=complete)


def _faults(count: int, within: float | None) -> list[Fault]:
    faults = []
    if count < 1:
        faults.append(Fault("count", "must be at least 1"))
    if within is not None and not 0 <= within < inf:
        faults.append(Fault("within", "must be a number that is not negative"))
    return faults
