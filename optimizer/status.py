"""What can be said of an answer."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """OPTIMAL: proven within max(gap, 1e-6). FEASIBLE: found, not proven. NOT_FOUND: the time ended first."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    NOT_FOUND = "not_found"
