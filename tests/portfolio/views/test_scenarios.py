"""Saving, opening, renaming and deleting scenarios by their pages."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portfolio.persistence.models import Round, Scenario
from tests import rows
from tests.people import csrf_token

ClientOf = Callable[[str], FlaskClient]
LIST = "/rounds/fy2027/scenarios/"


def post(client: FlaskClient, path: str, **fields: str) -> tuple[int, str]:
    """Status and text of a posted form, redirects followed."""
    data = {"csrf_token": csrf_token(client), **fields}
    answer = client.post(path, data=data, follow_redirects=True)
    return answer.status_code, answer.get_data(as_text=True)


def test_what_a_page_shows_is_saved_and_opened_again(client_of: ClientOf) -> None:
    client = client_of("business")
    status, page = post(client, LIST, name="Claims", note="what if", address="?scores=claimed")
    assert status == 200 and "The scenario “Claims” is saved." in page and "Claims at face value" in page
    opened = client.get(LIST + "1/")
    assert opened.headers["Location"].endswith("/proposal/?scores=claimed&name=Claims")


def test_a_name_that_is_missing_or_taken_keeps_what_was_asked(client_of: ClientOf) -> None:
    client = client_of("owner")
    status, page = post(client, LIST, name="", address="w.CUS=3")
    assert status == 422 and "A scenario needs a name." in page and 'value="w.CUS=3"' in page
    post(client, LIST, name="Lean", address="")
    status, page = post(client, LIST, name="Lean", address="w.CUS=3")
    assert status == 422 and "There is a scenario “Lean” already" in page


def test_it_is_renamed_and_a_stale_form_is_refused(client_of: ClientOf, session: Session, a_round: Round) -> None:
    saved = rows.scenario(session, a_round, name="Lean")
    session.commit()
    client = client_of("owner")
    assert 'value="Lean"' in client.get(f"{LIST}{saved.id}/edit").get_data(as_text=True)
    status, page = post(client, f"{LIST}{saved.id}/edit", name="Leaner", note="", version="1")
    assert status == 200 and "The scenario is called “Leaner”." in page
    status, page = post(client, f"{LIST}{saved.id}/edit", name="Other", note="", version="1")
    assert status == 409 and "Other" in page and "Leaner" in page
    status, page = post(client, f"{LIST}{saved.id}/edit", name="", note="", version="2")
    assert status == 422 and "needs a name" in page


def test_it_is_deleted(client_of: ClientOf, session: Session, a_round: Round) -> None:
    saved = rows.scenario(session, a_round, name="Lean")
    session.commit()
    number = saved.id
    status, page = post(client_of("owner"), f"{LIST}{number}/delete")
    assert status == 200 and "is deleted" in page
    session.expunge_all()
    assert session.get(Scenario, number) is None
