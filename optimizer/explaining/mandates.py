"""What the musts cost, in value and in resources: each alone, and all together."""

from __future__ import annotations

from fractions import Fraction

from optimizer.exact.evaluation import Source
from optimizer.explaining.case import NO_TIME, TIE, Case, open_case
from optimizer.explaining.values import MandatePrices, Price
from optimizer.numbers import plain
from optimizer.parts import STATUS_QUO
from optimizer.problem import Problem
from optimizer.rules import Must
from optimizer.settings import SolveSettings
from optimizer.solving.best import trimmed
from optimizer.solving.questions import Answer, Found, Question


def mandate_prices(problem: Problem, settings: SolveSettings | None = None) -> MandatePrices:
    """By initiative that a must names; empty without a proposal. What `fix` adds counts as a must too."""
    case = open_case(problem, settings)
    return prices(case) if isinstance(case, Case) else MandatePrices()


def prices(case: Case) -> MandatePrices:
    musts = musts_by_initiative(case)
    together = frozenset(source for sources in musts.values() for source in sources)
    return MandatePrices(
        mandates={id: price_of(case, [id], frozenset(sources)) for id, sources in musts.items()},
        all_mandates=price_of(case, list(musts), together),
    )


def musts_by_initiative(case: Case) -> dict[str, list[Source]]:
    found: dict[str, list[Source]] = {}
    for place, rule in enumerate(case.problem.rules):
        if isinstance(rule, Must):
            found.setdefault(rule.initiative, []).append(Source.rule(place))
    return found


def price_of(case: Case, ids: list[str], without: frozenset[Source]) -> Price:
    """value price = optimum without the musts - optimum with all; where that is nothing, the proposal itself stays."""
    answer = case.ask(Question(without=without, start=case.selection))
    if answer.found is Found.UNKNOWN or answer.selection is None or answer.account is None:
        return Price(value_price=None, reason=NO_TIME)
    selection = _settled(case, answer, without)
    gain = case.desk.accountant.value(selection) - case.value
    return Price(
        value_price=float(gain),
        resource_price={name: plain(amount) for name, amount in _freed(case, ids, selection).items()},
        option=case.selection.get(ids[0]) if len(ids) == 1 else None,
        option_without=selection.get(ids[0], STATUS_QUO) if len(ids) == 1 else None,
        enters=case.enters(selection),
        leaves=case.leaves(selection),
    )


def _settled(case: Case, answer: Answer, without: frozenset[Source]) -> dict[str, str]:
    assert answer.selection is not None and answer.account is not None
    if answer.account.value <= case.value + TIE / 1000:
        return case.selection
    near = case.nearest(Question(without=without, least=answer.account.value - TIE, start=answer.selection))
    return trimmed(case.desk.accountant, near.selection or answer.selection, without)


def _freed(case: Case, ids: list[str], selection: dict[str, str]) -> dict[str, Fraction]:
    """Uses of these initiatives in the proposal - their uses in the other portfolio, by resource."""
    worth, names = case.desk.accountant.worth, [resource.id for resource in case.problem.resources]
    freed = dict.fromkeys(names, Fraction(0))
    for id in ids:
        now, then = (worth[id][chosen.get(id, STATUS_QUO)].uses for chosen in (case.selection, selection))
        for name, before, after in zip(names, now, then, strict=True):
            freed[name] += before - after
    return freed
