"""What further solves say about a proposal: prices, gaps, next steps, in the order in which people ask for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from optimizer import Problem, Result
from optimizer.exact.evaluation import Accountant
from portfolio.domain.initiatives import Stage
from portfolio.domain.rounds import Round, resource_name
from portfolio.domain.rules import Rule, RuleType
from portfolio.domain.scenarios import limits_under
from portfolio.reports.proposal_answer import Answer, spend_of
from portfolio.reports.proposal_findings import Findings, Insisted, Leeway, Step
from portfolio.services.proposals import varying
from portfolio.services.proposals.solving import Budget, within
from portfolio.services.proposals.steps import nice_step

LEEWAYS = (("Budget −10 %", Fraction(-1, 10)), ("Budget +10 %", Fraction(1, 10)))
STEP = Fraction(1, 20)
"""A step in a budget is about this part of a year's limit."""


class Asker:
    """Asks while the budget lasts, and counts by subject what it could not ask any more."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.missing: Counter[str] = Counter()

    def ask(self, problem: Problem, subject: str) -> Result | None:
        """The best portfolio of a variation; None when there is no time left for it."""
        result = within(problem, self.budget)
        if result is None or result.status == "not_found":
            self.missing[subject] += 1
            return None
        return result


def explain(answer: Answer, other_view: Problem, budget: Budget) -> Findings:
    """Everything that is to be told beside the answer; `other_view` is the same question with the other evidence."""
    asker = Asker(budget)
    return Findings(
        insisted=tuple(_insisted(answer, asker)),
        mandates=_mandates(answer, asker),
        all_mandates=_all_mandates(answer, asker),
        other_view=asker.ask(other_view, "the other view of the evidence"),
        steps=tuple(_yearly_steps(answer, asker)),
        leeways=tuple(_leeways(answer, asker)),
        lifted=_lifted(answer, asker),
        forced=_forced(answer, asker),
        removed=_removed(answer, asker),
        missing=dict(asker.missing),
    )


def _insisted(answer: Answer, asker: Asker) -> Iterator[Insisted]:
    """The dearest option of what is under way or mandated, where it is not what was chosen."""
    mandated = {rule.initiative for rule in answer.rules if rule.type is RuleType.MUST}
    for initiative in answer.running:
        if initiative.key not in mandated and initiative.stage is not Stage.UNDER_WAY:
            continue
        option = max(initiative.scored_options, key=lambda o: spend_of(answer.round, o))
        if answer.selected.get(initiative.key) != option.key:
            yield from _insist(answer, asker, initiative.key, option.key)


def _insist(answer: Answer, asker: Asker, key: str, option: str) -> Iterator[Insisted]:
    wished = varying.insisting(answer.problem, key, option)
    result = asker.ask(wished, "prices of insisting")
    if result is None:
        return
    broken: tuple[Rule, ...] = ()
    policies = varying.policy_places(wished)
    if result.value is None and policies:
        result = asker.ask(varying.without_rules(wished, policies), "prices of insisting") or result
        broken = _broken(answer, wished, result)
    yield Insisted(key, option, result, broken)


def _broken(answer: Answer, wished: Problem, result: Result) -> tuple[Rule, ...]:
    """The rules of the round that a portfolio breaks."""
    if result.value is None:
        return ()
    account = Accountant(wished).account(result.selected)
    keys = {answer.rule_keys[source.place] for source in account.broken if source.kind == "rule"}
    return tuple(rule for rule in answer.round.rules if rule.key in keys)


def _mandates(answer: Answer, asker: Asker) -> dict[str, Result | None]:
    """By rule key: the best portfolio without that must."""
    return {
        answer.rule_keys[place]: asker.ask(varying.without_rules(answer.problem, {place}), "prices of mandates")
        for place in _own_musts(answer)
    }


def _own_musts(answer: Answer) -> list[int]:
    """Places of the musts that are the round's rules; what a scenario insists on is not a mandate."""
    own = {rule.key for rule in answer.rules}
    return [place for place in varying.must_places(answer.problem) if answer.rule_keys[place] in own]


def _all_mandates(answer: Answer, asker: Asker) -> Result | None:
    places = _own_musts(answer)
    return (
        asker.ask(varying.without_rules(answer.problem, set(places)), "the price of all mandates") if places else None
    )


def _yearly_steps(answer: Answer, asker: Asker) -> Iterator[Step]:
    """A bit more of each kind of spend, alike in every year."""
    for resource in answer.round.resources:
        limits = _limits_of(answer, resource.key)
        if resource.kind.is_spend and resource.per_year and limits:
            units = nice_step(sum(limits.values()) * STEP / len(limits))
            extra = {resource_name(*key): answer.round.amount(resource.key, units) for key in limits}
            more = varying.raising(answer.problem, {name: Fraction(amount) for name, amount in extra.items()})
            yield Step(resource.name.lower(), resource, units, len(limits), asker.ask(more, "next steps"))


def _limits_of(answer: Answer, resource: str) -> dict[tuple[str, int | None], int]:
    limits = limits_under(answer.round, answer.scenario)
    return {key: amount for key, amount in limits.items() if key[0] == resource and amount is not None}


def _leeways(answer: Answer, asker: Asker) -> Iterator[Leeway]:
    """All money a tenth less and a tenth more."""
    limits = _spend_limits(answer.round, answer.problem)
    for name, part in LEEWAYS if limits else ():
        changed = varying.raising(answer.problem, {n: limit * part for n, limit in limits.items()})
        result = asker.ask(changed, "a tenth more or less money")
        if result is not None:
            yield Leeway(name, result)


def _spend_limits(round_: Round, problem: Problem) -> dict[str, Fraction]:
    spend = [resource_name(r.key, y) for r in round_.resources if r.kind.is_spend for y in (*round_.years, None)]
    return {name: limit for name, limit in problem.limits.items() if name in spend and limit is not None}


def _lifted(answer: Answer, asker: Asker) -> dict[str, Result | None]:
    """By name of a limited resource: the best portfolio without that limit."""
    names = [name for name, limit in answer.problem.limits.items() if limit is not None]
    return {name: asker.ask(varying.lifting(answer.problem, name), "which limits bind") for name in names}


def _forced(answer: Answer, asker: Asker) -> dict[str, Result | None]:
    """By key of what is left out: the best portfolio that holds some option of it."""
    subject = "prices of what is left out"
    return {i.key: asker.ask(varying.insisting(answer.problem, i.key), subject) for i in answer.left_out}


def _removed(answer: Answer, asker: Asker) -> dict[str, Result | None]:
    """By key of what is funded without a must: the best portfolio without it."""
    bound = {rule.initiative for rule in answer.rules if rule.type is RuleType.MUST} | set(answer.scenario.pinned)
    free = [i.key for i in answer.funded if i.key not in bound]
    return {
        key: asker.ask(varying.leaving_out(answer.problem, key), "what each funded initiative adds") for key in free
    }
