"""The page of people: adding, changing, removing, inviting, as an owner does it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portfolio.persistence.models import Membership, User
from tests.people import People, csrf_token

PAGE = "/rounds/fy2027/people/"


@pytest.fixture
def owner(client_of: Callable[[str], FlaskClient]) -> FlaskClient:
    return client_of("owner")


def post(client: FlaskClient, address: str, **data: str) -> TestResponse:
    return client.post(address, data={**data, "csrf_token": csrf_token(client, PAGE)}, follow_redirects=True)


def test_an_owner_adds_somebody_and_is_told(owner: FlaskClient, session: Session) -> None:
    answer = post(owner, PAGE, email="new@example.org", name="New person", role="finance")
    assert "New person is in this round as finance." in answer.text
    assert session.query(User).filter_by(email="new@example.org").one().name == "New person"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"email": "no address", "name": "N", "role": "viewer"}, "not an e-mail address"),
        ({"email": "new@example.org", "name": "", "role": "viewer"}, "A name is needed"),
        ({"email": "viewer@example.org", "name": "N", "role": "viewer"}, "has a role in this round already"),
        ({"email": "new@example.org", "name": "N", "role": "king"}, "Not a valid choice"),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_is_kept(
    owner: FlaskClient, data: dict[str, str], said: str
) -> None:
    answer = post(owner, PAGE, **data)
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{data["email"]}"' in answer.text


def test_a_role_is_changed_and_taken_away(owner: FlaskClient, session: Session, people: People) -> None:
    viewer = people["viewer"].id
    assert "Viewer is business from now on." in post(owner, f"{PAGE}{viewer}/role", role="business").text
    assert "The role is taken away" in post(owner, f"{PAGE}{viewer}/remove").text
    assert session.query(Membership).filter_by(user_id=viewer).count() == 0


@pytest.mark.parametrize("step", ["role", "remove"])
def test_the_last_owner_stays_and_is_told_why(owner: FlaskClient, people: People, step: str) -> None:
    answer = post(owner, f"{PAGE}{people['owner'].id}/{step}", role="viewer")
    assert answer.status_code == 422
    assert "last owner" in answer.text


def test_somebody_new_is_invited_by_a_link_that_is_shown_once(app: Flask, owner: FlaskClient, session: Session) -> None:
    post(owner, PAGE, email="new@example.org", name="New person", role="viewer")
    new = session.query(User).filter_by(email="new@example.org").one()
    answer = post(owner, f"{PAGE}{new.id}/link")
    found = re.search(r'value="http://localhost(/enter/[^"]+)"', answer.text)
    assert found
    assert "/enter/" not in owner.get(PAGE).text
    guest = app.test_client()
    guest.get(found[1])
    assert "FY2027" in guest.get("/").text


def test_an_owner_gets_no_link_into_an_account_with_a_password(owner: FlaskClient, people: People) -> None:
    assert post(owner, f"{PAGE}{people['finance'].id}/link").status_code == 403
    assert "/link" not in owner.get(PAGE).text


def test_others_see_the_list_without_its_buttons(client_of: Callable[[str], FlaskClient]) -> None:
    text = client_of("viewer").get(PAGE).text
    assert "technology@example.org" in text
    assert "<select" not in text and "Remove" not in text
