"""Who somebody is and which rounds they may see; every page starts here."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portfolio.domain.errors import NotFound
from portfolio.persistence.models import Round, User
from portfolio.persistence.queries import people as people_queries
from portfolio.persistence.queries import rounds as round_queries
from portfolio.services.permissions import Actor, allowed

RoundRow = Round
"""The row of a round, for those who only pass it on."""

UserRow = User
"""The row of an account, for those who only pass it on."""


@dataclass(frozen=True)
class RoundCard:
    """A round as the list of rounds shows it; `role` is empty for an administrator without a role in it."""

    round: Round
    role: str
    initiatives: int
    people: int


def actor_of(user: User) -> Actor:
    """The actor that a person is, with a role per round."""
    roles = {membership.round_id: membership.role for membership in user.memberships}
    return Actor(user.id, user.name, user.email, user.is_admin, roles)


def find_account(session: Session, user_id: int) -> User | None:
    """The account behind a user id, None when it does not exist or may no longer sign in."""
    user = session.get(User, user_id)
    return user if user is not None and user.is_active else None


def find_visible_round(session: Session, actor: Actor | None, key: str) -> Round:
    """The round by its key; NotFound alike when there is none and when the actor may not see it."""
    found = round_queries.find_round(session, key)
    if found is None or not allowed(actor, "view", found.id):
        raise NotFound("round", key)
    return found


def list_visible_rounds(session: Session, actor: Actor) -> list[RoundCard]:
    """The rounds that the actor may see, newest first, archived ones last."""
    found = people_queries.rounds_with_counts(session, None if actor.is_admin else sorted(actor.roles))
    return [RoundCard(row, actor.roles.get(row.id, ""), initiatives, people) for row, initiatives, people in found]
