"""The demo round, loaded once through the importer that users have, and a way to ask it questions."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from portfolio import paths
from portfolio.persistence import migration
from portfolio.persistence.queries.rounds import load_round
from portfolio.persistence.session import make_engine
from portfolio.services.imports import load_folder
from portfolio.services.permissions import command_line
from tests.seeds.asking import Demo


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The round of `seeds/demo`."""
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('seeds') / 'demo.db'}")
    migration.upgrade(engine)
    with Session(engine) as session:
        row = load_folder(session, command_line(), paths.seeds() / "demo")
        session.flush()
        found = Demo(load_round(session, row))
        session.rollback()
    engine.dispose()
    return found
