"""One-time links: once, for a while, and never readable from the database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from portfolio.domain.errors import Forbidden, Refused
from portfolio.persistence.base import now
from portfolio.persistence.models import AuditEntry, LoginToken
from portfolio.services.links import issue_link, use_link
from portfolio.services.permissions import command_line
from tests.people import People


def test_a_link_works_once_and_explains_itself_afterwards(session: Session, people: People) -> None:
    secret = issue_link(session, command_line(), people["viewer"], 1)
    assert use_link(session, secret) is people["viewer"]
    with pytest.raises(Refused, match="works once"):
        use_link(session, secret)


def test_the_database_keeps_no_secret(session: Session, people: People) -> None:
    secret = issue_link(session, command_line(), people["viewer"], 1)
    session.flush()
    (token,) = session.query(LoginToken)
    assert secret not in str(vars(token)) and len(token.token_hash) == 64
    assert secret not in str([entry.changes for entry in session.query(AuditEntry)])


def test_a_link_ends_after_its_hours(session: Session, people: People) -> None:
    secret = issue_link(session, command_line(), people["viewer"], 2)
    session.flush()
    (token,) = session.query(LoginToken)
    assert timedelta(hours=1.9) < token.expires_at - now() <= timedelta(hours=2)
    token.expires_at = now() - timedelta(seconds=1)
    session.flush()
    with pytest.raises(Refused, match="has ended"):
        use_link(session, secret)


def test_a_newer_link_replaces_the_older_one(session: Session, people: People) -> None:
    older = issue_link(session, command_line(), people["viewer"], 1)
    newer = issue_link(session, command_line(), people["viewer"], 1)
    with pytest.raises(Refused, match="newer one"):
        use_link(session, older)
    assert use_link(session, newer) is people["viewer"]


def test_an_unknown_link_and_a_closed_account_are_refused(session: Session, people: People) -> None:
    with pytest.raises(Refused, match="not one of ours"):
        use_link(session, "guess")
    secret = issue_link(session, command_line(), people["viewer"], 1)
    people["viewer"].is_active = False
    with pytest.raises(Refused, match="closed"):
        use_link(session, secret)


def test_a_viewer_cannot_make_links(session: Session, people: People) -> None:
    actor = people.actor("viewer")
    assert actor
    with pytest.raises(Forbidden):
        issue_link(session, actor, people["viewer"], 1)


def test_issuing_and_entering_leave_a_trace(session: Session, people: People) -> None:
    use_link(session, issue_link(session, command_line(), people["viewer"], 1))
    session.flush()
    entries = [(e.action, e.actor_name) for e in session.query(AuditEntry).order_by(AuditEntry.id)]
    assert entries[-2:] == [("issue_link", "command line"), ("enter", "Viewer")]
