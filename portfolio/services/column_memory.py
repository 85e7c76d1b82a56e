"""How columns were mapped last time, kept in the round for every set of column names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy.orm import Session

from portfolio.domain.sheets import SheetKind
from portfolio.imports.choices import Choices, SheetChoices, sheet_from_json, sheet_to_json
from portfolio.imports.readings import SheetReading
from portfolio.imports.words import plain
from portfolio.persistence import models as m
from portfolio.persistence.queries.imports import find_column_map

_REMEMBERED = (SheetKind.INITIATIVES, SheetKind.OPTIONS)


def header_hash(headers: Iterable[str]) -> str:
    """A check sum of a set of column names, whatever their order and case."""
    return hashlib.sha256("\n".join(sorted({plain(h) for h in headers})).encode()).hexdigest()


def recall(session: Session, round_id: int, readings: Iterable[SheetReading]) -> Choices:
    """The choices made last time for sheets with these columns."""
    choices = Choices()
    for reading in readings:
        kept = find_column_map(session, round_id, header_hash(reading.headers)) if reading.columns else None
        if kept is not None:
            choices = choices.with_sheet(reading.sheet.name, sheet_from_json(kept.choices))
    return choices


def remember(session: Session, round_id: int, readings: Iterable[SheetReading], choices: Choices) -> None:
    """Keep how the columns of each sheet of candidates were read."""
    for reading in readings:
        if reading.kind not in _REMEMBERED or not reading.columns:
            continue
        known = header_hash(reading.headers)
        kept = find_column_map(session, round_id, known)
        if kept is None:
            kept = m.ColumnMap(round_id=round_id, header_hash=known)
            session.add(kept)
        kept.choices = sheet_to_json(_as_read(reading, choices.sheet(reading.sheet.name)))
    session.flush()


def _as_read(reading: SheetReading, chosen: SheetChoices) -> SheetChoices:
    """What was chosen and what was only detected, because both were seen and applied."""
    assert reading.kind is not None
    meanings = {c.header: {w.word: w.meaning for w in c.words if w.meaning} for c in reading.columns}
    return SheetChoices(
        kind=reading.kind.value if chosen.kind else "",
        decimal=chosen.decimal,
        columns={c.header: c.target for c in reading.columns},
        units={c.header: c.unit for c in reading.columns if c.unit_told},
        words={header: words for header, words in meanings.items() if words},
        spread=chosen.spread,
    )
