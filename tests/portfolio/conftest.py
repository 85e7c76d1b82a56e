"""What tests of the product share: a migrated database that each test gets as a fresh copy, the application, people."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

from portfolio.app import create_app
from portfolio.persistence.models import Round
from portfolio.persistence.session import make_engine, make_sessions
from portfolio.settings import Settings
from tests import people as cast
from tests import rows
from tests.databases import migrated_database
from tests.html_checks import CheckingClient
from tests.people import People


@pytest.fixture(scope="session", autouse=True)
def quick_hashing() -> Iterator[None]:
    """Everybody signs in by the form, and not one of the many tests is about how long a hash takes."""
    with rows.hashing(rows.QUICK):
        yield


@pytest.fixture
def real_hashing() -> Iterator[None]:
    """For those that are about it."""
    with rows.hashing(rows.REAL):
        yield


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates compiled once for all the applications of a run."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database with all tables, made once."""
    return migrated_database(tmp_path_factory.mktemp("migrated") / "remit.sqlite3")


@pytest.fixture
def settings(tmp_path: Path, migrated_file: Path) -> Settings:
    """Settings of an installation in the test's own folder, its database set up and empty."""
    folder = tmp_path / "instance"
    folder.mkdir()
    shutil.copy(migrated_file, folder / "remit.sqlite3")
    return Settings.from_environment(
        {"REMIT_INSTANCE": str(folder), "SECRET_KEY": "for tests only, of 32 signs or more"}
    )


@pytest.fixture
def app(settings: Settings, compiled_templates: FileSystemBytecodeCache) -> Iterator[Flask]:
    """The application on that database, without a single setting of its own for tests."""
    made = create_app(settings)
    made.jinja_env.bytecode_cache = compiled_templates
    made.test_client_class = CheckingClient
    yield made
    made.extensions["remit.engine"].dispose()


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    """An engine on that database."""
    made = make_engine(settings.database_url)
    yield made
    made.dispose()


@pytest.fixture
def empty_postgres(postgres_url: str) -> Iterator[str]:
    """The address of a PostgreSQL database without any table, dropped afterwards."""
    name = f"empty_{rows.next_number()}"
    admin = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield postgres_url.replace("/remit?", f"/{name}?")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session on that database. What it writes is seen by the application after `session.commit()`."""
    with make_sessions(engine)() as made:
        yield made


@pytest.fixture
def a_round(session: Session) -> Round:
    """A round with one initiative, committed."""
    row = rows.round_(session, key="fy2027", name="FY2027")
    rows.initiative(session, row, "CRM", title="Customer view")
    session.commit()
    return row


@pytest.fixture
def people(session: Session, a_round: Round) -> People:
    """One person of each role in that round, a stranger and an administrator, committed."""
    invited = cast.invite(session, a_round)
    session.commit()
    return invited


@pytest.fixture
def client_of(app: Flask, people: People) -> Callable[[str], FlaskClient]:
    """A browser, signed in as one of the people (`owner`, …, `stranger`, `administrator`), or as `nobody`."""

    def open_for(name: str) -> FlaskClient:
        client = app.test_client()
        return client if name == cast.NOBODY else cast.sign_in(client, people[name].email)

    return open_for
