"""From what was chosen on the reading page to choices, beside what was shown there; and what can be chosen at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from portfolio.domain.rounds import Round
from portfolio.domain.sheet_columns import CellKind, Column
from portfolio.domain.sheets import PLANS, SheetKind
from portfolio.imports.candidates import default_spread
from portfolio.imports.choices import Choices, Share, SheetChoices
from portfolio.imports.encodings import NAMES, OFFERED
from portfolio.imports.mapping import IGNORE, NOTE
from portfolio.imports.readings import ColumnReading, SheetReading
from portfolio.imports.texts import DELIMITERS
from portfolio.imports.words import shorten
from portfolio.services.imports import Preview

Offer = tuple[str, str]
"""(value, words)."""

UNITS: tuple[tuple[int, str], ...] = (
    (1, "single units"),
    (1000, "thousands"),
    (10**6, "millions"),
    (10**9, "billions"),
)
_HEADER_LINES = 25


@dataclass(frozen=True)
class SheetOffers:
    """What can be chosen about a sheet: kinds, header lines, targets in groups, shares by (resource, year)."""

    kinds: Sequence[Offer]
    lines: Sequence[Offer]
    targets: Sequence[tuple[str, Sequence[Offer]]]
    shares: Mapping[tuple[str, int], str]
    resources: Sequence[Offer]
    years: Sequence[int]


def file_offers() -> tuple[Sequence[Offer], Sequence[Offer]]:
    """Encodings and delimiters to choose from."""
    delimiters = [("tab" if sign == "\t" else sign, f"{name} ({sign})" if sign != "\t" else name)
                  for sign, name in DELIMITERS.items()]  # fmt: skip
    return list(NAMES.items()), delimiters


def offers(reading: SheetReading, frame: Round, choices: Choices) -> SheetOffers:
    """What can be chosen about one sheet."""
    yearly = [r for r in frame.resources if r.kind.is_spend and r.per_year]
    points = {(s.resource, s.year): f"{s.points:f}" for s in default_spread(reading, frame, choices) if s.year}
    return SheetOffers(
        kinds=[(IGNORE, "not imported"), *((k.value, f"{k.value}: {PLANS[k].help}") for k in SheetKind)],
        lines=[(str(line), _line_words(reading, i)) for i, line in enumerate(reading.sheet.lines[:_HEADER_LINES])],
        targets=_targets(reading),
        shares={(r.key, y): points.get((r.key, y), "") for r in yearly for y in frame.years},
        resources=[(r.key, r.name) for r in yearly],
        years=frame.years,
    )


def _line_words(reading: SheetReading, index: int) -> str:
    cells = " | ".join(str(c) for c in reading.sheet.rows[index] if c not in (None, ""))
    return f"{reading.sheet.lines[index]}: {shorten(cells, 70)}"


def _targets(reading: SheetReading) -> list[tuple[str, Sequence[Offer]]]:
    groups: dict[str, list[Offer]] = {}
    for column in reading.targets:
        groups.setdefault(_group(column), []).append((column.field, _target_words(column)))
    rest = [(NOTE, "a note of the initiative"), (IGNORE, "not imported")]
    return [("Otherwise", rest if reading.kind is SheetKind.INITIATIVES else rest[1:]), *groups.items()]


def _group(column: Column) -> str:
    first = column.field.partition(" ")[0]
    return {"score": "Scores", "use": "Costs and other uses", "total": "Costs and other uses",
            "basis": "Costs and other uses", "limit": "Limits", "points": "Points"}.get(first, "Fields")  # fmt: skip


def _target_words(column: Column) -> str:
    if column.field == "total":
        return "total, spread by shares"
    return column.header


def word_columns(reading: SheetReading) -> list[ColumnReading]:
    """The columns whose words must be told what they stand for: a number or a choice is expected there."""
    shown = []
    for column in reading.columns:
        kind = column.column.kind if column.column else CellKind.TEXT
        known = column.column and all(w.word in column.column.choices for w in column.words)
        # Not doing something has no chance of success: empty cells of options are as they should be.
        asked = any(w.word or reading.kind is SheetKind.INITIATIVES for w in column.words)
        if column.is_field and asked and (kind.is_number or not known):
            shown.append(column)
    return shown


def choices_from(preview: Preview, chosen: Mapping[str, Any]) -> Choices:
    """The choices of the page (`forms.imports.reading_fields`).

    What was chosen about columns counts only as long as the sheet is still read as it was when they were shown."""
    before = preview.choices
    choices = Choices(
        chosen["encoding"] if chosen["encoding"] in OFFERED else "",
        chosen["delimiter"] if chosen["delimiter"] in DELIMITERS else "",
        chosen["blank_clears"],
        chosen["without_bad_cells"],
        left_out=before.left_out,
    )
    as_read = _format(preview)
    same_text = as_read is None or (choices.encoding, choices.delimiter) in (
        as_read,
        (before.encoding, before.delimiter),
    )
    for number, reading in enumerate(preview.draft.readings):
        if number in chosen["sheets"] and same_text:
            made = _sheet(reading, chosen["sheets"][number], before.sheet(reading.sheet.name))
            choices = choices.with_sheet(reading.sheet.name, made)
    return choices


def _format(preview: Preview) -> tuple[str, str] | None:
    formats = [r.sheet.format for r in preview.draft.readings if r.sheet.format is not None]
    return (formats[0].encoding, formats[0].delimiter) if formats else None


def _sheet(reading: SheetReading, given: Mapping[str, Any], before: SheetChoices) -> SheetChoices:
    kind = given.get("kind", "")
    line = given.get("line", "")
    moved = line.isdigit() and int(line) != reading.header_line
    base = SheetChoices(
        kind=kind if kind in (*SheetKind, IGNORE) and (kind != given.get("shown_kind") or before.kind) else before.kind,
        header_line=int(line) if moved else before.header_line,
        decimal=given.get("decimal", "") if given.get("decimal") in (".", ",") else "",
    )
    if moved or kind != given.get("shown_kind"):
        return base
    columns = {c.index: c for c in reading.columns}
    targets = {columns[i].header: t for i, t in given["targets"].items() if i in columns}
    units = {columns[i].header: int(u) for i, u in given["units"].items() if i in columns and u.isdigit()}
    words = {columns[i].header: _meanings(columns[i], said) for i, said in given["words"].items() if i in columns}
    return SheetChoices(
        base.kind, base.header_line, base.decimal, targets,
        {h: u for h, u in units.items() if u > 0}, {h: w for h, w in words.items() if w}, _shares(given["shares"]),
    )  # fmt: skip


def _meanings(column: ColumnReading, said: Mapping[int, str]) -> dict[str, str]:
    words = dict(enumerate(column.words))
    return {words[i].word: meaning for i, meaning in said.items() if i in words and (meaning or words[i].meaning)}


def _shares(given: Mapping[tuple[str, int], str]) -> tuple[Share, ...]:
    shares = []
    for (resource, year), text in given.items():
        try:
            points = Decimal(text.replace(",", ".").rstrip(" %"))
        except InvalidOperation:
            continue
        if points.is_finite() and 0 < points < 10**9:
            shares.append(Share(resource, year, points))
    return tuple(shares)
