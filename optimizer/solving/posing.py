"""The problem that settings pose: other weights, and options fixed or dropped as further rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from optimizer.exact.evaluation import Source
from optimizer.faults import ProblemFaults
from optimizer.parts import STATUS_QUO
from optimizer.problem import Problem
from optimizer.rules import Must, Never, Rule
from optimizer.settings import SolveSettings


@dataclass(frozen=True, slots=True)
class Posed:
    """`problem` has the rules of the file first, then those that stand for `fix` and `drop`.

    `added` names the setting and initiative of each of the latter, in their order.
    """

    problem: Problem
    of_file: int
    added: tuple[tuple[str, str], ...]


def pose(problem: Problem, settings: SolveSettings) -> Posed:
    """Raises ProblemFaults for settings that name what is not there."""
    if faults := settings.faults_with(problem):
        raise ProblemFaults(faults)
    of_file = len(problem.rules)
    if settings.weights is not None:
        problem = problem.reweighted(settings.weights)
    rules: list[Rule] = []
    added: list[tuple[str, str]] = []
    for id, option in settings.fix.items():
        rules.append(Never(initiative=id) if option == STATUS_QUO else Must(initiative=id, option=option))
        added.append(("fix", id))
    for id in settings.drop:
        rules.append(Never(initiative=id))
        added.append(("drop", id))
    if rules:
        problem = replace(problem, rules=(*problem.rules, *rules))
    return Posed(problem, of_file, tuple(added))


def unposed(posed: Posed, source: Source) -> dict[str, Any]:
    """What a limit or rule is called outside: {"resource": name}, {"rule": place}, {"fix": id} or {"drop": id}."""
    if source.kind == "resource":
        return {"resource": source.name}
    if source.place < posed.of_file:
        return {"rule": source.place}
    return dict([posed.added[source.place - posed.of_file]])
