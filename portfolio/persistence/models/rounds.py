"""A round with what belongs to the round itself: criteria, resources, limits and run baseline."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portfolio.persistence.base import Base, Key, LongText, Units, Versioned


class Round(Base, Versioned):
    """One planning cycle; see `portfolio.domain.rounds.Round` for the meaning of the fields."""

    __tablename__ = "rounds"

    key: Mapped[Key] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(String(200))
    description: Mapped[LongText] = mapped_column(default="")
    currency: Mapped[str] = mapped_column(String(3), default="EUR")
    money_unit: Mapped[int] = mapped_column(default=1000)
    first_year: Mapped[int]
    last_year: Mapped[int]
    discount_rate: Mapped[Decimal] = mapped_column(default=Decimal("0.08"))
    discount_convention: Mapped[str] = mapped_column(String(10), default="end")
    nominal: Mapped[bool] = mapped_column(default=True)
    archived: Mapped[bool] = mapped_column(default=False)

    criteria: Mapped[list[Criterion]] = relationship(
        cascade="all, delete-orphan", order_by="Criterion.position", passive_deletes=True
    )
    resources: Mapped[list[Resource]] = relationship(
        cascade="all, delete-orphan", order_by="Resource.position", passive_deletes=True
    )
    baseline: Mapped[list[BaselineLine]] = relationship(
        cascade="all, delete-orphan", order_by="BaselineLine.position", passive_deletes=True
    )


class Criterion(Base):
    """What counts as value in the round."""

    __tablename__ = "criteria"
    __table_args__ = (UniqueConstraint("round_id", "key"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"))
    key: Mapped[Key]
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(120))
    description: Mapped[LongText] = mapped_column(default="")
    anchor_0: Mapped[LongText] = mapped_column(default="")
    anchor_100: Mapped[LongText] = mapped_column(default="")
    lens: Mapped[str] = mapped_column(String(12), default="")


class Resource(Base):
    """Anything limited or counted in the round."""

    __tablename__ = "resources"
    __table_args__ = (UniqueConstraint("round_id", "key"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"))
    key: Mapped[Key]
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(12))
    unit: Mapped[str] = mapped_column(String(20), default="")
    digits: Mapped[int] = mapped_column(default=2)
    per_year: Mapped[bool] = mapped_column(default=True)

    limits: Mapped[list[Limit]] = relationship(
        cascade="all, delete-orphan", order_by="Limit.year", passive_deletes=True, lazy="selectin"
    )


class Limit(Base):
    """The most of a resource in a year; no row or no amount = counted, not limited."""

    __tablename__ = "limits"
    __table_args__ = (UniqueConstraint("resource_id", "year"),)

    resource_id: Mapped[int] = mapped_column(ForeignKey("resources.id", ondelete="CASCADE"))
    year: Mapped[int | None]
    amount: Mapped[Units | None]


class BaselineLine(Base):
    """Opex or people that the established order takes whatever is decided."""

    __tablename__ = "baseline_lines"

    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = mapped_column(String(12))
    label: Mapped[str] = mapped_column(String(120))
    year: Mapped[int | None]
    amount: Mapped[Units]
    free: Mapped[Units] = mapped_column(default=0)
