"""What further solves say about a proposal: prices, gaps, next steps, in the order in which people ask for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeVar

from optimizer import Problem, Result
from optimizer.exact.evaluation import Source
from optimizer.explaining.case import Case
from optimizer.explaining.entries import entry_of
from optimizer.explaining.steps import step_of
from optimizer.explaining.values import Entry
from optimizer.explaining.values import NextStep as LeastStep
from optimizer.numbers import exact
from optimizer.parts import STATUS_QUO
from optimizer.solving.questions import ANY, Question
from portfolio.domain.initiatives import Stage
from portfolio.domain.rounds import resource_name
from portfolio.domain.rules import RuleType
from portfolio.domain.scenarios import limits_under
from portfolio.reports.proposal_answer import Answer, spend_of
from portfolio.reports.proposal_explained import MOST_COUNTED, NEAR
from portfolio.reports.proposal_findings import LEEWAYS, Findings, Insisted, Step, Varied
from portfolio.services.proposals import varying
from portfolio.services.proposals.casebook import Casebook, casebook, consult
from portfolio.services.proposals.solving import Budget, within
from portfolio.services.proposals.steps import nice_step

V = TypeVar("V")
STEP = Fraction(1, 20)
"""A step in a budget is about this part of a year's limit."""


class Asker:
    """Asks about one answer while the budget lasts, and counts by subject what it could not ask any more."""

    def __init__(self, answer: Answer, book: Casebook, budget: Budget) -> None:
        self.answer, self.book, self.budget = answer, book, budget
        self.missing: Counter[str] = Counter()

    def ask(self, subject: str, key: Hashable, question: Callable[[Case], V | None]) -> V | None:
        """The answer to a question on the case, None when it was not decided in the time."""
        found = consult(self.book, self.budget, (subject, key), question)
        self.missing[subject] += found is None
        return found

    def vary(self, subject: str, key: Hashable, question: Question) -> Varied | None:
        """The best portfolio of a question."""
        return self.ask(subject, key, lambda case: varying.vary(case, question))

    def each(self, subject: str, questions: Mapping[str, Question]) -> dict[str, Varied]:
        """The answers to several questions by their keys; those not decided are absent."""
        found = {key: self.vary(subject, key, question) for key, question in questions.items()}
        return {key: varied for key, varied in found.items() if varied is not None}

    def solve(self, subject: str, problem: Problem) -> Result | None:
        """The best portfolio of another problem."""
        result = within(problem, self.budget)
        if result is None or result.status in ("not_found", "feasible"):
            self.missing[subject] += 1
            return None
        return result

    def against(self, result: Result) -> Varied:
        """Another answer against the proposal, its value taken over doing nothing."""
        if result.value is None:
            return Varied(possible=False)
        own = exact(self.answer.result.value_over_status_quo or 0)
        gain = exact(result.value_over_status_quo or 0) - own
        same = abs(gain) <= Fraction(1, 10**6)
        return Varied(self.answer.selected) if same else Varied(result.selected, gain)


def explain(answer: Answer, other_view: Problem, budget: Budget) -> Findings:
    """Everything that is to be told beside the answer; `other_view` is the same question with the other evidence."""
    with casebook(answer.problem, answer.result) as book:
        asker = Asker(answer, book, budget)
        insisted = tuple(_insisted(asker))
        mandates, all_mandates = _mandates(asker)
        lifted = asker.each("which limits bind", _without_limits(answer.problem))
        other = asker.solve("the other view of the evidence", other_view)
        return Findings(
            insisted=insisted,
            mandates=mandates,
            all_mandates=all_mandates,
            lifted=lifted,
            other_view=asker.against(other) if other else None,
            other_value=(other.value_over_status_quo or 0.0) if other else 0.0,
            steps=tuple(_yearly_steps(asker)),
            leeways=_leeways(asker),
            forced=asker.each("prices of what is left out", {i.key: _with(i.key) for i in answer.left_out}),
            near=_near(asker),
            least=_least(asker, [name for name, varied in lifted.items() if varied.gain > 0]),
            removed=asker.each("what each funded initiative adds", {key: _without(key) for key in _free(answer)}),
            entries=_entries(asker),
            missing=+asker.missing,
        )


def _with(key: str) -> Question:
    return Question(fix={key: ANY})


def _without(key: str) -> Question:
    return Question(fix={key: STATUS_QUO})


def _insisted(asker: Asker) -> Iterator[Insisted]:
    """The dearest option of what is under way or mandated, where it is not what was chosen."""
    answer = asker.answer
    mandated = {rule.initiative for rule in answer.rules if rule.type is RuleType.MUST}
    for initiative in answer.running:
        if initiative.key not in mandated and initiative.stage is not Stage.UNDER_WAY:
            continue
        option = max(initiative.choosable_options, key=lambda o: spend_of(answer.round, o))
        if answer.selected.get(initiative.key) != option.key:
            found = asker.ask(
                "prices of insisting", (initiative.key, option.key), _insisting(initiative.key, option.key)
            )
            if found is not None:
                result, places = found
                keys = {answer.rule_keys[place] for place in places}
                broken = tuple(rule for rule in answer.round.rules if rule.key in keys)
                yield Insisted(initiative.key, option.key, result, broken)


def _insisting(key: str, option: str) -> Callable[[Case], tuple[Varied, tuple[int, ...]] | None]:
    """The best portfolio with the option; where there is none, the rules on the mix are left aside."""

    def ask(case: Case) -> tuple[Varied, tuple[int, ...]] | None:
        question = Question(fix={key: option})
        found = varying.vary(case, question)
        mix = varying.policies(case.problem)
        if found is not None and not found.possible and mix:
            found = varying.vary(case, Question(fix={key: option}, without=mix))
        if found is None:
            return None
        return found, varying.broken_policies(case, found.selected) if found.possible else ()

    return ask


def _mandates(asker: Asker) -> tuple[dict[str, Varied | None], Varied | None]:
    """By rule key the best portfolio without that must, and without all of them; a scenario's own wishes stay."""
    keys = asker.answer.rule_keys
    own: set[str] = {rule.key for rule in asker.answer.rules}
    places = {keys[place]: Source.rule(place) for place in varying.musts(asker.answer.problem) if keys[place] in own}
    without = {key: Question(without=frozenset({source})) for key, source in places.items()}
    found = asker.each("prices of mandates", without)
    if not places:
        return {}, None
    together = asker.vary("the price of all mandates", "all", Question(without=frozenset(places.values())))
    return {key: found.get(key) for key in places}, together


def _without_limits(problem: Problem) -> dict[str, Question]:
    names = [name for name, limit in problem.limits.items() if limit is not None]
    return {name: Question(without=frozenset({Source.resource(name)})) for name in names}


def _yearly_steps(asker: Asker) -> Iterator[Step]:
    """A bit more of each kind of spend, alike in every year."""
    answer = asker.answer
    limits = {k: a for k, a in limits_under(answer.round, answer.scenario).items() if a is not None}
    for resource in answer.round.resources:
        own = {key: amount for key, amount in limits.items() if key[0] == resource.key}
        if resource.kind.is_spend and resource.per_year and own:
            units = nice_step(sum(own.values()) * STEP / len(own))
            extra = Fraction(answer.round.amount(resource.key, units))
            more = varying.raising(answer.problem, {resource_name(*key): extra for key in own})
            result = asker.solve("next steps", more)
            if result is not None:
                yield Step(resource, units, len(own), asker.against(result))


def _leeways(asker: Asker) -> dict[str, Varied]:
    """All money a tenth less and a tenth more."""
    round_, problem = asker.answer.round, asker.answer.problem
    spend = {resource_name(r.key, y) for r in round_.resources if r.kind.is_spend for y in (*round_.years, None)}
    limits = {name: limit for name, limit in problem.limits.items() if name in spend and limit is not None}
    found: dict[str, Varied] = {}
    for name, part in LEEWAYS.items() if limits else ():
        result = asker.solve(
            "a tenth more or less money", varying.raising(problem, {n: a * part for n, a in limits.items()})
        )
        if result is not None:
            found[name] = asker.against(result)
    return found


def _free(answer: Answer) -> list[str]:
    """What is funded without a must."""
    bound = {rule.initiative for rule in answer.rules if rule.type is RuleType.MUST} | set(answer.scenario.pinned)
    return [i.key for i in answer.funded if i.key not in bound]


def _near(asker: Asker) -> tuple[Varied, ...] | None:
    limit = exact(asker.answer.result.value_over_status_quo or 0) * exact(NEAR)
    return asker.ask("near ties", "near", lambda case: varying.near_ties(case, limit, MOST_COUNTED))


def _least(asker: Asker, binding: Iterable[str]) -> dict[str, LeastStep]:
    """For each limit that binds the least amount that buys value."""

    def step(name: str) -> Callable[[Case], LeastStep | None]:
        def ask(case: Case) -> LeastStep | None:
            found = step_of(case, name)
            return found if found.amount is not None else None

        return ask

    found = {name: asker.ask("next steps", name, step(name)) for name in binding}
    return {name: step for name, step in found.items() if step is not None}


def _entries(asker: Asker) -> dict[str, tuple[str, Entry]]:
    """For what is left out, by the option that would come nearest: at what use it would be funded."""
    answer = asker.answer
    found: dict[str, tuple[str, Entry]] = {}
    for initiative in answer.left_out:
        option = _nearest_option(answer, initiative.key)
        entry = asker.ask("what would get it in", (initiative.key, option), _entry(initiative.key, option))
        if entry is not None:
            found[initiative.key] = option, entry
    return found


def _nearest_option(answer: Answer, key: str) -> str:
    return max((o for o in answer.worth[key] if o != STATUS_QUO), key=lambda o: answer.gain(key, o))


def _entry(key: str, option: str) -> Callable[[Case], Entry]:
    return lambda case: entry_of(case, key, case.problem.by_id[key].option(option))
