"""How fast a proposal is found, on made-up rounds of growing size: `make bench`.

Every figure stands beside the plainest way to get the same answer in the same run, so that a slow machine slows both.
Nothing here is a test: the seconds of a shared machine prove nothing.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from fractions import Fraction
from functools import partial

from optimizer.problem import Problem
from optimizer.settings import SolveSettings
from optimizer.solving.best import solve
from optimizer.status import Status
from tools.bench_baseline import plain_cbc
from tools.bench_rounds import realistic

SIZES = (30, 100, 300)
SLIDER_STEP = Fraction(1, 20)


def moved(problem: Problem, step: int) -> Problem:
    """The problem after a slider of one criterion moved by some steps of 0.05."""
    names = [criterion.id for criterion in problem.criteria]
    weights = dict(problem.weights)
    weights[names[step % len(names)]] += SLIDER_STEP
    return problem.reweighted(weights)


def seconds_of(work: Callable[[], object]) -> float:
    """How long one call takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def row(size: int, gap: float, repeats: int, limit: float) -> str:
    """One line of the table: medians over slider steps, ours beside the plain way."""
    problem = realistic(size)
    settings = SolveSettings(gap=gap, time_limit=limit, conflicts=False)
    steps = [moved(problem, step) for step in range(repeats)]
    proven = 0
    ours, plain = [], []
    for asked in steps:
        began = time.perf_counter()
        proven += solve(asked, settings).status is Status.OPTIMAL
        ours.append(time.perf_counter() - began)
        plain.append(seconds_of(partial(plain_cbc, asked, max(gap, 1e-6), limit)))
    a, b = statistics.median(ours) * 1000, statistics.median(plain) * 1000
    return f"{size:>6} {gap:>8.2%} {a:>12,.0f} {b:>14,.0f} {b / a:>8.1f} x {proven:>6} of {repeats}"


def main() -> None:
    """Prints the table; a size that takes too long stops at the limit and is counted as not proven."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5, help="slider steps measured for each line")
    parser.add_argument("--limit", type=float, default=10.0, help="seconds for one solve")
    told = parser.parse_args()
    print(f"Median milliseconds from problem to checked answer, at most {told.limit:g} s a solve, one thread.")
    print(f"{'size':>6} {'gap':>8} {'Remit':>12} {'plain CBC':>14} {'ratio':>10} {'within gap':>13}")
    for size in SIZES:
        for gap in (0.0, 0.001, 0.005):
            print(row(size, gap, told.repeats, told.limit), flush=True)


if __name__ == "__main__":
    main()
