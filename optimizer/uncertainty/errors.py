"""How far a value may be off, from how far its scorers are apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import variance

from optimizer.faults import Fault, ProblemFaults
from optimizer.numbers import Number, exact
from optimizer.parts import STATUS_QUO
from optimizer.problem import Problem

Scored = tuple[str, str]
"""Initiative and option, or "status_quo"."""
Sheets = Mapping[Scored, Mapping[str, Sequence[Number]]]
"""What each scorer gave, by criterion."""


def error_variances(problem: Problem, scores: Sheets, *, independent: bool = False) -> dict[Scored, float]:
    """Error variance of each scored option's value over its status quo, in points squared.

    sigma^2 = p^2 x sum over criteria of w_c^2 x (s_c^2 of the option + s_c^2 of its status quo, where that is scored),
    with s_c^2 the sample variance between scorers. That takes scorers to err together, from one folder of claims, as
    much as any of them alone; `independent` takes the variance of their mean, s_c^2 / n, instead. Where a criterion has
    one score only, the mean of the other variances on that criterion stands in; where nothing has two, 0.

    Raises ProblemFaults for names that the problem does not have, empty lists and what is not a number.
    """
    if faults := _faults(problem, scores):
        raise ProblemFaults(faults)
    usual = _usual(problem, scores)

    def spread(cell: Scored, criterion: str) -> float:
        given = scores.get(cell, {}).get(criterion)
        if given is None:
            return 0.0
        own = _variance(given)
        return (usual[criterion] if own is None else own) / (len(given) if independent else 1)

    found = {}
    for id, option in scores:
        if option != STATUS_QUO:
            p = float(problem.by_id[id].option(option).probability)
            terms = [
                float(problem.weights[c.id]) ** 2 * (spread((id, option), c.id) + spread((id, STATUS_QUO), c.id))
                for c in problem.criteria
            ]
            found[id, option] = p * p * sum(terms)
    return found


def _variance(given: Sequence[Number]) -> float | None:
    """None for a single score, which has no spread."""
    return float(variance([exact(number) for number in given])) if len(given) > 1 else None


def _usual(problem: Problem, scores: Sheets) -> dict[str, float]:
    usual = {}
    for criterion in problem.criteria:
        sheets = [sheet[criterion.id] for sheet in scores.values() if criterion.id in sheet]
        known = [found for found in map(_variance, sheets) if found is not None]
        usual[criterion.id] = sum(known) / len(known) if known else 0.0
    return usual


def _faults(problem: Problem, scores: Sheets) -> list[Fault]:
    faults, criteria = [], {c.id for c in problem.criteria}
    for (id, option), sheet in scores.items():
        path = f'scores["{id}", "{option}"]'
        if id not in problem.by_id:
            faults.append(Fault(path, f"{id!r} is not an initiative"))
        elif option != STATUS_QUO and option not in {o.id for o in problem.by_id[id].options}:
            faults.append(Fault(path, f"{option!r} is not an option of {id!r}"))
        for name, given in sheet.items():
            faults += _wrong(f'{path}["{name}"]', given, name in criteria)
    return faults


def _wrong(path: str, given: Sequence[Number], known: bool) -> list[Fault]:
    if not known:
        return [Fault(path, "is not a criterion")]
    if not given:
        return [Fault(path, "holds no score; leave the criterion out")]
    faults = []
    for number in given:
        try:
            exact(number)
        except (TypeError, ValueError) as wrong:
            faults.append(Fault(path, str(wrong)))
    return faults
