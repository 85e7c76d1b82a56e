"""`explain`: every explanation of one proposal, in one go."""

from __future__ import annotations

from dataclasses import fields
from typing import TypeVar

from optimizer.explaining.case import Case, open_case
from optimizer.explaining.entries import entries_of
from optimizer.explaining.mandates import prices
from optimizer.explaining.steps import limited, step_of
from optimizer.explaining.swaps import funded_of, gap_of, left_out
from optimizer.explaining.values import Entry, Explanation, Gap, LeftOut
from optimizer.problem import Problem
from optimizer.settings import SolveSettings
from optimizer.solving.clock import Clock
from optimizer.solving.telling import Progress

T = TypeVar("T")


def explain(problem: Problem, settings: SolveSettings | None = None, progress: Progress | None = None) -> Explanation:
    """Why the best portfolio is as it is. `progress(done, of, id)` is called after each part; raising there ends it."""
    clock = Clock.start(None)
    case = open_case(problem, settings)
    if not isinstance(case, Case):
        return Explanation(status=case, complete=False, seconds=clock.spent)
    tell = _Progress(progress, len(problem.initiatives) + len(limited(case)) + 1)
    funded = {id: tell.done(id, funded_of(case, id)) for id in case.selection}
    out = {id: tell.done(id, left_out_of(case, id)) for id in left_out(case)}
    mandates = tell.done("mandates", prices(case))
    steps = {name: tell.done(name, step_of(case, name)) for name in limited(case)}
    return Explanation(
        status=case.status, funded=funded, left_out=out, mandates=mandates.mandates,
        all_mandates=mandates.all_mandates, next_steps=steps, complete=case.complete, seconds=clock.spent,
    )  # fmt: skip


def left_out_of(case: Case, id: str) -> LeftOut:
    """Its gap and the entries of its options; those of the option that the gap was measured with stand in front."""
    gap = gap_of(case, id)
    options = entries_of(case, id)
    front = options.get(gap.option or "", Entry())
    known = {item.name: getattr(gap, item.name) for item in fields(Gap)}
    return LeftOut(**known, entry=front.entry, entry_factor=front.entry_factor, options=options)


class _Progress:
    def __init__(self, tell: Progress | None, of: int) -> None:
        self._tell, self._of, self._done = tell, of, 0

    def done(self, id: str, part: T) -> T:
        self._done += 1
        if self._tell is not None:
            self._tell(self._done, self._of, id)
        return part
