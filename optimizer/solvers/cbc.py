"""CBC through PuLP: the same model and asks as HiGHS, built anew each time because CBC is a process of its own."""

from __future__ import annotations

import atexit
import subprocess
import tempfile
from collections.abc import Iterable
from math import inf, isfinite
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pulp

from optimizer.exact.evaluation import Source
from optimizer.modelling.scaling import Scaled, ScaledRow
from optimizer.solvers.asking import Ask, Outcome, Reply, SolverFailed

PATH: str | None = getattr(pulp.PULP_CBC_CMD, "pulp_cbc_path", None)
"""The program that PuLP 3 brings along; None looks for one that is installed."""
PROOF = 1e-6
NAME = f"CBC 2.10.3 (PuLP {pulp.VERSION})"

_running: set[subprocess.Popen[bytes]] = set()


@atexit.register
def _end() -> None:
    """A search must not go on alone when the program that asked has ended."""
    for process in list(_running):
        process.kill()


class _Stoppable(pulp.COIN_CMD):  # type: ignore[misc, name-defined, unused-ignore]  # PuLP has no types
    """PuLP's CBC, but ended as soon as `stop` is set. PuLP writes the model and reads the solution."""

    def __init__(self, stop: Event, folder: str, **options: Any) -> None:
        super().__init__(path=PATH, msg=False, **options)
        self.stop, self.folder = stop, Path(folder)

    def solve_CBC(self, lp: pulp.LpProblem, use_mps: bool = True) -> int:  # noqa: N802 - PuLP's name
        model, solution, start = (str(self.folder / name) for name in ("model.mps", "found.sol", "start.mst"))
        columns, names, rows, _ = lp.writeMPS(model, rename=1)
        words = [self.path, model, "-max"]
        if self.optionsDict.get("warmStart"):
            self.writesol(start, lp, columns, names, rows)
            words += ["-mips", start]
        if self.timeLimit is not None:
            words += ["-sec", str(self.timeLimit)]
        options = [word for option in self.getOptions() for word in f"-{option}".split()]
        if not self._run([*words, *options, "-solve", "-printingOptions", "all", "-solution", solution]):
            lp.assignStatus(pulp.LpStatusNotSolved, pulp.LpSolutionNoSolutionFound)
            return int(pulp.LpStatusNotSolved)
        status, values, _, _, _, found = self.readsol_MPS(solution, lp, columns, names, rows)
        lp.assignVarsVals(values)
        lp.assignStatus(status, found)
        return int(status)

    def _run(self, words: list[str]) -> bool:
        """False when it was stopped. Raises SolverFailed when it broke down."""
        quiet = subprocess.DEVNULL
        with subprocess.Popen(words, stdout=quiet, stderr=quiet, stdin=quiet) as process:  # noqa: S603 - our own words
            _running.add(process)
            try:
                return self._watched(process)
            finally:
                process.kill()
                _running.discard(process)

    def _watched(self, process: subprocess.Popen[bytes]) -> bool:
        while not self.stop.is_set():
            try:
                if process.wait(0.01) != 0:
                    raise SolverFailed(f"CBC ended with status {process.returncode}")
                return True
            except subprocess.TimeoutExpired:
                continue
        return False


class Cbc:
    """A model for CBC. It keeps no state between asks but the rows, and may be asked from several threads."""

    def __init__(self, scaled: Scaled, sources: Iterable[Source | None]) -> None:
        self._scaled, self._rows = scaled, list(zip(scaled.rows, sources, strict=True))

    @staticmethod
    def available() -> bool:
        return bool(pulp.COIN_CMD(path=PATH, msg=False).available())

    def add_cut(self, row: ScaledRow, source: Source | None) -> None:
        self._rows.append((row, source))

    def solve(self, ask: Ask, stop: Event | None = None) -> Reply:
        """A stopped run gives no bound: CBC tells it nowhere that PuLP reads. Raises SolverFailed."""
        problem, columns = self._problem(ask)
        fine = _fine(ask.gap)
        with tempfile.TemporaryDirectory() as folder:
            solver = _Stoppable(
                stop or ask.stop or Event(), folder, gapRel=fine, gapAbs=ask.small * fine / ask.gap,
                warmStart=ask.start is not None,
                timeLimit=None if ask.seconds == inf else max(ask.seconds, 0.01), timeMode="elapsed",
            )  # fmt: skip
            problem.solve(solver)
        return self._reply(problem, columns, ask)

    def _problem(self, ask: Ask) -> tuple[pulp.LpProblem, list[pulp.LpVariable]]:
        problem = pulp.LpProblem("portfolio", pulp.LpMaximize)
        columns = [self._column(problem, at, ask) for at in range(len(ask.cost))]
        terms = [(columns[at], float(ask.cost[at])) for at in np.flatnonzero(ask.cost)]
        problem += pulp.LpAffineExpression(terms)
        kept = [row for row, source in self._rows if source is None or source not in ask.without]
        for row in (*kept, *ask.rows):
            _add(problem, row, columns)
        return problem, columns

    def _column(self, problem: pulp.LpProblem, at: int, ask: Ask) -> pulp.LpVariable:
        lower, upper = ask.bounds.get(at, (float(self._scaled.lower[at]), float(self._scaled.upper[at])))
        whole = bool(self._scaled.integer[at])
        column = problem.add_variable(
            f"x{at}", lower, upper if isfinite(upper) else None, pulp.LpInteger if whole else pulp.LpContinuous
        )
        if ask.start is not None and whole:
            column.setInitialValue(1 if at in ask.start else 0, check=False)
        return column

    def _reply(self, problem: pulp.LpProblem, columns: list[pulp.LpVariable], ask: Ask) -> Reply:
        """PuLP calls a stopped run that found something "Optimal"; only the solution's status tells them apart."""
        if problem.sol_status == pulp.LpSolutionInfeasible:
            return Reply(Outcome.INFEASIBLE, None, -inf, NAME)
        if problem.sol_status not in (pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible):
            return Reply(Outcome.STOPPED, None, inf, NAME)
        values = np.array([0.0 if column.varValue is None else column.varValue for column in columns])
        if problem.sol_status != pulp.LpSolutionOptimal:
            return Reply(Outcome.STOPPED, values, inf, NAME)
        value = float(values @ ask.cost) + ask.offset
        left = 0.0 if _fine(ask.gap) < ask.gap else max(ask.gap * abs(value), ask.small)
        return Reply(Outcome.PROVEN, values, value + left, NAME)


def _fine(gap: float) -> float:
    """CBC does not tell its bound, so where a proof is asked for it goes on until nothing worth telling is left."""
    return 1e-9 if gap <= PROOF else gap


def _add(problem: pulp.LpProblem, row: ScaledRow, columns: list[pulp.LpVariable]) -> None:
    terms = [(columns[at], float(coefficient)) for at, coefficient in zip(row.columns, row.coefficients, strict=True)]
    expression = pulp.LpAffineExpression(terms)
    if row.lower == row.upper:
        problem += expression == row.lower
        return
    if isfinite(row.lower):
        problem += expression >= row.lower
    if isfinite(row.upper):
        problem += expression <= row.upper
