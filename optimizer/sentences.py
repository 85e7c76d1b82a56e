"""Limits and rules in words, for people who have not seen the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from optimizer.exact.evaluation import Source
from optimizer.numbers import for_people
from optimizer.problem import Problem
from optimizer.rules import CarryOver, Count, Excludes, Must, Never, Requires, Risk, Rule, Share, Synergy, Total


def sentence(problem: Problem, source: Source) -> str:
    """One sentence without a full stop: "Capex 2027 is limited to 1,200,000"."""
    if source.kind == "resource":
        return limit_sentence(source.name, problem.limits[source.name])
    return rule_sentence(problem, problem.rules[source.place])


def limit_sentence(resource: str, limit: Fraction | None) -> str:
    return f"{resource} is not limited" if limit is None else f"{resource} is limited to {for_people(limit)}"


def rule_sentence(problem: Problem, rule: Rule) -> str:
    """The rule, with its reason in brackets where it has one."""
    text = SENTENCES[type(rule)](problem, rule)
    return f"{text} ({rule.reason})" if rule.reason else text


def _name(problem: Problem, id: str, option: str | None = None) -> str:
    initiative = problem.by_id[id]
    return initiative.name if option is None else f"{initiative.name} as {initiative.option(option).name}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """a, b and c."""
    *first, end = list(words)
    return f"{', '.join(first)} {last} {end}" if first else end


def percent(share: Fraction) -> str:
    return f"{for_people(share * 100)} %"


def _must(problem: Problem, rule: Must) -> str:
    return f"{_name(problem, rule.initiative, rule.option)} must be funded"


def _never(problem: Problem, rule: Never) -> str:
    return f"{_name(problem, rule.initiative)} must not be funded"


def _requires(problem: Problem, rule: Requires) -> str:
    needs = [_name(problem, rule.needs)]
    if rule.needs_options is not None:
        needs = [_name(problem, rule.needs, option) for option in rule.needs_options]
    return f"{_name(problem, rule.initiative, rule.option)} needs {listed(needs, 'or')}"


def _members(problem: Problem, rule: Excludes | Count) -> str:
    if rule.tag is not None:
        return f"the initiatives tagged {rule.tag}"
    return listed(_name(problem, id) for id in rule.initiatives or ())


def _excludes(problem: Problem, rule: Excludes) -> str:
    return f"at most one of {_members(problem, rule)} can be funded"


def _count(problem: Problem, rule: Count) -> str:
    return f"{_between(rule.at_least, rule.at_most, str)} of {_members(problem, rule)} must be funded"


def _between(low: Any, high: Any, write: Callable[[Any], str]) -> str:
    if low is not None and high is not None:
        return f"between {write(low)} and {write(high)}"
    return f"at least {write(low)}" if low is not None else f"at most {write(high)}"


def _share(_: Problem, rule: Share) -> str:
    return f"{_between(rule.at_least, rule.at_most, percent)} of {listed(rule.of)} must go to work tagged {rule.tag}"


def _risk(_: Problem, rule: Risk) -> str:
    return f"at most {percent(rule.at_most)} of {listed(rule.of)} may be at risk"


def _total(_: Problem, rule: Total) -> str:
    what = f"the portfolio's {rule.criterion or rule.resource}"
    return f"{what} must be {_between(rule.at_least, rule.at_most, for_people)}"


def _synergy(problem: Problem, rule: Synergy) -> str:
    names = listed(_name(problem, id) for id in rule.initiatives)
    saves = [f"{for_people(amount)} of {name}" for name, amount in rule.saves.items()]
    return f"{names} together bring {for_people(rule.value)}" + (f" and save {listed(saves)}" if saves else "")


def _carry_over(_: Problem, rule: CarryOver) -> str:
    return f"{percent(rule.share)} of what is left of {rule.source} is added to {rule.target}"


SENTENCES: dict[type[Rule], Callable[[Problem, Any], str]] = {
    Must: _must, Never: _never, Requires: _requires, Excludes: _excludes, Count: _count, Share: _share, Risk: _risk,
    Total: _total, Synergy: _synergy, CarryOver: _carry_over,
}  # fmt: skip
