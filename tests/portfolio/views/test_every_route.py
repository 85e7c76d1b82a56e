"""Every route as every role, a stranger and nobody: what one may do is what the table of permissions says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask, template_rendered
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from portfolio.persistence.models import Round
from portfolio.services.permissions import ROLES, allowed
from portfolio.web import PERMISSION_MARK, PUBLIC
from tests import rows
from tests.people import NAMES, NOBODY, People, csrf_token

PUBLIC_ENDPOINTS = {
    "static",
    "health.healthz",
    "health.readyz",
    "auth.sign_in",
    "auth.sign_in_now",
    "auth.sign_out",
    "auth.enter",
}
"""All that anybody may reach without signing in. A longer list needs a reason."""

SEEN_ELSEWHERE = {"auth/link_refused.html", "conflicts/show.html"}
"""Pages that no address shows by itself: tests of what leads to them look at them."""

ClientOf = Callable[[str], FlaskClient]


@pytest.fixture
def arguments(session: Session, a_round: Round, people: People) -> dict[str, Any]:
    """What stands for each argument of an address; a route with a new one adds it here, with a row behind it."""
    initiative = a_round_initiative(session, a_round)
    values = {
        "round_key": a_round.key,
        "user_id": people["viewer"].id,
        "secret": "not-a-secret",
        "initiative_key": initiative.key,
        "option_key": "full",
        "criterion_key": "CUS",
        "resource_key": "capex",
        "profile_id": rows.weights(session, a_round, is_room=False).id,
        "rule_type": "must",
        "token": "upload-of-{name}",
        "idea_id": rows.idea(session, a_round).id,
        "rule_key": rows.rule(session, a_round, initiative).key,
        "scenario_id": rows.scenario(session, a_round).id,
        "filename": "app.css",
    }
    for name, user in people.users.items():
        rows.upload(session, a_round, user, token=f"upload-of-{name}")
    session.commit()
    return values


def a_round_initiative(session: Session, row: Round) -> Any:
    """An initiative of the round with all that pages show of one."""
    made = rows.initiative(session, row)
    rows.tag(session, made)
    rows.weights(session, row)
    return made


def routes(app: Flask, method: str) -> Iterator[tuple[Rule, str]]:
    """Every rule that answers the method, with the permission that its view asks for."""
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or ()) and rule.endpoint not in PUBLIC_ENDPOINTS:
            yield rule, getattr(app.view_functions[rule.endpoint], PERMISSION_MARK)


def address(app: Flask, rule: Rule, arguments: dict[str, Any], name: str) -> str:
    """The rule's address with its arguments filled in; `{name}` in one of them stands for who walks."""
    missing = rule.arguments - set(arguments)
    assert not missing, f"{rule.endpoint} takes {missing}: say in `arguments` what stands for it"
    own = {key: value.format(name=name) if isinstance(value, str) else value for key, value in arguments.items()}
    with app.test_request_context():
        return app.url_for(rule.endpoint, **{key: own[key] for key in rule.arguments})


def expected_refusal(app: Flask, people: People, name: str, rule: Rule, action: str, round_id: int) -> int | None:
    """The status that a person must get, None where the way is free."""
    in_round = "round_key" in rule.arguments
    scope = round_id if in_round else None
    actor = people.actor(name)
    if actor is None:
        return 302
    if in_round and not allowed(actor, "view", scope):
        return 404
    return None if allowed(actor, action, scope) else 403


def test_every_view_says_which_permission_it_needs(app: Flask) -> None:
    marks = {name: getattr(view, PERMISSION_MARK, None) for name, view in app.view_functions.items()}
    unmarked = {name for name, mark in marks.items() if mark is None} - {"static"}
    assert not unmarked
    assert {name for name, mark in marks.items() if mark == PUBLIC} <= PUBLIC_ENDPOINTS


def test_every_page_of_a_round_needs_a_permission_in_that_round(app: Flask) -> None:
    site = {"own_account", "see_rounds", "create_round", "manage_users"}
    marked = [
        (rule.endpoint, mark) for m in ("GET", "POST") for rule, mark in routes(app, m) if "round_key" in rule.arguments
    ]
    assert not [pair for pair in marked if pair[1] in site]


@pytest.mark.parametrize("name", [*NAMES, NOBODY])
def test_reading_is_allowed_exactly_as_the_table_says(
    app: Flask, a_round: Round, people: People, client_of: ClientOf, arguments: dict[str, Any], name: str
) -> None:
    client, wrong = client_of(name), []
    for rule, action in routes(app, "GET"):
        answer = client.get(address(app, rule, arguments, name))
        refusal = expected_refusal(app, people, name, rule, action, a_round.id)
        fits = answer.status_code == refusal if refusal else answer.status_code in (200, 302, 303)
        if not fits or (name == NOBODY and "/sign-in" not in answer.headers["Location"]):
            wrong.append((rule.endpoint, action, answer.status_code, refusal))
    assert not wrong


@pytest.mark.parametrize("name", [*NAMES, NOBODY])
def test_writing_is_refused_exactly_as_the_table_says(
    app: Flask, a_round: Round, people: People, client_of: ClientOf, arguments: dict[str, Any], name: str
) -> None:
    client, wrong = client_of(name), []
    token = csrf_token(client)
    for rule, action in routes(app, "POST"):
        refusal = expected_refusal(app, people, name, rule, action, a_round.id)
        answer = client.post(address(app, rule, arguments, name), data={"csrf_token": token})
        # An earlier step of this walk may have taken away what a later one asks for: not found is no refusal then.
        fits = answer.status_code == refusal if refusal else answer.status_code not in (401, 403, 405, 500)
        if not fits:
            wrong.append((rule.endpoint, action, answer.status_code, refusal))
        token = csrf_token(client)
    assert not wrong


@pytest.mark.parametrize("name", ["owner", NOBODY])
def test_no_form_is_taken_without_its_token(
    app: Flask, client_of: ClientOf, arguments: dict[str, Any], name: str
) -> None:
    client = client_of(name)
    rules = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    answers = {rule.endpoint: client.post(address(app, rule, arguments, name)).status_code for rule in rules}
    assert {endpoint for endpoint, status in answers.items() if status != 400} == set()


def test_every_page_is_reached_by_some_address_and_renders(
    app: Flask, client_of: ClientOf, arguments: dict[str, Any]
) -> None:
    names = app.jinja_env.list_templates(extensions=["html"])
    assert app.jinja_loader
    sources = {name: app.jinja_loader.get_source(app.jinja_env, name)[0] for name in names}
    pages = {name for name, source in sources.items() if "{% extends" in source and not name.startswith("errors/")}
    seen: set[str | None] = set()

    def remember(_sender: Flask, template: Any, **_more: Any) -> None:
        seen.add(template.name)

    client = client_of("owner")
    with template_rendered.connected_to(remember, app):
        for rule, _ in routes(app, "GET"):
            client.get(address(app, rule, arguments, "owner"))
        for rule, _ in routes(app, "POST"):  # an empty form comes back as a page with its faults
            client.post(address(app, rule, arguments, "owner"), data={"csrf_token": csrf_token(client)})
        app.test_client().get("/sign-in")
    assert pages - seen - SEEN_ELSEWHERE == set()


def test_a_round_that_one_may_not_see_looks_like_one_that_does_not_exist(client_of: ClientOf, a_round: Round) -> None:
    stranger = client_of("stranger")
    hidden = stranger.get(f"/rounds/{a_round.key}/people/")
    absent = stranger.get("/rounds/there-is-none/people/")
    assert hidden.status_code == absent.status_code == 404
    assert a_round.name not in hidden.get_data(as_text=True).replace(a_round.key, "")


def test_every_role_is_walked() -> None:
    assert set(ROLES) < set(NAMES)
