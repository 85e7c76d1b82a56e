"""The audit trail: one entry for each write, never changed afterwards."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portfolio.persistence.base import Base, Json, Key, now
from portfolio.persistence.models.people import User


class AuditEntry(Base):
    """Who did what to which subject when; `changes` maps a field to its old and new value."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index("ix_audit_subject", "round_id", "subject_type", "subject_key"),)

    at: Mapped[datetime] = mapped_column(default=now, index=True)
    round_id: Mapped[int | None] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    actor_name: Mapped[str] = mapped_column(String(120))
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_key: Mapped[Key]
    action: Mapped[str] = mapped_column(String(40))
    changes: Mapped[Json] = mapped_column(default=dict)

    user: Mapped[User | None] = relationship()
