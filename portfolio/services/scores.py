"""Claimed scores, saved as a grid: one row an option, one column a criterion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sqlalchemy.orm import Session

from portfolio.domain.patches import Changes, InitiativePatch, OptionPatch
from portfolio.persistence import models as m
from portfolio.services.initiatives import apply_patches
from portfolio.services.permissions import Actor, require

ScoreKey = tuple[str, str, str]
"""(initiative key, option key, criterion key)."""


def save_scores(
    session: Session,
    actor: Actor,
    round_row: m.Round,
    scores: Mapping[ScoreKey, Decimal | None],
    expected_versions: Mapping[str, int] | None = None,
) -> dict[str, Changes]:
    """Set or clear (None) the named scores, all or none; gives what changed by initiative, where anything did.

    `expected_versions` by initiative key guard those that it names. Raises Invalid, Conflict, Forbidden."""
    require(actor, "score", round_row.id)
    patches = score_patches(scores)
    versions: Sequence[int | None] = [(expected_versions or {}).get(p.key) for p in patches]
    found = apply_patches(session, actor, round_row, patches, versions)
    return {p.key: changed for p, changed in zip(patches, found, strict=True) if changed}


def score_patches(scores: Mapping[ScoreKey, Decimal | None]) -> list[InitiativePatch]:
    """The scores as one patch an initiative, in the order in which they are first named."""
    grid: dict[str, dict[str, dict[str, Decimal | None]]] = {}
    for (initiative, option, criterion), score in scores.items():
        grid.setdefault(initiative, {}).setdefault(option, {})[criterion] = score
    return [
        InitiativePatch(key, options=tuple(OptionPatch(option, scores=given) for option, given in options.items()))
        for key, options in grid.items()
    ]
