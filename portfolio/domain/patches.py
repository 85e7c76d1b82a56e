"""Partial changes to an initiative, as forms and files make them: what is absent stays, None clears."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from portfolio.domain.initiatives import Initiative, Option

UseKey = tuple[str, int | None, str]
"""(resource key, fiscal year or None, basis)."""

Changes = dict[str, tuple[Any, Any]]
"""Field (dotted path for options) to its old and new value; empty = nothing would change."""


@dataclass(frozen=True)
class OptionPatch:
    """Change to the option `key` (`status_quo` included), which is created when it is not there.

    `fields`: title, description, probability, run_cost_tail; `scores` by criterion key (None = unscored);
    `uses` by `UseKey` in stored units (None = no such use)."""

    key: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    scores: Mapping[str, Decimal | None] = field(default_factory=dict)
    uses: Mapping[UseKey, int | None] = field(default_factory=dict)


@dataclass(frozen=True)
class InitiativePatch:
    """Change to the initiative `key`. `fields` are those of `Initiative` but with approval as
    `approved_cost`, `approved_on`, `approved_promise`; `dropped_options` are keys to delete."""

    key: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    options: tuple[OptionPatch, ...] = ()
    dropped_options: tuple[str, ...] = ()


def field_of(initiative: Initiative, name: str) -> Any:
    """The current value behind a patch field name."""
    approval = {"approved_cost": "cost", "approved_on": "date", "approved_promise": "promise"}
    if name in approval:
        return getattr(initiative.approval, approval[name])
    return getattr(initiative, name)


def changes(current: Initiative | None, patch: InitiativePatch) -> Changes:
    """What the patch would change, without changing anything; `current` None = a new initiative."""
    found: Changes = {}
    for name, new in patch.fields.items():
        old = None if current is None else field_of(current, name)
        if _plain(old) != _plain(new):
            found[name] = (old, new)
    for option in patch.options:
        found |= _option_changes(_find(current, option.key), option)
    for key in patch.dropped_options:
        if _find(current, key) is not None:
            found[f"options.{key}"] = (key, None)
    return found


def _find(current: Initiative | None, key: str) -> Option | None:
    if current is None:
        return None
    try:
        return current.option(key)
    except KeyError:
        return None


def _option_changes(current: Option | None, patch: OptionPatch) -> Changes:
    at = f"options.{patch.key}"
    found: Changes = {} if current is not None else {at: (None, patch.key)}
    for name, new in patch.fields.items():
        old = None if current is None else getattr(current, name)
        if _plain(old) != _plain(new):
            found[f"{at}.{name}"] = (old, new)
    scores = {} if current is None else current.scores
    for criterion, score in patch.scores.items():
        if scores.get(criterion) != score:
            found[f"{at}.score {criterion}"] = (scores.get(criterion), score)
    uses = {} if current is None else {(u.resource, u.year, u.basis): u.amount for u in current.uses}
    for use, amount in patch.uses.items():
        if uses.get(use) != amount:
            found[f"{at}.{use_label(use)}"] = (uses.get(use), amount)
    return found


def use_label(use: UseKey) -> str:
    """`capex 2027`, with the basis in brackets where there is one."""
    resource, year, basis = use
    return " ".join(str(p) for p in (resource, year, f"({basis})" if basis else None) if p is not None)


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
