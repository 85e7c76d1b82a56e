"""The audit trail: who, what, from which value to which, in a form that JSON keeps."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy.orm import Session

from portfolio.persistence.models import AuditEntry, Round
from portfolio.services.audit import differences, record
from portfolio.services.permissions import Actor
from tests.people import People


class Colour(StrEnum):
    RED = "red"


def test_an_entry_says_who_did_what_to_what(session: Session, a_round: Round, people: People) -> None:
    actor = people.actor("business")
    assert actor
    record(session, actor, a_round.id, "initiative", "CRM", "change", {"title": ("old", "new")})
    session.commit()
    session.expire_all()
    (entry,) = session.query(AuditEntry).filter_by(subject_key="CRM")
    assert (entry.actor_name, entry.user_id, entry.round_id) == ("Business", people["business"].id, a_round.id)
    assert (entry.subject_type, entry.action, entry.changes) == ("initiative", "change", {"title": ["old", "new"]})
    assert entry.at.tzinfo is not None


def test_what_did_not_change_is_left_out(session: Session) -> None:
    entry = record(session, Actor(None, "setup"), None, "x", "x", "change", {"same": (1, 1), "other": (1, 2)})
    assert entry.changes == {"other": [1, 2]}


def test_values_are_kept_as_json_knows_them(session: Session) -> None:
    value = {"a": Decimal("0.50"), "b": [date(2027, 1, 2), Colour.RED], "c": frozenset({1})}
    entry = record(session, Actor(None, "setup"), None, "x", "k" * 200, "change", {"v": (None, value)})
    session.flush()
    session.refresh(entry)
    assert entry.changes == {"v": [None, {"a": "0.50", "b": ["2027-01-02", "red"], "c": [1]}]}
    assert entry.subject_key == "k" * 80


def test_differences_name_what_differs_on_either_side() -> None:
    assert differences({"a": 1, "b": 2}, {"b": 3, "c": 4}) == {"a": [1, None], "b": [2, 3], "c": [None, 4]}
    assert differences({"a": 1}, {"a": 1}) == {}
