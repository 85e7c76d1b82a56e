"""Which solver answers: HiGHS in process with CBC beside it, or CBC alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from optimizer.exact.evaluation import Source
from optimizer.faults import NoSolver
from optimizer.modelling.scaling import Scaled, ScaledRow
from optimizer.solvers.asking import Ask, Reply


class Solver(Protocol):
    """One model that can be asked again and again."""

    def solve(self, ask: Ask) -> Reply: ...

    def add_cut(self, row: ScaledRow, source: Source | None) -> None: ...


def relaxation_for(scaled: Scaled, sources: Sequence[Source | None]) -> Solver | None:
    """The linear relaxation, None without HiGHS: it only ever saves work."""
    try:
        from optimizer.solvers.highs import Kept
    except ImportError:
        return None
    return Kept(scaled, sources, relaxed=True)


def solver_for(scaled: Scaled, sources: Sequence[Source | None], *, racing: bool = True, short: bool = False) -> Solver:
    """HiGHS with CBC beside it, or after it; CBC alone where HiGHS cannot be loaded. Raises NoSolver without any."""
    try:
        from optimizer.solvers.racing import Race, Relay
    except ImportError:
        return _cbc_for(scaled, sources)
    return Race(scaled, sources, short=short) if racing else Relay(scaled, sources, short=short)


def _cbc_for(scaled: Scaled, sources: Sequence[Source | None]) -> Solver:
    try:
        from optimizer.solvers.cbc import Cbc
    except ImportError as missing:
        raise NoSolver(f"neither HiGHS nor PuLP can be loaded: {missing}") from missing
    if not Cbc.available():
        raise NoSolver("neither HiGHS nor CBC can be run")
    return Cbc(scaled, sources)
