"""Reading the audit trail: what changed since a version, and pages of entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from portfolio.persistence.models import AuditEntry


@dataclass(frozen=True)
class HistoryFilter:
    """Which entries: every field narrows, an empty one does not."""

    subject_type: str = ""
    subject_key: str = ""
    actor_name: str = ""
    action: str = ""
    text: str = ""


def entries(
    session: Session, round_id: int, chosen: HistoryFilter, offset: int, limit: int
) -> tuple[Sequence[AuditEntry], int]:
    """A page of entries, newest first, and how many there are in all."""
    where = _conditions(round_id, chosen)
    total = session.scalar(select(func.count()).select_from(AuditEntry).where(*where)) or 0
    query = select(AuditEntry).where(*where).order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
    return session.scalars(query.offset(offset).limit(limit)).all(), total


def actor_names(session: Session, round_id: int) -> list[str]:
    """Everybody who ever changed something in the round, in alphabetical order."""
    query = select(AuditEntry.actor_name).where(AuditEntry.round_id == round_id).distinct()
    return sorted(session.scalars(query))


def changed_since(session: Session, round_id: int, subject_type: str, subject_key: str, version: int) -> dict[str, Any]:
    """The fields of a versioned subject that changed after `version`, each with its value at that version, as kept."""
    where = _conditions(round_id, HistoryFilter(subject_type, subject_key))
    base: dict[str, Any] = {}
    for entry in session.scalars(select(AuditEntry).where(*where).order_by(AuditEntry.id)):
        step = entry.changes.get("version")
        if step and step[1] > version:
            for path, (old, _) in entry.changes.items():
                base.setdefault(path, old)
    base.pop("version", None)
    return base


def _conditions(round_id: int, chosen: HistoryFilter) -> list[ColumnElement[bool]]:
    where = [AuditEntry.round_id == round_id]
    if chosen.subject_type:
        where.append(AuditEntry.subject_type == chosen.subject_type)
    if chosen.subject_key:
        where.append(AuditEntry.subject_key == chosen.subject_key)
    if chosen.actor_name:
        where.append(AuditEntry.actor_name == chosen.actor_name)
    if chosen.action:
        where.append(AuditEntry.action == chosen.action)
    if chosen.text:
        like = f"%{_escaped(chosen.text)}%"
        where.append(
            or_(AuditEntry.subject_key.ilike(like, escape="\\"), AuditEntry.actor_name.ilike(like, escape="\\"))
        )
    return where


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
