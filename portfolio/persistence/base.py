"""The declarative base, the shared type map and the mixins of all models."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, Date, DateTime, Dialect, MetaData, String, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Key = Annotated[str, "a short name within its parent, at most 80 characters"]
LongText = Annotated[str, "prose without a limit of length"]
Units = Annotated[int, "an integer amount of 10^-digits units, 64 bit"]
Json = Annotated[dict[str, Any], "a JSON object"]
JsonList = Annotated[list[str], "a JSON list of strings"]


class ExactDecimal(TypeDecorator[Decimal]):
    """A Decimal kept as text, because SQLite has no exact decimals."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else format(Decimal(value), "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, stored in UTC and given back aware, on databases without time zones too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def now() -> datetime:
    """The current instant in UTC."""
    return datetime.now(UTC)


class Base(DeclarativeBase):
    """Base of all models; `id` is the only surrogate key and never leaves the database in a file."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {
        Key: String(80),
        LongText: Text,
        Units: BigInteger,
        Json: JSON,
        JsonList: JSON,
        Decimal: ExactDecimal,
        datetime: UtcDateTime,
        date: Date,
    }

    id: Mapped[int] = mapped_column(primary_key=True)


class Versioned:
    """A row that people edit: `version` rises with each change, and a form carries the one it was made from."""

    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
