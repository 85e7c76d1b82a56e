"""Engines and sessions for SQLite and PostgreSQL, and the only place of the product that commits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session, sessionmaker

BUSY_TIMEOUT_MS = 10_000
_WRITES = "remit_writes"


def normalised(url: str) -> str:
    """The address with the driver that ships with the product: `postgres://…` becomes `postgresql+psycopg://…`."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def make_engine(url: str) -> Engine:
    """An engine for the address of a database; SQLite gets foreign keys, write-ahead log and a patient lock."""
    address = normalised(url)
    if not address.startswith("sqlite"):
        return create_engine(address, pool_pre_ping=True, pool_size=10, max_overflow=60)
    engine = create_engine(address, pool_size=10, max_overflow=60)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = (
        None  # the driver's own guess at when to begin would lose savepoints and schema changes
    )
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL", f"busy_timeout={BUSY_TIMEOUT_MS}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A reader that turns writer fails at once when somebody wrote in between: whoever means to write says so first.
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def make_sessions(engine: Engine) -> sessionmaker[Session]:
    """A maker of sessions whose objects stay readable after a commit."""
    return sessionmaker(engine, expire_on_commit=False)


@contextmanager
def transaction(session: Session) -> Iterator[Session]:
    """Commit what the block wrote, all or nothing. What was read before is read again: nothing stale is written.

    RuntimeError when something was changed outside of any transaction."""
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("Something was changed outside of a transaction.")
    session.rollback()
    session.connection(execution_options={_WRITES: True})
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
