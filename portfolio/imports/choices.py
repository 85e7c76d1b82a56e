"""How a user wants a file to be read: only what differs from what was detected, as a value that JSON can keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any


@dataclass(frozen=True)
class Share:
    """The part of a total (any non-negative points; only proportions count) that goes to a resource in a year."""

    resource: str
    year: int | None
    points: Decimal


@dataclass(frozen=True)
class SheetChoices:
    """Choices for one sheet; an empty one is decided by what the sheet looks like.

    `columns` maps a header to its target, `units` to what one unit is in the currency, `words` a header to what each
    word stands for ("" = nothing, "-" = missing)."""

    kind: str = ""
    header_line: int | None = None
    decimal: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    spread: tuple[Share, ...] = ()


@dataclass(frozen=True)
class Choices:
    """Choices for a whole file. `blank_clears`: an empty cell empties the field; `without_bad_cells`: a row with a cell
    that cannot be read is taken without that cell; `left_out` are the identities of rows that are not to be applied."""

    encoding: str = ""
    delimiter: str = ""
    blank_clears: bool = False
    without_bad_cells: bool = False
    sheets: Mapping[str, SheetChoices] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()

    def sheet(self, name: str) -> SheetChoices:
        """The choices for a sheet; those under "" hold for every sheet without its own."""
        return self.sheets.get(name) or self.sheets.get("") or SheetChoices()

    def with_sheet(self, name: str, chosen: SheetChoices) -> Choices:
        """The same choices but for one sheet."""
        return replace(self, sheets={**self.sheets, name: chosen})


def to_json(choices: Choices) -> dict[str, Any]:
    """The choices as JSON keeps them."""
    return {
        "encoding": choices.encoding,
        "delimiter": choices.delimiter,
        "blank_clears": choices.blank_clears,
        "without_bad_cells": choices.without_bad_cells,
        "left_out": sorted(choices.left_out),
        "sheets": {name: sheet_to_json(chosen) for name, chosen in choices.sheets.items()},
    }


def sheet_to_json(chosen: SheetChoices) -> dict[str, Any]:
    """The choices for one sheet as JSON keeps them."""
    return {
        "kind": chosen.kind,
        "header_line": chosen.header_line,
        "decimal": chosen.decimal,
        "columns": dict(chosen.columns),
        "units": dict(chosen.units),
        "words": {header: dict(words) for header, words in chosen.words.items()},
        "spread": [[s.resource, s.year, str(s.points)] for s in chosen.spread],
    }


def from_json(kept: Mapping[str, Any]) -> Choices:
    """Choices out of what `to_json` made; what is absent is empty."""
    return Choices(
        encoding=str(kept.get("encoding") or ""),
        delimiter=str(kept.get("delimiter") or ""),
        blank_clears=bool(kept.get("blank_clears")),
        without_bad_cells=bool(kept.get("without_bad_cells")),
        sheets={name: sheet_from_json(chosen) for name, chosen in (kept.get("sheets") or {}).items()},
        left_out=frozenset(kept.get("left_out") or ()),
    )


def sheet_from_json(kept: Mapping[str, Any]) -> SheetChoices:
    """Choices for one sheet out of what `sheet_to_json` made."""
    line = kept.get("header_line")
    return SheetChoices(
        kind=str(kept.get("kind") or ""),
        header_line=int(line) if line else None,
        decimal=str(kept.get("decimal") or ""),
        columns=dict(kept.get("columns") or {}),
        units={header: int(unit) for header, unit in (kept.get("units") or {}).items()},
        words={header: dict(words) for header, words in (kept.get("words") or {}).items()},
        spread=tuple(Share(r, None if y is None else int(y), _points(p)) for r, y, p in kept.get("spread") or ()),
    )


def _points(text: Any) -> Decimal:
    try:
        return Decimal(str(text))
    except InvalidOperation:
        return Decimal(0)
