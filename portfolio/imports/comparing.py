"""What every row of a file would do to the round as it is: new, changed, same, or faulty and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any

from portfolio.domain.initiatives import Initiative
from portfolio.domain.patch_faults import patch_faults
from portfolio.domain.patches import Changes, InitiativePatch, OptionPatch, changes
from portfolio.domain.round_faults import baseline_faults, criterion_faults, resource_faults, round_faults
from portfolio.domain.rounds import Round
from portfolio.domain.sheets import SheetKind
from portfolio.imports.drafts import Draft
from portfolio.imports.entries import Entry
from portfolio.imports.values import Problem

_CANDIDATES = (SheetKind.INITIATIVES, SheetKind.OPTIONS)


class RowKind(StrEnum):
    """What would become of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    FAULTY = "faulty"


@dataclass(frozen=True)
class Compared:
    """A row beside what there is; `changes` by field path, empty for rows that are the same or faulty."""

    entry: Entry
    kind: RowKind
    changes: Changes = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def compare(draft: Draft, current: Round | None, ideas: Collection[str] = ()) -> tuple[Compared, ...]:
    """Every row beside the round (None = there is none yet); `ideas` are the lines of those there, as `plain`."""
    faults = _candidate_faults(draft)
    return tuple(_compare(entry, draft, current, ideas, faults.get(entry.identity, ())) for entry in draft.entries)


def _compare(
    entry: Entry, draft: Draft, current: Round | None, ideas: Collection[str], more: tuple[Problem, ...]
) -> Compared:
    problems = (*entry.problems, *more, *_own_faults(entry, draft))
    if any(p.is_fault for p in problems):
        return Compared(entry, RowKind.FAULTY, problems=problems)
    is_new, found = _found(entry, draft, current, ideas)
    kind = RowKind.NEW if is_new else RowKind.CHANGED if found else RowKind.SAME
    return Compared(entry, kind, found, problems)


def _found(entry: Entry, draft: Draft, current: Round | None, ideas: Collection[str]) -> tuple[bool, Changes]:
    if entry.kind in _CANDIDATES:
        return _candidate(entry, draft.frame)
    if entry.kind is SheetKind.ROUND:
        fields_ = {k: v for k, v in entry.payload.items() if k != "key"}
        now = {} if current is None else {k: getattr(current, k) for k in fields_}
        return current is None, differing(now, fields_)
    if entry.kind is SheetKind.IDEAS:
        return entry.key not in ideas, {} if entry.key in ideas else {"line": (None, entry.title)}
    before, after = _settings(entry, current)
    return before is None, differing(before or {}, after)


def _candidate(entry: Entry, frame: Round) -> tuple[bool, Changes]:
    patch: InitiativePatch = entry.payload
    there = frame.initiative_by_key.get(entry.key)
    found = changes(there, patch)
    if entry.kind is SheetKind.INITIATIVES:
        return there is None, found
    return any(found.get(f"options.{o.key}", (1,))[0] is None for o in patch.options), found


def _settings(entry: Entry, current: Round | None) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    """What a criterion, resource, baseline line, rule or profile is today (None = not there) and would be."""
    if entry.kind is SheetKind.BASELINE:
        there = [] if current is None else [x for x in current.baseline if f"{x.kind} {x.label}" == entry.key]
        return _baseline(there) or None, _baseline(entry.payload)
    if entry.kind is SheetKind.RESOURCES:
        return _resource(entry, current)
    name = {SheetKind.CRITERIA: "criteria", SheetKind.RULES: "rules", SheetKind.WEIGHTS: "profiles"}[entry.kind]
    key = "name" if entry.kind is SheetKind.WEIGHTS else "key"
    rows = () if current is None else getattr(current, name)
    there_row = next((r for r in rows if getattr(r, key) == entry.key), None)
    return (None if there_row is None else _fields(there_row)), _fields(entry.payload)


def _fields(value: Any) -> dict[str, Any]:
    found = {f.name: getattr(value, f.name) for f in fields(value) if f.name not in ("key", "version", "points")}
    points = getattr(value, "points", {})
    return found | {f"points {k}": v for k, v in points.items() if v}


def _baseline(lines: Iterable[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for line in lines:
        name = f"{line.kind} {line.label}" + ("" if line.year is None else f" {line.year}")
        found |= {name: line.amount} | ({f"{name} free": line.free} if line.free else {})
    return found


def _resource(entry: Entry, current: Round | None) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    made, limits = entry.payload
    after = _fields(made) | {"limit" if y is None else f"limit {y}": a for y, a in limits.items()}
    there = current.resource_by_key.get(entry.key) if current else None
    if there is None or current is None:
        return None, after
    now = {x.year: x.amount for x in current.limits if x.resource == entry.key}
    return _fields(there) | {"limit" if y is None else f"limit {y}": now.get(y) for y in limits}, after


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> Changes:
    """Fields whose value would be another; what is empty on both sides is none."""
    blank = (None, "", (), False)
    found = {name: (before.get(name), new) for name, new in after.items() if before.get(name) != new}
    return {n: p for n, p in found.items() if not (p[0] in blank and p[1] in blank and type(p[1]) is not bool)}


def _own_faults(entry: Entry, draft: Draft) -> list[Problem]:
    """Faults of settings as the services would find them; those of candidates are found by initiative."""
    if entry.payload is None or entry.kind in (*_CANDIDATES, SheetKind.RULES, SheetKind.WEIGHTS, SheetKind.IDEAS):
        return []
    if entry.kind is SheetKind.ROUND:
        found = round_faults({f.name: getattr(draft.frame, f.name) for f in fields(draft.frame)})
    elif entry.kind is SheetKind.CRITERIA:
        found = criterion_faults(entry.payload)
    elif entry.kind is SheetKind.RESOURCES:
        found = resource_faults(draft.frame, *entry.payload)
    else:
        found = baseline_faults(draft.frame, entry.payload)
    return [_at(entry, path, text) for path, text in found.items()]


def _at(entry: Entry, path: str, text: str) -> Problem:
    header = entry.places.get(path, "")
    place = entry.place + (f", column “{header}”" if header else "")
    return Problem(text, True, entry.sheet, entry.line, header, place)


def _candidate_faults(draft: Draft) -> dict[str, tuple[Problem, ...]]:
    """Faults of all rows of an initiative taken together, each given to the row it came from."""
    groups: dict[str, list[Entry]] = {}
    for entry in draft.entries:
        if entry.kind in _CANDIDATES and entry.payload is not None and not entry.is_faulty:
            groups.setdefault(entry.key, []).append(entry)
    found: dict[str, tuple[Problem, ...]] = {}
    for key, entries in groups.items():
        there: Initiative | None = draft.frame.initiative_by_key.get(key)
        for path, text in patch_faults(draft.frame, there, merge([e.payload for e in entries])).items():
            entry = next((e for e in entries if path in _paths(e.payload)), entries[0])
            found[entry.identity] = (*found.get(entry.identity, ()), _at(entry, path, text))
    return found


def _paths(patch: InitiativePatch) -> set[str]:
    return set(patch.fields) | set(changes(None, patch))


def merge(patches: Iterable[InitiativePatch]) -> InitiativePatch:
    """Patches of the same initiative as one; where two name the same field the later one counts."""
    every = list(patches)
    fields_: dict[str, Any] = {}
    options: dict[str, OptionPatch] = {}
    for patch in every:
        notes = {**fields_.get("notes", {}), **patch.fields["notes"]} if "notes" in patch.fields else None
        fields_ |= dict(patch.fields) | ({"notes": notes} if notes is not None else {})
        for option in patch.options:
            there = options.get(option.key, OptionPatch(option.key))
            options[option.key] = replace(
                there,
                fields={**there.fields, **option.fields},
                scores={**there.scores, **option.scores},
                uses={**there.uses, **option.uses},
            )
    return InitiativePatch(every[0].key, fields_, tuple(options.values()))
