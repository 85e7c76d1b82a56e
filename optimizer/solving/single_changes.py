"""The least change of one limit or rule that makes a problem feasible, all others as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any

from optimizer.exact.evaluation import Source
from optimizer.modelling.linear import Row, Terms
from optimizer.modelling.rows import number_of, risk_parts, share_parts, total_parts
from optimizer.numbers import ONE, ZERO
from optimizer.rules import Count, Must, Risk, Rule, Share, Total
from optimizer.solving.changes import Bound, Change
from optimizer.solving.clock import Clock
from optimizer.solving.desk import Desk
from optimizer.solving.need import extra_needed
from optimizer.solving.questions import Answer, Found, Question


@dataclass(frozen=True, slots=True)
class Search:
    """Where the change is looked for: everything holds but `given`."""

    desk: Desk
    clock: Clock
    given: frozenset[Source] = frozenset()

    def best(self, objective: Terms, source: Source | None = None, **more: Any) -> Answer:
        if self.clock.over:
            return Answer(Found.UNKNOWN)
        without = self.given if source is None else self.given | {source}
        return self.desk.best(Question(without=without, objective=(objective, ZERO), **more), self.clock)


def least_change(desk: Desk, source: Source, clock: Clock, given: frozenset[Source] = frozenset()) -> Change | None:
    """None when no change of this one alone is enough, or the time is up. What is `given` does not hold."""
    search = Search(desk, clock, given)
    if source.kind == "resource":
        return _limit(search, source)
    rule = desk.problem.rules[source.place]
    return MEASURED.get(type(rule), _drop)(search, source, rule)


def _limit(search: Search, source: Source) -> Change | None:
    desk = search.desk
    answer = search.best({desk.model.extra[source.name]: -ONE}, raised=(source.name,))
    if answer.selection is None:
        return None
    limit = desk.problem.limits[source.name]
    assert limit is not None
    return Change(source, "limit", limit + extra_needed(desk.accountant, answer.selection, source.name))


def _drop(search: Search, source: Source, rule: Rule) -> Change | None:
    if isinstance(rule, Must) and rule.option is not None:
        any_option = Row(dict.fromkeys(search.desk.model.members[rule.initiative], ONE), lower=ONE)
        if search.best({}, source, rows=(any_option,)).selection is not None:
            return Change(source, any_option=True)
    return None if search.best({}, source).selection is None else Change(source)


def _bounds(rule: Any) -> Iterator[tuple[Bound, Fraction]]:
    for bound in ("at_least", "at_most"):
        value = getattr(rule, bound, None)
        if value is not None:
            yield bound, Fraction(value)


def _amount(search: Search, source: Source, rule: Count | Total) -> Change | None:
    """The bound that is in the way goes to the best that can be reached; the other one keeps holding."""
    desk = search.desk
    building = desk.building
    terms, anyway = (number_of(building, rule), ZERO) if isinstance(rule, Count) else total_parts(building, rule)
    for bound, value in _bounds(rule):
        sign = ONE if bound == "at_least" else -ONE
        others = [Row(terms, **_row_bound(other, limit - anyway)) for other, limit in _bounds(rule) if other != bound]
        objective = {column: sign * c for column, c in terms.items()}
        reached = _reached(desk, rule, search.best(objective, source, rows=tuple(others)))
        if reached is not None and sign * reached < sign * value:
            return Change(source, bound, reached)
    return None


def _row_bound(bound: Bound, value: Fraction) -> dict[str, Any]:
    return {"lower": value} if bound == "at_least" else {"upper": value}


def _reached(desk: Desk, rule: Count | Total, answer: Answer) -> Fraction | None:
    if answer.selection is None or answer.account is None:
        return None
    if isinstance(rule, Count):
        members = desk.problem.members(rule.initiatives, rule.tag)
        return Fraction(sum(id in answer.selection for id in members))
    return answer.account.totals[rule.criterion] if rule.criterion else answer.account.uses[rule.resource or ""]


def _ratio(search: Search, source: Source, rule: Share | Risk) -> Change | None:
    """The best ratio of two sums over the portfolios that keep all else, by Dinkelbach's steps (1967), each exact."""
    building = search.desk.building
    above, below = share_parts(building, rule) if isinstance(rule, Share) else risk_parts(building, rule)
    for bound, value in _bounds(rule):
        sign = ONE if bound == "at_least" else -ONE
        others = [
            Row(_less(above, below, limit, ONE), **_row_bound(other, ZERO))
            for other, limit in _bounds(rule)
            if other != bound
        ]
        reached = _best_ratio(search, source, (above, below), sign, tuple(others))
        if reached is not None and sign * reached < sign * value:
            return Change(source, bound, reached)
    return None


def _best_ratio(
    search: Search, source: Source, parts: tuple[Terms, Terms], sign: Fraction, rows: tuple[Row, ...]
) -> Fraction | None:
    ratio = ZERO if sign > 0 else ONE
    while True:
        answer = search.best(_less(*parts, ratio, sign), source, rows=rows)
        if answer.selection is None:
            return None
        above, below = (_sum(search.desk, part, answer.selection) for part in parts)
        if not below or sign * (above - ratio * below) <= 0:
            return _rounded(ratio, sign)
        ratio = above / below


def _rounded(ratio: Fraction, sign: Fraction) -> Fraction:
    """To nine decimals, towards what can be kept: a share written down must not ask for more than is possible."""
    scaled = ratio * 10**9
    return Fraction(floor(scaled) if sign > 0 else ceil(scaled), 10**9)


def _less(above: Terms, below: Terms, ratio: Fraction, sign: Fraction) -> Terms:
    """sign x (above - ratio x below)."""
    columns = above.keys() | below.keys()
    return {c: sign * (above.get(c, ZERO) - ratio * below.get(c, ZERO)) for c in columns}


def _sum(desk: Desk, terms: Mapping[int, Fraction], selection: Mapping[str, str]) -> Fraction:
    return sum((terms.get(desk.model.options[pick], ZERO) for pick in selection.items()), ZERO)


MEASURED: dict[type[Rule], Callable[[Search, Source, Any], Change | None]] = {
    Count: _amount, Total: _amount, Share: _ratio, Risk: _ratio,
}  # fmt: skip
