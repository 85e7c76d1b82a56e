"""Every route as every role, a stranger and nobody: what one may do is what the table of permissions says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, template_rendered
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from portfolio.app import create_app
from portfolio.persistence.models import Round
from portfolio.services.permissions import ROLES, Actor, allowed
from portfolio.settings import Settings
from portfolio.web import PERMISSION_MARK, PUBLIC
from tests import rows
from tests.html_checks import CheckingClient
from tests.people import NAMES, NOBODY, People, csrf_token, invite, sign_in

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


@dataclass(frozen=True)
class Site:
    """An application with one of each kind of record, and everybody who may walk it."""

    app: Flask
    round_id: int
    actors: Mapping[str, Actor | None]
    arguments: Mapping[str, Any]
    database: Path
    """The file that it works on; beside it lies a copy as it was made."""

    def client(self, name: str) -> FlaskClient:
        """A browser, signed in as this person."""
        browser = self.app.test_client()
        return browser if name == NOBODY else sign_in(browser, f"{name}@example.org")

    def restore(self) -> None:
        """Undoes all that was ever written."""
        self.app.extensions["remit.engine"].dispose()
        shutil.copy(self.database.with_suffix(".made"), self.database)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Iterator[Site]:
    """The site of this module."""
    instance = tmp_path_factory.mktemp("routes")
    database = Path(shutil.copy(migrated_file, instance / "remit.sqlite3"))
    settings = Settings.from_environment({"REMIT_INSTANCE": str(instance), "REMIT_SIGN_INS_PER_ADDRESS": "10000"})
    app = create_app(settings)
    app.test_client_class = CheckingClient
    with Session(app.extensions["remit.engine"]) as session:
        row = rows.round_(session, key="fy2027", name="FY2027")
        people = invite(session, row)
        arguments = stand_ins(session, row, people)
        session.commit()
        actors = {name: people.actor(name) for name in [*NAMES, NOBODY]}
        made = Site(app, row.id, actors, arguments, database)
    app.extensions["remit.engine"].dispose()
    shutil.copy(database, database.with_suffix(".made"))
    yield made
    app.extensions["remit.engine"].dispose()


@pytest.fixture
def site(built: Site) -> Site:
    """The same, as new for every test."""
    built.restore()
    return built


def stand_ins(session: Session, row: Round, people: People) -> dict[str, Any]:
    """What stands for each argument of an address; a route with a new one adds it here, with a row behind it."""
    initiative = rows.initiative(session, row)
    rows.tag(session, initiative)
    rows.weights(session, row)
    for name, user in people.users.items():
        rows.upload(session, row, user, token=f"upload-of-{name}")
    return {
        "round_key": row.key,
        "user_id": people["viewer"].id,
        "secret": "not-a-secret",
        "initiative_key": initiative.key,
        "option_key": "full",
        "criterion_key": "CUS",
        "resource_key": "capex",
        "profile_id": rows.weights(session, row, is_room=False).id,
        "rule_type": "must",
        "token": "upload-of-{name}",
        "idea_id": rows.idea(session, row).id,
        "rule_key": rows.rule(session, row, initiative).key,
        "scenario_id": rows.scenario(session, row).id,
        "filename": "app.css",
    }


def routes(app: Flask, method: str) -> Iterator[tuple[Rule, str]]:
    """Every rule that answers the method, with the permission that its view asks for."""
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or ()) and rule.endpoint not in PUBLIC_ENDPOINTS:
            yield rule, getattr(app.view_functions[rule.endpoint], PERMISSION_MARK)


def address(site: Site, rule: Rule, name: str) -> str:
    """The rule's address with its arguments filled in; `{name}` in one of them stands for who walks."""
    missing = rule.arguments - set(site.arguments)
    assert not missing, f"{rule.endpoint} takes {missing}: say in `stand_ins` what stands for it"
    own = {key: value.format(name=name) if isinstance(value, str) else value for key, value in site.arguments.items()}
    with site.app.test_request_context():
        return site.app.url_for(rule.endpoint, **{key: own[key] for key in rule.arguments})


def expected_refusal(site: Site, name: str, rule: Rule, action: str) -> int | None:
    """The status that a person must get, None where the way is free."""
    in_round = "round_key" in rule.arguments
    scope = site.round_id if in_round else None
    actor = site.actors[name]
    if actor is None:
        return 302
    if in_round and not allowed(actor, "view", scope):
        return 404
    return None if allowed(actor, action, scope) else 403


def test_every_view_says_which_permission_it_needs(site: Site) -> None:
    marks = {name: getattr(view, PERMISSION_MARK, None) for name, view in site.app.view_functions.items()}
    unmarked = {name for name, mark in marks.items() if mark is None} - {"static"}
    assert not unmarked
    assert {name for name, mark in marks.items() if mark == PUBLIC} <= PUBLIC_ENDPOINTS


def test_every_page_of_a_round_needs_a_permission_in_that_round(site: Site) -> None:
    site_wide = {"own_account", "see_rounds", "create_round", "manage_users"}
    marked = [pair for method in ("GET", "POST") for pair in routes(site.app, method)]
    assert not [rule for rule, mark in marked if "round_key" in rule.arguments and mark in site_wide]


@pytest.mark.parametrize("name", [*NAMES, NOBODY])
def test_reading_is_allowed_exactly_as_the_table_says(site: Site, name: str) -> None:
    client, wrong = site.client(name), []
    for rule, action in routes(site.app, "GET"):
        answer = client.get(address(site, rule, name))
        refusal = expected_refusal(site, name, rule, action)
        fits = answer.status_code == refusal if refusal else answer.status_code in (200, 302, 303)
        if not fits or (name == NOBODY and "/sign-in" not in answer.headers["Location"]):
            wrong.append((rule.endpoint, action, answer.status_code, refusal))
    assert not wrong


@pytest.mark.parametrize("name", [*NAMES, NOBODY])
def test_writing_is_refused_exactly_as_the_table_says(site: Site, name: str) -> None:
    client, wrong = site.client(name), []
    token = csrf_token(client)
    for rule, action in routes(site.app, "POST"):
        refusal = expected_refusal(site, name, rule, action)
        answer = client.post(address(site, rule, name), data={"csrf_token": token})
        # An earlier step of this walk may have taken away what a later one asks for: not found is no refusal then.
        fits = answer.status_code == refusal if refusal else answer.status_code not in (401, 403, 405, 500)
        if not fits:
            wrong.append((rule.endpoint, action, answer.status_code, refusal))
        token = csrf_token(client)
    assert not wrong


@pytest.mark.parametrize("name", ["owner", NOBODY])
def test_no_form_is_taken_without_its_token(site: Site, name: str) -> None:
    client = site.client(name)
    rules = [rule for rule in site.app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    answers = {rule.endpoint: client.post(address(site, rule, name)).status_code for rule in rules}
    assert {endpoint for endpoint, status in answers.items() if status != 400} == set()


def test_every_page_is_reached_by_some_address_and_renders(site: Site) -> None:
    app = site.app
    names = app.jinja_env.list_templates(extensions=["html"])
    assert app.jinja_loader
    sources = {name: app.jinja_loader.get_source(app.jinja_env, name)[0] for name in names}
    pages = {name for name, source in sources.items() if "{% extends" in source and not name.startswith("errors/")}
    seen: set[str | None] = set()

    def remember(_sender: Flask, template: Any, **_more: Any) -> None:
        seen.add(template.name)

    client = site.client("owner")
    with template_rendered.connected_to(remember, app):
        for rule, _ in routes(site.app, "GET"):
            client.get(address(site, rule, "owner"))
        for rule, _ in routes(site.app, "POST"):  # an empty form comes back as a page with its faults
            client.post(address(site, rule, "owner"), data={"csrf_token": csrf_token(client)})
        app.test_client().get("/sign-in")
    assert pages - seen - SEEN_ELSEWHERE == set()


def test_a_round_that_one_may_not_see_looks_like_one_that_does_not_exist(site: Site) -> None:
    stranger = site.client("stranger")
    hidden = stranger.get("/rounds/fy2027/people/")
    absent = stranger.get("/rounds/there-is-none/people/")
    assert hidden.status_code == absent.status_code == 404
    assert "FY2027" not in hidden.get_data(as_text=True).replace("fy2027", "")


def test_every_role_is_walked() -> None:
    assert set(ROLES) < set(NAMES)
