"""The next step of each limit: the least extra amount that lets value rise, and who enters and leaves then."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from optimizer.explaining.case import NO_TIME, Case, open_case
from optimizer.explaining.values import NextStep
from optimizer.numbers import ONE, ZERO, plain
from optimizer.problem import Problem
from optimizer.settings import SolveSettings
from optimizer.solving.best import trimmed
from optimizer.solving.need import extra_needed
from optimizer.solving.questions import Answer, Found, Question

RISE = Fraction(1, 10**6)


def next_steps(
    problem: Problem, settings: SolveSettings | None = None, only: Iterable[str] | None = None
) -> dict[str, NextStep]:
    """By limited resource (or those of `only`), all others fixed; empty without a proposal."""
    case = open_case(problem, settings)
    if not isinstance(case, Case):
        return {}
    wanted = set(problem.limits) if only is None else set(only)
    return {name: step_of(case, name) for name in limited(case) if name in wanted}


def limited(case: Case) -> list[str]:
    return [name for name, limit in case.problem.limits.items() if limit is not None]


def step_of(case: Case, resource: str) -> NextStep:
    """The least amount with value > optimum + max(1e-6, 1e-6 |optimum|); then the best portfolio with that amount."""
    rise = case.value + RISE * max(ONE, abs(case.value))
    least = _least_extra(case, resource, rise)
    if least.selection is None:
        reason = NO_TIME if least.found is Found.UNKNOWN else "no amount lets value rise"
        return NextStep(amount=None, reason=reason)
    amount = extra_needed(case.desk.accountant, least.selection, resource)
    selection = _best_with(case, resource, amount, least)
    return NextStep(
        amount=plain(amount),
        enters=case.enters(selection),
        leaves=case.leaves(selection),
        changes=case.changes(selection),
        value_gain=float(case.desk.accountant.value(selection) - case.value),
    )


def _least_extra(case: Case, resource: str, rise: Fraction) -> Answer:
    raised = case.desk.model.extra[resource]
    return case.ask(Question(raised=(resource,), least=rise, objective=({raised: -ONE}, ZERO)))


def _best_with(case: Case, resource: str, amount: Fraction, least: Answer) -> dict[str, str]:
    """The best portfolio under the raised limit, checked exactly against it; else the one already found."""
    assert least.selection is not None
    desk = case.desk
    limit = case.problem.limits[resource]
    assert limit is not None
    limits = {**case.problem.limits, resource: limit + amount}
    column = desk.model.extra[resource]
    upper = float(amount / desk.model.columns[column].unit)
    answer = case.ask(Question(raised=(resource,), freed={column: (0.0, upper)}, start=least.selection))
    best = answer.selection
    if best is None or desk.accountant.account(best, limits).broken:
        best = least.selection
    return trimmed(desk.accountant, best, limits=limits)
