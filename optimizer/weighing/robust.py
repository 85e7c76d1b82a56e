"""`nondominated`: the portfolios that no other beats at every weight of a set, and how often each initiative is in.

Robust Portfolio Modelling: Liesiö, Mild & Salo, European Journal of Operational Research 181 (2007) 1488-1505.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from optimizer.numbers import plain
from optimizer.problem import Problem
from optimizer.settings import SolveSettings
from optimizer.solving.best import in_file_order
from optimizer.solving.clock import Clock
from optimizer.solving.desk import Desk
from optimizer.solving.posing import pose
from optimizer.solving.questions import Question
from optimizer.solving.telling import Progress
from optimizer.weighing.dominance import undominated
from optimizer.weighing.growing import Grown, Growth, OutOfTime
from optimizer.weighing.stages import staged
from optimizer.weighing.weight_sets import WeightSet, read_weight_set

MOMENT = 0.5
"""Seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RobustPortfolio:
    """One portfolio that none beats; totals by criterion."""

    selected: dict[str, str]
    totals: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nondominated:
    """`core_index`: the share of the portfolios that fund the initiative, by any option; 1 is core, 0 exterior.

    Not `complete`: the time ended; these are feasible and none beats another, but there may be more, or better ones.
    """

    portfolios: tuple[RobustPortfolio, ...]
    core_index: dict[str, float]
    complete: bool

    def to_dict(self) -> dict[str, Any]:
        portfolios = [{"selected": p.selected, "totals": p.totals} for p in self.portfolios]
        return {"portfolios": portfolios, "core_index": self.core_index, "complete": self.complete}

    def __str__(self) -> str:
        count = f"{len(self.portfolios)} portfolios{'' if self.complete else ' so far'}"
        return "\n".join([count, *(f"{id}: in {share:.0%} of them" for id, share in self.core_index.items())])


def nondominated(
    problem: Problem,
    weights: WeightSet | Mapping[str, Any] | str | Path | None = None,
    settings: SolveSettings | None = None,
    progress: Progress | None = None,
) -> Nondominated:
    """Every portfolio not dominated on the set of weights (all of them when None); equal totals are all listed.

    `progress(done, of, "stages")` is called as initiatives are taken in; raising there ends it.
    Raises ProblemFaults for a set that names what is not there, or holds no weights.
    """
    settings = settings or SolveSettings()
    names = tuple(criterion.id for criterion in problem.criteria)
    set = weights if isinstance(weights, WeightSet) else read_weight_set(weights or {}, names)
    clock = Clock.start(settings.time_limit, settings.stop)
    desk = Desk(pose(problem, settings).problem)
    growth = Growth(staged(desk, set.corners), clock, tell=progress)
    grown, complete = possible(desk, growth.quick()), True
    try:
        grown = possible(desk, growth.whole(grown))
    except OutOfTime:
        complete = False
    selections = [_selection(desk, columns) for columns in grown.columns]
    if not complete and not selections:
        selections = _at_least_one(desk, clock)
    portfolios = tuple(_told(desk, selection) for selection in selections)
    return Nondominated(portfolios=portfolios, core_index=_core_index(desk.problem, portfolios), complete=complete)


def _selection(desk: Desk, columns: frozenset[int]) -> dict[str, str]:
    return in_file_order(desk.problem, dict(desk.order[column] for column in columns if column in desk.order))


def possible(desk: Desk, grown: Grown) -> Grown:
    """Those that keep everything in exact numbers; what only an overrated carry-over allowed goes first."""
    accounts = (desk.accountant.account(_selection(desk, columns)) for columns in grown.columns)
    feasible = np.array([at for at, account in enumerate(accounts) if account.feasible], dtype=np.intp)
    kept = feasible[undominated(grown.values[feasible], np.zeros((len(feasible), 0), dtype=np.int64))]
    return Grown([grown.columns[at] for at in kept], grown.values[kept])


def _at_least_one(desk: Desk, clock: Clock) -> list[dict[str, str]]:
    """What a solver finds in a moment where rules are so many that growing in a hurry leads nowhere."""
    answer = desk.best(Question(), Clock.start(MOMENT, clock.stop))
    return [] if answer.selection is None else [answer.selection]


def _told(desk: Desk, selection: dict[str, str]) -> RobustPortfolio:
    totals = desk.accountant.sums(selection)[1]
    return RobustPortfolio(selected=selection, totals={name: plain(total) for name, total in totals.items()})


def _core_index(problem: Problem, portfolios: tuple[RobustPortfolio, ...]) -> dict[str, float]:
    count = len(portfolios) or 1
    return {id: sum(id in p.selected for p in portfolios) / count for id in problem.by_id}
