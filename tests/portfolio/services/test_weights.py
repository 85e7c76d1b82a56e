"""Weights of the room and of stakeholders; only proportions count."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from portfolio.domain.errors import Conflict, Forbidden, Invalid, NotFound
from portfolio.domain.rounds import WeightProfile
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import load_profiles, load_round
from portfolio.services.weights import NEW, remove_profile, save_profile
from tests.factories import ADMIN, actor_in

CEO = WeightProfile("CEO", {"CUS": Decimal(70), "CON": Decimal("30.5")}, "business")
ROOM = WeightProfile("room", {"CUS": Decimal(60), "CON": Decimal(40)}, is_room=True)


def test_a_profile_is_kept_and_saving_it_again_changes_nothing(session: Session, round_row: m.Round) -> None:
    save_profile(session, ADMIN, round_row, CEO, NEW)
    assert save_profile(session, ADMIN, round_row, CEO) == {}
    session.expire_all()
    assert load_profiles(session, round_row) == (CEO,)


def test_one_profile_at_most_is_the_rooms(session: Session, round_row: m.Round) -> None:
    save_profile(session, ADMIN, round_row, ROOM)
    save_profile(session, ADMIN, round_row, replace(CEO, is_room=True))
    session.expire_all()
    assert [(p.name, p.is_room) for p in load_profiles(session, round_row)] == [("room", False), ("CEO", True)]
    assert load_round(session, round_row).weights == CEO.points


@pytest.mark.parametrize(
    ("profile", "field"),
    [
        (replace(CEO, name=" "), "name"),
        (replace(CEO, lens="finance"), "lens"),
        (replace(CEO, points={"CUS": Decimal(-1), "CON": Decimal(1)}), "points CUS"),
        (replace(CEO, points={"XXX": Decimal(1)}), "points XXX"),
        (replace(CEO, points={"CUS": Decimal(0)}), "points"),
        (replace(CEO, points={"CUS": Decimal("NaN"), "CON": Decimal(1)}), "points CUS"),
    ],
)
def test_wrong_weights_are_refused_by_field(
    session: Session, round_row: m.Round, profile: WeightProfile, field: str
) -> None:
    with pytest.raises(Invalid) as caught:
        save_profile(session, ADMIN, round_row, profile)
    assert list(caught.value.fields) == [field]


def test_stale_weights_are_a_conflict_that_keeps_both_sides(session: Session, round_row: m.Round) -> None:
    save_profile(session, ADMIN, round_row, CEO, NEW)
    save_profile(session, ADMIN, round_row, replace(CEO, points={"CUS": Decimal(10), "CON": Decimal(90)}), 1)
    mine = replace(CEO, points={"CUS": Decimal(20), "CON": Decimal("30.5")})
    with pytest.raises(Conflict) as caught:
        save_profile(session, ADMIN, round_row, mine, 1)
    assert caught.value.mine == {"points CUS": Decimal(20), "points CON": Decimal("30.5")}
    assert caught.value.theirs == {"points CUS": Decimal(10), "points CON": Decimal(90)}
    save_profile(session, ADMIN, round_row, mine, caught.value.version, keep=["points CON"])
    assert load_profiles(session, round_row)[0].points == {"CUS": Decimal(20), "CON": Decimal(90)}


def test_removing_takes_the_profile_away(session: Session, round_row: m.Round) -> None:
    save_profile(session, ADMIN, round_row, CEO)
    remove_profile(session, ADMIN, round_row, "CEO")
    assert load_profiles(session, round_row) == ()
    with pytest.raises(NotFound):
        remove_profile(session, ADMIN, round_row, "CEO")


@pytest.mark.parametrize(
    ("role", "may"), [("owner", True), ("business", True), ("technology", True), ("finance", False), ("viewer", False)]
)
def test_each_role_weighs_where_it_may(session: Session, round_row: m.Round, role: str, may: bool) -> None:
    if may:
        assert save_profile(session, actor_in(round_row, role), round_row, CEO)
    else:
        with pytest.raises(Forbidden):
            save_profile(session, actor_in(round_row, role), round_row, CEO)
