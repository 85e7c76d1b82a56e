"""An impossible question in words: which limits and rules clash, and the smallest changes that make it possible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from optimizer.results import ConflictPart
from optimizer.results import Repair as FoundRepair
from portfolio.domain.initiatives import STATUS_QUO
from portfolio.domain.rounds import Round, resource_name
from portfolio.domain.rules import Rule, RuleType
from portfolio.domain.scenario_address import address
from portfolio.domain.scenarios import LimitKey, Scenario, limits_under
from portfolio.reports import formats
from portfolio.reports.proposal_answer import Answer, to_units
from portfolio.reports.proposal_values import Clash, Repair
from portfolio.reports.proposal_words import MANDATES, amount, label_of, tag_work

PIN = "pin:"


def clashes(answer: Answer) -> tuple[Clash, ...]:
    """The irreducible conflicts, each as sentences that cannot all hold; the shortest first."""
    found = [Clash(tuple(_part(answer, part) for part in conflict)) for conflict in answer.result.conflicts]
    return tuple(sorted(found, key=lambda clash: len(clash.sentences)))


def core(found: tuple[Clash, ...]) -> tuple[str, ...]:
    """What is part of every one of several clashes: nothing helps but a change to one of these."""
    if len(found) < 2:
        return ()
    return tuple(s for s in found[0].sentences if all(s in clash.sentences for clash in found))


def _part(answer: Answer, part: ConflictPart) -> str:
    if part.resource is not None:
        return _limit(answer, part.resource)
    return part.text if part.rule is None else rule_words(answer.round, answer.scenario, answer.rule_keys[part.rule])


def _limit(answer: Answer, name: str) -> str:
    key = _key(answer, name)
    resource, units = answer.round.resource_by_key[key[0]], limits_under(answer.round, answer.scenario)[key]
    return f"{label_of(resource, key[1])} is limited to {amount(answer.round, resource, units or 0)}."


def _key(answer: Answer, name: str) -> LimitKey:
    return next(key for key in limits_under(answer.round, answer.scenario) if resource_name(*key) == name)


def rule_words(round_: Round, scenario: Scenario, key: str) -> str:
    """A rule of the round, or a pin of the scenario, as a sentence."""
    if key.startswith(PIN):
        return f"{_pinned(round_, scenario, key.removeprefix(PIN))} (insisted on in this scenario)."
    rule = {r.key: r for r in round_.rules}[key]
    reason = f" ({_why(rule)})" if _why(rule) else ""
    return f"{_says(round_, rule)}{reason}."


def kept_words(round_: Round, scenario: Scenario, key: str) -> str:
    """What a scenario insists on or leaves aside, as a sentence."""
    if key.startswith(PIN):
        return f"{_pinned(round_, scenario, key.removeprefix(PIN))}."
    return f"Left aside: {rule_words(round_, scenario, key)}"


def _pinned(round_: Round, scenario: Scenario, key: str) -> str:
    initiative = round_.initiative_by_key[key]
    if scenario.pinned[key] == STATUS_QUO:
        return f"{initiative.title} must not be done"
    return f"{initiative.title} must be done as “{initiative.option(scenario.pinned[key]).title}”"


def _why(rule: Rule) -> str:
    base = MANDATES[rule.kind].lower() if rule.kind else ""
    return ": ".join(filter(None, (base, rule.reason.rstrip("."))))


def _says(round_: Round, rule: Rule) -> str:
    what = f"{_title(round_, rule.initiative)}{_option(round_, rule)}"
    if rule.type is RuleType.MUST:
        return f"{what} must be done"
    if rule.type is RuleType.NEVER:
        return f"{what} must not be done"
    if rule.type is RuleType.REQUIRES:
        return f"{what} needs {_title(round_, rule.needs)}"
    titles = ", ".join(_title(round_, k) for k in rule.initiatives)
    members = f"of {titles}" if titles else f"with the tag {rule.tag}"
    if rule.type is RuleType.EXCLUDES:
        return f"At most one {members} can be done"
    return f"{_bounds(rule)} {members}" if rule.type is RuleType.COUNT else f"{_bounds(rule)} {tag_work(rule.tag)}"


def _title(round_: Round, key: str) -> str:
    return round_.initiative_by_key[key].title if key in round_.initiative_by_key else key


def _option(round_: Round, rule: Rule) -> str:
    return f" ({round_.initiative_by_key[rule.initiative].option(rule.option).title})" if rule.option else ""


def _bounds(rule: Rule) -> str:
    share = rule.type is RuleType.SHARE
    low, high = (
        None if bound is None else formats.percent(bound) if share else formats.number(bound)
        for bound in (rule.at_least, rule.at_most)
    )
    text = " and ".join(filter(None, (low and f"at least {low}", high and f"at most {high}")))
    return (
        f"{text[:1].upper()}{text[1:]} of {' and '.join(rule.of)} goes to" if share else f"{text[:1].upper()}{text[1:]}"
    )


def repairs(answer: Answer) -> tuple[Repair, ...]:
    """The smallest changes that help, each with the address of the scenario in which it is made."""
    found = [repaired(answer, repair) for repair in answer.result.repairs]
    return tuple(repair for repair in found if repair is not None)


def repaired(answer: Answer, repair: FoundRepair) -> Repair | None:
    """The repair as a sentence and a scenario, a pair one after the other; None where a scenario cannot say it."""
    scenario, sentences = answer.scenario, []
    for change in repair.change.get("all", [repair.change]):
        changed = _changed(answer, scenario, change)
        if changed is None:
            return None
        scenario, sentence = changed
        sentences.append(sentence)
    return Repair("; ".join(sentences), address(answer.round, scenario))


def _changed(answer: Answer, scenario: Scenario, change: Mapping[str, Any]) -> tuple[Scenario, str] | None:
    if "resource" in change:
        return _raised(answer, scenario, change)
    if "rule" not in change:
        return None
    without, sentence = _without(answer, scenario, answer.rule_keys[change["rule"]])
    reach = [change[bound] for bound in ("at_least", "at_most") if bound in change]
    return without, f"{sentence}{_possible(answer, change['rule'], reach)}"


def _raised(answer: Answer, scenario: Scenario, change: Mapping[str, Any]) -> tuple[Scenario, str]:
    key = _key(answer, change["resource"])
    resource, old = answer.round.resource_by_key[key[0]], limits_under(answer.round, answer.scenario)[key] or 0
    new = to_units(change["limit"], resource.digits)
    more, total = amount(answer.round, resource, new - old), amount(answer.round, resource, new)
    raised = replace(scenario, limits={**scenario.limits, key: new})
    return raised, f"Raise {label_of(resource, key[1])} by {more} to {total}"


def _possible(answer: Answer, place: int, reach: list[float]) -> str:
    """` (9 % is possible)` where a bound could be moved instead."""
    share = answer.problem.rules[place].type == "share"
    return f" ({formats.percent(reach[0]) if share else formats.number(reach[0])} is possible)" if reach else ""


def _without(answer: Answer, scenario: Scenario, key: str) -> tuple[Scenario, str]:
    if key.startswith(PIN):
        initiative = key.removeprefix(PIN)
        pinned = {k: v for k, v in scenario.pinned.items() if k != initiative}
        return replace(scenario, pinned=pinned), f"Do not insist on {answer.title(initiative)}"
    said = _says(answer.round, {rule.key: rule for rule in answer.round.rules}[key])
    return replace(scenario, dropped_rules=scenario.dropped_rules | {key}), f"Leave aside: {said}"
