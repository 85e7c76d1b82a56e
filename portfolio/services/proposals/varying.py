"""Variations of a problem: the questions whose answers are prices. Pure: a problem in, a problem out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from fractions import Fraction

from optimizer import Must, Problem, Resource
from optimizer.rules import Count, Never, Rule, Share

POLICIES = (Share, Count)
"""Rules that state what the round wants of its mix; insisting on something may break them."""


def insisting(problem: Problem, initiative: str, option: str | None = None) -> Problem:
    """With an option of the initiative forced in, any of them when none is named."""
    return _with(problem, Must(initiative=initiative, option=option))


def leaving_out(problem: Problem, initiative: str) -> Problem:
    """With the initiative at its status quo; musts on it stay and may make that impossible."""
    return _with(problem, Never(initiative=initiative))


def _with(problem: Problem, rule: Rule) -> Problem:
    return replace(problem, rules=(*problem.rules, rule))


def without_rules(problem: Problem, places: Collection[int]) -> Problem:
    """Without the rules at these places."""
    kept = tuple(rule for place, rule in enumerate(problem.rules) if place not in places)
    return replace(problem, rules=kept)


def policy_places(problem: Problem) -> tuple[int, ...]:
    """Places of the rules on the mix."""
    return tuple(place for place, rule in enumerate(problem.rules) if isinstance(rule, POLICIES))


def must_places(problem: Problem) -> tuple[int, ...]:
    """Places of the musts."""
    return tuple(place for place, rule in enumerate(problem.rules) if isinstance(rule, Must))


def lifting(problem: Problem, resource: str) -> Problem:
    """Without the limit of one resource."""
    resources = (replace(r, limit=None) if r.id == resource else r for r in problem.resources)
    return replace(problem, resources=tuple(resources))


def raising(problem: Problem, extra: Mapping[str, Fraction]) -> Problem:
    """With more of these resources, in major units; what is not limited stays so."""

    def raised(resource: Resource) -> Resource:
        if resource.limit is None or resource.id not in extra:
            return resource
        return replace(resource, limit=resource.limit + extra[resource.id])

    return replace(problem, resources=tuple(raised(r) for r in problem.resources))
