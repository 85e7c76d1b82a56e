"""What cannot be taken of a weight profile, each field with a sentence that names place and cure."""

from __future__ import annotations

from collections.abc import Iterator

from portfolio.domain.round_faults import LENSES
from portfolio.domain.rounds import Round, WeightProfile

MOST_POINTS = 10_000


def profile_faults(frame: Round, profile: WeightProfile) -> dict[str, str]:
    """Faults by field, points under `points KEY`; only proportions count, so any scale from 0 upwards will do."""
    return dict(_faults(frame, profile))


def _faults(frame: Round, profile: WeightProfile) -> Iterator[tuple[str, str]]:
    if not profile.name.strip() or len(profile.name) > 120:
        yield "name", "Say whose weights these are, in at most 120 characters."
    if profile.lens not in LENSES:
        yield "lens", f"“{profile.lens}” is neither the business nor the technology lens."
    known = {c.key for c in frame.criteria}
    for key, points in profile.points.items():
        if key not in known:
            yield f"points {key}", f"The round has no criterion “{key}”."
        elif not points.is_finite() or not 0 <= points <= MOST_POINTS:
            yield f"points {key}", f"Points must lie between 0 and {MOST_POINTS}."
    if not any(points > 0 for points in profile.points.values() if points.is_finite()):
        yield "points", "Give points to at least one criterion."
