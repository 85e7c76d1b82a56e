"""Migrations: one line of them, the same tables as the models on both databases, up and down again, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from portfolio.persistence import migration, models
from portfolio.persistence.base import Base
from portfolio.persistence.session import make_engine, make_sessions, transaction
from tests import rows

assert models


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine on a database without any table."""
    if request.param == "sqlite":
        engine = make_engine(f"sqlite:///{tmp_path / 'empty %20.sqlite3'}")
        yield engine
        engine.dispose()
        return
    engine = make_engine(request.getfixturevalue("empty_postgres"))
    yield engine
    engine.dispose()


def differences(engine: Engine) -> list[Any]:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))


def test_there_is_one_head_and_one_line() -> None:
    script = ScriptDirectory.from_config(migration.configuration())
    assert len(script.get_heads()) == len(script.get_bases()) == 1


def test_migrations_match_the_models(empty: Engine) -> None:
    migration.upgrade(empty)
    assert differences(empty) == []
    assert migration.is_current(empty)


def test_the_comparison_would_see_a_missing_column(empty: Engine) -> None:
    migration.upgrade(empty)
    with empty.begin() as connection:
        connection.execute(text("ALTER TABLE users ADD COLUMN stray INTEGER"))
    assert len(differences(empty)) == 1


def test_an_upgrade_of_what_is_current_changes_nothing(empty: Engine) -> None:
    migration.upgrade(empty)
    with make_sessions(empty)() as session, transaction(session):
        rows.user(session, email="kept@example.org")
    migration.upgrade(empty)
    with empty.connect() as connection:
        assert connection.execute(text("SELECT email FROM users")).scalar() == "kept@example.org"


def test_every_migration_goes_down_again(empty: Engine) -> None:
    assert migration.current_revision(empty) is None
    migration.upgrade(empty)
    migration.downgrade(empty)
    assert set(inspect(empty).get_table_names()) <= {"alembic_version"}
    migration.upgrade(empty)
    assert differences(empty) == []


def test_foreign_keys_are_on_again_after_an_upgrade(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    migration.upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    engine.dispose()


def test_no_rule_loses_its_initiatives_when_the_tables_are_changed(empty: Engine) -> None:
    migration.upgrade(empty)
    with make_sessions(empty)() as session, transaction(session):
        row = rows.round_(session)
        rows.rule(session, row, rows.initiative(session, row, "ERP"))
    migration.downgrade(empty, "0001")
    migration.upgrade(empty)
    with empty.connect() as connection:
        kept = [connection.execute(text(f"SELECT count(*) FROM {t}")).scalar() for t in ("rule_members", "rules")]
    assert kept == [1, 1]
