"""Sessions: the commit that stands in one place, and SQLite made to behave."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portfolio.persistence.models import Membership, User
from portfolio.persistence.session import make_engine, make_sessions, normalised, transaction
from tests import rows


def emails(engine: Engine) -> list[str]:
    with make_sessions(engine)() as session:
        return [user.email for user in session.query(User).order_by(User.email)]


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://u:p@host/db", "postgresql+psycopg://u:p@host/db"),
        ("postgresql://u:p@host/db?sslmode=require", "postgresql+psycopg://u:p@host/db?sslmode=require"),
        ("postgresql+psycopg://host/db", "postgresql+psycopg://host/db"),
        ("sqlite:///x.sqlite3", "sqlite:///x.sqlite3"),
    ],
)
def test_an_address_gets_the_driver_that_is_shipped(given: str, used: str) -> None:
    assert normalised(given) == used


@pytest.mark.parametrize(
    ("pragma", "value"), [("foreign_keys", 1), ("journal_mode", "wal"), ("synchronous", 1), ("busy_timeout", 10_000)]
)
def test_sqlite_is_prepared_on_every_connection(engine: Engine, pragma: str, value: object) -> None:
    with engine.connect() as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_foreign_keys_hold(session: Session) -> None:
    session.add(Membership(user_id=1, round_id=1, role="viewer"))
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_transaction_commits_at_its_end(session: Session, engine: Engine) -> None:
    with transaction(session):
        rows.user(session, email="kept@example.org")
        assert emails(engine) == []
    assert emails(engine) == ["kept@example.org"]


def test_a_transaction_that_raises_leaves_nothing(session: Session, engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), transaction(session):
        rows.user(session)
        raise ZeroDivisionError
    assert emails(engine) == []
    assert not session.in_transaction()


def test_what_is_not_in_a_transaction_is_forgotten(session: Session, engine: Engine) -> None:
    rows.user(session)
    session.close()
    assert emails(engine) == []


def test_a_change_made_before_the_transaction_is_refused_not_lost(session: Session) -> None:
    session.add(User(email="early@example.org", name="Early"))
    with pytest.raises(RuntimeError, match="outside of a transaction"), transaction(session):
        pass


def test_what_was_read_before_is_read_again(session: Session, engine: Engine) -> None:
    with transaction(session):
        user = rows.user(session, name="Old")
    session.close()
    mine = session.get(User, user.id)
    assert mine and mine.name == "Old"
    with make_sessions(engine)() as other, transaction(other):
        theirs = other.get(User, user.id)
        assert theirs
        theirs.name = "New"
    with transaction(session):
        assert mine.name == "New"


def test_writers_that_read_first_wait_for_each_other(engine: Engine) -> None:
    """Without taking the lock at the start, a reader that turns writer fails at once with “database is locked”."""
    with make_sessions(engine)() as session, transaction(session):
        user_id = rows.user(session, name="0").id
    faults: list[Exception] = []

    def add_one_ten_times() -> None:
        try:
            for _ in range(10):
                with make_sessions(engine)() as own, transaction(own):
                    user = own.get(User, user_id)
                    assert user
                    user.name = str(int(user.name) + 1)
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=add_one_ten_times) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with make_sessions(engine)() as session:
        found = session.get(User, user_id)
    assert faults == [] and found and found.name == "40"


def test_savepoints_work_on_sqlite(session: Session, engine: Engine) -> None:
    with transaction(session):
        rows.user(session, email="kept@example.org")
        with pytest.raises(IntegrityError), session.begin_nested():
            rows.user(session, email="kept@example.org")
    assert emails(engine) == ["kept@example.org"]


def test_an_engine_for_postgres_uses_the_shipped_driver(tmp_path: Path) -> None:
    engine = make_engine("postgres://nobody@localhost/none")
    assert engine.dialect.driver == "psycopg"
    assert make_engine(f"sqlite:///{tmp_path / 'x.sqlite3'}").dialect.name == "sqlite"
