"""The time that is left of a limit, shared by everything done under it."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from threading import Event
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Clock:
    """Started when made. Setting `stop`, from any thread, ends the time at once."""

    limit: float
    started: float
    stop: Event | None = None

    @classmethod
    def start(cls, limit: float | None, stop: Event | None = None) -> Clock:
        return cls(inf if limit is None else limit, perf_counter(), stop)

    def part(self, seconds: float) -> Clock:
        """At most so many seconds of what is left, from now on."""
        return Clock.start(min(seconds, self.left), self.stop)

    def __reduce__(self) -> tuple[type[Clock], tuple[float, float]]:
        """No other process would hear `stop`. All processes of a machine have the same `perf_counter`."""
        return Clock, (self.limit, self.started)

    @property
    def spent(self) -> float:
        return perf_counter() - self.started

    @property
    def left(self) -> float:
        return self.limit - self.spent

    @property
    def over(self) -> bool:
        return self.left <= 0 or self.stopped

    @property
    def stopped(self) -> bool:
        return self.stop is not None and self.stop.is_set()
