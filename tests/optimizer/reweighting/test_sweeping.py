"""Many weights searched by several workers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer import Reweighter, SolveSettings, Status, read_problem, solve
from tests.laws import law
from tests.optimizer.problems import problems

EACH = [{"a": a, "b": 6 - a} for a in range(7)]


@law(15)
@given(problems(rules=3), st.floats(0.0005, 0.05))
def test_several_workers_certify_each_as_close_as_asked(data: dict[str, Any], within: float) -> None:
    problem = read_problem(data)
    with ThreadPoolExecutor(2) as executor, Reweighter(problem) as kept:
        answers = kept.propose_all(EACH, within=within, executor=executor)
    for weights, answer in zip(EACH, answers, strict=True):
        best = solve(problem, SolveSettings(weights=weights, conflicts=False))
        assert answer.certified
        assert (answer.status is Status.INFEASIBLE) == (best.status is Status.INFEASIBLE)
        if best.value is not None:
            assert answer.value is not None
            assert answer.value >= best.value - within * max(1.0, abs(best.value)) - 1e-6
            assert answer.bound == pytest.approx(max(answer.bound or 0, best.value), abs=1e-6)


def test_an_error_in_a_worker_reaches_who_asked() -> None:
    executor = ThreadPoolExecutor(1)
    executor.shutdown()
    data = {
        "criteria": {"a": 1, "b": 1},
        "resources": {"r": 3},
        "initiatives": [{"id": n, "scores": {"a": 2, "b": 1}, "uses": {"r": 2}} for n in "xy"],
    }
    with Reweighter(read_problem(data)) as kept, pytest.raises(RuntimeError, match="shutdown"):
        kept.propose_all(EACH, within=0.0, executor=executor)
