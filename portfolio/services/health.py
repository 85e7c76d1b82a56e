"""Whether the database is one that this version of the product can work with."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from portfolio.persistence import migration


def fault(session: Session) -> str | None:
    """What is wrong with the database, None when nothing is; raises what the driver raises when it is out of reach."""
    session.execute(text("SELECT 1"))
    found = migration.revision_of(session.connection())
    known = migration.head_revision()
    return (
        None
        if found == known
        else f"the database is at revision {found}, this version needs {known}: run remit db upgrade"
    )
