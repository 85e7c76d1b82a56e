"""An initiative with its options, their uses and claimed scores, and its tags."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portfolio.persistence.base import Base, Json, Key, LongText, Units, Versioned
from portfolio.persistence.models.rounds import Criterion, Resource


class Initiative(Base, Versioned):
    """A candidate; see `portfolio.domain.initiatives.Initiative` for the meaning of the fields."""

    __tablename__ = "initiatives"
    __table_args__ = (UniqueConstraint("round_id", "key"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"))
    key: Mapped[Key]
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(300))
    description: Mapped[LongText] = mapped_column(default="")
    problem: Mapped[LongText] = mapped_column(default="")
    promise: Mapped[LongText] = mapped_column(default="")
    evidence_note: Mapped[LongText] = mapped_column(default="")
    change: Mapped[str] = mapped_column(String(12), default="")
    stage: Mapped[str] = mapped_column(String(12), default="candidate")
    archived: Mapped[bool] = mapped_column(default=False)
    evidence_strength: Mapped[Decimal] = mapped_column(default=Decimal(1))
    spent_so_far: Mapped[Units | None]
    approved_cost: Mapped[Units | None]
    approved_on: Mapped[date | None]
    approved_promise: Mapped[LongText] = mapped_column(default="")
    business_owner: Mapped[str] = mapped_column(String(200), default="")
    technology_owner: Mapped[str] = mapped_column(String(200), default="")
    notes: Mapped[Json] = mapped_column(default=dict)

    options: Mapped[list[Option]] = relationship(
        cascade="all, delete-orphan", order_by="Option.position", passive_deletes=True
    )
    tags: Mapped[list[InitiativeTag]] = relationship(
        cascade="all, delete-orphan", order_by="InitiativeTag.id", passive_deletes=True
    )


class InitiativeTag(Base):
    """A word that rules and pages group initiatives by."""

    __tablename__ = "initiative_tags"
    __table_args__ = (UniqueConstraint("initiative_id", "tag"),)

    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id", ondelete="CASCADE"))
    tag: Mapped[str] = mapped_column(String(120), index=True)


class Option(Base):
    """A way of doing an initiative; the one with key `status_quo` is not doing it."""

    __tablename__ = "options"
    __table_args__ = (UniqueConstraint("initiative_id", "key"),)

    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id", ondelete="CASCADE"))
    key: Mapped[Key]
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[LongText] = mapped_column(default="")
    probability: Mapped[Decimal] = mapped_column(default=Decimal(1))
    run_cost_tail: Mapped[Units | None]

    uses: Mapped[list[Use]] = relationship(cascade="all, delete-orphan", order_by="Use.id", passive_deletes=True)
    scores: Mapped[list[Score]] = relationship(cascade="all, delete-orphan", order_by="Score.id", passive_deletes=True)


class Use(Base):
    """What an option uses of a resource in a year; several lines with different bases may stand side by side."""

    __tablename__ = "uses"
    __table_args__ = (
        Index("uq_uses_yearly", "option_id", "resource_id", "year", "basis", unique=True),
        Index(
            "uq_uses_once",
            "option_id",
            "resource_id",
            "basis",
            unique=True,
            sqlite_where=text("year IS NULL"),
            postgresql_where=text("year IS NULL"),
        ),
    )

    option_id: Mapped[int] = mapped_column(ForeignKey("options.id", ondelete="CASCADE"))
    resource_id: Mapped[int] = mapped_column(ForeignKey("resources.id", ondelete="CASCADE"), index=True)
    year: Mapped[int | None]
    amount: Mapped[Units]
    basis: Mapped[str] = mapped_column(String(20), default="")

    resource: Mapped[Resource] = relationship()


class Score(Base):
    """A claimed score of an option on a criterion, against today; no row = unscored."""

    __tablename__ = "scores"
    __table_args__ = (UniqueConstraint("option_id", "criterion_id"),)

    option_id: Mapped[int] = mapped_column(ForeignKey("options.id", ondelete="CASCADE"))
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criteria.id", ondelete="CASCADE"), index=True)
    value: Mapped[Decimal]

    criterion: Mapped[Criterion] = relationship()
