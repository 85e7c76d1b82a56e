"""What is asked of a solver, and what it answers: arrays and indices only, in the solver's own units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from math import inf
from threading import Event

from optimizer.exact.evaluation import Source
from optimizer.modelling.scaling import Floats, ScaledRow


class Outcome(Enum):
    """What a solver can say of one ask."""

    PROVEN = "proven"
    INFEASIBLE = "infeasible"
    STOPPED = "stopped"


class SolverFailed(RuntimeError):
    """The solver gave up for a reason that says nothing about the problem."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A variation of the kept model for one solve. Everything is put back afterwards.

    `bounds` replace column bounds, rows (and cuts) of `without` are lifted, `rows` are added, `cost` and `offset`
    replace the objective, `start` holds the columns at one in a known solution, `gap` is relative, `small` absolute.
    `alone` is how many seconds the first solver has before a second one starts beside it. Setting `stop`, from any
    thread, ends it as its time limit would, and so does a solution of at least `enough` in HiGHS.
    """

    cost: Floats
    offset: float = 0.0
    bounds: Mapping[int, tuple[float, float]] = field(default_factory=dict)
    without: frozenset[Source] = frozenset()
    rows: tuple[ScaledRow, ...] = ()
    start: tuple[int, ...] | None = None
    seconds: float = inf
    gap: float = 5e-7
    small: float = 5e-7
    alone: float = inf
    stop: Event | None = None
    enough: float = inf


@dataclass(frozen=True, slots=True)
class Reply:
    """`values` by column, None when nothing was found; `bound` on the objective, infinite when there is none.

    `losses`, of a relaxation only: what the objective loses at least when a column leaves the bound it is at.
    """

    outcome: Outcome
    values: Floats | None
    bound: float
    solver: str
    losses: Floats | None = None
