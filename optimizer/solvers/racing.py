"""HiGHS, and CBC beside it for what takes longer: neither is faster everywhere, so the first proof counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf
from threading import Event, Thread
from time import perf_counter

import numpy as np

from optimizer.exact.evaluation import Source
from optimizer.modelling.scaling import Scaled, ScaledRow
from optimizer.solvers.asking import Ask, Outcome, Reply, SolverFailed
from optimizer.solvers.cbc import Cbc
from optimizer.solvers.highs import Kept

GRACE = 0.5
"""Seconds that CBC may take to hand over what it has when the time is up."""

SHORT = 0.05
"""Seconds that HiGHS has in any case where CBC follows: what it answers in that time is not worth a process."""


class Race:
    """One model in both solvers. Calls from several threads wait for each other."""

    def __init__(self, scaled: Scaled, sources: Sequence[Source | None], *, short: bool = False) -> None:
        self._highs = Kept(scaled, sources, short=short)
        self._cbc = Cbc(scaled, sources)
        self._can_race = Cbc.available()

    def add_cut(self, row: ScaledRow, source: Source | None) -> None:
        self._highs.add_cut(row, source)
        self._cbc.add_cut(row, source)

    def solve(self, ask: Ask) -> Reply:
        """Raises SolverFailed when neither solver answers."""
        if not self._can_race or ask.alone == inf:
            return self._highs.solve(ask)
        rival = _Rival(self._cbc, self._highs, ask)
        rival.start()
        try:
            mine: Reply | None = self._highs.solve(ask)
        except SolverFailed:
            mine = None
        given_up = ask.stop is not None and ask.stop.is_set()
        if not given_up and (mine is None or mine.outcome is Outcome.STOPPED):
            rival.join(GRACE if mine is not None else None)
        rival.give_up()
        return _better(mine, rival.reply, ask)


class Relay(Race):
    """HiGHS first, and CBC instead of it for what takes longer: for one processor of several that all have work."""

    def solve(self, ask: Ask) -> Reply:
        """Raises SolverFailed when neither solver answers."""
        if not self._can_race or ask.alone == inf:
            return self._highs.solve(ask)
        began = perf_counter()
        try:
            first: Reply | None = self._highs.solve(replace(ask, seconds=min(ask.seconds, max(ask.alone, SHORT))))
        except SolverFailed:
            first = None
        left = ask.seconds - (perf_counter() - began)
        given_up = left <= 0 or (ask.stop is not None and ask.stop.is_set())
        if first is not None and (given_up or first.outcome is not Outcome.STOPPED):
            return first
        return _better(first, self._cbc.solve(replace(ask, seconds=left)), ask)


class _Rival(Thread):
    """CBC on the same ask, begun when HiGHS has had `alone` seconds; its proof ends HiGHS."""

    def __init__(self, cbc: Cbc, highs: Kept, ask: Ask) -> None:
        super().__init__(daemon=True)
        self._cbc, self._highs, self._ask, self._over = cbc, highs, ask, Event()
        self.reply: Reply | None = None

    def run(self) -> None:
        started = perf_counter()
        if self._over.wait(self._ask.alone):
            return
        try:
            left = self._ask.seconds - (perf_counter() - started)
            reply = self._cbc.solve(replace(self._ask, seconds=left), self._over)
        except SolverFailed:
            return
        self.reply = reply
        if reply.outcome is not Outcome.STOPPED and not self._over.is_set():
            self._highs.stop()

    def give_up(self) -> None:
        self._over.set()
        self.join()


def _better(mine: Reply | None, other: Reply | None, ask: Ask) -> Reply:
    """The proof if there is one; else the better portfolio with the lower bound."""
    if mine is None and other is None:
        raise SolverFailed("neither HiGHS nor CBC gave an answer")
    if mine is None or (other is not None and other.outcome is not Outcome.STOPPED and mine.outcome is Outcome.STOPPED):
        assert other is not None
        return other
    if other is None or mine.outcome is not Outcome.STOPPED or other.values is None:
        return mine
    bound = min(mine.bound, other.bound)
    if mine.values is None or np.dot(other.values, ask.cost) > np.dot(mine.values, ask.cost):
        return replace(other, bound=bound)
    return replace(mine, bound=bound)
