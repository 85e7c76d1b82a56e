"""A rule as a sentence that anybody in the room can read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from portfolio.domain.initiatives import STATUS_QUO
from portfolio.domain.rules import MandateKind, Rule, RuleType

MANDATE_WORDS: Mapping[MandateKind, str] = {
    MandateKind.LAW: "Law",
    MandateKind.CONTRACT: "Contract",
    MandateKind.END_OF_SUPPORT: "End of support",
    MandateKind.SECURITY_FINDING: "Security finding",
    MandateKind.EXECUTIVE_WISH: "Executive wish",
}
TYPE_WORDS: Mapping[RuleType, str] = {
    RuleType.MUST: "Must be done",
    RuleType.NEVER: "Must not be done",
    RuleType.REQUIRES: "Needs another one",
    RuleType.EXCLUDES: "At most one of several",
    RuleType.COUNT: "How many",
    RuleType.SHARE: "Share of the spend",
}


def rule_sentence(
    rule: Rule,
    titles: Mapping[str, str],
    option_titles: Mapping[tuple[str, str], str],
    resource_names: Mapping[str, str],
) -> str:
    """What the rule demands; initiatives by title, options by (initiative, option) title, unknown ones by their key."""
    first = _title(titles, rule.initiative)
    option = _option(option_titles, rule.initiative, rule.option)
    if rule.type is RuleType.MUST:
        ways = sum(of == rule.initiative and key != STATUS_QUO for of, key in option_titles)
        return f"{first} must be done" + (
            f", as {option}." if option else ", by any of its options." if ways != 1 else "."
        )
    if rule.type is RuleType.NEVER:
        return f"{first} must not be done."
    if rule.type is RuleType.REQUIRES:
        needed = [_option(option_titles, rule.needs, o) for o in rule.needs_options]
        how = f", as {joined(needed, 'or')}" if needed else ""
        return f"{first}{f' as {option}' if option else ''} needs {_title(titles, rule.needs)}{how}."
    named = [_title(titles, key) for key in rule.initiatives]
    if rule.type is RuleType.EXCLUDES:
        return f"At most one of {joined(named, 'and')}."
    if rule.type is RuleType.COUNT:
        one = (rule.at_most if rule.at_least is None else rule.at_least) == 1 and rule.at_most in (None, 1)
        noun, are = ("initiative", "is") if one else ("initiatives", "are")
        what = f"{noun} tagged “{rule.tag}” {are} funded" if rule.tag else f"of {joined(named, 'and')} {are} funded"
        return f"{_bounds(rule, _whole)} {what}."
    parts = joined([resource_names.get(key, key) for key in rule.of], "and")
    return f"{_bounds(rule, _percent)} of the spend ({parts}) goes to initiatives tagged “{rule.tag}”."


def mandate_sentence(rule: Rule) -> str:
    """Whose claim a must is: `Law, claimed by the CFO, until 31 December 2028.`; empty without any of them."""
    parts = [
        MANDATE_WORDS[rule.kind] if rule.kind else "",
        f"claimed by {rule.claimant}" if rule.claimant else "",
        f"until {_day(rule.deadline)}" if rule.deadline else "",
    ]
    said = ", ".join(part for part in parts if part)
    return f"{said[0].upper()}{said[1:]}." if said else ""


def joined(words: Sequence[str], last: str) -> str:
    """`a, b and c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def _title(titles: Mapping[str, str], key: str) -> str:
    return f"“{titles.get(key, key)}”"


def _option(titles: Mapping[tuple[str, str], str], initiative: str, option: str) -> str:
    return f"“{titles.get((initiative, option), option)}”" if option else ""


def _bounds(rule: Rule, write: Callable[[Decimal], str]) -> str:
    least, most = rule.at_least, rule.at_most
    if least is not None and most is not None:
        return f"Exactly {write(least)}" if least == most else f"Between {write(least)} and {write(most)}"
    if least is not None:
        return f"At least {write(least)}"
    return f"At most {write(most)}" if most is not None else "Any number"


def _whole(bound: Decimal) -> str:
    return format(bound.to_integral_value(), "f")


def _percent(bound: Decimal) -> str:
    return f"{format((bound * 100).normalize(), 'f')}\N{NO-BREAK SPACE}%"


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"
