"""Guessing gets slow: per account for failed attempts, per address for all, and one does not lock out the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portfolio.app import create_app
from portfolio.settings import SettingError, Settings
from tests.people import People, csrf_token
from tests.rows import PASSWORD


@pytest.fixture
def strict(settings: Settings, people: People) -> Iterator[Flask]:
    """An application that allows three failures an account and eight attempts an address."""
    app = create_app(replace(settings, sign_ins_per_account=3, sign_ins_per_address=8))
    yield app
    app.extensions["remit.engine"].dispose()


def attempt(client: FlaskClient, email: str, password: str, address: str = "192.0.2.1") -> int:
    data = {"email": email, "password": password, "csrf_token": csrf_token(client)}
    return client.post("/sign-in", data=data, environ_base={"REMOTE_ADDR": address}).status_code


def test_an_account_is_closed_to_guessing_from_anywhere_after_its_failures(strict: Flask) -> None:
    client = strict.test_client()
    tries = [attempt(client, "owner@example.org", "wrong", f"192.0.2.{n}") for n in range(5)]
    assert tries == [422, 422, 422, 429, 429]
    assert attempt(client, " OWNER@example.org", PASSWORD, "192.0.2.99") == 429
    assert attempt(client, "viewer@example.org", PASSWORD, "192.0.2.99") == 302


def test_successful_sign_ins_do_not_count_against_an_account(strict: Flask) -> None:
    assert [attempt(strict.test_client(), "owner@example.org", PASSWORD) for _ in range(5)] == [302] * 5


def test_one_address_cannot_try_many_accounts(strict: Flask) -> None:
    client = strict.test_client()
    tries = [attempt(client, f"guess{n}@example.org", "wrong") for n in range(10)]
    assert tries == [422] * 8 + [429] * 2
    assert attempt(client, "guess@example.org", "wrong", "192.0.2.2") == 422


def test_too_many_attempts_get_a_page_that_says_what_to_do(strict: Flask) -> None:
    client = strict.test_client()
    for _ in range(4):
        data = {"email": "owner@example.org", "password": "wrong", "csrf_token": csrf_token(client)}
        answer = client.post("/sign-in", data=data)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 429
    assert "Wait a quarter of an hour" in text


def test_guessing_links_is_limited_too(strict: Flask) -> None:
    client = strict.test_client()
    assert [client.get(f"/enter/guess{n}").status_code for n in range(10)] == [410] * 8 + [429] * 2


def test_a_store_that_cannot_be_used_fails_at_start_by_its_name(settings: Settings) -> None:
    with pytest.raises(SettingError, match=r"^REMIT_LIMITS_STORE: "):
        create_app(replace(settings, limits_store="redis://localhost:1/0"))
