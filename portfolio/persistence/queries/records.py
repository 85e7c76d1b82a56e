"""Whether records of a round still hold something that a change of its settings would lose."""

from __future__ import annotations

from sqlalchemy import func, or_, select, union
from sqlalchemy.orm import Session

from portfolio.persistence.models import (
    BaselineLine,
    Idea,
    Initiative,
    Limit,
    Option,
    Resource,
    Score,
    Use,
    WeightPoint,
)


def has_amounts(session: Session, round_id: int) -> bool:
    """Whether anybody entered an amount in the round: a use, a limit, a baseline line or what was spent or approved."""
    queries = (
        select(Use.id).join(Resource).where(Resource.round_id == round_id),
        select(Limit.id).join(Resource).where(Resource.round_id == round_id),
        select(BaselineLine.id).where(BaselineLine.round_id == round_id),
        select(Initiative.id).where(
            Initiative.round_id == round_id,
            or_(Initiative.spent_so_far.is_not(None), Initiative.approved_cost.is_not(None)),
        ),
    )
    return any(session.scalar(query.limit(1)) is not None for query in queries)


def amounts_outside(session: Session, round_id: int, first_year: int, last_year: int) -> list[int]:
    """The fiscal years outside of the span that uses, limits or baseline lines still name, in order."""
    years = union(
        select(Use.year).join(Resource).where(Resource.round_id == round_id),
        select(Limit.year).join(Resource).where(Resource.round_id == round_id),
        select(BaselineLine.year).where(BaselineLine.round_id == round_id),
    )
    found = session.scalars(years)
    return sorted(y for y in found if y is not None and not first_year <= y <= last_year)


def uses_of(session: Session, resource_id: int) -> int:
    """How many amounts of initiatives are in a resource."""
    return session.scalar(select(func.count()).select_from(Use).where(Use.resource_id == resource_id)) or 0


def scores_of(session: Session, criterion_id: int) -> int:
    """How many scores are given on a criterion."""
    return session.scalar(select(func.count()).select_from(Score).where(Score.criterion_id == criterion_id)) or 0


def weights_of(session: Session, criterion_id: int) -> int:
    """How many weight profiles give points to a criterion."""
    return (
        session.scalar(select(func.count()).select_from(WeightPoint).where(WeightPoint.criterion_id == criterion_id))
        or 0
    )


def option_titles(session: Session, round_id: int) -> dict[tuple[str, str], str]:
    """Titles of all options of a round by (initiative key, option key)."""
    query = (
        select(Initiative.key, Option.key, Option.title)
        .join(Option, Option.initiative_id == Initiative.id)
        .where(Initiative.round_id == round_id)
    )
    return {(initiative, option): title for initiative, option, title in session.execute(query)}


def idea_lines_by_id(session: Session, round_id: int) -> dict[str, str]:
    """The line of every idea of a round by its id, as the history names it."""
    query = select(Idea.id, Idea.line).where(Idea.round_id == round_id)
    return {str(idea_id): line for idea_id, line in session.execute(query)}
