"""What would help when nothing is possible: the least single changes, and when none is enough, the smallest pairs.

Where no two are enough, some larger sets of changes are given, each of which is needed in its set.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations

from optimizer.exact.evaluation import Source
from optimizer.problem import Problem
from optimizer.solving.changes import Change
from optimizer.solving.clock import Clock
from optimizer.solving.conflict_search import ConflictSets, TimeIsUp, can_hold, limiting
from optimizer.solving.desk import Desk
from optimizer.solving.single_changes import least_change

PAIRS = 10


def find_repairs(desk: Desk, conflicts: ConflictSets, clock: Clock) -> list[tuple[Change, ...]]:
    """Smallest first, measured against what is changed. Every one is enough; the time limit may cost some of them."""
    problem = desk.problem
    singles = [change for source in _in_all(conflicts) if (change := least_change(desk, source, clock)) is not None]
    if singles or not conflicts.sets:
        return [(change,) for change in sorted(singles, key=lambda change: change.size(problem))]
    pairs = [pair for both in _hitting(desk, conflicts, clock) if (pair := _least_pair(desk, both, clock)) is not None]
    if pairs:
        return sorted(pairs, key=lambda pair: _size(problem, pair))
    larger = (_in_order(desk, sources, clock) for sources in _irreducible(desk, conflicts, clock))
    return sorted((changes for changes in larger if changes), key=lambda changes: _size(problem, changes))


def _in_all(conflicts: ConflictSets) -> list[Source]:
    """Only what is part of every conflict can end them all."""
    if not conflicts.sets:
        return []
    return [source for source in conflicts.sets[0] if all(source in other for other in conflicts.sets)]


def _hitting(desk: Desk, conflicts: ConflictSets, clock: Clock) -> Iterable[tuple[Source, Source]]:
    """Pairs that take part in every known conflict and whose going ends them all, at most ten."""
    involved = list(dict.fromkeys(source for conflict in conflicts.sets for source in conflict))
    found = 0
    for both in combinations(involved, 2):
        if found == PAIRS or clock.over:
            return
        if all(set(both) & set(conflict) for conflict in conflicts.sets):
            try:
                enough = _helps(desk, both, clock)
            except TimeIsUp:
                return
            if enough:
                found += 1
                yield both


def _irreducible(desk: Desk, conflicts: ConflictSets, clock: Clock) -> Iterable[tuple[Source, ...]]:
    """Sets whose going ends every conflict, none of them to spare: one mostly of limits, one mostly of rules.

    A deletion filter (Chinneck & Dravnieks, 1991) over what has to go: each is put back unless that makes the rest
    impossible again. It begins with what takes part in the known conflicts, if that is enough.
    """
    found: dict[frozenset[Source], tuple[Source, ...]] = {}
    try:
        involved = list(dict.fromkeys(source for conflict in conflicts.sets for source in conflict))
        first = involved if _helps(desk, involved, clock) else limiting(desk.problem)
        for kept_first in ("rule", "resource"):
            gone = sorted(first, key=lambda source: source.kind != kept_first)
            for source in list(gone):
                fewer = [other for other in gone if other != source]
                if _helps(desk, fewer, clock):
                    gone = fewer
            found.setdefault(frozenset(gone), tuple(gone))
    except TimeIsUp:
        pass
    return found.values()


def _helps(desk: Desk, gone: Sequence[Source], clock: Clock) -> bool:
    """Whether all else can hold once these are out of the way. Raises TimeIsUp."""
    return can_hold(desk, [source for source in limiting(desk.problem) if source not in gone], clock)


def _least_pair(desk: Desk, both: tuple[Source, Source], clock: Clock) -> tuple[Change, ...] | None:
    """The least change of one while the other is out of the way, then the least of the other; in the better order."""
    orders = [_in_order(desk, both, clock), _in_order(desk, (both[1], both[0]), clock)]
    pairs = [pair for pair in orders if pair is not None]
    return min(pairs, key=lambda pair: _size(desk.problem, pair), default=None)


def _in_order(desk: Desk, sources: tuple[Source, ...], clock: Clock) -> tuple[Change, ...] | None:
    """The last one first, while those before it are out of the way."""
    *before, last = sources
    one = None if clock.over else least_change(desk, last, clock, frozenset(before))
    if one is None or not before:
        return None if one is None else (one,)
    rest = _in_order(Desk(one.applied(desk.problem)), tuple(before), clock)
    return None if rest is None else (one, *rest)


def _size(problem: Problem, changes: Iterable[Change]) -> Fraction:
    return sum((change.size(problem) for change in changes), Fraction(0))
