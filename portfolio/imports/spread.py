"""A single total put into years and kinds by stated shares, to the last cent."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from portfolio.imports.choices import Share


def split(total: int, points: Sequence[Decimal]) -> list[int]:
    """A whole number cut in proportion to points; the parts sum to it exactly.

    Each part is rounded towards zero and what is left goes, one by one, to the largest remainders, earlier ones first.
    ValueError when no point is positive or one is negative."""
    whole = sum(points, Decimal(0))
    if whole <= 0 or any(p < 0 for p in points):
        raise ValueError("shares must be non-negative and not all zero")
    scale = Decimal(10) ** -min(int(p.as_tuple().exponent) for p in (*points, Decimal(0)))
    weights = [int(p * scale) for p in points]
    all_of_it = sum(weights)
    sign, size = (-1 if total < 0 else 1), abs(total)
    parts = [divmod(size * w, all_of_it) for w in weights]
    left = size - sum(part for part, _ in parts)
    largest = sorted(range(len(parts)), key=lambda i: (-parts[i][1], i))
    more = set(largest[:left])
    return [sign * (part + (i in more)) for i, (part, _) in enumerate(parts)]


def spread_total(total: int, shares: Sequence[Share]) -> dict[tuple[str, int | None], int]:
    """The total by (resource, year); shares of zero get nothing, not even a zero."""
    given = [s for s in shares if s.points > 0]
    parts = split(total, [s.points for s in given])
    found: dict[tuple[str, int | None], int] = {}
    for share, part in zip(given, parts, strict=True):
        place = (share.resource, share.year)
        found[place] = found.get(place, 0) + part
    return found
