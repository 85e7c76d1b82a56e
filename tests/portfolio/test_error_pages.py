"""Errors: each family has its status and wording, as page, part and JSON; nothing of the inside is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient

from portfolio.domain.errors import Conflict, Forbidden, Invalid, NotFound, Refused
from portfolio.error_pages import PAGES
from portfolio.persistence.models import User
from portfolio.web import public, session
from tests.pages import form_data, resubmit, text

FAMILIES = [
    (NotFound("initiative", "CRM"), 404, "There is no initiative “CRM” here."),
    (Forbidden("edit", "Your role does not let you edit records."), 403, "Your role does not let you edit records."),
    (Invalid({"title": "A title is needed.", "year": "Not a year."}), 400, "A title is needed."),
    (Conflict("rule", "R1", {"a": 1}, {"a": 2}, 3), 409, "Nothing was overwritten."),
    (Refused("This is no workbook."), 400, "This is no workbook."),
]


@pytest.fixture
def raising(app: Flask) -> Callable[[Exception], FlaskClient]:
    """A browser and an address `/raise` that raises the given error."""

    def build(error: Exception) -> FlaskClient:
        @public
        def view() -> str:
            raise error

        app.add_url_rule("/raise", "raise", view)
        app.add_url_rule("/api/raise", "api.raise", view)
        return app.test_client()

    return build


@pytest.mark.parametrize(("error", "status", "said"), FAMILIES)
def test_a_family_has_its_page(
    raising: Callable[[Exception], FlaskClient], error: Exception, status: int, said: str
) -> None:
    answer = raising(error).get("/raise")
    page = answer.get_data(as_text=True)
    assert answer.status_code == status
    assert said in page and "What was kept" in page and "What to do" in page


@pytest.mark.parametrize(("error", "status", "said"), FAMILIES)
def test_a_family_has_its_json(
    raising: Callable[[Exception], FlaskClient], error: Exception, status: int, said: str
) -> None:
    answer = raising(error).get("/api/raise")
    assert answer.status_code == status
    assert answer.json and said in answer.json["error"]["message"]
    assert answer.json["error"]["fields"] == (error.fields if isinstance(error, Invalid) else {})


def test_json_is_given_to_who_prefers_it(raising: Callable[[Exception], FlaskClient]) -> None:
    client = raising(NotFound("x", "y"))
    assert client.get("/raise", headers={"Accept": "application/json"}).is_json
    assert not client.get("/raise", headers={"Accept": "text/html,*/*;q=0.8"}).is_json


def test_a_part_of_a_page_gets_a_notice_not_a_page(raising: Callable[[Exception], FlaskClient]) -> None:
    answer = raising(Refused("This is no workbook.")).get("/raise", headers={"HX-Request": "true"})
    part = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "This is no workbook." in part and "<html" not in part


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 415, 429, 500, 502])
def test_every_status_has_a_page(app: Flask, status: int) -> None:
    @public
    def view() -> None:
        abort(status)

    app.add_url_rule("/abort", "abort", view)
    answer = app.test_client().get("/abort")
    assert answer.status_code == status
    assert "What to do" in answer.get_data(as_text=True)


def test_every_error_page_exists(app: Flask) -> None:
    assert all(app.jinja_env.get_template(f"errors/{status}.html") for status in PAGES)


def test_an_unexpected_error_tells_nothing_of_itself(
    raising: Callable[[Exception], FlaskClient], caplog: pytest.LogCaptureFixture
) -> None:
    answer = raising(ZeroDivisionError("secret detail")).get("/raise")
    assert answer.status_code == 500
    assert "secret detail" not in answer.get_data(as_text=True)
    assert "secret detail" in caplog.text


def test_an_error_page_can_read_after_a_write_that_failed(app: Flask) -> None:
    @public
    def view() -> None:
        session().add(User(email="twice@example.org", name="Twice"))
        session().add(User(email="twice@example.org", name="Twice"))
        session().flush()

    app.add_url_rule("/fail", "fail", view)
    assert app.test_client().get("/fail").status_code == 500


def test_a_redirect_of_the_routing_is_no_error(app: Flask) -> None:
    @public
    def view() -> str:
        return "here"

    app.add_url_rule("/folder/", "folder", view)
    answer = app.test_client().get("/folder")
    assert answer.status_code in (301, 308)
    assert answer.headers["Location"].endswith("/folder/")


EDIT = "/rounds/fy2027/initiatives/CRM/edit"
HERE = {"Origin": "http://localhost"}


def test_what_was_typed_in_a_session_that_ended_is_kept_and_sent_again(
    client_of: Callable[[str], FlaskClient],
) -> None:
    owner = client_of("owner")
    typed = form_data(owner.get(EDIT).get_data(as_text=True), EDIT) | {"promise": "Typed for an <hour>"}
    lost = owner.post(EDIT, data=typed | {"csrf_token": "of another session"}, headers=HERE)
    assert lost.status_code == 400 and "stands behind the button" in text(lost)
    assert "in another tab" not in text(lost)
    again = resubmit(owner, lost, EDIT)
    assert again.status_code == 302
    assert "Typed for an <hour>" in text(owner.get(again.headers["Location"]))


def test_who_was_signed_out_is_led_to_sign_in_first_and_loses_nothing(client_of: Callable[[str], FlaskClient]) -> None:
    nobody = client_of("nobody")
    lost = nobody.post(EDIT, data={"promise": "Typed for an hour", "csrf_token": "gone"}, headers=HERE)
    assert "Sign in, in another tab" in text(lost) and 'value="Typed for an hour"' in lost.get_data(as_text=True)


@pytest.mark.parametrize("headers", [{"Origin": "https://elsewhere.example"}, {}, {"Sec-Fetch-Site": "cross-site"}])
def test_what_another_site_sent_is_not_offered_to_be_sent_again(
    client_of: Callable[[str], FlaskClient], headers: dict[str, str]
) -> None:
    refused = client_of("owner").post(EDIT, data={"promise": "Planted"}, headers=headers)
    assert refused.status_code == 400 and "Planted" not in refused.get_data(as_text=True)
