"""`core`: what is in, or out, in every optimal portfolio whatever the weights of a set; proven, not sampled."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from optimizer.numbers import plain
from optimizer.problem import Problem
from optimizer.settings import SolveSettings
from optimizer.solving.clock import Clock
from optimizer.solving.crew import Crew
from optimizer.solving.desk import Desk
from optimizer.solving.posing import pose
from optimizer.solving.telling import Progress, silent
from optimizer.weighing.candidates import Candidate, Witness, candidate_of
from optimizer.weighing.certifying import Certifying
from optimizer.weighing.growing import Growth, OutOfTime
from optimizer.weighing.robust import possible
from optimizer.weighing.sharing import Sharing
from optimizer.weighing.stages import staged
from optimizer.weighing.supported import Share, optimal_somewhere, shares
from optimizer.weighing.weight_sets import WeightSet, read_weight_set

BEARABLE = 6000
"""Unfinished portfolios up to which listing all nondominated ones is tried first."""
PATIENCE = 0.1
"""The part of the time limit that this may take."""
AT_MOST = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CorePortfolio:
    """An optimal portfolio, its totals by criterion, and weights at which it is optimal."""

    selected: dict[str, str]
    totals: dict[str, float]
    weights: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """`in_` / `out`: in all / none of the optimal portfolios; `open`: in some; `unknown`: not decided in the time.

    `certified`: everything is decided. `portfolios`: optimal ones, one per distinct totals; all of them where the
    nondominated ones could be listed, those met on the way otherwise.
    """

    in_: tuple[str, ...]
    out: tuple[str, ...]
    open: dict[str, Share]
    unknown: tuple[str, ...]
    portfolios: tuple[CorePortfolio, ...]
    certified: bool

    def to_dict(self) -> dict[str, Any]:
        return {
            "in": list(self.in_),
            "out": list(self.out),
            "open": {id: {"share": s.share, "error": s.error} for id, s in self.open.items()},
            "unknown": list(self.unknown),
            "portfolios": [{"selected": p.selected, "totals": p.totals, "weights": p.weights} for p in self.portfolios],
            "certified": self.certified,
        }

    def __str__(self) -> str:
        lines = [f"in: {', '.join(self.in_) or 'none'}", f"out: {', '.join(self.out) or 'none'}"]
        lines += [f"{id}: in for {s.share:.1%} of the weights (+- {s.error:.1%})" for id, s in self.open.items()]
        return "\n".join([*lines, f"not known: {', '.join(self.unknown) or 'none'}"])


def core(
    problem: Problem,
    weights: WeightSet | Mapping[str, Any] | str | Path | None = None,
    settings: SolveSettings | None = None,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> Core:
    """The agreed core over all weights of the set (every weight when None). Empty when no portfolio is possible.

    `progress(done, of, what)` is called as initiatives are decided; raising there ends it. The workers of an `executor`
    share the work.
    Raises ProblemFaults for a set that names what is not there, or holds no weights.
    """
    settings = settings or SolveSettings()
    names = tuple(criterion.id for criterion in problem.criteria)
    set = weights if isinstance(weights, WeightSet) else read_weight_set(weights or {}, names)
    clock = Clock.start(settings.time_limit, settings.stop)
    crew = Crew(pose(problem, settings).problem, executor, short=True)
    desk = crew.desk
    listed = _listed(desk, set, clock)
    if listed is None:
        return _certified(Certifying(crew, set, clock, progress or silent))
    found = optimal_somewhere(listed, set.corners) if listed else []
    return _from_all(desk, set, found)


def _listed(desk: Desk, set: WeightSet, clock: Clock) -> list[Candidate] | None:
    """All nondominated portfolios where that is quick, else None."""
    trial = clock.part(min(AT_MOST, PATIENCE * clock.left))
    growth = Growth(staged(desk, set.corners), trial, BEARABLE)
    try:
        grown = possible(desk, growth.whole(None))
    except OutOfTime:
        return None
    selections = (dict(desk.order[column] for column in columns if column in desk.order) for columns in grown.columns)
    return [candidate_of(desk, selection) for selection in selections]


def _from_all(desk: Desk, set: WeightSet, found: list[Witness]) -> Core:
    """All optimal portfolios are known: in all, in none, in some."""
    ids = list(desk.problem.by_id)
    candidates = [witness.candidate for witness in found]
    times = {id: sum(id in candidate.selected for candidate in candidates) for id in ids}
    open = [id for id in ids if 0 < times[id] < len(candidates)]
    return Core(
        in_=tuple(id for id in ids if candidates and times[id] == len(candidates)),
        out=tuple(id for id in ids if candidates and times[id] == 0),
        open=shares(candidates, open, set.corners) if open else {},
        unknown=(),
        portfolios=_told(set, found),
        certified=True,
    )


def _certified(certifying: Certifying) -> Core:
    """Region by region, as far as the time goes."""
    verdict, set = certifying.run(), certifying.set
    ids = certifying.ids
    candidates = [witness.candidate for witness in certifying.witnesses]
    open = [id for id in ids if id in verdict.open]
    decided = verdict.in_ | verdict.out | verdict.open
    return Core(
        in_=tuple(id for id in ids if id in verdict.in_),
        out=tuple(id for id in ids if id in verdict.out),
        open=Sharing(certifying.views, set.corners, candidates).shares(open) if open else {},
        unknown=() if verdict.complete else tuple(id for id in ids if id not in decided),
        portfolios=_told(set, certifying.witnesses) if candidates else (),
        certified=verdict.complete,
    )


def _told(set: WeightSet, found: list[Witness]) -> tuple[CorePortfolio, ...]:
    """One per distinct totals, the first found."""
    distinct = {(w.candidate.totals, w.candidate.certain): w for w in reversed(found)}
    return tuple(
        CorePortfolio(
            selected=w.candidate.selected,
            totals={name: plain(total) for name, total in zip(set.names, w.candidate.totals, strict=True)},
            weights=dict(zip(set.names, w.weights, strict=True)),
        )
        for w in reversed(distinct.values())
    )
