"""The session cookie: who it belongs to, and that it ends when the password changes."""

from __future__ import annotations

import hashlib

from flask import Flask, g, request
from flask import session as cookie
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from portfolio.services.access import UserRow, actor_of, find_account
from portfolio.services.permissions import Actor
from portfolio.web import session

manager = LoginManager()


class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login ships no types
    """What Flask-Login keeps in the cookie: the account and a trace of its password."""

    def __init__(self, user: UserRow) -> None:
        self.actor: Actor = actor_of(user)
        self._id = f"{user.id}:{_trace(user)}"

    def get_id(self) -> str:
        """The account's id and the trace: a cookie made before a change of password is worth nothing after it."""
        return self._id


def _trace(user: UserRow) -> str:
    return hashlib.sha256(f"{user.id} {user.password_hash or ''}".encode()).hexdigest()[:16]


@manager.user_loader  # type: ignore[untyped-decorator]
def _load(kept: str) -> SignedIn | None:
    user_id, _, trace = kept.partition(":")
    user = find_account(session(), int(user_id)) if user_id.isdigit() else None
    return SignedIn(user) if user is not None and _trace(user) == trace else None


def load_actor() -> None:
    """Before each request: put the actor where `portfolio.web` finds it."""
    if request.endpoint != "static":
        g.actor = current_user.actor if current_user.is_authenticated else None


def sign_in(user: UserRow) -> None:
    """Start a fresh session for the account: nothing of an earlier one, planted or forgotten, lives on."""
    cookie.clear()
    cookie.permanent = True
    login_user(SignedIn(user))
    g.actor = actor_of(user)


def sign_out() -> None:
    """End the session."""
    logout_user()
    cookie.clear()
    g.actor = None


def install(app: Flask) -> None:
    """Let the application load the actor before each request."""
    manager.init_app(app)
    app.before_request(load_actor)
