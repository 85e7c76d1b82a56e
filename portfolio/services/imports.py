"""Imports in two steps: what a file would do to a round, line by line; then what was ticked, all or nothing."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from portfolio.domain.errors import Invalid, Refused
from portfolio.domain.rounds import Round
from portfolio.domain.sheets import SheetKind
from portfolio.imports.choices import Choices
from portfolio.imports.comparing import Compared, RowKind, compare
from portfolio.imports.drafts import Draft, read_draft
from portfolio.imports.files import read_file, read_folder
from portfolio.imports.limits import MAX_LISTED
from portfolio.imports.values import Problem, RawFile
from portfolio.imports.words import plain
from portfolio.persistence import models as m
from portfolio.persistence.queries.imports import idea_lines
from portfolio.persistence.queries.rounds import load_round
from portfolio.services.audit import record
from portfolio.services.column_memory import remember
from portfolio.services.import_writing import write_rows
from portfolio.services.permissions import Actor, require
from portfolio.services.rounds import as_owner, create_round

_BLANK = Round("", "", "EUR", 2000, 2000)
"""What the sheet `round` of a file is read into where there is no round yet."""


_NEEDED = {"key": "key", "currency": "currency", "first_year": "first year", "last_year": "last year"}


@dataclass(frozen=True)
class Preview:
    """What a file would do. `refusal` says why it cannot be read; `absent` are initiatives that it does not name."""

    file: RawFile
    choices: Choices
    draft: Draft
    rows: tuple[Compared, ...]
    current: Round
    absent: tuple[str, ...] = ()
    refusal: str = ""

    @cached_property
    def counts(self) -> Mapping[RowKind, int]:
        """Rows by what would become of them, every kind named."""
        found = Counter(row.kind for row in self.rows)
        return {kind: found[kind] for kind in RowKind}

    @cached_property
    def ticked(self) -> tuple[Compared, ...]:
        """The rows that would be applied: new or changed, and not left out."""
        open_rows = (r for r in self.rows if r.kind in (RowKind.NEW, RowKind.CHANGED))
        return tuple(r for r in open_rows if r.entry.identity not in self.choices.left_out)

    @cached_property
    def faults(self) -> tuple[Problem, ...]:
        """Every fault, of sheets first, then of rows in order."""
        of_rows = (p for row in self.rows for p in row.problems if p.is_fault)
        return (*self.draft.faults, *of_rows)

    @cached_property
    def notices(self) -> tuple[Problem, ...]:
        """What was noticed about rows without keeping them out."""
        return tuple(p for row in self.rows for p in row.problems if not p.is_fault)

    @cached_property
    def digest(self) -> str:
        """A check sum of all that the preview says would happen, from which a stale one is told."""
        said = hashlib.sha256()
        for row in self.rows:
            said.update(repr((row.entry.identity, row.kind.value, row.changes)).encode())
        return said.hexdigest()[:32]


@dataclass(frozen=True)
class Applied:
    """What was written: rows that were new and changed, those that stayed out, by what they are."""

    round_key: str
    new: int = 0
    changed: int = 0
    same: int = 0
    left_out: int = 0
    faulty: int = 0
    by_kind: Mapping[str, int] = field(default_factory=dict)


def preview_import(
    session: Session, actor: Actor, round_row: m.Round, file_name: str, content: bytes, choices: Choices
) -> Preview:
    """What the file would do to the round, nothing written. A bad file gives a preview with its `refusal`."""
    require(actor, "import_", round_row.id)
    return preview_file(session, round_row, read_file(file_name, content, choices.encoding, choices.delimiter), choices)


def preview_file(session: Session, round_row: m.Round, file: RawFile, choices: Choices) -> Preview:
    """The same for a file that was read already; whoever calls has asked for permission."""
    current = load_round(session, round_row)
    draft = read_draft(file, current, choices)
    rows = compare(draft, current, {plain(line) for line in idea_lines(session, round_row.id)})
    return Preview(file, choices, draft, rows, current, _absent(draft, current), file.refusal)


def _absent(draft: Draft, current: Round) -> tuple[str, ...]:
    if not any(e.kind is SheetKind.INITIATIVES for e in draft.entries):
        return ()
    named = {e.key for e in draft.entries if e.kind is SheetKind.INITIATIVES}
    return tuple(i.key for i in current.initiatives if i.key not in named and not i.archived)


def apply_import(
    session: Session,
    actor: Actor,
    round_row: m.Round,
    file_name: str,
    content: bytes,
    choices: Choices,
    digest: str | None = None,
) -> Applied:
    """Write the rows that are ticked, all or nothing.

    Refused when the file cannot be read, when a service finds a fault, or when `digest` (of the preview that was looked
    at) is no longer what the file would do."""
    preview = preview_import(session, actor, round_row, file_name, content, choices)
    if preview.refusal:
        raise Refused(preview.refusal)
    if digest is not None and digest != preview.digest:
        raise Refused(
            "The round was changed since this preview was made, so the file would do something else now. "
            "Nothing was imported: look at the rows below and apply them again."
        )
    return apply_preview(session, actor, round_row, preview)


def apply_preview(session: Session, actor: Actor, round_row: m.Round, preview: Preview) -> Applied:
    """Write the ticked rows of a preview that was made in this transaction."""
    if not preview.ticked:
        raise Refused("There is nothing to import: " + _why_nothing(preview))
    try:
        write_rows(session, actor, round_row, preview.ticked)
    except Invalid as invalid:
        raise Refused(f"Nothing was imported. {invalid.message}") from invalid
    done = Counter(row.kind for row in preview.ticked)
    kinds = Counter(row.entry.kind.value for row in preview.ticked)
    open_rows = preview.counts[RowKind.NEW] + preview.counts[RowKind.CHANGED]
    applied = Applied(
        round_row.key, done[RowKind.NEW], done[RowKind.CHANGED], preview.counts[RowKind.SAME],
        open_rows - len(preview.ticked), preview.counts[RowKind.FAULTY], dict(kinds),
    )  # fmt: skip
    remember(session, round_row.id, preview.draft.readings, preview.choices)
    told = {"new": (None, applied.new or None), "changed": (None, applied.changed or None)}
    record(session, actor, round_row.id, "import", preview.file.name, "imported", told)
    session.flush()
    return applied


def _why_nothing(preview: Preview) -> str:
    if preview.faults:
        return " ".join(map(str, preview.faults[:3]))
    if preview.counts[RowKind.NEW] + preview.counts[RowKind.CHANGED]:
        return "no row is ticked."
    return (
        "every row is in the round as it stands in the file." if preview.rows else "no sheet holds rows that are read."
    )


def load_folder(session: Session, actor: Actor, path: Path, choices: Choices | None = None) -> m.Round:
    """A new round from a folder of CSV files or a file (workbook, zip) with a sheet `round`, everything in it applied.

    Refused with every fault when one row cannot be taken."""
    file = read_folder(path) if path.is_dir() else read_file(path.name, path.read_bytes())
    return make_round(session, actor, file, choices or Choices())


def make_round(
    session: Session, actor: Actor, file: RawFile, choices: Choices, fields: Mapping[str, Any] | None = None
) -> m.Round:
    """A new round as its sheet `round` describes it, overridden by `fields`, with every row of the file applied."""
    described = {**round_fields(file, choices), **(fields or {})}
    missing = [words for name, words in _NEEDED.items() if name not in described]
    if missing:
        raise Refused(f"A new round needs a sheet “round” that says its {', '.join(missing)}.")
    row = create_round(session, actor, {"name": described["key"], **described})
    owner = as_owner(actor, row)
    preview = preview_file(session, row, file, choices)
    if preview.faults:
        raise Refused(_listed(preview.faults))
    if preview.ticked:
        apply_preview(session, owner, row, preview)
    return row


def round_fields(file: RawFile, choices: Choices) -> dict[str, Any]:
    """The fields of the sheet `round`; none where the file has no such sheet. Refused when file or sheet is bad."""
    if file.refusal:
        raise Refused(file.refusal)
    sheets = tuple(s for s in file.sheets if plain(s.name) == SheetKind.ROUND)
    if not sheets:
        return {}
    draft = read_draft(replace(file, sheets=sheets), _BLANK, choices)
    entries = [e for e in draft.entries if e.kind is SheetKind.ROUND]
    faults = [*draft.faults, *(p for e in entries for p in e.problems if p.is_fault)]
    if faults or not entries:
        raise Refused(_listed(tuple(faults)) or "The sheet “round” is empty: give the round a key and a name.")
    return dict(entries[0].payload)


def _listed(faults: tuple[Problem, ...]) -> str:
    more = len(faults) - MAX_LISTED
    return "\n".join([*map(str, faults[:MAX_LISTED]), *([f"and {more} more."] if more > 0 else [])])
