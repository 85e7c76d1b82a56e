"""`explain`: every explanation of one proposal, in one go."""

from __future__ import annotations

from concurrent.futures import Executor

from optimizer.explaining.case import Case, open_case
from optimizer.explaining.parts import Wanted, told
from optimizer.explaining.steps import limited
from optimizer.explaining.swaps import left_out
from optimizer.explaining.values import Explanation, Funded, LeftOut, MandatePrices, NextStep
from optimizer.problem import Problem
from optimizer.settings import SolveSettings
from optimizer.solving.clock import Clock
from optimizer.solving.crew import Crew
from optimizer.solving.telling import Progress, silent
from optimizer.status import Status


def explain(
    problem: Problem,
    settings: SolveSettings | None = None,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> Explanation:
    """Why the best portfolio is as it is.

    `progress(done, of, id)` is called after each part; raising there ends it. The workers of an `executor` share the
    parts. When the time ends, or somebody stops it, what is known by then is told and the rest said to be undecided.
    """
    clock = Clock.start(None)
    case = open_case(problem, settings)
    if not isinstance(case, Case):
        return Explanation(status=case, complete=case is Status.INFEASIBLE, seconds=clock.spent)
    asked = [Wanted(kind, id, case.posed, case.clock, case.selection, case.status) for kind, id in _parts(case)]
    answers = Crew(case.problem, executor, case.desk, short=True).each(told, asked)
    funded, out, steps, complete = dict[str, Funded](), dict[str, LeftOut](), dict[str, NextStep](), case.complete
    mandates = MandatePrices()
    for done, (wanted, (part, is_whole)) in enumerate(zip(asked, answers, strict=True), start=1):
        complete = complete and is_whole
        match part:
            case Funded():
                funded[wanted.id] = part
            case LeftOut():
                out[wanted.id] = part
            case NextStep():
                steps[wanted.id] = part
            case MandatePrices():
                mandates = part
        (progress or silent)(done, len(asked), wanted.id)
    return Explanation(
        status=case.status, funded=funded, left_out=out, mandates=mandates.mandates,
        all_mandates=mandates.all_mandates, next_steps=steps, complete=complete, seconds=clock.spent,
    )  # fmt: skip


def _parts(case: Case) -> list[tuple[str, str]]:
    """What is to be told, by kind."""
    funded = [("funded", id) for id in case.selection]
    out = [("left out", id) for id in left_out(case)]
    return [*funded, *out, ("mandates", "mandates"), *(("step", name) for name in limited(case))]
