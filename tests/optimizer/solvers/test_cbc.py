"""CBC through PuLP gives the answers that HiGHS gives, and says honestly what it has not proven."""

from __future__ import annotations

import subprocess
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from optimizer import read_problem
from optimizer.modelling.building import build
from optimizer.modelling.scaling import scale
from optimizer.solvers import cbc
from optimizer.solvers.asking import Ask, Outcome
from optimizer.solvers.cbc import Cbc
from optimizer.solvers.choosing import solver_for
from optimizer.solvers.highs import Kept
from tests.laws import law
from tests.optimizer.problems import problems
from tests.optimizer.published import SINGLE, problem


@law(25)
@given(problems())
def test_cbc_and_highs_agree(data: dict[str, Any]) -> None:
    model = build(read_problem(data))
    scaled, sources = scale(model), [row.source for row in model.rows]
    ask = Ask(scaled.cost, float(model.offset * scaled.scale))
    one, two = Kept(scaled, sources).solve(ask), Cbc(scaled, sources).solve(ask)
    assert one.outcome is two.outcome
    if one.values is not None and two.values is not None:
        assert one.values @ ask.cost == pytest.approx(two.values @ ask.cost, abs=1e-6)


def test_a_run_that_was_stopped_is_not_called_proven() -> None:
    """PuLP calls it "Optimal"; a hundred items under five dense limits are not proven in a hundredth of a second."""
    random = np.random.default_rng(7)
    uses = random.integers(1, 1000, (10, 150)).tolist()
    values = [
        sum(column) / 5 + extra
        for column, extra in zip(zip(*uses, strict=True), random.integers(1, 500, 150), strict=True)
    ]
    data = problem([sum(row) // 2 for row in uses], list(map(float, values)), uses)
    model = build(read_problem(data))
    scaled = scale(model)
    reply = Cbc(scaled, [row.source for row in model.rows]).solve(Ask(scaled.cost, seconds=0.5))
    assert reply.outcome is Outcome.STOPPED
    assert reply.bound == float("inf")


def test_without_highs_cbc_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "optimizer.solvers.racing", None)
    _source, limits, scores, uses, optimum = SINGLE["petersen-1"]
    model = build(read_problem(problem(limits, scores, uses)))
    scaled = scale(model)
    solver = solver_for(scaled, [row.source for row in model.rows])
    reply = solver.solve(Ask(scaled.cost))
    assert isinstance(solver, Cbc)
    assert reply.values is not None
    assert reply.values @ scaled.cost == pytest.approx(optimum * float(scaled.scale))


def test_no_search_goes_on_when_the_program_has_ended() -> None:
    process = subprocess.Popen(["sleep", "60"])
    cbc._running.add(process)
    try:
        cbc._end()
        assert process.wait(10) < 0
    finally:
        cbc._running.discard(process)
