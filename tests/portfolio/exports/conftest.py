"""The demo round as its exports see it: loaded and solved once for all tests of exports."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from portfolio import paths
from portfolio.persistence import migration
from portfolio.persistence.session import make_engine
from portfolio.services.exports import BoardPaper, board_paper
from portfolio.services.imports import load_folder
from portfolio.services.permissions import command_line

PAGE = "https://remit.example/rounds/fy2027/proposal/"


@pytest.fixture(scope="session")
def demo_paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoardPaper]:
    """The demo round's own proposal with all explanations."""
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('exports') / 'demo.db'}")
    migration.upgrade(engine)
    with Session(engine) as session:
        row = load_folder(session, command_line(), paths.seeds() / "demo")
        session.flush()
        yield board_paper(session, command_line(), row, page=PAGE)
        session.rollback()
    engine.dispose()
