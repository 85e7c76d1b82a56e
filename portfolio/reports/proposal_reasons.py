"""Why an initiative is funded or left out, in one sentence each, read from the answer without solving again."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from portfolio.domain.initiatives import STATUS_QUO
from portfolio.domain.rules import Rule, RuleType
from portfolio.reports import formats
from portfolio.reports.proposal_answer import Answer
from portfolio.reports.proposal_spend import amount_named
from portfolio.reports.proposal_words import all_names, mandate, names, points


def funded_reason(answer: Answer, key: str) -> str:
    """A mandate first, then what needs it, then what it is worth and on which criterion."""
    must = must_of(answer, key)
    value = answer.gain(key, answer.selected[key])
    worth = _worth(answer, key, value)
    if key in answer.scenario.pinned:
        return f"Insisted on in this scenario. {worth}"
    if must is not None:
        return f"Must be done ({mandate(must)}). {worth}"
    if needed_by := _needed_by(answer, key):
        return f"Needed by {all_names(needed_by)}. {worth}"
    return worth


def must_of(answer: Answer, key: str) -> Rule | None:
    """The mandate on an initiative, if there is one."""
    return next((r for r in answer.rules if r.type is RuleType.MUST and r.initiative == key), None)


def _worth(answer: Answer, key: str, value: Fraction) -> str:
    """`Mainly Continuity.`"""
    if value <= 0:
        return "On its own it adds nothing." if value == 0 else f"On its own it loses {points(-value)}."
    options = answer.worth[key]
    chosen, quo = options[answer.selected[key]].totals, options[STATUS_QUO].totals
    gains = {
        c.id: answer.problem.weights[c.id] * (new - old)
        for c, new, old in zip(answer.problem.criteria, chosen, quo, strict=True)
    }
    best = max(gains, key=lambda c: gains[c])
    name = {c.key: c.name for c in answer.round.criteria}[best]
    share = gains[best] / sum((g for g in gains.values() if g > 0), Fraction(0))
    return f"{'Only' if share == 1 else 'Mainly' if share > Fraction(1, 2) else 'Most of all'} {name}."


def _needed_by(answer: Answer, key: str) -> list[str]:
    """Titles of the funded initiatives whose chosen option requires it."""
    return [
        answer.title(r.initiative)
        for r in answer.rules
        if r.type is RuleType.REQUIRES and r.needs == key and r.initiative in answer.selected
        and r.option in ("", answer.selected[r.initiative])
    ]  # fmt: skip


def left_out_reason(answer: Answer, key: str) -> str:
    """A rule first, then that it adds nothing, then what it does not fit into, then that others are worth more."""
    for rule in answer.rules:
        if sentence := _ruled_out(answer, rule, key):
            return sentence
    if answer.scenario.pinned.get(key) == STATUS_QUO:
        return "Left aside in this scenario."
    options = [option for option in answer.worth[key] if option != STATUS_QUO]
    best = max(answer.gain(key, option) for option in options)
    if best <= 0:
        return "Adds nothing at these weights." if best == 0 else f"Loses {points(-best)} at these weights."
    if blockers := _blocking_rules(answer, key, options):
        return blockers
    if short := _short_of(answer, key):
        return f"Does not fit: needs {short}."
    return "Worth less than what it would displace."


def _ruled_out(answer: Answer, rule: Rule, key: str) -> str:
    if rule.type is RuleType.NEVER and rule.initiative == key:
        return f"Ruled out: {rule.reason.rstrip('.')}." if rule.reason else "Ruled out by a rule of the round."
    if rule.type is RuleType.EXCLUDES and key in rule.initiatives:
        rival = next((k for k in rule.initiatives if k in answer.selected), None)
        if rival is not None:
            return f"Excluded by {answer.title(rival)}, which is funded: only one of them makes sense."
    return ""


def _blocking_rules(answer: Answer, key: str, options: Sequence[str]) -> str:
    """What every option would need first and does not get; empty when one option needs nothing more."""
    missing = [_missing(answer, key, option) for option in options]
    if not all(missing):
        return ""
    needs = dict.fromkeys(title for titles in missing for title in titles)
    return f"Needs {names(tuple(needs))}, which the proposal does not hold in that form."


def _missing(answer: Answer, key: str, option: str) -> list[str]:
    found = []
    for rule in answer.rules:
        if rule.type is RuleType.REQUIRES and rule.initiative == key and rule.option in ("", option):
            got = answer.selected.get(rule.needs)
            if got is None or (rule.needs_options and got not in rule.needs_options):
                found.append(answer.title(rule.needs))
    return found


def _short_of(answer: Answer, key: str) -> str:
    """What the option nearest to fitting needs beyond what is left, by the worst limit; empty when one fits."""
    room = answer.room
    limits = {name: max(limit, Fraction(1)) for name, limit in answer.problem.limits.items() if limit is not None}
    short = []
    for needs in answer.wanted[key]:
        over = {name: need - room[name] for name, need in needs.items() if name in room and need > room[name]}
        if not over:
            return ""
        short.append(over)
    if not short:
        return ""
    least = min(short, key=lambda over: (len(over), sum(more / limits[name] for name, more in over.items())))
    worst = max(least, key=lambda name: least[name] / limits[name])
    count = len(least) - 1
    others = f", and {formats.counted(count, 'other limit is', 'other limits are')} short" if count else ""
    return f"{amount_named(answer, worst, least[worst])}{others}"
