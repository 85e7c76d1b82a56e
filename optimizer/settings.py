"""How a problem is to be solved: one value that checks itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from threading import Event

from optimizer.faults import Fault, ProblemFaults, named
from optimizer.numbers import Number
from optimizer.parts import STATUS_QUO
from optimizer.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class SolveSettings:
    """`time_limit` in seconds; `gap` relative, optimal means at most max(gap, 1e-6); `ties` counts equal portfolios.

    Setting `stop`, from any thread, ends the work as its time limit would: what is known by then is the answer.
    `fix` gives initiatives an option (or "status_quo"), `drop` leaves them out, `weights` replace the problem's, and
    `conflicts` says why when nothing is possible. Raises ProblemFaults when a number is out of range.
    """

    time_limit: float | None = None
    gap: float = 0.0
    ties: bool = False
    fix: Mapping[str, str] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    weights: Mapping[str, Number] | None = None
    conflicts: bool = True
    stop: Event | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        faults = []
        if self.time_limit is not None and not (self.time_limit > 0 and isfinite(self.time_limit)):
            faults.append(Fault("time_limit", "must be a number of seconds above 0"))
        if not 0 <= self.gap < 1:
            faults.append(Fault("gap", "must be at least 0 and below 1"))
        faults += [Fault(named("fix", id), "is dropped as well") for id in self.fix if id in self.drop]
        if faults:
            raise ProblemFaults(faults)

    def faults_with(self, problem: Problem) -> list[Fault]:
        """What `fix` and `drop` name that the problem does not have."""
        faults = [Fault(named("drop", id), "is not an initiative") for id in self.drop if id not in problem.by_id]
        for id, option in self.fix.items():
            if id not in problem.by_id:
                faults.append(Fault(named("fix", id), "is not an initiative"))
            elif option != STATUS_QUO and option not in {o.id for o in problem.by_id[id].options}:
                faults.append(Fault(named("fix", id), f"{option!r} is not an option of {id!r}"))
        return faults
