"""P3 and P7: seconds to a proven optimum beside each solver alone, and what our own code takes of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from math import inf
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from optimizer.modelling.building import build
from optimizer.modelling.scaling import Scaled, scale
from optimizer.problem import Problem, read_problem
from optimizer.settings import SolveSettings
from optimizer.solvers.asking import Ask, Outcome, Reply
from optimizer.solvers.cbc import Cbc
from optimizer.solvers.highs import Kept
from optimizer.solvers.racing import Race
from optimizer.solving.best import solve
from optimizer.status import Status
from tools.bench_cpsat import cp_sat
from tools.bench_rounds import hard, realistic
from tools.bench_table import Line, Scale, milliseconds

FAMILIES = {"realistic": realistic, "hard": hard}
AS_GOOD = 1.25
OWN = 0.10


def alone(problem: Problem, limit: float) -> tuple[Scaled, list[tuple[float, bool]]]:
    """Seconds of HiGHS and of CBC by themselves, from problem to portfolio, and whether they proved."""
    began = perf_counter()
    model = build(problem)
    scaled, sources = scale(model), [row.source for row in model.rows]
    building = perf_counter() - began
    found = []
    for solver in (Kept(scaled, sources), Cbc(scaled, sources)):
        began = perf_counter()
        reply: Reply = solver.solve(Ask(scaled.cost, float(model.offset * scaled.scale), seconds=limit))
        found.append((building + perf_counter() - began, reply.outcome is Outcome.PROVEN))
    return scaled, found


def ours(problem: Problem, limit: float) -> tuple[float, bool, float, float]:
    """Seconds, whether proven, the gap, and the seconds outside the solvers."""
    inside, race = [0.0], Race.solve

    def watched(self: Race, ask: Ask) -> Reply:
        began = perf_counter()
        try:
            return race(self, ask)
        finally:
            inside[0] += perf_counter() - began

    Race.solve = watched  # type: ignore[method-assign]
    try:
        began = perf_counter()
        answer = solve(problem, SolveSettings(time_limit=limit, conflicts=False))
        spent = perf_counter() - began
    finally:
        Race.solve = race  # type: ignore[method-assign]
    return spent, answer.status is Status.OPTIMAL, inf if answer.gap is None else answer.gap, spent - inside[0]


def family_lines(family: str, size: int, count: int, scale: Scale) -> Iterator[Line]:
    """Made-up problems of one size."""
    yield from proof_lines(f"{family} {size}", [FAMILIES[family](size, seed) for seed in range(1, count + 1)], scale)


def published_lines(scale: Scale) -> Iterator[Line]:
    """Each published problem in the folder that REMIT_REFERENCE_DATA names; nothing without one."""
    folder = Path(os.environ.get("REMIT_REFERENCE_DATA", "/nowhere"))
    for file in sorted(folder.glob("*.json")):
        if file.name != "answers.json":
            yield from proof_lines(file.stem, [read_problem(file)], scale)


def proof_lines(name: str, problems: Sequence[Problem], scale: Scale) -> Iterator[Line]:
    count = len(problems)
    mine: list[tuple[float, bool, float, float]] = []
    rivals: list[list[tuple[float, bool]]] = []
    others: list[dict[str, Any] | None] = []
    for problem in problems:
        scaled, found = alone(problem, scale.limit)
        rivals.append(found)
        mine.append(ours(problem, scale.limit))
        others.append(cp_sat(scaled, scale.limit))
    spent = median(each[0] for each in mine)
    best = median(min(seconds for seconds, _ in found) for found in rivals)
    proven = [sum(each[1] for each in mine), *(sum(found[which][1] for found in rivals) for which in (0, 1))]
    nobody = not any(proven)
    yield Line(
        "P3", f"{name}: proven by us {proven[0]}, HiGHS {proven[1]}, CBC {proven[2]} of {count}",
        milliseconds(spent), milliseconds(best), f"{spent / best:.2f}",
        "at most 1.25 of the better one" if not nobody else f"nobody proves; our gap {max(e[2] for e in mine):.2%}",
        None if nobody else spent <= AS_GOOD * best and proven[0] >= max(proven[1:]),
    )  # fmt: skip
    known = [other for other in others if other is not None]
    if known:
        theirs = median(other["seconds"] for other in known)
        yield Line(
            "P3", f"{name}: CP-SAT, two workers, proves {sum(o['proven'] for o in known)} of {count}",
            milliseconds(spent), milliseconds(theirs), f"{spent / theirs:.2f}", "none", None,
        )  # fmt: skip
    if name == "realistic 100":
        share = median(each[3] / each[0] for each in mine)
        own = median(each[3] for each in mine)
        yield Line("P7", f"our own code around one solve, {name}", milliseconds(own), milliseconds(spent),
                   f"{share:.1%}", "at most 10 %", share <= OWN)  # fmt: skip
