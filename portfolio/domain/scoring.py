"""How a claimed score becomes the one that counts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal


def supported_score(claimed: Decimal, evidence_strength: Decimal) -> Decimal:
    """Positive claims count with their evidence (0 to 1), harm is never discounted: e * s+ - s-."""
    return claimed * evidence_strength if claimed > 0 else claimed


def weight_shares(points: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Points as shares that sum to 1 (to Decimal precision); ValueError when none is positive or one is negative."""
    total = sum(points.values(), Decimal(0))
    if total <= 0 or any(p < 0 for p in points.values()):
        raise ValueError("weights must be non-negative and not all zero")
    return {key: value / total for key, value in points.items()}
