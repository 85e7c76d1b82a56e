"""Two owners who remove each other at the same moment: one of them stays, on both databases."""

from __future__ import annotations

from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine

from portfolio.domain.errors import Invalid
from portfolio.persistence import migration
from portfolio.persistence.models import Membership, Round
from portfolio.persistence.session import make_engine, make_sessions, transaction
from portfolio.services.people import remove_member
from portfolio.services.permissions import command_line
from tests import rows


def two_owners(engine: Engine) -> list[int]:
    with make_sessions(engine)() as session, transaction(session):
        row = rows.round_(session, key="shared")
        owners = [rows.user(session) for _ in range(2)]
        for owner in owners:
            rows.membership(session, row, owner, "owner")
        return [owner.id for owner in owners]


def remove_at_once(engine: Engine, user_ids: list[int]) -> list[str]:
    """What became of each removal, all started together."""
    start, results = Barrier(len(user_ids)), []

    def remove(user_id: int) -> None:
        with make_sessions(engine)() as session:
            start.wait()
            try:
                with transaction(session):
                    row = session.query(Round).filter_by(key="shared").one()
                    remove_member(session, command_line(), row, user_id)
                results.append("removed")
            except Invalid:
                results.append("kept")

    threads = [Thread(target=remove, args=(user_id,)) for user_id in user_ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_two_owners_cannot_remove_each_other(request: pytest.FixtureRequest, tmp_path: Path, database: str) -> None:
    url = f"sqlite:///{tmp_path / 'x.sqlite3'}" if database == "sqlite" else request.getfixturevalue("empty_postgres")
    engine = make_engine(url)
    migration.upgrade(engine)
    assert remove_at_once(engine, two_owners(engine)) == ["kept", "removed"]
    with make_sessions(engine)() as session:
        assert [m.role for m in session.query(Membership)] == ["owner"]
    engine.dispose()
