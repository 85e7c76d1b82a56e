"""Two transactions at the same moment: one saves, the other is told, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from portfolio.domain.errors import Conflict
from portfolio.domain.patches import InitiativePatch
from portfolio.domain.rounds import WeightProfile
from portfolio.domain.rules import Rule, RuleType
from portfolio.persistence import models as m
from portfolio.persistence.session import make_sessions, transaction
from portfolio.services.initiatives import apply_patch
from portfolio.services.rounds import edit_round, save_criterion
from portfolio.services.rules import save_rule
from portfolio.services.weights import save_profile
from tests.factories import ADMIN, CRITERIA, make_erp, make_round

RULE = Rule("never-ERP", RuleType.NEVER, "ERP")
CEO = WeightProfile("CEO", {"CUS": Decimal(1)})
Write = Callable[[Session, m.Round, str, int], Any]
WRITES: dict[str, Write] = {
    "initiative": lambda s, r, who, v: apply_patch(s, ADMIN, r, InitiativePatch("ERP", {"title": who}), v),
    "rule": lambda s, r, who, v: save_rule(s, ADMIN, r, replace(RULE, reason=who), v),
    "profile": lambda s, r, who, v: save_profile(s, ADMIN, r, replace(CEO, lens=who), v),
    "round": lambda s, r, who, v: edit_round(s, ADMIN, r, {"name": who}, v),
    "criterion": lambda s, r, who, v: save_criterion(s, ADMIN, r, replace(CRITERIA[0], name=who), v),
}


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A database with a committed round in it, taken out again afterwards."""
    found: Engine = request.getfixturevalue(f"{request.param}_engine")
    with make_sessions(found)() as session:
        with transaction(session):
            row = make_round(session, "race")
            make_erp(session, row)
            save_rule(session, ADMIN, row, RULE)
            save_profile(session, ADMIN, row, CEO)
        yield found
        with transaction(session):
            session.delete(session.scalars(select(m.Round).where(m.Round.key == "race")).one())


@pytest.mark.parametrize("kind", WRITES)
def test_of_two_at_the_same_moment_one_saves_and_one_is_told(engine: Engine, kind: str) -> None:
    outcomes: list[str] = []
    together = Barrier(2)

    def save(who: str) -> None:
        with make_sessions(engine)() as session:
            row = session.scalars(select(m.Round).where(m.Round.key == "race")).one()
            version = row.version if kind in ("round", "criterion") else 1
            together.wait(timeout=10)
            try:
                with transaction(session):
                    WRITES[kind](session, row, who, version)
                outcomes.append("saved")
            except Conflict as conflict:
                assert conflict.mine != conflict.theirs
                outcomes.append("told")

    threads = [Thread(target=save, args=(who,)) for who in ("business", "technology")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(outcomes) == ["saved", "told"]
