"""Weight profiles: one stakeholder's points per criterion, and the room's."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portfolio.persistence.base import Base, Versioned
from portfolio.persistence.models.rounds import Criterion


class WeightProfile(Base, Versioned):
    """Whose weights; exactly one profile of a round may be the room's."""

    __tablename__ = "weight_profiles"
    __table_args__ = (UniqueConstraint("round_id", "name"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(120))
    lens: Mapped[str] = mapped_column(String(12), default="")
    is_room: Mapped[bool] = mapped_column(default=False)

    points: Mapped[list[WeightPoint]] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class WeightPoint(Base):
    """Points that a profile gives to the swing of a criterion from 0 to 100."""

    __tablename__ = "weight_points"
    __table_args__ = (UniqueConstraint("profile_id", "criterion_id"),)

    profile_id: Mapped[int] = mapped_column(ForeignKey("weight_profiles.id", ondelete="CASCADE"))
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criteria.id", ondelete="CASCADE"), index=True)
    points: Mapped[Decimal]

    criterion: Mapped[Criterion] = relationship()
