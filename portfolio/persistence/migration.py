"""Bring a database to the shape of the models; Alembic runs from the package, without a configuration file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

FOLDER = Path(__file__).resolve().parent / "migrations"


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration for our own folder of migrations, on an open connection where one is given."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Apply every migration that is missing, all of them or none."""
    with _connection(engine) as connection, connection.begin():
        command.upgrade(configuration(connection), revision)


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Take migrations back down to a revision."""
    with _connection(engine) as connection, connection.begin():
        command.downgrade(configuration(connection), revision)


def current_revision(engine: Engine) -> str | None:
    """The revision that the database is at, None when it has never been set up."""
    with engine.connect() as connection:
        return revision_of(connection)


def revision_of(connection: Connection) -> str | None:
    """The revision of the database behind an open connection, None when it has never been set up."""
    return MigrationContext.configure(connection).get_current_revision()


def head_revision() -> str | None:
    """The newest revision that this version of the product knows."""
    return ScriptDirectory.from_config(configuration()).get_current_head()


def is_current(engine: Engine) -> bool:
    """Whether the database has the shape that this version needs."""
    return current_revision(engine) == head_revision()


@contextmanager
def _connection(engine: Engine) -> Iterator[Connection]:
    """SQLite changes a table by copying it: with foreign keys on, dropping the old one deletes what hangs on it."""
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            yield connection
            return
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            yield connection
        finally:
            raw.execute("PRAGMA foreign_keys=ON")
