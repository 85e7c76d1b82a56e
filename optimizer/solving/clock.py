"""The time that is left of a limit, shared by everything done under it."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Clock:
    """Started when made."""

    limit: float
    started: float

    @classmethod
    def start(cls, limit: float | None) -> Clock:
        return cls(inf if limit is None else limit, perf_counter())

    @property
    def spent(self) -> float:
        return perf_counter() - self.started

    @property
    def left(self) -> float:
        return self.limit - self.spent

    @property
    def over(self) -> bool:
        return self.left <= 0
