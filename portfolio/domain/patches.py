"""Partial changes to an initiative, as forms and files make them: what is absent stays, None clears."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from portfolio.domain.initiatives import STATUS_QUO, Initiative, Option, Stage

UseKey = tuple[str, int | None, str]
"""(resource key, fiscal year or None, basis)."""

Changes = dict[str, tuple[Any, Any]]
"""Field (dotted path for options) to its old and new value; empty = nothing would change."""

APPROVAL_FIELDS = MappingProxyType({"approved_cost": "cost", "approved_on": "date", "approved_promise": "promise"})
"""Patch field to the field of `Approval` behind it."""

CLEARED: Mapping[str, Any] = MappingProxyType(
    {
        "title": "",
        "description": "",
        "problem": "",
        "promise": "",
        "evidence_note": "",
        "change": None,
        "tags": (),
        "stage": Stage.CANDIDATE,
        "archived": False,
        "evidence_strength": Decimal(1),
        "spent_so_far": None,
        "approved_cost": None,
        "approved_on": None,
        "approved_promise": "",
        "business_owner": "",
        "technology_owner": "",
        "notes": MappingProxyType({}),
    }
)
"""Every patch field of an initiative with the value that None stands for."""

OPTION_CLEARED = MappingProxyType({"title": "", "description": "", "probability": Decimal(1), "run_cost_tail": None})
"""Every patch field of an option with the value that None stands for."""


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
    `approved_cost`, `approved_on`, `approved_promise`; `notes` adds to the notes there are (None removes one);
    `dropped_options` are keys to delete."""

    key: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    options: tuple[OptionPatch, ...] = ()
    dropped_options: tuple[str, ...] = ()


def field_of(initiative: Initiative, name: str) -> Any:
    """The current value behind a patch field name."""
    if name in APPROVAL_FIELDS:
        return getattr(initiative.approval, APPROVAL_FIELDS[name])
    return getattr(initiative, name)


def new_value(current: Initiative | None, name: str, given: Any) -> Any:
    """The value that an initiative has after a patch gives `given` for the field: cleared, trimmed, notes merged."""
    if name == "notes":
        merged = {**(current.notes if current else {}), **(given or {})}
        return {k: v for k, v in merged.items() if v is not None} if given is not None else {}
    if given is None:
        return CLEARED.get(name)
    if name == "tags":
        return tuple(dict.fromkeys(t.strip().lower() for t in given if t.strip()))
    if name == "change" and given == "":
        return None
    return given.strip() if isinstance(given, str) else given


def new_option_value(name: str, given: Any) -> Any:
    """The value that an option has after a patch gives `given` for the field."""
    if given is None:
        return OPTION_CLEARED.get(name)
    return given.strip() if isinstance(given, str) else given


def changes(current: Initiative | None, patch: InitiativePatch) -> Changes:
    """What the patch would change, without changing anything; `current` None = a new initiative."""
    found: Changes = {}
    before = current or Initiative(patch.key, "")
    for name, given in patch.fields.items():
        old, new = field_of(before, name), new_value(current, name, given)
        if not _same(name, old, new):
            found[name] = (None if current is None else old, new)
    for option in patch.options:
        found |= _option_changes(_find(before, option.key), option)
    for key in patch.dropped_options:
        dropped = _find(before, key)
        if dropped is not None and key != STATUS_QUO:
            found[f"options.{key}"] = (dropped.title, None)
    return found


def without(patch: InitiativePatch, paths: Collection[str]) -> InitiativePatch:
    """The patch without the fields of these paths (as `changes` names them): those keep what is there."""
    kept = frozenset(paths)
    options = tuple(_option_without(o, kept) for o in patch.options if f"options.{o.key}" not in kept)
    return replace(
        patch,
        fields={name: value for name, value in patch.fields.items() if name not in kept},
        options=options,
        dropped_options=tuple(key for key in patch.dropped_options if f"options.{key}" not in kept),
    )


def _option_without(option: OptionPatch, kept: frozenset[str]) -> OptionPatch:
    at = f"options.{option.key}."
    return replace(
        option,
        fields={k: v for k, v in option.fields.items() if f"{at}{k}" not in kept},
        scores={k: v for k, v in option.scores.items() if f"{at}score {k}" not in kept},
        uses={k: v for k, v in option.uses.items() if f"{at}{use_label(k)}" not in kept},
    )


def _find(current: Initiative, key: str) -> Option | None:
    try:
        return current.option(key)
    except KeyError:
        return None


def _option_changes(current: Option | None, patch: OptionPatch) -> Changes:
    at = f"options.{patch.key}"
    found: Changes = {} if current is not None else {at: (None, patch.fields.get("title") or patch.key)}
    before = current or Option(patch.key, "")
    for name, given in patch.fields.items():
        old, new = getattr(before, name), new_option_value(name, given)
        if old != new:
            found[f"{at}.{name}"] = (None if current is None else old, new)
    for criterion, score in patch.scores.items():
        if before.scores.get(criterion) != score:
            found[f"{at}.score {criterion}"] = (before.scores.get(criterion), score)
    uses = {(u.resource, u.year, u.basis): u.amount for u in before.uses}
    for use, amount in patch.uses.items():
        if uses.get(use) != amount:
            found[f"{at}.{use_label(use)}"] = (uses.get(use), amount)
    return found


def use_label(use: UseKey) -> str:
    """`capex 2027`, with the basis in brackets where there is one."""
    resource, year, basis = use
    return " ".join(str(p) for p in (resource, year, f"({basis})" if basis else None) if p is not None)


def _same(name: str, old: Any, new: Any) -> bool:
    if name == "tags":
        return frozenset(old) == frozenset(new)
    return bool(old == new)
