"""What the pages of the import need around a waiting file: how it is read, its sample, ticks, a round made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from portfolio.domain.errors import Invalid
from portfolio.domain.rounds import Round
from portfolio.imports.choices import Choices
from portfolio.imports.comparing import RowKind
from portfolio.imports.files import read_file, refuse_empty
from portfolio.imports.limits import MAX_ROWS
from portfolio.imports.readings import ColumnReading, SheetReading
from portfolio.imports.words import key_from
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import load_frame
from portfolio.services import uploads
from portfolio.services.import_words import RowWords, describe
from portfolio.services.imports import Preview, preview_import, round_fields
from portfolio.services.permissions import Actor
from portfolio.services.reading_choices import (
    UNITS,
    Offer,
    SheetOffers,
    choices_from,
    file_offers,
    offers,
    word_columns,
)
from portfolio.services.rounds import as_owner, create_round

PAGE_ROWS = 100
"""Rows of the preview on one page."""

MOST_ROWS = MAX_ROWS
"""Rows of a sheet that are read at once."""

_SAMPLE = 4


@dataclass(frozen=True)
class SheetPart:
    """One sheet on the reading page: how it is read, what can be chosen, and its first rows as they would be."""

    reading: SheetReading
    offers: SheetOffers
    words: Sequence[ColumnReading]
    sample: Sequence[RowWords]
    rows: int


@dataclass(frozen=True)
class ReadingPage:
    """Everything that the reading page shows; `encodings` are empty for workbooks."""

    preview: Preview
    sheets: Sequence[SheetPart]
    encodings: Sequence[Offer]
    delimiters: Sequence[Offer]

    units: Sequence[tuple[int, str]] = UNITS

    @property
    def text_format(self) -> Any:
        """How the text file was read, None for a workbook."""
        return next((p.reading.sheet.format for p in self.sheets if p.reading.sheet.format), None)


def reading_page(session: Session, actor: Actor, round_row: m.Round, upload: m.Upload) -> ReadingPage:
    """How the waiting file is read and what can be chosen about it."""
    choices = uploads.choices_of(upload)
    preview = preview_import(session, actor, round_row, upload.filename, upload.content, choices)
    parts = [_part(preview, reading) for reading in preview.draft.readings]
    text = any(r.sheet.format for r in preview.draft.readings)
    encodings, delimiters = file_offers() if text or preview.refusal else ((), ())
    return ReadingPage(preview, parts, encodings, delimiters)


def _part(preview: Preview, reading: SheetReading) -> SheetPart:
    own = [row for row in preview.rows if row.entry.sheet == reading.sheet.name]
    sample = describe(preview, [replace(r, changes=r.changes) for r in own[:_SAMPLE]])
    return SheetPart(
        reading, offers(reading, preview.draft.frame, preview.choices), word_columns(reading), sample, len(own)
    )


def chosen_choices(
    session: Session, actor: Actor, round_row: m.Round, upload: m.Upload, chosen: Mapping[str, Any]
) -> Choices:
    """The choices after what was chosen on the reading page."""
    before = uploads.choices_of(upload)
    preview = preview_import(session, actor, round_row, upload.filename, upload.content, before)
    return choices_from(preview, chosen)


def left_out(choices: Choices, shown: Sequence[str], ticked: Sequence[str]) -> frozenset[str]:
    """The rows left out after a page with ticks: of the rows that were shown, those without a tick."""
    return (choices.left_out - set(shown)) | (set(shown) - set(ticked))


def every_open_row(session: Session, actor: Actor, round_row: m.Round, upload: m.Upload) -> frozenset[str]:
    """Identities of all rows that could be applied."""
    choices = uploads.choices_of(upload)
    preview = preview_import(session, actor, round_row, upload.filename, upload.content, choices)
    return frozenset(r.entry.identity for r in preview.rows if r.kind in (RowKind.NEW, RowKind.CHANGED))


def kind_of(text: str) -> RowKind | None:
    """The kind of row that an address asks for, None for all."""
    return RowKind(text) if text in tuple(RowKind) else None


def template_round(round_row: m.Round) -> Round:
    """The round whose columns the template workbook has."""
    return load_frame(round_row)


def start_round(
    session: Session, actor: Actor, file_name: str, content: bytes, fields: Mapping[str, Any]
) -> tuple[m.Upload, str]:
    """A new round as the file's sheet `round` or the given fields describe it, with the file waiting in it.

    Raises Refused for a bad file, Invalid when neither says what a round needs."""
    file = read_file(file_name, content)
    refuse_empty(file)
    given = {**round_fields(file, Choices()), **fields}
    given.setdefault("key", key_from(str(given.get("name", "")))[:80])
    missing = {name: text for name, text in _NEEDED.items() if not given.get(name)}
    if missing:
        raise Invalid(missing)
    row = create_round(session, actor, given)
    owner = as_owner(actor, row)
    return uploads.keep_upload(session, owner, row, file_name, content, Choices()), row.key


_NEEDED = {
    "name": "The file has no sheet “round”: say what the round is called.",
    "currency": "Say the currency of the amounts, as a code of three letters.",
    "first_year": "Say the first fiscal year of the plan.",
    "last_year": "Say the last fiscal year of the plan.",
}
