"""Ideas in one line: entered by anyone, adopted as an initiative or declined with a reason, never deleted."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portfolio.persistence.base import Base, LongText, Versioned
from portfolio.persistence.models.initiatives import Initiative


class Idea(Base, Versioned):
    """`status` is open, adopted or declined; `reason_kind` names why it was declined (`not_my_job` is one)."""

    __tablename__ = "ideas"

    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"), index=True)
    line: Mapped[str] = mapped_column(String(300))
    proposed_by: Mapped[str] = mapped_column(String(120))
    status: Mapped[str] = mapped_column(String(10), default="open")
    reason_kind: Mapped[str] = mapped_column(String(20), default="")
    reason: Mapped[LongText] = mapped_column(default="")
    decided_by: Mapped[str] = mapped_column(String(120), default="")
    initiative_id: Mapped[int | None] = mapped_column(ForeignKey("initiatives.id", ondelete="SET NULL"))

    initiative: Mapped[Initiative | None] = relationship()
