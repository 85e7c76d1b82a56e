"""What rules may name: initiatives and options with their ids."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from portfolio.domain.initiatives import STATUS_QUO
from portfolio.persistence.models import Initiative, Option


def option_ids(session: Session, round_id: int) -> dict[str, dict[str, int]]:
    """Ids of options by initiative and option key without the status quo; the empty key is the initiative itself."""
    query = (
        select(Initiative.key, Initiative.id, Option.key, Option.id)
        .outerjoin(Option, (Option.initiative_id == Initiative.id) & (Option.key != STATUS_QUO))
        .where(Initiative.round_id == round_id)
        .order_by(Initiative.position, Option.position)
    )
    found: dict[str, dict[str, int]] = {}
    for initiative, initiative_id, option, option_id in session.execute(query):
        own = found.setdefault(initiative, {"": initiative_id})
        if option is not None:
            own[option] = option_id
    return found
