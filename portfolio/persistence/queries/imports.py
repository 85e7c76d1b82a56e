"""What imports ask of the database: ideas there are, files that wait, and how columns were mapped last time."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, defer

from portfolio.persistence.base import now
from portfolio.persistence.models import ColumnMap, Idea, Upload

KEPT_FOR = timedelta(days=1)


def idea_lines(session: Session, round_id: int) -> list[str]:
    """The lines of all ideas of the round."""
    return list(session.scalars(select(Idea.line).where(Idea.round_id == round_id)))


def find_upload(session: Session, round_id: int, user_id: int | None, token: str) -> Upload | None:
    """The waiting file of that token, if it is this person's and not too old."""
    query = select(Upload).where(Upload.token == token, Upload.round_id == round_id, Upload.user_id == user_id)
    return session.scalar(query.where(Upload.uploaded_at > _oldest()))


def waiting_uploads(session: Session, round_id: int, user_id: int | None) -> list[Upload]:
    """This person's waiting files in the round, newest first, their content not loaded."""
    query = select(Upload).where(Upload.round_id == round_id, Upload.user_id == user_id)
    fresh = query.where(Upload.uploaded_at > _oldest()).order_by(Upload.uploaded_at.desc())
    return list(session.scalars(fresh.options(defer(Upload.content))))


def forget_old_uploads(session: Session) -> None:
    """Delete every file that has waited for longer than a day, whosever it is."""
    session.execute(delete(Upload).where(Upload.uploaded_at <= _oldest()))


def _oldest() -> datetime:
    return now() - KEPT_FOR


def find_column_map(session: Session, round_id: int, header_hash: str) -> ColumnMap | None:
    """How columns of these names were mapped last time."""
    query = select(ColumnMap).where(ColumnMap.round_id == round_id, ColumnMap.header_hash == header_hash)
    return session.scalar(query)
