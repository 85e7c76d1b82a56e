"""What the questions of this room share: reading plans and weights, counting changes, telling progress."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from optimizer.faults import Fault, ProblemFaults, named
from optimizer.modelling.linear import LinearModel, Terms
from optimizer.numbers import ONE, ZERO, Number, exact
from optimizer.parts import STATUS_QUO
from optimizer.problem import Problem

Change = tuple[str, str]
"""Option before and after; "status_quo" is one."""

PROVEN = 1e-6


def relative(bound: float, value: float) -> float:
    """gap = (bound - value) / max(1, |bound|)."""
    return (bound - value) / max(1.0, abs(bound))


def clean_plan(problem: Problem, plan: Mapping[str, str], path: str) -> dict[str, str]:
    """The plan in file order, without those at their status quo. Raises ProblemFaults for what does not exist."""
    faults = []
    for id, option in plan.items():
        if id not in problem.by_id:
            faults.append(Fault(named(path, id), "is not an initiative"))
        elif option != STATUS_QUO and option not in {o.id for o in problem.by_id[id].options}:
            faults.append(Fault(named(path, id), f"{option!r} is not an option of {id!r}"))
    if faults:
        raise ProblemFaults(faults)
    return {i.id: plan[i.id] for i in problem.initiatives if plan.get(i.id, STATUS_QUO) != STATUS_QUO}


def clean_weights(
    problem: Problem, weights: Mapping[str, Number], path: str
) -> tuple[dict[str, Fraction], list[Fault]]:
    """Weights by criterion that sum to exactly 1, missing ones zero; or what is wrong with them."""
    known, faults, given = {c.id for c in problem.criteria}, [], dict[str, Fraction]()
    for name, weight in weights.items():
        try:
            given[name] = exact(weight)
        except (TypeError, ValueError) as wrong:
            faults.append(Fault(named(path, name), str(wrong)))
            continue
        if name not in known:
            faults.append(Fault(named(path, name), "is not a criterion"))
        elif given[name] < 0:
            faults.append(Fault(named(path, name), "must not be negative"))
    total = sum(given.values(), ZERO)
    if not faults and not total:
        faults.append(Fault(path, "must not all weigh zero"))
    return ({} if faults else {c.id: given.get(c.id, ZERO) / total for c in problem.criteria}), faults


def changes_between(problem: Problem, before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, Change]:
    """Initiatives that get something else, in file order."""
    pairs = {i.id: (before.get(i.id, STATUS_QUO), after.get(i.id, STATUS_QUO)) for i in problem.initiatives}
    return {id: pair for id, pair in pairs.items() if pair[0] != pair[1]}


def number_of_changes(model: LinearModel, plan: Mapping[str, str]) -> tuple[Terms, Fraction]:
    """How many initiatives get something else than in the plan: sum over its options of (1 - x), over others of x."""
    terms, constant = dict[int, Fraction](), ZERO
    for (id, option), column in model.options.items():
        if id not in plan:
            terms[column] = ONE
        elif option == plan[id]:
            terms[column], constant = -ONE, constant + 1
    return terms, constant


def told(changes: Mapping[str, Change]) -> str:
    """For people: `erp: full -> minimal`."""
    return ", ".join(f"{id}: {before} -> {after}" for id, (before, after) in changes.items()) or "nothing"
