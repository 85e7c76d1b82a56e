"""The history of a round and of each record: who changed what and when, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portfolio.persistence import models as m
from portfolio.persistence.queries.history import HistoryFilter, actor_names, entries
from portfolio.persistence.queries.initiatives import initiative_titles
from portfolio.persistence.queries.records import idea_lines_by_id, option_titles
from portfolio.persistence.queries.rounds import load_frame
from portfolio.reports.record_words import SUBJECT_WORDS, ChangeLine, Words
from portfolio.services.permissions import Actor, require

__all__ = ["HistoryFilter", "HistoryLine", "HistoryPage", "history_of", "list_history", "words_of"]

PAGE = 50


@dataclass(frozen=True)
class HistoryLine:
    """One write: `kind` in words, `subject` its name, `subject_type` and `key` for a link to it."""

    at: datetime
    who: str
    action: str
    kind: str
    subject: str
    subject_type: str
    key: str
    changes: tuple[ChangeLine, ...]


@dataclass(frozen=True)
class HistoryPage:
    """A page of the history, newest first, and the people and kinds of record one can choose from."""

    lines: tuple[HistoryLine, ...]
    total: int
    page: int
    pages: int
    people: tuple[str, ...]
    kinds: tuple[tuple[str, str], ...]


def list_history(
    session: Session, actor: Actor, round_row: m.Round, chosen: HistoryFilter, page: int = 1
) -> HistoryPage:
    """The page of the round's history that was asked for; a page beyond the last is the last."""
    require(actor, "view", round_row.id)
    found, total = entries(session, round_row.id, chosen, (max(1, page) - 1) * PAGE, PAGE)
    pages = max(1, -(-total // PAGE))
    if page > pages:
        return list_history(session, actor, round_row, chosen, pages)
    words = words_of(session, round_row)
    return HistoryPage(
        tuple(_line(words, entry) for entry in found),
        total,
        max(1, page),
        pages,
        tuple(actor_names(session, round_row.id)),
        tuple(SUBJECT_WORDS.items()),
    )


def history_of(
    session: Session, round_row: m.Round, subject_type: str, key: str, limit: int
) -> tuple[tuple[HistoryLine, ...], int]:
    """The last changes of one record, and how many there are in all."""
    found, total = entries(session, round_row.id, HistoryFilter(subject_type, key), 0, limit)
    words = words_of(session, round_row)
    return tuple(_line(words, entry) for entry in found), total


def words_of(session: Session, round_row: m.Round) -> Words:
    """What keys stand for in this round."""
    return Words(
        load_frame(round_row),
        initiative_titles(session, round_row.id),
        option_titles(session, round_row.id),
        idea_lines_by_id(session, round_row.id),
    )


def _line(words: Words, entry: m.AuditEntry) -> HistoryLine:
    kind, key = entry.subject_type, entry.subject_key
    return HistoryLine(
        at=entry.at,
        who=entry.actor_name,
        action=words.action(entry.action),
        kind=SUBJECT_WORDS.get(kind, kind.capitalize()),
        subject=words.subject(kind, key),
        subject_type=kind,
        key=key,
        changes=words.lines(kind, key, entry.changes),
    )
