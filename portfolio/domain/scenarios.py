"""A scenario: what is asked of a round this time, beside what the round itself says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

LimitKey = tuple[str, int | None]
"""(resource key, fiscal year or None)."""


@dataclass(frozen=True)
class Scenario:
    """Only what differs from the round: an empty scenario is the round itself.

    `weights` points per criterion (None = the round's); `limits` units by (resource, year), None = not limited;
    `at_face_value` counts claims without their evidence; `dropped_rules` are rule keys left aside;
    `pinned` maps initiative to option key (or `status_quo`)."""

    name: str = ""
    weights: Mapping[str, Decimal] | None = None
    limits: Mapping[LimitKey, int | None] = field(default_factory=dict)
    at_face_value: bool = False
    dropped_rules: frozenset[str] = frozenset()
    pinned: Mapping[str, str] = field(default_factory=dict)
