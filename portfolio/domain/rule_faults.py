"""What cannot be taken of a rule, each field with a sentence that names place and cure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from portfolio.domain.patch_faults import key_fault
from portfolio.domain.rounds import Round
from portfolio.domain.rules import Rule, RuleType

OptionKeys = Mapping[str, Collection[str]]
"""Initiative key to the keys of its options, status quo not counted."""

SPEAKING: Mapping[RuleType, tuple[str, ...]] = {
    RuleType.MUST: ("initiative", "option", "kind", "claimant", "evidence", "deadline"),
    RuleType.NEVER: ("initiative",),
    RuleType.REQUIRES: ("initiative", "option", "needs", "needs_options"),
    RuleType.EXCLUDES: ("initiatives",),
    RuleType.COUNT: ("initiatives", "tag", "at_least", "at_most"),
    RuleType.SHARE: ("tag", "at_least", "at_most", "of"),
}
"""Which fields of a rule speak for each type, beside key and reason, which speak for all."""


def tidy(rule: Rule) -> Rule:
    """The rule with every field cleared that does not speak for its type, and text trimmed."""
    blank = Rule(rule.key, rule.type)
    speaking: dict[str, Any] = {name: getattr(rule, name) for name in SPEAKING[rule.type]}
    trimmed: dict[str, Any] = {name: value.strip() if type(value) is str else value for name, value in speaking.items()}
    if "tag" in trimmed:
        trimmed["tag"] = trimmed["tag"].lower()
    return replace(blank, **trimmed, reason=rule.reason.strip(), version=rule.version)


def rule_faults(frame: Round, options: OptionKeys, rule: Rule) -> dict[str, str]:
    """Every fault of the rule by its field; empty = it can be saved. `frame` needs no initiatives."""
    found = [("key", key_fault(rule.key)), *_initiative_faults(options, rule), *_bound_faults(rule)]
    if rule.type is RuleType.EXCLUDES and len(rule.initiatives) < 2:
        found.append(("initiatives", "Name at least two initiatives of which only one may be funded."))
    if rule.type is RuleType.COUNT and bool(rule.initiatives) == bool(rule.tag):
        found.append(("tag", "Count either the initiatives with a tag or a list of initiatives: give one of the two."))
    if rule.type is RuleType.SHARE:
        found += _share_faults(frame, rule)
    if len(rule.claimant) > 200:
        found.append(("claimant", "The claimant is too long: at most 200 characters."))
    return {name: text for name, text in reversed(found) if text}


def _initiative_faults(options: OptionKeys, rule: Rule) -> Iterator[tuple[str, str]]:
    named = [("initiative", rule.initiative), ("needs", rule.needs), *(("initiatives", k) for k in rule.initiatives)]
    for name, key in named:
        if name in SPEAKING[rule.type] and not key:
            yield name, "Choose the initiative."
        elif key and key not in options:
            yield name, f"There is no initiative “{key}” in this round."
    if rule.option and rule.option not in options.get(rule.initiative, ()):
        yield "option", f"The initiative “{rule.initiative}” has no option “{rule.option}”."
    for option in rule.needs_options:
        if option not in options.get(rule.needs, ()):
            yield "needs_options", f"The initiative “{rule.needs}” has no option “{option}”."
    if rule.needs and rule.needs == rule.initiative:
        yield "needs", "An initiative cannot need itself: choose another one."
    if len(set(rule.initiatives)) < len(rule.initiatives):
        yield "initiatives", "An initiative is named twice: name each once."


def _bound_faults(rule: Rule) -> Iterator[tuple[str, str]]:
    if "at_least" not in SPEAKING[rule.type]:
        return
    if rule.at_least is None and rule.at_most is None:
        yield "at_least", "Give the least, the most, or both."
    if rule.at_least is not None and rule.at_most is not None and rule.at_least > rule.at_most:
        yield "at_most", "The most must not be less than the least."
    for name, bound in (("at_least", rule.at_least), ("at_most", rule.at_most)):
        if bound is not None and (wrong := _bound_fault(rule.type, bound)):
            yield name, wrong


def _bound_fault(rule_type: RuleType, bound: Decimal) -> str:
    if rule_type is RuleType.SHARE:
        return "" if bound.is_finite() and 0 <= bound <= 1 else "A share must lie between 0 and 100 %."
    whole = bound.is_finite() and bound == bound.to_integral_value() and 0 <= bound <= 10_000
    return "" if whole else "A count must be a whole number, zero or more."


def _share_faults(frame: Round, rule: Rule) -> Iterator[tuple[str, str]]:
    if not rule.tag:
        yield "tag", "Give the tag whose share of the spend is bounded."
    if not rule.of:
        yield "of", "Choose of what the share is counted, for example capex and opex."
    unknown = next((key for key in rule.of if key not in frame.resource_by_key), None)
    if unknown is not None:
        yield "of", f"The round has no resource “{unknown}”."
    elif len({(r.unit, r.digits) for r in (frame.resource_by_key[key] for key in rule.of)}) > 1:
        yield "of", "A share can only be counted over resources of one unit."
