"""Reading for exports: how old the data of a round is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portfolio.persistence.models import AuditEntry

_NOT_DATA = ("person", "membership", "scenario")
"""Subjects whose changes leave the figures as they are."""


def last_change(session: Session, round_id: int) -> datetime | None:
    """When the records of the round were last changed; None where nothing was ever recorded."""
    where = (AuditEntry.round_id == round_id, AuditEntry.subject_type.not_in(_NOT_DATA))
    return session.scalar(select(func.max(AuditEntry.at)).where(*where))
