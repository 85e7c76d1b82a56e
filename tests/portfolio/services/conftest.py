"""A database session for tests of services: on SQLite, and on PostgreSQL where the machine has it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from portfolio.persistence import models as m
from portfolio.persistence.base import Base
from portfolio.persistence.session import make_engine
from tests.factories import make_round


@pytest.fixture(scope="session")
def sqlite_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One SQLite file with empty tables for the whole run; every test rolls its own changes back."""
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('database') / 'test.sqlite3'}")
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def postgres_engine(postgres_url: str) -> Iterator[Engine]:
    """The same on PostgreSQL."""
    engine = make_engine(postgres_url)
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def session(request: pytest.FixtureRequest) -> Iterator[Session]:
    """A session whose work is undone after the test, whatever it commits."""
    engine: Engine = request.getfixturevalue(f"{request.param}_engine")
    with engine.connect() as connection:
        outer = connection.begin()
        with Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint") as opened:
            yield opened
        outer.rollback()


@pytest.fixture
def round_row(session: Session) -> m.Round:
    """A small round, see `tests.factories`."""
    return make_round(session)
