"""At what use an option that was left out would be worth funding: per limited resource alone, and for all together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from optimizer.explaining.case import NO_TIME, TIE, Case, open_case
from optimizer.explaining.reliefs import changed_rules
from optimizer.explaining.swaps import left_out
from optimizer.explaining.values import Entry
from optimizer.modelling.linear import Row
from optimizer.numbers import ONE, ZERO, plain
from optimizer.parts import Option
from optimizer.problem import Problem
from optimizer.sentences import listed
from optimizer.settings import SolveSettings
from optimizer.solving.need import relief_needed
from optimizer.solving.questions import Found, Question


def entries(
    problem: Problem, settings: SolveSettings | None = None, only: Iterable[str] | None = None
) -> dict[str, dict[str, Entry]]:
    """By initiative left out (or those of `only`) and option; empty without a proposal."""
    case = open_case(problem, settings)
    if not isinstance(case, Case):
        return {}
    wanted = set(problem.by_id) if only is None else set(only)
    return {id: entries_of(case, id) for id in left_out(case) if id in wanted}


def entries_of(case: Case, id: str) -> dict[str, Entry]:
    return {option.id: entry_of(case, id, option) for option in case.problem.by_id[id].options}


def entry_of(case: Case, id: str, option: Option) -> Entry:
    """entry = the highest use, at most today's, with which a portfolio with it is worth the proposal's value."""
    limited = {name: option.uses.of(name) for name, limit in case.problem.limits.items() if limit is not None}
    used = {name: use for name, use in limited.items() if use > 0}
    reasons: dict[str, str] = {}
    amounts: dict[str, float | None] = {}
    for name, use in used.items():
        share = _told(_highest_share(case, id, option, {name: use}), reasons, name)
        amounts[name] = None if share is None else plain(share * use)
    if not used:
        return Entry(reasons={"entry_factor": "it uses nothing that is limited"})
    factor = _told(_highest_share(case, id, option, used), reasons, "entry_factor")
    return Entry(entry=amounts, entry_factor=None if factor is None else plain(factor), reasons=reasons)


def _told(share: Fraction | str, reasons: dict[str, str], key: str) -> Fraction | None:
    if isinstance(share, Fraction):
        return share
    reasons[key] = share
    return None


def _highest_share(case: Case, id: str, option: Option, uses: Mapping[str, Fraction]) -> Fraction | str:
    """The highest share of these uses, all alike, at which the option is worth it, or why there is none."""
    desk, relief = case.desk, case.desk.model.spare
    changed = changed_rules(desk, id, option, uses)
    rows = [Row({desk.model.extra[name]: ONE, relief: -use}, ZERO, ZERO) for name, use in uses.items()]
    rows += [Row({**rule.terms, relief: rule.per_relief}, lower=-rule.constant) for rule in changed]
    question = Question(
        fix={id: option.id}, without=frozenset(rule.source for rule in changed), raised=tuple(uses),
        freed={relief: (0.0, 1.0)}, rows=tuple(rows), objective=({relief: -ONE}, ZERO), least=case.value - TIE,
    )  # fmt: skip
    answer = case.ask(question)
    if answer.selection is None:
        return NO_TIME if answer.found is Found.UNKNOWN else f"not even without using {listed(uses)}"
    needed = relief_needed(desk.accountant, answer.selection, uses)
    at_one = desk.at_one(answer.selection)
    return ONE - max([needed, *(rule.least_relief(at_one) for rule in changed)])
