"""The people of the tests: one of each role in the same round, a stranger with an account, an administrator, nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portfolio.persistence.models import Membership, Round, User
from portfolio.services.access import actor_of
from portfolio.services.permissions import ROLES, Actor
from tests import rows
from tests.rows import PASSWORD

NAMES = (*ROLES, "stranger", "administrator")
NOBODY = "nobody"


@dataclass(frozen=True)
class People:
    """Accounts by name (a role, `stranger`, `administrator`); all have the same password."""

    users: Mapping[str, User]

    def __getitem__(self, name: str) -> User:
        return self.users[name]

    def actor(self, name: str) -> Actor | None:
        """The actor behind a name, None for nobody."""
        return None if name == NOBODY else actor_of(self.users[name])


def invite(session: Session, row: Round) -> People:
    """Make one of each, with their roles in the round."""
    users = {name: rows.user(session, name=name.capitalize(), email=f"{name}@example.org") for name in NAMES}
    users["administrator"].is_admin = True
    for role in ROLES:
        session.add(Membership(user=users[role], round_id=row.id, role=role))
    session.flush()
    return People(users)


def sign_in(client: FlaskClient, email: str) -> FlaskClient:
    """Let the client be who has this address, by the form that people use."""
    token = csrf_token(client)
    answer = client.post("/sign-in", data={"email": email, "password": PASSWORD, "csrf_token": token})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return client


def csrf_token(client: FlaskClient, page: str = "/sign-in") -> str:
    """The token of the client's session, as any page of it shows it."""
    html = client.get(page, follow_redirects=True).get_data(as_text=True)
    return html.split('name="csrf-token" content="', 1)[1].split('"', 1)[0]
