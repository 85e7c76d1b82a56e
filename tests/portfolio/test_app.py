"""The application as a whole: settings become Flask's, headers stand on every answer, limits hold."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from portfolio.app import create_app
from portfolio.headers import HEADERS, HSTS, POLICY
from portfolio.persistence.session import make_engine, make_sessions
from portfolio.settings import Settings
from tests import people as cast
from tests import rows
from tests.people import csrf_token


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.mark.parametrize("path", ["/sign-in", "/", "/healthz", "/static/app.css", "/there-is-none", "/readyz"])
def test_every_answer_carries_the_policy(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "Strict-Transport-Security" not in headers


def test_the_policy_has_no_hole() -> None:
    assert "unsafe" not in POLICY and "*" not in POLICY and "http" not in POLICY
    assert POLICY.startswith("default-src 'self'; script-src 'self'; style-src 'self';")


def test_with_https_cookies_are_secure_and_the_site_stays_on_https(settings: Settings) -> None:
    app = create_app(replace(settings, https=True))
    answer = app.test_client().get("/sign-in", base_url="https://remit.example")
    assert answer.headers["Strict-Transport-Security"] == HSTS
    assert "Secure" in answer.headers["Set-Cookie"]


def test_pages_are_not_kept_by_the_browser_and_shipped_files_are(client: FlaskClient) -> None:
    assert client.get("/sign-in").headers["Cache-Control"] == "private, no-store"
    html = client.get("/sign-in").get_data(as_text=True)
    for address in re.findall(r'(?:href|src)="(/static/[^"#]+)', html):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_own_styles_and_scripts_change_their_address_with_their_content(client: FlaskClient) -> None:
    html = client.get("/sign-in").get_data(as_text=True)
    assert re.search(r"/static/app\.css\?v=[0-9a-f]{10}", html)
    assert re.search(r"/static/vendor/tabler-[0-9.]+\.min\.css", html)


def test_what_is_too_large_is_refused_with_a_page(settings: Settings) -> None:
    client = create_app(replace(settings, upload_mb=1)).test_client()
    token = csrf_token(client)
    big = {"csrf_token": token, "email": "x", "password": "y" * (2 * 2**20)}
    answer = client.post("/sign-in", data=big, content_type="multipart/form-data")
    assert answer.status_code == 413
    assert "Too large" in answer.get_data(as_text=True)


def test_behind_a_trusted_proxy_the_callers_own_address_counts(settings: Settings) -> None:
    from flask import request

    for proxies, expected in ((0, "127.0.0.1"), (1, "203.0.113.9")):
        app = create_app(replace(settings, proxies=proxies))
        seen: list[str | None] = []
        app.before_request(lambda seen=seen: seen.append(request.remote_addr))
        app.test_client().get("/healthz", headers={"X-Forwarded-For": "203.0.113.9"})
        assert seen == [expected]


def test_a_new_installation_sets_up_its_own_database(settings: Settings) -> None:
    fresh = replace(settings, database_url=f"sqlite:///{settings.instance / 'other.sqlite3'}")
    create_app(fresh)
    with make_engine(fresh.database_url).connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM users")).scalar() == 0


def test_shipped_styles_name_only_files_that_are_shipped(client: FlaskClient) -> None:
    for name in ("app.css", "fonts.css"):
        for target in re.findall(r'url\("([^"]+)"\)', client.get(f"/static/{name}").text):
            assert client.get(f"/static/{target}").status_code == 200, target


@pytest.mark.postgres
def test_the_site_works_on_postgres(settings: Settings, empty_postgres: str) -> None:
    app = create_app(replace(settings, database_url=empty_postgres))
    with make_sessions(app.extensions["remit.engine"])() as session:
        cast.invite(session, rows.round_(session, key="fy2027"))
        session.commit()
    client = cast.sign_in(app.test_client(), "owner@example.org")
    data = {"email": "new@example.org", "name": "New", "role": "viewer", "csrf_token": csrf_token(client)}
    assert client.post("/rounds/fy2027/people/", data=data).status_code == 302
    assert "new@example.org" in client.get("/rounds/fy2027/people/").text
    assert client.get("/readyz").status_code == 200
    app.extensions["remit.engine"].dispose()


def test_no_page_is_a_debugger(client: FlaskClient, app: Flask) -> None:
    assert not app.debug and not app.testing
    assert client.get("/console").status_code == 404
