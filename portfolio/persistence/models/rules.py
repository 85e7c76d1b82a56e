"""Rules of a round, mandates among them, with the initiatives and options they name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portfolio.persistence.base import Base, JsonList, Key, LongText, Versioned
from portfolio.persistence.models.initiatives import Initiative, Option


class Rule(Base, Versioned):
    """One rule; see `portfolio.domain.rules.Rule` for which field speaks for which type."""

    __tablename__ = "rules"
    __table_args__ = (UniqueConstraint("round_id", "key"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"))
    key: Mapped[Key]
    position: Mapped[int] = mapped_column(default=0)
    type: Mapped[str] = mapped_column(String(12))
    tag: Mapped[str] = mapped_column(String(120), default="")
    at_least: Mapped[Decimal | None]
    at_most: Mapped[Decimal | None]
    of: Mapped[JsonList] = mapped_column(default=list)
    reason: Mapped[LongText] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(String(20), default="")
    claimant: Mapped[str] = mapped_column(String(200), default="")
    evidence: Mapped[LongText] = mapped_column(default="")
    deadline: Mapped[date | None]

    members: Mapped[list[RuleMember]] = relationship(
        cascade="all, delete-orphan", order_by="RuleMember.position", passive_deletes=True
    )


class RuleMember(Base):
    """An initiative (and option) that a rule names; `part` is `subject` or, for requires, `needs`."""

    __tablename__ = "rule_members"

    rule_id: Mapped[int] = mapped_column(ForeignKey("rules.id", ondelete="CASCADE"), index=True)
    part: Mapped[str] = mapped_column(String(8), default="subject")
    position: Mapped[int] = mapped_column(default=0)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id", ondelete="CASCADE"), index=True)
    option_id: Mapped[int | None] = mapped_column(ForeignKey("options.id", ondelete="CASCADE"))

    initiative: Mapped[Initiative] = relationship()
    option: Mapped[Option | None] = relationship()
