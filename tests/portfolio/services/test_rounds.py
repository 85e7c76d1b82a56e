"""Rounds begin with what every round needs, and their settings never make entered amounts mean something else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portfolio.domain.errors import Conflict, Forbidden, Invalid
from portfolio.domain.rounds import Criterion, Limit, Resource, ResourceKind
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import load_frame
from portfolio.services.permissions import Actor
from portfolio.services.rounds import as_owner, create_round, edit_round, save_criterion, save_resource
from tests.factories import ADMIN, ROUND, actor_in, make_erp


def test_a_new_round_has_capex_opex_and_what_is_committed_beyond(session: Session) -> None:
    frame = load_frame(create_round(session, ADMIN, ROUND))
    assert [(r.key, r.name, r.kind.value, r.per_year, r.unit, r.digits) for r in frame.resources] == [
        ("capex", "Capex", "capex", True, "EUR", 2),
        ("opex", "Opex", "opex", True, "EUR", 2),
        ("beyond", "Committed beyond FY2029", "commitment", False, "EUR", 2),
    ]
    assert (frame.discount_rate, frame.discount_convention, frame.nominal) == (Decimal("0.08"), "end", True)


def test_whoever_creates_a_round_owns_it(session: Session) -> None:
    user = m.User(email="owner@example.org", name="A portfolio lead")
    session.add(user)
    session.flush()
    owner = Actor(user.id, user.name, roles={-1: "owner"})
    row = create_round(session, owner, ROUND)
    assert session.scalars(select(m.Membership.role).where(m.Membership.round_id == row.id)).all() == ["owner"]
    save_criterion(session, as_owner(owner, row), row, Criterion("CUS", "Customer"))


def test_somebody_without_a_round_of_their_own_creates_none(session: Session) -> None:
    with pytest.raises(Forbidden):
        create_round(session, Actor(None, "a viewer", roles={-1: "viewer"}), ROUND)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("key", "a b"),
        ("key", "new"),
        ("name", " "),
        ("currency", "euro"),
        ("money_unit", 7),
        ("first_year", 27),
        ("last_year", 2026),
        ("last_year", 2099),
        ("discount_rate", Decimal(8)),
        ("discount_convention", "start"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_made(session: Session, field: str, value: object) -> None:
    with pytest.raises(Invalid) as caught:
        create_round(session, ADMIN, {**ROUND, field: value})
    assert set(caught.value.fields) == {field}
    assert session.scalars(select(m.Round)).all() == []


def test_a_key_is_taken_once_whatever_its_case(session: Session, round_row: m.Round) -> None:
    with pytest.raises(Invalid, match="“fy2027” already"):
        create_round(session, ADMIN, {**ROUND, "key": "fy2027"})


def test_editing_changes_what_it_names_and_what_is_named_after_it(session: Session, round_row: m.Round) -> None:
    version = round_row.version
    changed = edit_round(session, ADMIN, round_row, {"currency": " aud ", "last_year": 2030, "name": "FY2027"})
    assert set(changed) == {"currency", "last_year"}
    assert {r.unit for r in round_row.resources} == {"AUD"}
    assert round_row.resources[2].name == "Committed beyond FY2030"
    assert round_row.version == version + 1
    assert edit_round(session, ADMIN, round_row, {"currency": "AUD"}) == {}


def test_a_currency_with_other_decimals_is_refused_once_amounts_are_entered(
    session: Session, round_row: m.Round
) -> None:
    edit_round(session, ADMIN, round_row, {"currency": "JPY"})
    assert {r.digits for r in round_row.resources} == {0}
    edit_round(session, ADMIN, round_row, {"currency": "EUR"})
    make_erp(session, round_row)
    with pytest.raises(Invalid, match="other decimals"):
        edit_round(session, ADMIN, round_row, {"currency": "JPY"})


def test_years_with_amounts_in_them_cannot_be_cut_off(session: Session, round_row: m.Round) -> None:
    make_erp(session, round_row)
    with pytest.raises(Invalid, match="Amounts are entered in 2027"):
        edit_round(session, ADMIN, round_row, {"first_year": 2028})
    assert edit_round(session, ADMIN, round_row, {"last_year": 2028})


def test_two_who_change_the_round_at_once_lose_neither_side(session: Session, round_row: m.Round) -> None:
    version = round_row.version
    edit_round(session, ADMIN, round_row, {"name": "Theirs"}, version)
    with pytest.raises(Conflict) as caught:
        edit_round(session, ADMIN, round_row, {"name": "Mine"}, version)
    assert (caught.value.mine, caught.value.theirs, caught.value.base) == (
        {"name": "Mine"},
        {"name": "Theirs"},
        {"name": "FY2027"},
    )
    edit_round(session, ADMIN, round_row, {"name": "Mine", "description": "x"}, caught.value.version, keep=["name"])
    assert (round_row.name, round_row.description) == ("Theirs", "x")


def test_a_change_elsewhere_in_the_settings_is_no_conflict(session: Session, round_row: m.Round) -> None:
    version = round_row.version
    save_criterion(session, ADMIN, round_row, Criterion("NEW", "New"))
    assert edit_round(session, ADMIN, round_row, {"name": "Mine"}, version)


@pytest.mark.parametrize("role", ["business", "technology", "finance", "viewer"])
def test_only_the_owner_changes_a_round(session: Session, round_row: m.Round, role: str) -> None:
    capex = Resource("capex", "Capex", ResourceKind.CAPEX, "EUR", 2)
    who = actor_in(round_row, role)
    with pytest.raises(Forbidden):
        edit_round(session, who, round_row, {"name": "x"})
    with pytest.raises(Forbidden):
        save_resource(session, who, round_row, capex, {2027: 1})
    assert save_resource(session, actor_in(round_row, "owner"), round_row, capex, {2027: 1})
    assert load_frame(round_row).limits == (Limit("capex", 2027, 1),)
