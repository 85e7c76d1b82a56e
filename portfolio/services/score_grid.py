"""The grid of all options and criteria in which scores are given by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from portfolio.domain.initiatives import Initiative, Option
from portfolio.domain.rounds import Criterion, Round
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import initiative_values, load_frame, load_initiatives, with_options
from portfolio.services.initiative_list import InitiativeFilter, InitiativeRow, all_rows, fits
from portfolio.services.permissions import Actor, require

PAGE = 25
SHOWN = ("", "scores", "some_scores")


@dataclass(frozen=True)
class GridGroup:
    """An initiative in the grid with its options, not doing it last."""

    initiative: Initiative
    options: tuple[Option, ...]


@dataclass(frozen=True)
class ScoreGrid:
    """A page of the grid. `scored` of `wanted` scores of candidates' options are given, over all pages."""

    criteria: tuple[Criterion, ...]
    groups: tuple[GridGroup, ...]
    found: int
    page: int
    pages: int
    scored: int
    wanted: int
    unscored: int


def score_grid(
    session: Session, actor: Actor, round_row: m.Round, text: str = "", lacks: str = "", page: int = 1
) -> ScoreGrid:
    """The page of the grid that was asked for; archived and closed initiatives are left out."""
    require(actor, "view", round_row.id)
    rows = [row for row in all_rows(session, round_row) if not row.archived and row.stage != "closed"]
    found = [row for row in rows if fits(row, InitiativeFilter(text=text, lacks=lacks if lacks in SHOWN else ""))]
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(1, page), pages)
    keys = [row.key for row in found[(page - 1) * PAGE : page * PAGE]]
    return ScoreGrid(
        criteria=load_frame(round_row).criteria,
        groups=_groups(session, round_row, keys),
        found=len(found),
        page=page,
        pages=pages,
        **_counts(rows),
    )


def to_be_scored(session: Session, actor: Actor, round_row: m.Round) -> tuple[Round, Sequence[Initiative]]:
    """The round's own settings and every initiative of the grid, for a sheet that is filled in elsewhere."""
    require(actor, "view", round_row.id)
    return load_frame(round_row), [i for i in load_initiatives(session, round_row) if i.is_candidate]


def score_group(session: Session, actor: Actor, round_row: m.Round, key: str) -> GridGroup | None:
    """One initiative of the grid, None when there is none of that key."""
    require(actor, "view", round_row.id)
    return next(iter(_groups(session, round_row, [key])), None)


def _groups(session: Session, round_row: m.Round, keys: Sequence[str]) -> tuple[GridGroup, ...]:
    query = select(m.Initiative).where(m.Initiative.round_id == round_row.id, m.Initiative.key.in_(keys))
    values = {i.key: i for i in initiative_values(round_row, session.scalars(with_options(query)))}
    return tuple(GridGroup(values[k], (*values[k].options, values[k].status_quo)) for k in keys if k in values)


def _counts(rows: Sequence[InitiativeRow]) -> dict[str, int]:
    return {
        "scored": sum(row.scored for row in rows),
        "wanted": sum(row.wanted for row in rows),
        "unscored": sum("scores" in row.lacks for row in rows),
    }
