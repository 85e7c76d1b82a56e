"""A Problem as the file format, and as the canonical text that its hash is taken of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from optimizer.numbers import ONE, Amounts, decimal_text, plain
from optimizer.parts import Initiative, Option

if TYPE_CHECKING:
    from optimizer.problem import Problem
    from optimizer.rules import Rule

RENAMED = {"source": "from", "target": "to"}
Written = Callable[[Fraction], Any]


def problem_to_dict(problem: Problem, number: Written = plain) -> dict[str, Any]:
    """In the file's order; what is absent or at its default is left out."""
    data: dict[str, Any] = {"format": 1}
    if problem.name is not None:
        data["name"] = problem.name
    data["criteria"] = {criterion.id: number(criterion.weight) for criterion in problem.criteria}
    data["resources"] = {r.id: None if r.limit is None else number(r.limit) for r in problem.resources}
    data["initiatives"] = [_initiative(initiative, number) for initiative in problem.initiatives]
    data["rules"] = [rule_to_dict(rule, number) for rule in problem.rules]
    return data


def canonical_json(problem: Problem) -> str:
    data = problem_to_dict(problem, decimal_text)
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def fingerprint(problem: Problem) -> str:
    return hashlib.sha256(canonical_json(problem).encode()).hexdigest()


def _initiative(initiative: Initiative, number: Written) -> dict[str, Any]:
    data: dict[str, Any] = {"id": initiative.id}
    if initiative.title is not None:
        data["title"] = initiative.title
    if initiative.tags:
        data["tags"] = list(initiative.tags)
    data["options"] = [_option(option, number) for option in initiative.options]
    if status_quo := _amounts(initiative.status_quo, number):
        data["status_quo"] = status_quo
    return data


def _option(option: Option, number: Written) -> dict[str, Any]:
    data: dict[str, Any] = {"id": option.id}
    if option.title is not None:
        data["title"] = option.title
    data.update(_amounts(option, number))
    if option.probability != ONE:
        data["probability"] = number(option.probability)
    return data


def _amounts(part: Any, number: Written) -> dict[str, Any]:
    both = {"scores": part.scores, "uses": part.uses}
    return {key: _numbers(amounts, number) for key, amounts in both.items() if amounts}


def _numbers(amounts: Mapping[str, Fraction], number: Written) -> dict[str, Any]:
    return {name: number(amount) for name, amount in amounts.items()}


def rule_to_dict(rule: Rule, number: Written = plain) -> dict[str, Any]:
    data: dict[str, Any] = {"type": rule.type}
    for item in fields(rule):
        value = getattr(rule, item.name)
        if value is None or value == item.default:
            continue
        data[RENAMED.get(item.name, item.name)] = _plain(value, number)
    return data


def _plain(value: Any, number: Written) -> Any:
    if isinstance(value, Amounts):
        return _numbers(value, number)
    if isinstance(value, Fraction):
        return number(value)
    return list(value) if isinstance(value, tuple) else value
