"""Whether the database is one that this version of the product can work with."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from portfolio.persistence import migration


def fault(session: Session) -> str | None:
    """What is wrong with the database, None when nothing is; no address and no detail, as anybody may ask."""
    try:
        session.execute(text("SELECT 1"))
        found = migration.revision_of(session.connection())
    except SQLAlchemyError:
        return "the database does not answer"
    known = migration.head_revision()
    return None if found == known else f"the database is at {found}, this version needs {known}: run remit db upgrade"
