"""The first page: the rounds one may see, or what to do without any."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from portfolio.persistence.models import Round
from tests import rows

ClientOf = Callable[[str], FlaskClient]


def test_a_member_sees_the_round_with_role_and_counts(client_of: ClientOf) -> None:
    text = client_of("finance").get("/").text.replace("\N{NO-BREAK SPACE}", " ")
    assert "FY2027" in text and "Finance" in text
    assert "1 initiative " in text and "5 people" in text


def test_a_stranger_is_told_whom_to_ask_and_with_which_address(client_of: ClientOf, a_round: Round) -> None:
    text = client_of("stranger").get("/").text
    assert "You are not in any round yet" in text and "stranger@example.org" in text
    assert a_round.name not in text


def test_an_administrator_sees_rounds_without_a_role_in_them(client_of: ClientOf, session: Session) -> None:
    rows.round_(session, key="other", name="The other one")
    session.commit()
    text = client_of("administrator").get("/").text
    assert "The other one" in text and "FY2027" in text


def test_nobody_is_sent_to_sign_in(client_of: ClientOf) -> None:
    assert client_of("nobody").get("/").headers["Location"] == "/sign-in"


def test_whoever_may_make_rounds_is_led_to_the_list_they_have(client_of: ClientOf, session: Session) -> None:
    for made in session.scalars(select(Round)):
        session.delete(made)
    session.commit()
    empty = client_of("administrator").get("/").text
    assert 'href="/rounds/new/import"' in empty and "New round from a file" in empty
    assert 'href="/rounds/new/import"' in client_of("administrator").get("/rounds/new").text
