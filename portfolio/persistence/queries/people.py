"""Reading people: users, roles in rounds, one-time links, and the rounds that somebody has a role in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, joinedload

from portfolio.persistence.models import Initiative, LoginToken, Membership, Round, User


def find_user(session: Session, email: str) -> User | None:
    """The user with an address in its normal form (lower case)."""
    return session.scalar(select(User).where(User.email == email))


def memberships_of_round(session: Session, round_id: int) -> Sequence[Membership]:
    """All roles in a round with their people, by name."""
    query = (
        select(Membership).join(User).where(Membership.round_id == round_id).order_by(func.lower(User.name), User.id)
    )
    return session.scalars(query.options(joinedload(Membership.user))).all()


def find_membership(session: Session, round_id: int, user_id: int) -> Membership | None:
    """The role of a user in a round."""
    return session.scalar(select(Membership).where(Membership.round_id == round_id, Membership.user_id == user_id))


def count_owners(session: Session, round_id: int) -> int:
    """How many active owners a round has; the round is locked until the end of the transaction, where locks exist."""
    session.execute(select(Round.id).where(Round.id == round_id).with_for_update())
    query = select(func.count()).select_from(Membership).join(User)
    return session.scalar(query.where(Membership.round_id == round_id, Membership.role == "owner", User.is_active)) or 0


def find_token(session: Session, token_hash: str) -> LoginToken | None:
    """The one-time link with this hash, with its user."""
    return session.scalar(
        select(LoginToken).where(LoginToken.token_hash == token_hash).options(joinedload(LoginToken.user))
    )


def open_tokens(session: Session, user_id: int) -> Sequence[LoginToken]:
    """The links of a user that have not been used."""
    return session.scalars(select(LoginToken).where(LoginToken.user_id == user_id, LoginToken.used_at.is_(None))).all()


def use_token(session: Session, token: LoginToken, at: datetime) -> bool:
    """Mark a link as used; False when somebody was faster."""
    query = update(LoginToken).where(LoginToken.id == token.id, LoginToken.used_at.is_(None)).values(used_at=at)
    return session.connection().execute(query).rowcount == 1


def rounds_with_counts(session: Session, round_ids: Sequence[int] | None) -> list[tuple[Round, int, int]]:
    """Rounds (all for None) with their number of live initiatives and of people, newest first, archived last."""
    initiatives = select(func.count()).where(Initiative.round_id == Round.id, Initiative.archived.is_(False))
    people = select(func.count()).where(Membership.round_id == Round.id)
    query = select(Round, initiatives.scalar_subquery(), people.scalar_subquery())
    if round_ids is not None:
        query = query.where(Round.id.in_(round_ids))
    query = query.order_by(Round.archived, Round.first_year.desc(), Round.id.desc())
    return [(row, count, heads) for row, count, heads in session.execute(query)]
