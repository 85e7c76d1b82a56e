"""Conflicts and repairs as people and programs read them."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Any

from optimizer.exact.evaluation import Source
from optimizer.problem import Problem
from optimizer.results import ConflictPart, Repair
from optimizer.sentences import sentence
from optimizer.settings import SolveSettings
from optimizer.solving.changes import Change
from optimizer.solving.clock import Clock
from optimizer.solving.conflict_search import ConflictSets, find_conflicts
from optimizer.solving.desk import Desk
from optimizer.solving.posing import Posed, pose, unposed
from optimizer.solving.repairing import find_repairs

PATIENCE = 30.0
"""Seconds that reasons may take when no time limit was set."""


@dataclass(frozen=True, slots=True)
class WhyNot:
    """`complete` says that there are no other conflicts; None when none were looked for."""

    conflicts: tuple[tuple[ConflictPart, ...], ...] = ()
    complete: bool | None = None
    repairs: tuple[Repair, ...] = ()

    def __str__(self) -> str:
        lines = ["these cannot hold together: " + "; ".join(map(str, conflict)) for conflict in self.conflicts]
        lines += [f"this would help: {repair}" for repair in self.repairs]
        if self.complete is None:
            return "\n".join([*lines, "no conflicts were looked for"])
        return "\n".join(
            [*lines, f"there are no {'other ' * bool(lines)}conflicts" if self.complete else "there may be others"]
        )


def conflicts(problem: Problem, settings: SolveSettings | None = None) -> WhyNot:
    """Irreducible sets of limits and rules that cannot hold together, up to 10; no repairs are looked for."""
    desk, posed, clock = _opened(problem, settings)
    found = find_conflicts(desk, clock)
    return WhyNot(_in_words(posed, found), found.complete)


def repairs(problem: Problem, settings: SolveSettings | None = None) -> tuple[Repair, ...]:
    """The least single changes that make the problem feasible, smallest first; when none does, the smallest pairs."""
    desk, posed, clock = _opened(problem, settings)
    return why_not(desk, posed, clock).repairs


def _opened(problem: Problem, settings: SolveSettings | None) -> tuple[Desk, Posed, Clock]:
    settings = settings or SolveSettings()
    posed = pose(problem, settings)
    return Desk(posed.problem), posed, Clock.start(settings.time_limit, settings.stop)


def why_not(desk: Desk, posed: Posed, clock: Clock) -> WhyNot:
    """Both, within what is left of the time; a third of it is kept for the repairs."""
    patience = PATIENCE if clock.limit == inf else max(clock.left, 0.05)
    found = find_conflicts(desk, Clock.start(patience * 2 / 3, clock.stop))
    changes = find_repairs(desk, found, Clock.start(patience / 3, clock.stop))
    return WhyNot(_in_words(posed, found), found.complete, tuple(to_repair(posed, change) for change in changes))


def _in_words(posed: Posed, found: ConflictSets) -> tuple[tuple[ConflictPart, ...], ...]:
    """Short ones first."""
    ordered = sorted(found.sets, key=lambda sources: (len(sources), sources))
    return tuple(tuple(_part(posed, source) for source in sources) for sources in ordered)


def _part(posed: Posed, source: Source) -> ConflictPart:
    return ConflictPart(text=sentence(posed.problem, source), **unposed(posed, source))


def to_repair(posed: Posed, changes: tuple[Change, ...]) -> Repair:
    """As the answer gives it; a pair is {"all": [...]}, each with its own measure."""
    problem, text = posed.problem, " and ".join(change.text(posed.problem) for change in changes)
    measures = [None if (by := change.by(problem)) is None else float(by) for change in changes]
    if len(changes) == 1:
        return Repair(change=_written(posed, changes[0]), by=measures[0], text=text)
    parts = [{**_written(posed, change), "by": by} for change, by in zip(changes, measures, strict=True)]
    return Repair(change={"all": parts}, by=None, text=text)


def _written(posed: Posed, change: Change) -> dict[str, Any]:
    return {**unposed(posed, change.source), **change.to_dict()}
