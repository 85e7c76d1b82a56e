"""P4 and P6: the agreed core of stakeholders, and many weight vectors at once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from statistics import median

from optimizer.results import Result
from optimizer.reweighting.proposal import Proposal
from optimizer.reweighting.reweighter import Reweighter
from optimizer.settings import SolveSettings
from optimizer.solving.best import solve
from optimizer.weighing.agreeing import Core, core
from tools.bench_rounds import around, realistic, stakeholders
from tools.bench_table import Line, Scale, keep, milliseconds, timed

SOLVES = 200
CERTIFIED = 0.9
WITHIN = 0.001
FASTER = 10.0


def core_lines(scale: Scale) -> Iterator[Line]:
    """The time limit is 200 proven solves, or what the scale allows for one long command."""
    problem = realistic(scale.core, criteria=5)
    one = timed(lambda: solve(problem, SolveSettings(time_limit=scale.limit, conflicts=False)))
    for limit, goal in ((min(SOLVES * one, scale.long), "at least 90 % in 200 solves"), (1.0, "a first answer in 1 s")):
        weights, answers = {"stakeholders": stakeholders(problem)}, list[Core]()
        settings = SolveSettings(time_limit=limit)
        spent = timed(partial(keep, answers, partial(core, problem, weights, settings)))
        found = answers[0]
        decided = 1 - len(found.unknown) / len(problem.initiatives)
        yield Line(
            "P4", f"core, realistic {scale.core}: {decided:.0%} certified in {spent:.1f} s",
            f"{decided:.0%}", milliseconds(one), f"{spent / one:,.0f} x", goal,
            decided >= CERTIFIED if goal.startswith("at least") else bool(found.in_ or found.out or found.open),
        )  # fmt: skip


def many_lines(scale: Scale) -> Iterator[Line]:
    """The loop is measured on a few of the vectors, evenly taken, and counted for all."""
    size, count = scale.vectors
    problem = realistic(size)
    several = around(problem, count)
    few = several[:: max(1, count // max(2, scale.baseline_steps))]
    loop, singly = [], list[Result]()
    for weights in few:
        settings = SolveSettings(weights=weights, gap=WITHIN, time_limit=scale.limit, conflicts=False)
        loop.append(timed(partial(keep, singly, partial(solve, problem, settings))))
    found = list[Proposal]()
    with Reweighter(problem, portfolios=1000, proofs=400) as kept, ThreadPoolExecutor(os.cpu_count()) as executor:
        asked = partial(kept.propose_all, several, WITHIN, time_limit=scale.long, executor=executor)
        spent = timed(lambda: found.extend(asked()))
        searched = kept.proofs
    certified = sum(answer.certified for answer in found)
    mine = {str(weights): answer.value or 0.0 for weights, answer in zip(several, found, strict=True)}
    apart = max(_apart(mine[str(weights)], one.value) for weights, one in zip(few, singly, strict=True))
    whole = median(loop) * count
    yield Line(
        "P6", f"{count} weights, realistic {size}: {certified} within 0.1 %, {searched} searches, {apart:.2%} below",
        milliseconds(spent), milliseconds(whole), f"{whole / spent:,.1f} x", "10 x the loop, all within 0.1 %",
        whole / spent >= FASTER and certified == count and apart <= WITHIN,
    )  # fmt: skip


def _apart(mine: float, theirs: float | None) -> float:
    """How much less, as a part of it."""
    return 0.0 if theirs is None else max(0.0, theirs - mine) / max(1.0, abs(theirs))
