"""The order in which portfolios are grown: the best first, what rules tie together side by side."""

from __future__ import annotations

from collections.abc import Iterator

from optimizer.numbers import ZERO
from optimizer.parts import STATUS_QUO
from optimizer.rules import Count, Excludes, Requires, Synergy
from optimizer.solving.desk import Desk

FEW = 6
"""Rules of more members than this tie nothing together: they are in everything anyway."""


def stage_order(desk: Desk) -> Iterator[list[int]]:
    """The columns of each initiative's options; a synergy's column right after the last of its members."""
    waiting = {column: set(members) for members, column in desk.model.synergies}
    for id in ordered(desk):
        yield desk.model.members[id]
        for column, members in waiting.items():
            if id in members:
                members.remove(id)
                if not members:
                    yield [column]


def ordered(desk: Desk) -> list[str]:
    """Ids, group by group; groups and their members by score for use, best first."""
    score = {id: _score(desk, id) for id in desk.problem.by_id}
    groups = _groups(desk)
    best_first = sorted(groups, key=lambda group: max(score[id] for id in group), reverse=True)
    return [id for group in best_first for id in sorted(group, key=score.__getitem__, reverse=True)]


def _score(desk: Desk, id: str) -> float:
    """The best of its options: scores gained over the part of all limits that it takes."""
    stays, limits = desk.accountant.worth[id][STATUS_QUO], desk.problem.limits.values()
    ratios = []
    for option, worth in desk.accountant.worth[id].items():
        if option != STATUS_QUO:
            more = [(now - then, limit) for now, then, limit in zip(worth.uses, stays.uses, limits, strict=True)]
            part = sum((use / limit for use, limit in more if limit and limit > 0 and use > 0), ZERO)
            gained = sum((a - b for a, b in zip(worth.totals, stays.totals, strict=True)), ZERO)
            ratios.append(float(gained) / (float(part) + 1e-6))
    return max(ratios)


def _groups(desk: Desk) -> list[list[str]]:
    """Initiatives joined by small rules, in file order."""
    group = {id: id for id in desk.problem.by_id}

    def root(id: str) -> str:
        while group[id] != id:
            id = group[id]
        return id

    for rule in desk.problem.rules:
        members: tuple[str, ...] = ()
        if isinstance(rule, Requires):
            members = (rule.initiative, rule.needs)
        elif isinstance(rule, Excludes | Count):
            members = desk.problem.members(rule.initiatives, rule.tag)
        elif isinstance(rule, Synergy):
            members = rule.initiatives
        if len(members) <= FEW:
            for other in members[1:]:
                group[root(other)] = root(members[0])
    together: dict[str, list[str]] = {}
    for id in desk.problem.by_id:
        together.setdefault(root(id), []).append(id)
    return list(together.values())
