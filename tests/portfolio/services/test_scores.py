"""Scores saved as a grid: all or none, absent is not zero, and stale rows are conflicts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from portfolio.domain.errors import Conflict, Forbidden, Invalid
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import load_initiatives
from portfolio.services.scores import ScoreKey, save_scores
from tests.factories import ADMIN, actor_in, make_erp


@pytest.fixture
def two(session: Session, round_row: m.Round) -> m.Round:
    """A round with two initiatives, A and B."""
    make_erp(session, round_row, "A")
    make_erp(session, round_row, "B")
    return round_row


def scores_of(session: Session, row: m.Round, initiative: str, option: str) -> dict[str, Decimal]:
    return dict(load_initiatives(session, row, initiative)[0].option(option).scores)


def test_scores_of_several_initiatives_are_saved_together(session: Session, two: m.Round) -> None:
    grid: dict[ScoreKey, Decimal | None] = {
        ("A", "full", "CUS"): Decimal(0),
        ("A", "full", "CON"): None,
        ("A", "status_quo", "CUS"): Decimal("-2.5"),
        ("B", "hold", "CON"): Decimal(6),
    }
    found = save_scores(session, ADMIN, two, grid)
    assert set(found) == {"A"}
    session.expire_all()
    assert scores_of(session, two, "A", "full") == {"CUS": Decimal(0)}
    assert scores_of(session, two, "A", "status_quo") == {"CON": Decimal(-26), "CUS": Decimal("-2.5")}


def test_one_wrong_score_saves_none(session: Session, two: m.Round) -> None:
    with pytest.raises(Invalid) as caught:
        save_scores(session, ADMIN, two, {("A", "full", "CUS"): Decimal(9), ("B", "full", "CUS"): Decimal(101)})
    assert list(caught.value.fields) == ["B.options.full.score CUS"]
    assert scores_of(session, two, "A", "full")["CUS"] == Decimal(4)


def test_only_a_stale_row_that_changes_is_a_conflict(session: Session, two: m.Round) -> None:
    save_scores(session, ADMIN, two, {("A", "full", "CUS"): Decimal(9)}, {"A": 1})
    unchanged = {("A", "full", "CUS"): Decimal(9), ("B", "full", "CUS"): Decimal(5)}
    assert set(save_scores(session, ADMIN, two, unchanged, {"A": 1, "B": 1})) == {"B"}
    with pytest.raises(Conflict) as caught:
        save_scores(session, ADMIN, two, {("A", "full", "CUS"): Decimal(7)}, {"A": 1})
    assert caught.value.mine == {"options.full.score CUS": Decimal(7)}


@pytest.mark.parametrize(
    ("role", "may"), [("owner", True), ("business", True), ("technology", True), ("finance", False), ("viewer", False)]
)
def test_each_role_scores_where_it_may(session: Session, two: m.Round, role: str, may: bool) -> None:
    grid: dict[ScoreKey, Decimal | None] = {("A", "full", "CUS"): Decimal(8)}
    if may:
        assert save_scores(session, actor_in(two, role), two, grid)
    else:
        with pytest.raises(Forbidden):
            save_scores(session, actor_in(two, role), two, grid)
