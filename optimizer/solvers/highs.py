"""HiGHS in process: one handle keeps one model; each ask changes what differs, solves, and puts it back."""

from __future__ import annotations

import atexit
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from math import inf
from threading import Event, Lock
from typing import Any
from weakref import WeakSet

import highspy
import numpy as np

from optimizer.exact.evaluation import Source
from optimizer.modelling.scaling import Floats, Scaled, ScaledRow
from optimizer.solvers.asking import Ask, Outcome, Reply, SolverFailed

NAME = f"HiGHS {version('highspy')}"
FEASIBLE = 2
RESTARTED_FROM = 200
"""Columns from which HiGHS may begin its search anew (measured: below, a proof takes half as long without that)."""
STATUS: Any = highspy.HighsModelStatus
STOPPED = {
    STATUS.kTimeLimit, STATUS.kInterrupt, STATUS.kHighsInterrupt, STATUS.kSolutionLimit, STATUS.kIterationLimit,
    STATUS.kObjectiveTarget,
}  # fmt: skip

SUB_PROBLEMS = ("rins", "rens", "root_reduced_cost")


_ending = Event()
_all: WeakSet[Kept] = WeakSet()
PATIENCE = 5.0
"""Seconds for a search to notice that the program ends."""


@atexit.register
def _end() -> None:
    """No search may outlive the interpreter: a thread that comes back to it then brings the process down (measured)."""
    _ending.set()
    for kept in list(_all):
        kept.hold(PATIENCE)


class Kept:
    """One model, or its linear relaxation, in one HiGHS handle. Calls from several threads wait for each other.

    A relaxation starts each ask from the basis of the one before, a whole model from scratch (measured: faster).

    `short` is for many quick questions about few options: HiGHS then spares itself the heuristics that solve problems
    of their own (measured: 0.7 of the time for all explanations of 15 to 40 options, three times the time at 150).

    The handle minimises, so costs change sign on the way in and bounds on the way out.
    """

    def __init__(
        self, scaled: Scaled, sources: Iterable[Source | None], *, relaxed: bool = False, short: bool = False
    ) -> None:
        self._lock, self._stop = Lock(), Event()
        self._asked: Event | None = None
        self._scaled, self._sources = scaled, list(sources)
        self._rows = list(scaled.rows)
        self._relaxed = relaxed
        self._highs = highs = _new_handle()
        _all.add(self)
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("mip_allow_restart", len(scaled.cost) >= RESTARTED_FROM)
        for heuristic in SUB_PROBLEMS if short else ():
            highs.setOptionValue(f"mip_heuristic_run_{heuristic}", False)
        highs.cbMipInterrupt += self._interrupt
        highs.passModel(_model(scaled, relaxed=relaxed))

    def _interrupt(self, event: Any) -> None:
        """Says no as well as yes: what was said last stays, and would end every run after a stopped one."""
        given_up = self._asked is not None and self._asked.is_set()
        event.interrupt(self._stop.is_set() or given_up or _ending.is_set())

    def stop(self) -> None:
        """Ends the ask under way as its time limit would; the handle stays usable."""
        self._stop.set()

    def hold(self, seconds: float) -> None:
        """Waits for the ask under way and lets no other one begin."""
        self._lock.acquire(timeout=seconds)

    def add_cut(self, row: ScaledRow, source: Source | None) -> None:
        """A row for good, lifted only together with its source."""
        with self._lock:
            self._append(row)
            self._rows.append(row)
            self._sources.append(source)

    def _append(self, row: ScaledRow) -> None:
        self._highs.addRow(row.lower, row.upper, len(row.columns), row.columns, row.coefficients)

    def solve(self, ask: Ask) -> Reply:
        """Raises SolverFailed when HiGHS ends without an answer, or the program ends."""
        if _ending.is_set():
            raise SolverFailed("the program ends")
        with self._lock, self._changed(ask):
            self._stop.clear()
            self._asked = ask.stop
            self._highs.run()
            return self._reply()

    @contextmanager
    def _changed(self, ask: Ask) -> Iterator[None]:
        """The model as the ask wants it, and afterwards as it was."""
        highs = self._highs
        if not self._relaxed:
            highs.clearSolver()
        columns = np.arange(len(ask.cost), dtype=np.int32)
        highs.changeColsCost(len(columns), columns, -ask.cost)
        highs.changeObjectiveOffset(-ask.offset)
        highs.setOptionValue("mip_rel_gap", ask.gap)
        highs.setOptionValue("mip_abs_gap", ask.small)
        highs.setOptionValue("objective_target", -ask.enough)
        spent = highs.getRunTime() if self._relaxed else 0.0  # clearing starts the clock of a whole model anew
        highs.setOptionValue("time_limit", spent + max(ask.seconds, 0.0))
        lifted = [at for at, source in enumerate(self._sources) if source in ask.without] if ask.without else []
        self._bound_columns(
            list(ask.bounds), [low for low, _ in ask.bounds.values()], [up for _, up in ask.bounds.values()]
        )
        for at in lifted:
            highs.changeRowBounds(at, -inf, inf)
        for row in ask.rows:
            self._append(row)
        if ask.start is not None and not self._relaxed:
            self._start(ask.start)
        try:
            yield
        finally:
            self._put_back(ask, lifted)

    def _put_back(self, ask: Ask, lifted: list[int]) -> None:
        if ask.rows:
            first = len(self._rows)
            last = np.arange(first, first + len(ask.rows), dtype=np.int32)
            self._highs.deleteRows(len(last), last)
        for at in lifted:
            self._highs.changeRowBounds(at, self._rows[at].lower, self._rows[at].upper)
        changed = list(ask.bounds)
        self._bound_columns(changed, self._scaled.lower[changed], self._scaled.upper[changed])

    def _bound_columns(self, columns: list[int], lower: Any, upper: Any) -> None:
        if columns:
            self._highs.changeColsBounds(len(columns), np.array(columns, np.int32), np.array(lower), np.array(upper))

    def _start(self, ones: tuple[int, ...]) -> None:
        start = np.zeros(len(self._scaled.cost))
        start[list(ones)] = 1.0
        integer = np.flatnonzero(self._scaled.integer).astype(np.int32)
        self._highs.setSolution(len(integer), integer, start[integer])

    def _reply(self) -> Reply:
        highs, status = self._highs, self._highs.getModelStatus()
        if status in (STATUS.kInfeasible, STATUS.kUnboundedOrInfeasible):
            return Reply(Outcome.INFEASIBLE, None, -inf, NAME)
        if status != STATUS.kOptimal and status not in STOPPED:
            raise SolverFailed(f"HiGHS ended with {highs.modelStatusToString(status)!r}")
        info = highs.getInfo()
        found = info.primal_solution_status == FEASIBLE
        solution = highs.getSolution()
        values = np.array(solution.col_value) if found else None
        outcome = Outcome.PROVEN if status == STATUS.kOptimal else Outcome.STOPPED
        if not self._relaxed:
            return Reply(outcome, values, -info.mip_dual_bound, NAME)
        if outcome is Outcome.STOPPED:
            return Reply(outcome, None, inf, NAME)
        return Reply(outcome, values, -info.objective_function_value, NAME, np.abs(np.array(solution.col_dual)))


def _new_handle() -> Any:
    """An untyped library: what it hands out is Any from here on."""
    make: Any = highspy.Highs
    return make()


def _model(scaled: Scaled, *, relaxed: bool) -> highspy.HighsLp:
    """The arrays as HiGHS takes them over in one piece, rows first."""
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(scaled.cost), len(scaled.rows)
    model.col_cost_, model.col_lower_, model.col_upper_ = -scaled.cost, scaled.lower, scaled.upper
    model.row_lower_ = np.array([row.lower for row in scaled.rows])
    model.row_upper_ = np.array([row.upper for row in scaled.rows])
    whole, any = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    if not relaxed:
        model.integrality_ = [whole if integer else any for integer in scaled.integer]
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.num_col_, matrix.num_row_ = model.num_col_, model.num_row_
    matrix.start_ = np.concatenate([[0], np.cumsum([len(row.columns) for row in scaled.rows])]).astype(np.int32)
    matrix.index_ = _joined([row.columns for row in scaled.rows]).astype(np.int32)
    matrix.value_ = _joined([row.coefficients for row in scaled.rows]).astype(np.float64)
    return model


def _joined(arrays: list[Any]) -> Floats:
    return np.concatenate(arrays) if arrays else np.zeros(0)
