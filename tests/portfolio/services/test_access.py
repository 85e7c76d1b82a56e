"""What somebody sees: rounds with a role, all of them for administrators, nothing for strangers."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from portfolio.domain.errors import NotFound
from portfolio.persistence.models import Round
from portfolio.services.access import find_account, find_visible_round, list_visible_rounds
from portfolio.services.permissions import Actor
from tests import rows
from tests.people import People


def actor(people: People, name: str) -> Actor:
    found = people.actor(name)
    assert found
    return found


def test_one_sees_the_rounds_one_has_a_role_in(session: Session, a_round: Round, people: People) -> None:
    rows.round_(session)
    (card,) = list_visible_rounds(session, actor(people, "finance"))
    assert (card.round.key, card.role, card.initiatives, card.people) == (a_round.key, "finance", 1, 5)
    assert list_visible_rounds(session, actor(people, "stranger")) == []


def test_an_administrator_sees_all_newest_first_and_archived_last(
    session: Session, a_round: Round, people: People
) -> None:
    rows.round_(session, key="newer", first_year=2028, last_year=2030)
    rows.round_(session, key="put-away", first_year=2029, last_year=2031, archived=True)
    keys = [card.round.key for card in list_visible_rounds(session, actor(people, "administrator"))]
    assert keys == ["newer", a_round.key, "put-away"]


def test_archived_initiatives_are_not_counted(session: Session, a_round: Round, people: People) -> None:
    rows.initiative(session, a_round, archived=True)
    assert list_visible_rounds(session, actor(people, "owner"))[0].initiatives == 1


def test_a_hidden_round_is_not_found_like_an_absent_one(session: Session, a_round: Round, people: People) -> None:
    assert find_visible_round(session, actor(people, "viewer"), a_round.key).id == a_round.id
    for who, key in ((actor(people, "stranger"), a_round.key), (actor(people, "owner"), "absent"), (None, a_round.key)):
        with pytest.raises(NotFound, match=key):
            find_visible_round(session, who, key)


def test_a_closed_account_is_nobody(session: Session, people: People) -> None:
    assert find_account(session, people["viewer"].id) is people["viewer"]
    people["viewer"].is_active = False
    assert find_account(session, people["viewer"].id) is None
    assert find_account(session, 10**6) is None
