"""How Alembic runs our migrations: always on the connection that `portfolio.persistence.migration` hands over."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeEngine

from portfolio.persistence import models  # noqa: F401  (fills the metadata)
from portfolio.persistence.base import Base, ExactDecimal, UtcDateTime


def render_item(kind: str, item: Any, _autogenerate: Any) -> str | Literal[False]:
    """Write our own types as what they are in the database: a migration must not depend on today's classes."""
    if kind != "type" or not isinstance(item, TypeEngine):
        return False
    if isinstance(item, ExactDecimal):
        return "sa.String(length=40)"
    if isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=render_item,
    compare_type=True,
)
context.run_migrations()
