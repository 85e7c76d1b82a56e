"""Saved scenarios: what somebody asked of the round, and what came out at that time."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portfolio.persistence.base import Base, Json, LongText, Versioned


class Scenario(Base, Versioned):
    """`settings` is the scenario in the form of its address; `outcome` the headline figures when it was saved."""

    __tablename__ = "scenarios"
    __table_args__ = (UniqueConstraint("round_id", "name"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    note: Mapped[LongText] = mapped_column(default="")
    settings: Mapped[Json] = mapped_column(default=dict)
    outcome: Mapped[Json] = mapped_column(default=dict)
    created_by: Mapped[str] = mapped_column(String(120), default="")
