"""Time limits: what was found is given with its bound, and never labelled optimal without proof."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import pytest

from optimizer import Problem, SolveSettings, Status, read_problem, solve
from tests.optimizer.published import dense


@pytest.fixture(scope="module")
def hard() -> Problem:
    return read_problem(dense())


@pytest.mark.parametrize("seconds", [0.02, 0.3, 1.0])
def test_a_short_run_says_what_it_knows(hard: Problem, seconds: float) -> None:
    started = perf_counter()
    result = solve(hard, SolveSettings(time_limit=seconds))
    assert perf_counter() - started < seconds + 2
    if result.status is Status.NOT_FOUND:
        assert (result.value, result.bound, result.gap) == (None, None, None)
        return
    assert result.status is Status.FEASIBLE
    assert result.value is not None and result.bound is not None and result.gap is not None
    assert result.verified
    assert result.gap == pytest.approx((result.bound - result.value) / result.bound)
    assert 1e-6 < result.gap < 1


def test_a_gap_that_was_asked_for_is_called_optimal(hard: Problem) -> None:
    result = solve(hard, SolveSettings(gap=0.05, time_limit=30))
    assert result.status is Status.OPTIMAL
    assert result.gap is not None and result.gap <= 0.05


@pytest.mark.parametrize("wrong", [{"time_limit": 0}, {"time_limit": -1.0}, {"gap": -0.1}, {"gap": 1.5}])
def test_settings_out_of_range_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        SolveSettings(**wrong)
