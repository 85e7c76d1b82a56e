"""Rows of the sheets `round`, `criteria`, `resources` and `baseline`; each changes the frame of later sheets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from portfolio.domain.money import to_units
from portfolio.domain.rounds import BaselineLine, Criterion, Resource, ResourceKind, Round
from portfolio.domain.sheets import SheetKind
from portfolio.imports.choices import Choices
from portfolio.imports.entries import Entry
from portfolio.imports.readings import SheetReading
from portfolio.imports.rows import Row, read_rows
from portfolio.imports.values import Problem

PEOPLE_DIGITS = 2
"""People are counted in hundredths."""

Make = Callable[[Row, Round], tuple[str, str, Any, Round]]
"""From a row and the frame: key, title, payload and the frame with it."""


def read_settings(reading: SheetReading, frame: Round, choices: Choices) -> tuple[list[Entry], Round]:
    """The entries of a sheet of settings, and the frame as it would be after them."""
    makers: dict[SheetKind, Make] = {
        SheetKind.ROUND: _round, SheetKind.CRITERIA: _criterion,
        SheetKind.RESOURCES: _resource, SheetKind.BASELINE: _baseline,
    }  # fmt: skip
    assert reading.kind is not None
    make = makers[reading.kind]
    entries: list[Entry] = []
    first: dict[str, Row] = {}
    for row in read_rows(reading, choices, frame.currency):
        key, title, payload, after = make(row, frame)
        if reading.kind is not SheetKind.ROUND and not key:
            row.fault("has no key." if reading.kind is not SheetKind.BASELINE else "has no label.")
        elif key and first.setdefault(key, row) is not row:
            row.fault(f"“{key}” stands in {reading.sheet.place(first[key].line)} already: leave one out.", "key")
        if not any(p.is_fault for p in row.problems):
            frame = after
        places = {t.replace("_", " ") if t.startswith("limit") else t: h for t, h in row.headers.items()}
        entries.append(Entry(reading.kind, reading.sheet.name, row.line, row.place, key, title, payload,
                             tuple(row.problems), places))  # fmt: skip
    if reading.kind is SheetKind.ROUND and len(entries) > 1:
        text = "a file describes one round: leave the other lines out."
        entries = [replace(e, problems=(*e.problems, _more(e, text))) if e is not entries[0] else e for e in entries]
    return entries, frame


def _more(entry: Entry, text: str) -> Any:
    return Problem(text, sheet=entry.sheet, line=entry.line, place=entry.place)


def _round(row: Row, frame: Round) -> tuple[str, str, Any, Round]:
    names = {"convention": "discount_convention"}
    fields: dict[str, Any] = {names.get(t, t): row.get(t) for t in row.values if row.has(t)}
    for whole in ("first_year", "last_year", "money_unit"):
        if whole in fields:
            fields[whole] = int(fields[whole])
    if "basis" in fields:
        fields["nominal"] = fields.pop("basis") == "nominal"
    if "currency" in fields:
        fields["currency"] = fields["currency"].upper()
    if frame.key and fields.pop("key", frame.key) != frame.key:
        row.problems.append(row.problem(f"the key of this round stays “{frame.key}”.", "key", is_fault=False))
    after = replace(frame, **fields)
    resources = tuple(replace(r, unit=after.currency, digits=after.digits) if r.kind.is_money else r
                      for r in after.resources)  # fmt: skip
    return after.key, after.name, fields, replace(after, resources=resources)


def _criterion(row: Row, frame: Round) -> tuple[str, str, Any, Round]:
    key = str(row.get("key", ""))
    current = next((c for c in frame.criteria if c.key == key), None)
    fields = {t: row.get(t, "") for t in row.values if t != "key"}
    fields = {t: v for t, v in fields.items() if t != "name" or v}
    made = replace(current, **fields) if current else Criterion(**{"key": key, "name": key, **fields})
    criteria = tuple(made if c.key == key else c for c in frame.criteria) + (() if current else (made,))
    return key, made.name, made, replace(frame, criteria=criteria)


def _resource(row: Row, frame: Round) -> tuple[str, str, Any, Round]:
    key = str(row.get("key", ""))
    current = frame.resource_by_key.get(key)
    fields: dict[str, Any] = {t: row.get(t) for t in ("name", "unit", "per_year") if row.has(t)}
    if row.has("kind"):
        fields["kind"] = ResourceKind(row.get("kind"))
    if row.has("digits"):
        fields["digits"] = int(row.get("digits"))
    blank = Resource(key, key, ResourceKind.OTHER, "", 0, fields.get("kind") is not ResourceKind.COMMITMENT)
    made = replace(current or blank, **fields)
    if made.kind.is_money:
        made = replace(made, unit=frame.currency, digits=frame.digits)
    limits = _limits(row, made)
    resources = tuple(made if r.key == key else r for r in frame.resources) + (() if current else (made,))
    kept = tuple(x for x in frame.limits if (x.resource, x.year) not in {(key, y) for y in limits})
    after = replace(frame, resources=resources, limits=kept)
    return key, made.name, (made, limits), after


def _limits(row: Row, resource: Resource) -> dict[int | None, int | None]:
    """Limits by year in stored units; an amount of what is not money is not in the file's money unit."""
    limits: dict[int | None, int | None] = {}
    for target in row.values:
        if target.partition(" ")[0] != "limit":
            continue
        column = row.reading.of(target)
        value = row.get(target)
        if value is not None and not resource.kind.is_money and column is not None:
            value = value / column.unit
        year = int(target.removeprefix("limit ")) if " " in target else None
        if (year is None) == resource.per_year and value is None:
            continue
        limits[year] = None if value is None else to_units(value, resource.digits)
    return limits


def _baseline(row: Row, frame: Round) -> tuple[str, str, Any, Round]:
    label, kind = str(row.get("label", "")), str(row.get("kind", "opex"))
    digits = frame.digits if kind == "opex" else PEOPLE_DIGITS
    years = {t: row.get(t) for t in row.values if t.startswith("amount ") and row.has(t)}
    amounts = years or ({"amount": row.get("amount")} if row.has("amount") else {})
    if label and not amounts:
        row.fault("has no amount.")
    free = to_units(row.get("free", Decimal(0)), digits)
    lines = tuple(
        BaselineLine(
            kind, label, int(t.partition(" ")[2]) if " " in t else None, to_units(_major(row, t, v, kind), digits), free
        )
        for t, v in amounts.items()
    )
    kept = tuple(line for line in frame.baseline if (line.kind, line.label) != (kind, label))
    return label and f"{kind} {label}", label, lines, replace(frame, baseline=(*kept, *lines))


def _major(row: Row, target: str, value: Any, kind: str) -> Any:
    column = row.reading.of(target)
    return value / column.unit if kind == "people" and column is not None else value
