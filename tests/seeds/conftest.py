"""The demo round, loaded once through the importer that users have, and a way to ask it questions."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from portfolio.persistence.queries.rounds import find_round, load_round
from tests.databases import opened
from tests.seeds.asking import Demo


@pytest.fixture(scope="session")
def demo(demo_file: Path) -> Demo:
    """The round of `seeds/demo`."""
    with opened(demo_file) as engine, Session(engine) as session:
        row = find_round(session, "fy2027")
        assert row is not None
        return Demo(load_round(session, row))
