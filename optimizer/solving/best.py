"""`solve`: the best portfolio of a problem, checked exactly, with nothing in it that adds nothing."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from optimizer.exact.evaluation import Account, Accountant, Limits, Source
from optimizer.numbers import plain
from optimizer.problem import Problem
from optimizer.results import Result
from optimizer.rules import Synergy
from optimizer.settings import SolveSettings
from optimizer.solving.clock import Clock
from optimizer.solving.desk import Desk
from optimizer.solving.posing import Posed, pose
from optimizer.solving.questions import Answer, Found, Question
from optimizer.solving.reasons import WhyNot, why_not
from optimizer.status import Status

PROVEN = 1e-6
TIE = Fraction(1, 10**6)
COUNTED = 10


def solve(problem: Problem, settings: SolveSettings | None = None) -> Result:
    """The best portfolio, or why there is none.

    Raises ProblemFaults when the settings name what the problem does not have, NoSolver when none can be loaded.
    """
    settings = settings or SolveSettings()
    clock = Clock.start(settings.time_limit, settings.stop)
    posed = pose(problem, settings)
    desk = Desk(posed.problem)
    answer = desk.best(Question(gap=settings.gap), clock)
    if answer.account is None or answer.selection is None:
        return _without_portfolio(desk, posed, answer, settings, clock)
    selection = trimmed(desk.accountant, answer.selection)
    ties = count_ties(desk, selection, clock) if settings.ties else (None, None)
    return report(desk, selection, answer, settings, clock, ties)


def trimmed(
    accountant: Accountant,
    selection: Mapping[str, str],
    without: frozenset[Source] = frozenset(),
    limits: Limits | None = None,
) -> dict[str, str]:
    """The portfolio less options that add nothing: value no lower, every limit and rule kept; last in file first.

    What is in `without` need not be kept; `limits` replace the problem's own.
    """
    together = {id for rule in accountant.problem.rules if isinstance(rule, Synergy) for id in rule.initiatives}
    kept = dict(selection)
    value = accountant.value(kept)
    again = True
    while again:
        again = False
        idle = [id for id in kept if id in together or accountant.gain(id, kept[id]) <= 0]
        for id in sorted(idle, key=accountant.problem.position.__getitem__, reverse=True):
            fewer = {other: option for other, option in kept.items() if other != id}
            less = accountant.value(fewer)
            if less >= value and set(accountant.account(fewer, limits).broken) <= without:
                kept, value, again = fewer, less, True
    return kept


def count_ties(desk: Desk, selection: Mapping[str, str], clock: Clock) -> tuple[int, bool]:
    """How many other portfolios are within 1e-6 of the value, counted to 10, and whether that is all of them."""
    known = [dict(selection)]
    least = desk.accountant.value(selection) - TIE
    while True:
        answer = desk.best(Question(least=least, forbidden=tuple(known)), clock)
        if answer.selection is None:
            return len(known) - 1, answer.found is Found.NONE
        if len(known) > COUNTED:
            return COUNTED, False
        known.append(answer.selection)


def report(
    desk: Desk,
    selection: Mapping[str, str],
    answer: Answer,
    settings: SolveSettings,
    clock: Clock,
    ties: tuple[int | None, bool | None] = (None, None),
) -> Result:
    """The result as people and programs read it; every number of the portfolio is from the exact account."""
    account = desk.accountant.account(selection)
    value = float(account.value)
    bound = max(value, answer.bound if answer.found is Found.PROVEN else min(answer.bound, desk.highest(Question())))
    gap = (bound - value) / max(1.0, abs(bound))
    optimal = gap <= max(settings.gap, PROVEN)
    return Result(
        status=Status.OPTIMAL if optimal else Status.FEASIBLE,
        value=value,
        bound=bound,
        gap=gap,
        value_over_status_quo=float(account.value - desk.accountant.value({})),
        selected=in_file_order(desk.problem, selection),
        totals={name: plain(total) for name, total in account.totals.items()},
        uses={name: plain(use) for name, use in account.uses.items()},
        slack=slack_of(account),
        verified=account.feasible,
        ties=ties[0],
        ties_complete=ties[1],
        solver=answer.solver,
        seconds=clock.spent,
    )


def in_file_order(problem: Problem, selection: Mapping[str, str]) -> dict[str, str]:
    return {i.id: selection[i.id] for i in problem.initiatives if i.id in selection}


def slack_of(account: Account) -> dict[str, float | None]:
    """What is left of each limit, with what was carried in; None where nothing is limited."""
    return {name: None if most is None else plain(most - account.uses[name]) for name, most in account.room.items()}


def _without_portfolio(desk: Desk, posed: Posed, answer: Answer, settings: SolveSettings, clock: Clock) -> Result:
    if answer.found is not Found.NONE:
        return Result(status=Status.NOT_FOUND, solver=answer.solver, seconds=clock.spent)
    reasons = why_not(desk, posed, clock) if settings.conflicts else WhyNot()
    return Result(
        status=Status.INFEASIBLE,
        solver=answer.solver,
        seconds=clock.spent,
        conflicts=reasons.conflicts,
        conflicts_complete=reasons.complete,
        repairs=reasons.repairs,
    )
