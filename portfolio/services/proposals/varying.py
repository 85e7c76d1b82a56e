"""Questions on a case whose answers are prices: something forced, left aside, lifted or raised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from optimizer.exact.evaluation import Account, Source
from optimizer.explaining.case import TIE, Case
from optimizer.problem import Problem
from optimizer.rules import Count, Must, Share
from optimizer.solving.best import trimmed
from optimizer.solving.questions import Answer, Found, Question
from portfolio.reports.proposal_findings import Varied

POLICIES = (Share, Count)
"""Rules that state what the round wants of its mix; insisting on something may break them."""


def policies(problem: Problem) -> frozenset[Source]:
    """The rules on the mix."""
    return frozenset(Source.rule(place) for place, rule in enumerate(problem.rules) if isinstance(rule, POLICIES))


def musts(problem: Problem) -> tuple[int, ...]:
    """Places of the musts."""
    return tuple(place for place, rule in enumerate(problem.rules) if isinstance(rule, Must))


def vary(case: Case, question: Question) -> Varied | None:
    """The best portfolio of a question, with the fewest changes from the proposal; None when it was not decided."""
    answer = case.desk.best(question, case.clock)
    if answer.found is Found.NONE:
        return Varied(possible=False)
    if answer.selection is None or answer.account is None:
        return None
    gain = answer.account.value - case.value
    if not _decided(case, answer, gain):
        return None
    if not question.fix and abs(gain) <= TIE:
        return Varied(selected=case.selection)
    selection = _nearest(case, question, answer, answer.account)
    gain = case.desk.accountant.value(selection) - case.value
    return Varied(selected=selection, gain=gain if abs(gain) > TIE else Fraction(0), about=_open(case, answer))


def _open(case: Case, answer: Answer) -> bool:
    return answer.found is not Found.PROVEN or case.status != "optimal"


def _decided(case: Case, answer: Answer, gain: Fraction) -> bool:
    """Proven, or so far from the proposal that what is not proven cannot turn it round."""
    if not _open(case, answer):
        return True
    unproven = answer.bound - float(answer.account.value if answer.account else 0)
    return abs(float(gain)) > 2 * unproven


def _nearest(case: Case, question: Question, answer: Answer, account: Account) -> dict[str, str]:
    found = answer.selection or {}
    if answer.found is Found.PROVEN:
        near = case.nearest(replace(question, least=account.value - TIE, start=found))
        found = near.selection if near.selection is not None else found
    return dict(found) if question.fix else trimmed(case.desk.accountant, found, question.without)


def broken_policies(case: Case, selection: Mapping[str, str]) -> tuple[int, ...]:
    """Places of the rules that a portfolio breaks."""
    broken = case.desk.accountant.account(selection).broken
    return tuple(source.place for source in broken if source.kind == "rule")


def near_ties(case: Case, limit: Fraction, most: int) -> tuple[Varied, ...] | None:
    """The best portfolios after the proposal within `limit` points, at most `most`; None when that was not decided."""
    found: list[Varied] = []
    known: list[Mapping[str, str]] = [case.selection]
    while len(found) < most:
        answer = case.desk.best(Question(forbidden=tuple(known), least=case.value - limit), case.clock)
        if answer.found is Found.NONE:
            break
        if answer.found is not Found.PROVEN or answer.selection is None or answer.account is None:
            return None
        gain = answer.account.value - case.value
        known.append(answer.selection)
        found.append(Varied(selected=answer.selection, gain=gain if abs(gain) > TIE else Fraction(0)))
    return tuple(found)


def raising(problem: Problem, extra: Mapping[str, Fraction]) -> Problem:
    """The problem with more of these resources, in major units; what is not limited stays so."""
    limits = {r.id: r.limit + extra[r.id] for r in problem.resources if r.limit is not None and r.id in extra}
    return replace(problem, resources=tuple(replace(r, limit=limits.get(r.id, r.limit)) for r in problem.resources))


def lifting(problem: Problem, resource: str) -> Problem:
    """The problem without the limit of one resource."""
    lifted = (replace(r, limit=None) if r.id == resource else r for r in problem.resources)
    return replace(problem, resources=tuple(lifted))
