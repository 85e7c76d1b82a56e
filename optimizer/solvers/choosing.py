"""Which solver answers: HiGHS in process where it is there, CBC otherwise or when HiGHS gives up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from optimizer.exact.evaluation import Source
from optimizer.faults import NoSolver
from optimizer.modelling.scaling import Scaled, ScaledRow
from optimizer.solvers.asking import Ask, Reply, SolverFailed


class Solver(Protocol):
    """One model that can be asked again and again."""

    def solve(self, ask: Ask) -> Reply: ...

    def add_cut(self, row: ScaledRow, source: Source | None) -> None: ...


class Both:
    """HiGHS, and CBC for what HiGHS could not answer."""

    def __init__(self, scaled: Scaled, sources: Sequence[Source | None]) -> None:
        from optimizer.solvers.highs import Kept

        self._scaled, self._sources = scaled, sources
        self._cuts: list[tuple[ScaledRow, Source | None]] = []
        self._highs = Kept(scaled, sources)

    def solve(self, ask: Ask) -> Reply:
        try:
            return self._highs.solve(ask)
        except SolverFailed:
            return self._cbc().solve(ask)

    def _cbc(self) -> Solver:
        cbc = _cbc_for(self._scaled, self._sources)
        for row, source in self._cuts:
            cbc.add_cut(row, source)
        return cbc

    def add_cut(self, row: ScaledRow, source: Source | None) -> None:
        self._cuts.append((row, source))
        self._highs.add_cut(row, source)


def relaxation_for(scaled: Scaled, sources: Sequence[Source | None]) -> Solver | None:
    """The linear relaxation, None without HiGHS: it only ever saves work."""
    try:
        from optimizer.solvers.highs import Kept
    except ImportError:
        return None
    return Kept(scaled, sources, relaxed=True)


def solver_for(scaled: Scaled, sources: Sequence[Source | None]) -> Solver:
    """Raises NoSolver when there is none."""
    try:
        return Both(scaled, sources)
    except ImportError:
        return _cbc_for(scaled, sources)


def _cbc_for(scaled: Scaled, sources: Sequence[Source | None]) -> Solver:
    try:
        from optimizer.solvers.cbc import Cbc
    except ImportError as missing:
        raise NoSolver(f"neither HiGHS nor PuLP can be loaded: {missing}") from missing
    if not Cbc.available():
        raise NoSolver("neither HiGHS nor CBC can be run")
    return Cbc(scaled, sources)
