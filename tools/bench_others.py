"""P5 and P8: a whole frontier, and the memory of a web process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

from optimizer.numbers import exact
from optimizer.problem import Problem
from optimizer.settings import SolveSettings
from optimizer.solving.best import solve
from optimizer.solving.frontiers import Frontier, frontier
from tools.bench_rounds import realistic
from tools.bench_table import Line, Scale, keep, milliseconds, timed

RESOURCE = "capex 2028"
HALF = 0.5
MEGABYTES = 250
SAMPLED = 4


def frontier_lines(scale: Scale) -> Iterator[Line]:
    """The separate solves are measured at a few of the budgets, evenly taken, and counted for all."""
    size, points = scale.frontier
    problem = realistic(size)
    top = float(problem.limits[RESOURCE] or 0)
    settings = SolveSettings(time_limit=scale.long, conflicts=False)
    low, high = top / points, top * 1.5
    spent, found = [], list[Frontier]()
    with ThreadPoolExecutor(os.cpu_count()) as executor:
        for workers in (executor, None):
            work = partial(frontier, problem, [RESOURCE], low, high, points, settings, executor=workers)
            spent.append(timed(partial(keep, found, work)))
    budgets = [low + (high - low) * (at + 0.5) / SAMPLED for at in range(SAMPLED)]
    single = SolveSettings(time_limit=scale.limit, conflicts=False)
    each = [timed(lambda asked=asked: solve(asked, single)) for asked in (_at(problem, b) for b in budgets)]  # type: ignore[misc]
    whole = median(each) * points
    for who, seconds, one in zip((f"{os.cpu_count()} threads", "one thread"), spent, found, strict=True):
        told = "all" if one.complete else "not all"
        yield Line(
            "P5", f"frontier of {points} budgets, realistic {size}, {who}, {told} proven, {len(one.points)} points",
            milliseconds(seconds), milliseconds(whole), f"{seconds / whole:.2f}",
            "none" if who == "one thread" else "at most 0.5 of separate solves",
            None if who == "one thread" else seconds <= HALF * whole and one.complete,
        )  # fmt: skip


def _at(problem: Problem, budget: float) -> Problem:
    limited = [replace(r, limit=exact(round(budget))) if r.id == RESOURCE else r for r in problem.resources]
    return replace(problem, resources=tuple(limited))


PEAK = "print([line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')][0])"
PROCESS = (
    """
import sys
import portfolio.app, portfolio.services.proposals.proposing
from optimizer.reweighting.reweighter import Reweighter
from tools.bench_rounds import realistic
problem = realistic(int(sys.argv[1]))
with Reweighter(problem) as kept:
    kept.propose(problem.weights, seconds=1.0)
"""
    + PEAK
)


def memory_lines(scale: Scale) -> Iterator[Line]:
    """The modules of the web application and an open `Reweighter`; no database is opened and no page drawn.

    Linux tells a process its peak; elsewhere there is no line.
    """
    if not Path("/proc/self/status").exists():
        return
    command = [sys.executable, "-c", PROCESS, str(scale.memory)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    bare = subprocess.run(
        [sys.executable, "-c", PEAK],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    most, python = int(done.stdout) / 1024, int(bare.stdout) / 1024
    yield Line(
        "P8", f"peak memory, web modules and {scale.memory} initiatives kept ready", f"{most:,.0f} MB",
        f"{python:,.0f} MB", f"{most / python:.1f} x", "at most 250 MB", most <= MEGABYTES,
    )  # fmt: skip
