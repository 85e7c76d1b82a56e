"""`remit user` and `remit db`: accounts and links from the command line, by the same services as the pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portfolio.app import create_app
from portfolio.cli import main
from portfolio.settings import Settings
from tests.people import csrf_token


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"REMIT_INSTANCE": str(tmp_path / "instance")}


def remit(environment: dict[str, str], *arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, env=environment, input=stdin)


def test_an_account_with_a_password_can_sign_in(environment: dict[str, str]) -> None:
    arguments = ("user", "add", "New@example.org", "--name", "New", "--admin", "--password-stdin")
    result = remit(environment, *arguments, stdin="three ordinary words\n")
    assert (result.exit_code, result.output) == (0, "New <new@example.org> can sign in with a password.\n")
    client = create_app(Settings.from_environment(environment)).test_client()
    data = {"email": "new@example.org", "password": "three ordinary words", "csrf_token": csrf_token(client)}
    assert client.post("/sign-in", data=data).status_code == 302


def test_an_account_without_a_password_comes_in_by_a_link(environment: dict[str, str]) -> None:
    added = remit(environment, "user", "add", "new@example.org", "--name", "New")
    assert "remit user link new@example.org" in added.output
    result = remit(environment, "user", "link", "new@example.org", "--site", "https://remit.example/")
    found = re.fullmatch(r"https://remit\.example(/enter/\S+)\n", result.output)
    assert found
    client = create_app(Settings.from_environment(environment)).test_client()
    client.get(found[1])
    assert client.get("/account").status_code == 200


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (("user", "link", "nobody@example.org"), None, "There is no person “nobody@example.org” here."),
        (("user", "add", "no address", "--name", "N"), None, "is not an e-mail address"),
        (("user", "add", "n@example.org", "--name", "N", "--password-stdin"), "short\n", "At least 12 characters"),
        (("user", "add", "n@example.org", "--name", "N", "--password-stdin"), "", "At least 12 characters"),
    ],
)
def test_what_is_refused_ends_with_1_and_a_sentence(
    environment: dict[str, str], arguments: tuple[str, ...], stdin: str | None, said: str
) -> None:
    result = remit(environment, *arguments, stdin=stdin)
    assert result.exit_code == 1
    assert said in result.stderr and result.stdout == ""


def test_the_database_is_brought_up_to_date_and_says_where_it_is(environment: dict[str, str]) -> None:
    first, second = remit(environment, "db", "upgrade"), remit(environment, "db", "upgrade")
    assert first.exit_code == second.exit_code == 0
    assert re.fullmatch(r"The database is at revision \S+\.\n", first.output)
    assert first.output == second.output
