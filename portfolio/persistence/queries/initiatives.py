"""Reading initiatives for lists: light rows in a fixed number of queries, however many there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from portfolio.domain.initiatives import STATUS_QUO
from portfolio.persistence.models import Initiative, InitiativeTag, Option, Resource, Score, Use


@dataclass
class OptionLine:
    """An option as a list needs it: spend inside the round's years in minor units, None without any, and its scores."""

    key: str
    title: str
    spend: int | None
    scored: int


@dataclass
class InitiativeLine:
    """An initiative as a list needs it; `options` without the status quo; `text` is what one searches in."""

    position: int
    key: str
    title: str
    change: str
    stage: str
    archived: bool
    business_owner: str
    technology_owner: str
    evidence_strength: Decimal
    has_promise: bool
    has_evidence_note: bool
    text: str = ""
    tags: list[str] = field(default_factory=list)
    options: list[OptionLine] = field(default_factory=list)


def initiative_lines(session: Session, round_id: int) -> list[InitiativeLine]:
    """Every initiative of a round in order, archived ones too, in four queries."""
    i = Initiative
    own = (i.key, i.title, i.change, i.stage, i.archived, i.business_owner, i.technology_owner, i.evidence_strength)
    query = select(i.id, i.position, *own, i.promise != "", i.evidence_note != "", i.description, i.problem)
    lines: dict[int, InitiativeLine] = {}
    for row in session.execute(query.where(i.round_id == round_id).order_by(i.position, i.id)):
        initiative_id, position, *plain, description, problem = row
        line = InitiativeLine(position, *plain)
        searched = (line.key, line.title, line.business_owner, line.technology_owner, description, problem)
        line.text = "\n".join(searched).lower()
        lines[initiative_id] = line
    tags = select(InitiativeTag.initiative_id, InitiativeTag.tag).join(i).where(i.round_id == round_id)
    for initiative_id, tag in session.execute(tags.order_by(InitiativeTag.id)):
        lines[initiative_id].tags.append(tag)
    for initiative_id, option in _option_lines(session, round_id):
        lines[initiative_id].options.append(option)
    return list(lines.values())


def _option_lines(session: Session, round_id: int) -> Iterable[tuple[int, OptionLine]]:
    spend = (
        select(Use.option_id, func.sum(case((Resource.kind.in_(("capex", "opex")), Use.amount))).label("spend"))
        .join(Resource, Resource.id == Use.resource_id)
        .where(Resource.round_id == round_id)
        .group_by(Use.option_id)
        .subquery()
    )
    scored = (
        select(Score.option_id, func.count().label("scored"))
        .join(Option, Option.id == Score.option_id)
        .join(Initiative, Initiative.id == Option.initiative_id)
        .where(Initiative.round_id == round_id)
        .group_by(Score.option_id)
        .subquery()
    )
    query = (
        select(Option.initiative_id, Option.key, Option.title, spend.c.spend, scored.c.scored)
        .join(Initiative, Initiative.id == Option.initiative_id)
        .outerjoin(spend, spend.c.option_id == Option.id)
        .outerjoin(scored, scored.c.option_id == Option.id)
        .where(Initiative.round_id == round_id, Option.key != STATUS_QUO)
        .order_by(Option.position)
    )
    for initiative_id, key, title, amount, count in session.execute(query):
        yield initiative_id, OptionLine(key, title, None if amount is None else int(amount), count or 0)


def initiative_titles(session: Session, round_id: int) -> dict[str, str]:
    """Titles of all initiatives of a round by key, in their order."""
    query = select(Initiative.key, Initiative.title).where(Initiative.round_id == round_id)
    return dict(session.execute(query.order_by(Initiative.position, Initiative.id)).all())


def tags_of(session: Session, round_id: int) -> list[str]:
    """Every tag of a round once, in alphabetical order."""
    query = select(InitiativeTag.tag).join(Initiative).where(Initiative.round_id == round_id).distinct()
    return sorted(session.scalars(query))
