"""Reading the rows of weight profiles."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from portfolio.persistence.models import WeightProfile


def find_profile(session: Session, round_id: int, name: str) -> WeightProfile | None:
    """The profile of that name with its points, held until the transaction ends."""
    query = select(WeightProfile).where(WeightProfile.round_id == round_id, WeightProfile.name == name)
    return session.scalar(query.options(selectinload(WeightProfile.points)).with_for_update())


def profile_versions(session: Session, round_id: int) -> dict[str, int]:
    """The version of each profile by its name."""
    query = select(WeightProfile.name, WeightProfile.version).where(WeightProfile.round_id == round_id)
    return dict(session.execute(query).tuples().all())
