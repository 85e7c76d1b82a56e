"""Imports in two steps: the uploaded file waits here until it is applied, and column maps are remembered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portfolio.persistence.base import Base, Json, now


class Upload(Base):
    """A file that somebody uploaded and has not applied yet; `choices` is how it is to be read."""

    __tablename__ = "uploads"

    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    token: Mapped[str] = mapped_column(String(43), unique=True)
    filename: Mapped[str] = mapped_column(String(255))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    choices: Mapped[Json] = mapped_column(default=dict)
    uploaded_at: Mapped[datetime] = mapped_column(default=now)


class ColumnMap(Base):
    """How the columns of a file with these headers were mapped last time in this round."""

    __tablename__ = "column_maps"
    __table_args__ = (UniqueConstraint("round_id", "header_hash"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"))
    header_hash: Mapped[str] = mapped_column(String(64))
    choices: Mapped[Json] = mapped_column(default=dict)
