"""SQLite files that a run makes once and hands out as copies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from portfolio import paths
from portfolio.persistence import migration
from portfolio.persistence.queries.rounds import find_round
from portfolio.persistence.session import make_engine, transaction
from portfolio.services import exports
from portfolio.services.imports import load_folder
from portfolio.services.permissions import command_line

PATIENT = 120.0
"""Seconds that explanations may take on a busy machine; a few are enough."""


@contextmanager
def opened(path: Path) -> Iterator[Engine]:
    """An engine on a file that is whole by itself once the block ends."""
    engine = make_engine(f"sqlite:///{path}")
    yield engine
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


def migrated_database(path: Path) -> Path:
    """An empty database with all tables."""
    with opened(path) as engine:
        migration.upgrade(engine)
    return path


def demo_database(path: Path) -> Path:
    """A database with the round of `seeds/demo`, key `fy2027`."""
    with opened(migrated_database(path)) as engine, Session(engine) as session, transaction(session):
        load_folder(session, command_line(), paths.seeds() / "demo")
    return path


def paper_of(path: Path, key: str, *, page: str = "") -> exports.BoardPaper:
    """The board paper of a round, explained to the end however busy the machine is."""
    with opened(path) as engine, Session(engine) as session, pytest.MonkeyPatch.context() as patch:
        patch.setattr(exports, "PATIENT", PATIENT)
        row = find_round(session, key)
        assert row is not None
        return exports.board_paper(session, command_line(), row, page=page)
