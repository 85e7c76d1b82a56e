"""Why nothing is possible: sets of limits and rules that cannot hold together, though any of them fewer can.

The sets are found one by one (Liffiton, Previti, Malik & Marques-Silva 2016, MARCO): a small map of what has not been
looked at yet proposes a largest set; if it can hold, something outside it must come in; if not, it is shrunk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from optimizer.exact.evaluation import Source
from optimizer.modelling.linear import Column, LinearModel, Row
from optimizer.modelling.scaling import scale, scale_row
from optimizer.numbers import ONE, ZERO
from optimizer.problem import Problem
from optimizer.rules import CarryOver, Synergy
from optimizer.solvers.asking import Ask
from optimizer.solvers.choosing import solver_for
from optimizer.solving.clock import Clock
from optimizer.solving.desk import Desk
from optimizer.solving.questions import Found, Question

MOST = 10


class TimeIsUp(Exception):
    """No verdict within the time."""


@dataclass(frozen=True, slots=True)
class ConflictSets:
    """Irreducible sets of sources; `complete` when there are no others. Empty and complete: the problem is feasible."""

    sets: tuple[tuple[Source, ...], ...]
    complete: bool


def limiting(problem: Problem) -> list[Source]:
    """Everything that can make a portfolio impossible: limits and rules, in the file's order."""
    limits = [Source.resource(resource.id) for resource in problem.resources if resource.limit is not None]
    harmless = (Synergy, CarryOver)
    return limits + [Source.rule(at) for at, rule in enumerate(problem.rules) if not isinstance(rule, harmless)]


def find_conflicts(desk: Desk, clock: Clock, most: int = MOST) -> ConflictSets:
    """Up to `most` conflicts; fewer, and not complete, when the time is up."""
    everything = limiting(desk.problem)
    found: list[tuple[Source, ...]] = []
    seen = _Map(len(everything))
    try:
        while (seed := seen.largest()) is not None:
            chosen = [everything[at] for at in seed]
            if can_hold(desk, chosen, clock):
                seen.needs_one_of(set(range(len(everything))) - set(seed))
                continue
            if len(found) == most:
                return ConflictSets(tuple(found), complete=False)
            core = shrink(desk, chosen, clock)
            found.append(tuple(core))
            seen.never_all_of({everything.index(source) for source in core})
    except TimeIsUp:
        return ConflictSets(tuple(found), complete=False)
    return ConflictSets(tuple(found), complete=True)


def can_hold(desk: Desk, chosen: Sequence[Source], clock: Clock, fix: Mapping[str, str] | None = None) -> bool:
    """Whether some portfolio keeps all of these and what is fixed. Raises TimeIsUp."""
    if clock.over:
        raise TimeIsUp
    without = frozenset(limiting(desk.problem)) - frozenset(chosen)
    answer = desk.best(Question(fix=fix or {}, without=without, objective=({}, ZERO)), clock)
    if answer.found is Found.UNKNOWN:
        raise TimeIsUp
    return answer.found is not Found.NONE


def shrink(desk: Desk, chosen: Sequence[Source], clock: Clock, fix: Mapping[str, str] | None = None) -> list[Source]:
    """An irreducible part of a set that cannot hold: pieces go, large ones first, while the rest still cannot."""
    kept, size = list(chosen), max(1, len(chosen) // 2)
    while True:
        at = 0
        while at < len(kept):
            fewer = kept[:at] + kept[at + size :]
            if can_hold(desk, fewer, clock, fix):
                at += size
            else:
                kept = fewer
        if size == 1:
            return kept
        size = max(1, min(size // 2, len(kept) // 2))


class _Map:
    """The sets not decided yet, as a small 0/1 model over the sources."""

    def __init__(self, size: int) -> None:
        self._model = LinearModel(columns=[Column() for _ in range(size)])
        self._model.objective = dict.fromkeys(range(size), ONE)
        self._scaled = scale(self._model)
        self._solver = solver_for(self._scaled, [])

    def largest(self) -> list[int] | None:
        if not self._model.columns:
            return None
        reply = self._solver.solve(Ask(self._scaled.cost))
        return None if reply.values is None else [at for at, value in enumerate(reply.values) if value > 0.5]

    def needs_one_of(self, places: set[int]) -> None:
        self._add(Row(dict.fromkeys(places, ONE), lower=ONE))

    def never_all_of(self, places: set[int]) -> None:
        self._add(Row(dict.fromkeys(places, ONE), upper=ONE * (len(places) - 1)))

    def _add(self, row: Row) -> None:
        self._solver.add_cut(scale_row(row, self._model.columns), None)
