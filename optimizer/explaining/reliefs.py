"""Rules that change when an option uses less: shares, risks and totals of the resources that it uses less of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from optimizer.exact.evaluation import Source
from optimizer.modelling.building import Building
from optimizer.modelling.linear import Terms, total
from optimizer.modelling.rows import risk_parts, share_parts, total_parts
from optimizer.numbers import ONE, ZERO
from optimizer.parts import Option
from optimizer.rules import Risk, Share, Total
from optimizer.solving.desk import Desk


@dataclass(frozen=True, slots=True)
class ChangedRule:
    """The rule while the option is chosen and uses (1 - t) of its uses: terms + constant + per_relief x t >= 0."""

    source: Source
    terms: Terms
    constant: Fraction
    per_relief: Fraction

    def least_relief(self, at_one: set[int]) -> Fraction:
        """The least t >= 0 with which these columns keep it; 0 also where more t would only make it worse."""
        now = sum((self.terms[column] for column in at_one & self.terms.keys()), self.constant)
        return -now / self.per_relief if now < 0 < self.per_relief else ZERO


def changed_rules(desk: Desk, id: str, option: Option, uses: Mapping[str, Fraction]) -> list[ChangedRule]:
    """Those that speak of any of these uses; a rule of two bounds gives two."""
    building = desk.building
    found: list[ChangedRule] = []
    for place, rule in enumerate(desk.problem.rules):
        source = Source.rule(place)
        if isinstance(rule, Total) and (less := uses.get(rule.resource or "")):
            found += _total(building, rule, source, less)
        elif isinstance(rule, Share | Risk) and (less := sum((uses.get(name, ZERO) for name in rule.of), ZERO)):
            tagged = isinstance(rule, Share) and rule.tag in desk.problem.by_id[id].tags
            found += _share(building, rule, source, less, tagged) if isinstance(rule, Share) else ()
            found += _risk(building, rule, source, less, option) if isinstance(rule, Risk) else ()
    return found


def _total(building: Building, rule: Total, source: Source, less: Fraction) -> Iterator[ChangedRule]:
    terms, anyway = total_parts(building, rule)
    if rule.at_least is not None:
        yield ChangedRule(source, terms, anyway - rule.at_least, -less)
    if rule.at_most is not None:
        yield ChangedRule(source, total([(terms, -ONE)]), rule.at_most - anyway, less)


def _share(building: Building, rule: Share, source: Source, less: Fraction, tagged: bool) -> Iterator[ChangedRule]:
    part, whole = share_parts(building, rule)
    for bound, sign in ((rule.at_least, ONE), (rule.at_most, -ONE)):
        if bound is not None:
            yield ChangedRule(
                source, total([(part, sign), (whole, -sign * bound)]), ZERO, sign * less * (bound - tagged)
            )


def _risk(building: Building, rule: Risk, source: Source, less: Fraction, option: Option) -> Iterator[ChangedRule]:
    at_risk, whole = risk_parts(building, rule)
    terms = total([(whole, rule.at_most), (at_risk, -ONE)])
    yield ChangedRule(source, terms, ZERO, less * (ONE - option.probability - rule.at_most))
