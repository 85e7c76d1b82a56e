"""People: accounts, roles in a round, and the rule that a round always keeps an owner."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from portfolio.domain.errors import Forbidden, Invalid, NotFound
from portfolio.persistence.models import Membership, Round, User
from portfolio.persistence.queries import people as queries
from portfolio.services import audit
from portfolio.services.permissions import ROLES, Actor, require


def normal_email(email: str) -> str:
    """An address as it is kept: trimmed, lower case; Invalid when it is no address."""
    address = email.strip().lower()
    name, at, host = address.rpartition("@")
    if not (name and at and host) or any(sign.isspace() for sign in address) or len(address) > 254:
        raise Invalid({"email": f"“{email.strip()[:80]}” is not an e-mail address."})
    return address


def find_user(session: Session, email: str) -> User:
    """The user with this address; NotFound when there is none."""
    found = queries.find_user(session, normal_email(email))
    if found is None:
        raise NotFound("person", email)
    return found


def find_active_user(session: Session, email: str) -> User | None:
    """The user with this address who may sign in, None for everything else, even for what is no address."""
    user = queries.find_user(session, email.strip().lower())
    return user if user is not None and user.is_active else None


def add_user(
    session: Session, actor: Actor, email: str, name: str, *, password_hash: str | None = None, is_admin: bool = False
) -> User:
    """A new account; Invalid when the address is taken. Only administrators."""
    require(actor, "manage_users", None)
    if queries.find_user(session, normal_email(email)) is not None:
        raise Invalid({"email": f"There is an account for {normal_email(email)} already."})
    user = _new_user(session, email, name)
    user.password_hash, user.is_admin = password_hash, is_admin
    changes = {"name": (None, user.name), "is_admin": (None, is_admin), "password": (None, _told(password_hash))}
    audit.record(session, actor, None, "person", user.email, "add", changes)
    return user


def _new_user(session: Session, email: str, name: str) -> User:
    if not name.strip():
        raise Invalid({"name": "A name is needed: it is what the history shows."})
    if len(name.strip()) > 120:
        raise Invalid({"name": "At most 120 characters."})
    user = User(email=normal_email(email), name=name.strip(), memberships=[])
    session.add(user)
    session.flush()
    return user


def _told(password_hash: str | None) -> str | None:
    return "set" if password_hash else None


def set_password(session: Session, actor: Actor, user: User, password_hash: str | None) -> None:
    """Set a new password by its hash (None takes it away); for oneself, or by an administrator."""
    if actor.user_id != user.id:
        require(actor, "manage_users", None)
    changes = {"password": (_told(user.password_hash), "changed" if password_hash else None)}
    user.password_hash = password_hash
    audit.record(session, actor, None, "person", user.email, "set_password", changes)


def list_members(session: Session, actor: Actor, row: Round) -> Sequence[Membership]:
    """Everybody with a role in the round, by name."""
    require(actor, "view", row.id)
    return queries.memberships_of_round(session, row.id)


def add_member(session: Session, actor: Actor, row: Round, email: str, name: str, role: str) -> Membership:
    """Give somebody a role in the round; an account is made where there is none yet, without a password."""
    require(actor, "manage_people", row.id)
    user = queries.find_user(session, normal_email(email)) or _new_user(session, email, name)
    if queries.find_membership(session, row.id, user.id) is not None:
        raise Invalid({"email": f"{user.name} has a role in this round already: change it in the list."})
    membership = Membership(user=user, round_id=row.id, role=_known(role))
    session.add(membership)
    session.flush()
    audit.record(session, actor, row.id, "membership", user.email, "add", {"role": (None, role)})
    return membership


def _known(role: str) -> str:
    if role not in ROLES:
        raise Invalid({"role": f"“{role}” is not a role: choose one of {', '.join(ROLES)}."})
    return role


def find_member(session: Session, actor: Actor, row: Round, user_id: int) -> Membership:
    """The role of a user in the round; NotFound when there is none."""
    require(actor, "view", row.id)
    found = queries.find_membership(session, row.id, user_id)
    if found is None:
        raise NotFound("person", str(user_id))
    return found


def change_role(session: Session, actor: Actor, row: Round, user_id: int, role: str) -> Membership:
    """Give a member another role; Invalid when the round would lose its last owner."""
    require(actor, "manage_people", row.id)
    membership = find_member(session, actor, row, user_id)
    old = membership.role
    if _known(role) != "owner":
        _keep_an_owner(session, membership)
    membership.role = role
    audit.record(session, actor, row.id, "membership", membership.user.email, "change", {"role": (old, role)})
    return membership


def remove_member(session: Session, actor: Actor, row: Round, user_id: int) -> None:
    """Take a member's role away; the account stays. Invalid when the round would lose its last owner."""
    require(actor, "manage_people", row.id)
    membership = find_member(session, actor, row, user_id)
    _keep_an_owner(session, membership)
    audit.record(
        session, actor, row.id, "membership", membership.user.email, "remove", {"role": (membership.role, None)}
    )
    session.delete(membership)


def _keep_an_owner(session: Session, membership: Membership) -> None:
    if membership.role == "owner" and queries.count_owners(session, membership.round_id) <= 1:
        raise Invalid({"role": "This is the round's last owner: give somebody else that role first."})


def may_issue_link(actor: Actor, user: User) -> bool:
    """Whether the actor may hand out a one-time link for an account.

    An owner may invite those who never set a password, and only where every role of the account lies in the owner's own
    rounds: a link for anybody else would be a way into rounds that the owner has no part in."""
    if actor.is_admin:
        return True
    new = user.is_active and not user.is_admin and user.password_hash is None
    return new and bool(user.memberships) and all(actor.role(m.round_id) == "owner" for m in user.memberships)


def require_link(actor: Actor, user: User) -> None:
    """Forbidden unless `may_issue_link`."""
    if not may_issue_link(actor, user):
        raise Forbidden(
            "manage_people",
            f"{user.name} signs in with a password, or belongs to rounds that are not yours: "
            "only an administrator can make a one-time link for this account.",
        )
