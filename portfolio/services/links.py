"""One-time sign-in links: issued for an account, kept as a hash, usable once and for a while."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy.orm import Session

from portfolio.domain.errors import Refused
from portfolio.persistence.base import now
from portfolio.persistence.models import LoginToken, User
from portfolio.persistence.queries import people as queries
from portfolio.services import audit
from portfolio.services.access import actor_of
from portfolio.services.people import require_link
from portfolio.services.permissions import Actor

MAX_HOURS = 720


def issue_link(session: Session, actor: Actor, user: User, hours: int, round_id: int | None = None) -> str:
    """A new secret for `/enter/<secret>`, valid for `hours`; earlier links of the account end here. Never kept."""
    require_link(actor, user)
    secret = secrets.token_urlsafe(32)
    for earlier in queries.open_tokens(session, user.id):
        session.delete(earlier)
    expires = now() + timedelta(hours=min(hours, MAX_HOURS))
    session.add(LoginToken(user_id=user.id, token_hash=_hashed(secret), expires_at=expires))
    audit.record(session, actor, round_id, "person", user.email, "issue_link", {"expires_at": (None, expires)})
    return secret


def use_link(session: Session, secret: str) -> User:
    """The account behind a secret, exactly once; Refused with what to do when it was used, has ended or never was."""
    found = queries.find_token(session, _hashed(secret))
    if found is None:
        raise Refused("This link is not one of ours, or a newer one has replaced it. Ask for a new one.")
    if found.used_at is None and found.expires_at <= now():
        raise Refused("This link has ended. Ask for a new one.")
    if not found.user.is_active:
        raise Refused("This account has been closed. Ask an administrator.")
    if not queries.use_token(session, found, now()):
        raise Refused(
            "This link has been used: it works once. If that was you, sign in with your password, or ask for a "
            "new link. If it was not you, tell whoever sent it."
        )
    audit.record(session, actor_of(found.user), None, "person", found.user.email, "enter")
    return found.user


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
