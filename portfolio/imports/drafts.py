"""A whole file read: how each sheet was read, what every row asks for, and the round as it would be afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from portfolio.domain.rounds import Round
from portfolio.domain.sheets import SheetKind
from portfolio.imports.candidates import CandidateReader
from portfolio.imports.choices import Choices, SheetChoices
from portfolio.imports.detecting import kind_of_sheet, read_sheet
from portfolio.imports.entries import Entry
from portfolio.imports.known import Known
from portfolio.imports.mapping import IGNORE, kind_by_name
from portfolio.imports.readings import SheetReading
from portfolio.imports.round_rows import read_settings
from portfolio.imports.rule_rows import read_ideas, read_rules, read_weights
from portfolio.imports.values import Problem, RawFile, RawSheet

_SETTINGS = (SheetKind.ROUND, SheetKind.CRITERIA, SheetKind.RESOURCES, SheetKind.BASELINE)


@dataclass(frozen=True)
class Draft:
    """`frame` is the round with the file's settings, its initiatives as today. `faults` concern whole sheets."""

    readings: tuple[SheetReading, ...]
    entries: tuple[Entry, ...]
    frame: Round
    faults: tuple[Problem, ...] = ()


def read_draft(file: RawFile, frame: Round, choices: Choices) -> Draft:
    """Read every sheet in the order in which they build on each other; a refused file gives nothing but its reason."""
    if file.refusal:
        return Draft((), (), frame, (Problem(file.refusal),))
    chosen = _only_one_table(file, frame, choices)
    known = Known(frame.initiatives)
    readings: dict[str, SheetReading] = {}
    entries: list[Entry] = []
    kinds = {s.name: kind_of_sheet(s, frame, chosen.sheet(s.name), len(file.sheets) == 1) for s in file.sheets}
    order = [*SheetKind, None]
    for sheet in sorted(file.sheets, key=lambda s: order.index(kinds[s.name])):
        reading = read_sheet(sheet, frame, chosen.sheet(sheet.name), is_only=len(file.sheets) == 1)
        readings[sheet.name] = reading
        found, frame = _entries(reading, frame, chosen, known)
        entries += found
    ordered = tuple(readings[sheet.name] for sheet in file.sheets)
    return Draft(ordered, tuple(entries), frame, tuple(p for r in ordered for p in r.faults))


def _head(sheet: RawSheet) -> RawSheet:
    return replace(sheet, rows=sheet.rows[:60], lines=sheet.lines[:60])


def _only_one_table(file: RawFile, frame: Round, choices: Choices) -> Choices:
    """A workbook with none of our sheet names (cover, notes, data) is read for its likeliest table of candidates;
    the other sheets wait for the user to say what they are."""
    open_ones = [s for s in file.sheets if not choices.sheet(s.name).kind and kind_by_name(s.name) is None]
    if len(file.sheets) == 1 or not open_ones:
        return choices
    named = len(open_ones) < len(file.sheets)
    best = None if named else max(open_ones, key=lambda s: _worth(s, frame))
    for sheet in open_ones:
        kind = SheetKind.INITIATIVES.value if sheet is best else IGNORE
        choices = choices.with_sheet(sheet.name, replace(choices.sheet(sheet.name), kind=kind))
    return choices


def _worth(sheet: RawSheet, frame: Round) -> float:
    reading = read_sheet(_head(sheet), frame, SheetChoices(kind=SheetKind.INITIATIVES.value))
    fields = sum(c.is_field for c in reading.columns)
    return fields * 10 + (20 if reading.of("title") else 0) + min(len(sheet.rows), 1000) / 100 - 30 * sheet.hidden


def _entries(reading: SheetReading, frame: Round, choices: Choices, known: Known) -> tuple[Iterable[Entry], Round]:
    if reading.kind is None or reading.faults:
        return (), frame
    if reading.kind in _SETTINGS:
        return read_settings(reading, frame, choices)
    if reading.kind in (SheetKind.INITIATIVES, SheetKind.OPTIONS):
        return CandidateReader(reading, frame, choices, known).entries(), frame
    if reading.kind is SheetKind.RULES:
        return read_rules(reading, frame, choices, known), frame
    if reading.kind is SheetKind.WEIGHTS:
        return read_weights(reading, frame, choices), frame
    return read_ideas(reading, frame, choices), frame
