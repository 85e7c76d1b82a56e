"""A conflict of two edits as a page shows it: every field that differs, both sides in words, and who changed what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from portfolio.domain.errors import Conflict
from portfolio.persistence import models as m
from portfolio.reports.record_words import SUBJECT_WORDS
from portfolio.services.audit import plain
from portfolio.services.history import HistoryLine, history_of, words_of


@dataclass(frozen=True)
class ConflictLine:
    """A field that differs. `suggested` is `mine` or `theirs` where only one side changed it, else empty: choose."""

    path: str
    label: str
    mine: str
    theirs: str
    suggested: str


@dataclass(frozen=True)
class ConflictPage:
    """What somebody must decide before their edit is saved, and the change that came in between."""

    kind: str
    subject: str
    version: int
    lines: tuple[ConflictLine, ...]
    last: HistoryLine | None


def describe_conflict(session: Session, round_row: m.Round, conflict: Conflict) -> ConflictPage:
    """The conflict in words."""
    words = words_of(session, round_row)
    kind, key = conflict.kind, conflict.key
    lines = tuple(
        ConflictLine(
            path,
            words.label(key, path, kind),
            words.value(kind, key, path, mine),
            words.value(kind, key, path, conflict.theirs[path]),
            _suggested(conflict, path, mine),
        )
        for path, mine in conflict.mine.items()
    )
    recent, _ = history_of(session, round_row, kind, key, 1)
    name = words.subject(kind, key)
    return ConflictPage(SUBJECT_WORDS.get(kind, kind), name, conflict.version, lines, next(iter(recent), None))


def _suggested(conflict: Conflict, path: str, mine: Any) -> str:
    if path not in conflict.base:
        return "mine"
    return "theirs" if plain(mine) == conflict.base[path] else ""
