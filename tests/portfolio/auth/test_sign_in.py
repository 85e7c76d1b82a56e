"""Signing in and out, by password and by one-time link, as a browser does it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portfolio.auth.views import WRONG
from portfolio.persistence.models import User
from portfolio.persistence.session import transaction
from portfolio.services.links import issue_link
from portfolio.services.permissions import command_line
from portfolio.web import safe_next
from tests.people import People, csrf_token
from tests.rows import PASSWORD

ClientOf = Callable[[str], FlaskClient]


@pytest.fixture
def browser(app: Flask, people: People) -> FlaskClient:
    """A browser that nobody has signed in with."""
    return app.test_client()


def try_to_enter(browser: FlaskClient, email: str, password: str, **more: str) -> TestResponse:
    data = {"email": email, "password": password, "csrf_token": csrf_token(browser), **more}
    return browser.post("/sign-in", data=data)


def is_in(browser: FlaskClient) -> bool:
    return browser.get("/account").status_code == 200


def make_link(session: Session, user: User) -> str:
    with transaction(session):
        return "/enter/" + issue_link(session, command_line(), user, 1)


def test_the_right_password_opens_the_list_of_rounds(browser: FlaskClient) -> None:
    answer = try_to_enter(browser, " Owner@Example.ORG ", PASSWORD)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert is_in(browser)
    assert "FY2027" in browser.get("/").get_data(as_text=True)


@pytest.mark.parametrize("email", ["owner@example.org", "unknown@example.org"])
def test_a_wrong_password_and_an_unknown_account_get_the_same_answer(browser: FlaskClient, email: str) -> None:
    answer = try_to_enter(browser, email, "a wrong password")
    assert answer.status_code == 422
    assert WRONG in answer.get_data(as_text=True)
    assert not is_in(browser)


def test_an_account_without_password_cannot_be_entered_by_an_empty_one(browser: FlaskClient, session: Session,
                                                                       people: People) -> None:  # fmt: skip
    people["viewer"].password_hash = None
    session.commit()
    assert try_to_enter(browser, "viewer@example.org", "").status_code == 422
    assert try_to_enter(browser, "viewer@example.org", "the password of nobody at all").status_code == 422


def test_a_closed_account_is_out_at_once(client_of: ClientOf, session: Session, people: People) -> None:
    client = client_of("viewer")
    assert is_in(client)
    people["viewer"].is_active = False
    session.commit()
    assert not is_in(client)


def test_one_comes_back_to_where_one_wanted_to_go(browser: FlaskClient) -> None:
    asked = browser.get("/rounds/fy2027/people/?sort=name")
    assert asked.headers["Location"] == "/sign-in?next=/rounds/fy2027/people/?sort%3Dname"
    page = browser.get(asked.headers["Location"]).get_data(as_text=True)
    assert 'value="/rounds/fy2027/people/?sort=name"' in page
    answer = try_to_enter(browser, "owner@example.org", PASSWORD, next="/rounds/fy2027/people/?sort=name")
    assert answer.headers["Location"] == "/rounds/fy2027/people/?sort=name"


@pytest.mark.parametrize(
    "hostile",
    ["https://evil.example", "//evil.example", "/\\evil.example", "\\/evil", "javascript:alert(1)", "/\n/evil.example",
     "rounds", "", "/\t/evil.example", "///evil.example"],
)  # fmt: skip
def test_another_site_is_never_gone_to(app: Flask, hostile: str) -> None:
    with app.test_request_context():
        assert safe_next(hostile) == "/"


def test_signing_out_is_a_post_and_ends_it(client_of: ClientOf) -> None:
    client = client_of("owner")
    assert client.get("/sign-out").status_code == 405
    assert is_in(client)
    client.post("/sign-out", data={"csrf_token": csrf_token(client, "/account")})
    assert not is_in(client)


def test_the_cookie_is_kept_from_scripts_and_other_sites(browser: FlaskClient) -> None:
    cookie = try_to_enter(browser, "owner@example.org", PASSWORD).headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Secure" not in cookie


def test_a_session_is_fresh_after_signing_in(browser: FlaskClient) -> None:
    browser.get("/sign-in")
    with browser.session_transaction() as cookie:
        cookie["planted"] = "yes"
    try_to_enter(browser, "owner@example.org", PASSWORD)
    with browser.session_transaction() as cookie:
        assert "planted" not in cookie


def test_a_one_time_link_signs_in_by_a_get_exactly_once(app: Flask, session: Session, people: People) -> None:
    address = make_link(session, people["viewer"])
    first, second = app.test_client(), app.test_client()
    assert first.get(address).status_code == 302
    assert is_in(first)
    again = second.get(address)
    assert again.status_code == 410
    assert "it works once" in again.get_data(as_text=True)
    assert not is_in(second)


def test_a_mail_program_that_looks_at_a_link_does_not_use_it_up(app: Flask, session: Session, people: People) -> None:
    address = make_link(session, people["viewer"])
    client = app.test_client()
    assert client.head(address).status_code == 204
    assert client.get(address).status_code == 302


def test_a_link_can_lead_on_within_the_site_only(app: Flask, session: Session, people: People) -> None:
    address = make_link(session, people["viewer"])
    assert app.test_client().get(address + "?next=/account").headers["Location"] == "/account"
    address = make_link(session, people["viewer"])
    assert app.test_client().get(address + "?next=//evil.example").headers["Location"] == "/"


def test_a_changed_password_ends_other_sessions_and_keeps_this_one(client_of: ClientOf, browser: FlaskClient) -> None:
    here, elsewhere = client_of("owner"), client_of("owner")
    new = "another four ordinary words"
    data = {"current": PASSWORD, "password": new, "again": new, "csrf_token": csrf_token(here, "/account")}
    assert here.post("/account/password", data=data).status_code == 302
    assert is_in(here)
    assert not is_in(elsewhere)
    assert try_to_enter(browser, "owner@example.org", PASSWORD).status_code == 422
    assert try_to_enter(browser, "owner@example.org", new).status_code == 302


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"current": "a wrong password"}, "not your current password"),
        ({"password": "short", "again": "short"}, "At least 12 characters"),
        ({"again": "something else here"}, "differ"),
        ({"password": "", "again": ""}, "is needed"),
    ],
)
def test_a_change_of_password_says_what_does_not_fit(client_of: ClientOf, change: dict[str, str], said: str) -> None:
    client = client_of("owner")
    new = "another four ordinary words"
    data = {"current": PASSWORD, "password": new, "again": new, "csrf_token": csrf_token(client, "/account")}
    answer = client.post("/account/password", data={**data, **change})
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)


def test_who_came_by_link_sets_a_first_password_without_a_current_one(
    app: Flask, session: Session, people: People, browser: FlaskClient
) -> None:
    people["viewer"].password_hash = None
    session.commit()
    client = app.test_client()
    client.get(make_link(session, people["viewer"]))
    data = {"password": "my very first words", "again": "my very first words",
            "csrf_token": csrf_token(client, "/account")}  # fmt: skip
    assert client.post("/account/password", data=data).status_code == 302
    assert try_to_enter(browser, "viewer@example.org", "my very first words").status_code == 302


@pytest.mark.usefixtures("real_hashing")
def test_an_outdated_hash_is_renewed_when_somebody_signs_in(
    browser: FlaskClient, session: Session, people: People
) -> None:
    before = people["owner"].password_hash
    try_to_enter(browser, "owner@example.org", PASSWORD)
    session.refresh(people["owner"])
    assert people["owner"].password_hash != before
    assert is_in(browser)


def test_a_part_of_a_page_is_told_to_load_the_sign_in_page(browser: FlaskClient) -> None:
    answer = browser.get("/account", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"].startswith("/sign-in")
