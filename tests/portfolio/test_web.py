"""Request glue: permission marks, transactions of a request, faults put under their fields."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask, get_flashed_messages
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from wtforms import Form, StringField

from portfolio import web
from portfolio.domain.errors import Invalid
from portfolio.persistence.models import User
from tests.people import People

ClientOf = Callable[[str], FlaskClient]


def test_a_permission_that_does_not_exist_is_found_when_the_module_is_read() -> None:
    with pytest.raises(KeyError):
        web.needs("edti")


def test_the_mark_says_what_a_view_needs() -> None:
    @web.needs("edit")
    def view() -> str:
        return ""

    assert getattr(view, web.PERMISSION_MARK) == "edit"


def test_what_a_view_writes_outside_of_a_transaction_is_forgotten(app: Flask, session: Session) -> None:
    @web.public
    def careless() -> str:
        web.session().add(User(email="lost@example.org", name="Lost"))
        web.session().flush()
        return "done"

    @web.public
    def careful() -> str:
        with web.transaction() as writing:
            writing.add(User(email="kept@example.org", name="Kept"))
        return "done"

    app.add_url_rule("/careless", "careless", careless)
    app.add_url_rule("/careful", "careful", careful)
    client = app.test_client()
    assert client.get("/careless").text == client.get("/careful").text == "done"
    assert [user.email for user in session.query(User)] == ["kept@example.org"]


def test_the_round_of_the_address_is_there_for_the_view(app: Flask, people: People, client_of: ClientOf) -> None:
    seen = []

    @web.needs("view")
    def view(round_key: str) -> str:
        seen.append((web.current_round().key, web.actor().email, web.may("edit")))
        return "done"

    app.add_url_rule("/rounds/<round_key>/seen", "seen", view)
    client_of("viewer").get("/rounds/fy2027/seen")
    client_of("finance").get("/rounds/fy2027/seen")
    assert seen == [("fy2027", "viewer@example.org", False), ("fy2027", "finance@example.org", True)]


def test_a_refusal_stands_under_its_field_and_the_rest_on_top(app: Flask) -> None:
    class Sheet(Form):
        title = StringField()

    form = Sheet()
    form.validate()
    with app.test_request_context():
        web.show_faults(form, Invalid({"title": "Too long.", "options.full": "No such option."}))
        assert form.title.errors == ["Too long."]
        assert get_flashed_messages() == ["No such option."]
