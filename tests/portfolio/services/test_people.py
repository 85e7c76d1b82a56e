"""People of a round: added, changed and removed by owners only, with a trace, and never without an owner."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from portfolio.domain.errors import Forbidden, Invalid, NotFound
from portfolio.persistence.models import AuditEntry, Membership, Round, User
from portfolio.services import people as service
from portfolio.services.permissions import ROLES, Actor, command_line
from tests import rows
from tests.people import People


@pytest.fixture
def owner(people: People) -> Actor:
    actor = people.actor("owner")
    assert actor
    return actor


def last_entry(session: Session) -> AuditEntry:
    session.flush()
    return session.query(AuditEntry).order_by(AuditEntry.id.desc()).first()  # type: ignore[return-value]


def test_an_owner_adds_somebody_new_by_address(session: Session, a_round: Round, owner: Actor) -> None:
    member = service.add_member(session, owner, a_round, "  New@Example.org ", " New person ", "finance")
    assert (member.user.email, member.user.name, member.role) == ("new@example.org", "New person", "finance")
    assert member.user.password_hash is None
    entry = last_entry(session)
    assert (entry.subject_type, entry.subject_key, entry.changes) == (
        "membership", "new@example.org", {"role": [None, "finance"]}
    )  # fmt: skip


def test_an_account_that_exists_is_taken_as_it_is(
    session: Session, a_round: Round, owner: Actor, people: People
) -> None:
    member = service.add_member(session, owner, a_round, "STRANGER@example.org", "Another name", "viewer")
    assert member.user is people["stranger"]
    assert member.user.name == "Stranger"


@pytest.mark.parametrize(
    ("email", "name", "role", "field"),
    [
        ("viewer@example.org", "Viewer", "owner", "email"),
        ("no address", "N", "viewer", "email"),
        ("@example.org", "N", "viewer", "email"),
        ("a b@example.org", "N", "viewer", "email"),
        ("x" * 250 + "@example.org", "N", "viewer", "email"),
        ("new@example.org", "  ", "viewer", "name"),
        ("new@example.org", "n" * 121, "viewer", "name"),
        ("new@example.org", "N", "king", "role"),
    ],
)
def test_what_cannot_be_taken_is_named_by_its_field(
    session: Session, a_round: Round, owner: Actor, email: str, name: str, role: str, field: str
) -> None:
    with pytest.raises(Invalid) as caught:
        service.add_member(session, owner, a_round, email, name, role)
    assert list(caught.value.fields) == [field]


@pytest.mark.parametrize("name", [*(r for r in ROLES if r != "owner"), "stranger"])
def test_nobody_but_an_owner_manages_people(session: Session, a_round: Round, people: People, name: str) -> None:
    actor = people.actor(name)
    assert actor
    with pytest.raises(Forbidden):
        service.add_member(session, actor, a_round, "new@example.org", "New", "viewer")
    with pytest.raises(Forbidden):
        service.change_role(session, actor, a_round, people["viewer"].id, "owner")
    with pytest.raises(Forbidden):
        service.remove_member(session, actor, a_round, people["viewer"].id)


def test_a_role_changes_with_a_trace(session: Session, a_round: Round, owner: Actor, people: People) -> None:
    service.change_role(session, owner, a_round, people["viewer"].id, "business")
    assert last_entry(session).changes == {"role": ["viewer", "business"]}


def test_the_last_owner_can_neither_leave_nor_step_down(
    session: Session, a_round: Round, owner: Actor, people: People
) -> None:
    with pytest.raises(Invalid, match="last owner"):
        service.remove_member(session, owner, a_round, people["owner"].id)
    with pytest.raises(Invalid, match="last owner"):
        service.change_role(session, owner, a_round, people["owner"].id, "viewer")
    service.change_role(session, owner, a_round, people["owner"].id, "owner")


def test_an_owner_may_leave_once_there_is_another(
    session: Session, a_round: Round, owner: Actor, people: People
) -> None:
    service.change_role(session, owner, a_round, people["finance"].id, "owner")
    service.remove_member(session, owner, a_round, people["owner"].id)
    session.flush()
    assert session.query(Membership).filter_by(user_id=people["owner"].id).count() == 0
    assert session.get(User, people["owner"].id) is not None


def test_an_owner_whose_account_is_closed_does_not_count(
    session: Session, a_round: Round, owner: Actor, people: People
) -> None:
    service.change_role(session, owner, a_round, people["finance"].id, "owner")
    people["finance"].is_active = False
    session.flush()
    with pytest.raises(Invalid, match="last owner"):
        service.remove_member(session, owner, a_round, people["owner"].id)


def test_a_member_of_another_round_is_not_found(session: Session, a_round: Round, owner: Actor, people: People) -> None:
    with pytest.raises(NotFound):
        service.change_role(session, owner, a_round, people["stranger"].id, "viewer")


def test_the_list_is_by_name(session: Session, a_round: Round, owner: Actor) -> None:
    names = [member.user.name for member in service.list_members(session, owner, a_round)]
    assert names == sorted(names) and len(names) == 5


def test_only_administrators_add_accounts(session: Session, owner: Actor) -> None:
    with pytest.raises(Forbidden):
        service.add_user(session, owner, "new@example.org", "New")
    made = service.add_user(session, command_line(), "New@example.org", "New", password_hash="h", is_admin=True)
    assert (made.email, made.is_admin, made.password_hash) == ("new@example.org", True, "h")
    assert last_entry(session).changes["password"] == [None, "set"]
    with pytest.raises(Invalid, match="already"):
        service.add_user(session, command_line(), "new@EXAMPLE.org", "New")


def test_a_password_is_set_for_oneself_or_by_an_administrator(session: Session, owner: Actor, people: People) -> None:
    service.set_password(session, owner, people["owner"], "hash")
    assert "hash" not in str(last_entry(session).changes)
    service.set_password(session, command_line(), people["owner"], "hash")
    with pytest.raises(Forbidden):
        service.set_password(session, owner, people["viewer"], "hash")


def test_an_owner_invites_only_those_who_never_had_a_password_and_no_round_elsewhere(
    session: Session, a_round: Round, owner: Actor, people: People
) -> None:
    new = service.add_member(session, owner, a_round, "new@example.org", "New", "viewer").user
    session.refresh(new)
    assert service.may_issue_link(owner, new)
    assert not service.may_issue_link(owner, people["viewer"])
    assert not service.may_issue_link(owner, people["administrator"])
    elsewhere = rows.round_(session)
    rows.membership(session, elsewhere, new, "owner")
    session.refresh(new)
    assert not service.may_issue_link(owner, new)
    assert service.may_issue_link(command_line(), new)
