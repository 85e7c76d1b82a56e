"""Reading the rows of weight profiles."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from portfolio.persistence.models import WeightProfile


def find_profile(session: Session, round_id: int, name: str) -> WeightProfile | None:
    """The profile of that name with its points, held until the transaction ends."""
    query = select(WeightProfile).where(WeightProfile.round_id == round_id, WeightProfile.name == name)
    held = query.options(selectinload(WeightProfile.points)).with_for_update(of=WeightProfile)
    return session.scalar(held.execution_options(populate_existing=True))


def profile_rows(session: Session, round_id: int) -> list[tuple[int, str, int]]:
    """Id, name and version of each profile of a round."""
    query = select(WeightProfile.id, WeightProfile.name, WeightProfile.version)
    found = session.execute(query.where(WeightProfile.round_id == round_id))
    return [(row_id, name, version) for row_id, name, version in found]
