"""The weights of a round with the share that each criterion gets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from portfolio.domain.errors import NotFound
from portfolio.domain.rounds import Round, WeightProfile
from portfolio.domain.scoring import weight_shares
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import load_frame, load_profiles
from portfolio.persistence.queries.weights import profile_rows
from portfolio.services.permissions import Actor, require


@dataclass(frozen=True)
class ProfileLine:
    """A profile with the share of each criterion, 0 to 1; `id` and `version` for its form."""

    id: int
    version: int
    profile: WeightProfile
    shares: Mapping[str, Decimal]
    total: Decimal


@dataclass(frozen=True)
class WeightList:
    """Every profile of a round, the room's first."""

    frame: Round
    lines: tuple[ProfileLine, ...]

    @property
    def has_room(self) -> bool:
        """Whether a profile is the room's."""
        return any(line.profile.is_room for line in self.lines)


def list_weights(session: Session, actor: Actor, round_row: m.Round) -> WeightList:
    """Every profile, the room's first, then in order."""
    require(actor, "view", round_row.id)
    rows = {name: (row_id, version) for row_id, name, version in profile_rows(session, round_row.id)}
    lines = [_line(*rows[p.name], p) for p in load_profiles(session, round_row)]
    return WeightList(load_frame(round_row), tuple(sorted(lines, key=lambda line: not line.profile.is_room)))


def find_weights(session: Session, actor: Actor, round_row: m.Round, profile_id: int) -> ProfileLine:
    """One profile by its id; NotFound when the round has none such."""
    found = next((x for x in list_weights(session, actor, round_row).lines if x.id == profile_id), None)
    if found is None:
        raise NotFound("weight profile", str(profile_id))
    return found


def _line(row_id: int, version: int, profile: WeightProfile) -> ProfileLine:
    total = sum(profile.points.values(), Decimal(0))
    shares = weight_shares(profile.points) if total > 0 else {}
    return ProfileLine(row_id, version, profile, shares, total)
