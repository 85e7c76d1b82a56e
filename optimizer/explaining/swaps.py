"""What the portfolio would lose without a funded initiative, or with one that was left out, and who would go for it."""

from __future__ import annotations

from collections.abc import Iterable

from optimizer.explaining.case import NO_TIME, TIE, Case, open_case
from optimizer.explaining.values import Funded, Gap
from optimizer.parts import STATUS_QUO
from optimizer.problem import Problem
from optimizer.settings import SolveSettings
from optimizer.solving.questions import ANY, Found, Question


def gaps(problem: Problem, settings: SolveSettings | None = None, only: Iterable[str] | None = None) -> dict[str, Gap]:
    """Gap and displaced by initiative left out (or those of `only`), in file order; empty without a proposal."""
    case = open_case(problem, settings)
    if not isinstance(case, Case):
        return {}
    wanted = set(problem.by_id) if only is None else set(only)
    return {id: gap_of(case, id) for id in left_out(case) if id in wanted}


def replacement_costs(problem: Problem, settings: SolveSettings | None = None) -> dict[str, Funded]:
    """By funded initiative, in file order; empty without a proposal."""
    case = open_case(problem, settings)
    return {id: funded_of(case, id) for id in case.selection} if isinstance(case, Case) else {}


def left_out(case: Case) -> list[str]:
    return [i.id for i in case.problem.initiatives if i.id not in case.selection]


def funded_of(case: Case, id: str) -> Funded:
    """replacement cost = optimum - optimum with it at status quo."""
    fix = {id: STATUS_QUO}
    answer = case.ask(Question(fix=fix))
    if answer.account is not None:
        return Funded(replacement_cost=float(case.value - answer.account.value))
    if answer.found is Found.UNKNOWN:
        return Funded(replacement_cost=None, reason=NO_TIME)
    return Funded(replacement_cost=None, blocked_by=case.blocked_by(fix), reason="no portfolio is possible without it")


def gap_of(case: Case, id: str) -> Gap:
    """gap = optimum - optimum with it forced in, by any of its options."""
    fix = {id: ANY}
    answer = case.ask(Question(fix=fix))
    if answer.account is None or answer.selection is None:
        if answer.found is Found.UNKNOWN:
            return Gap(gap=None, reason=NO_TIME)
        return Gap(gap=None, blocked_by=case.blocked_by(fix), reason="no portfolio is possible with it")
    near = case.nearest(Question(fix=fix, least=answer.account.value - TIE, start=answer.selection))
    selection = near.selection if near.selection is not None else answer.selection
    return Gap(
        gap=float(case.value - answer.account.value),
        displaces=case.leaves(selection),
        option=selection[id],
        changes=case.changes(selection),
    )
