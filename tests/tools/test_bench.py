"""The measurement compares like with like."""

from __future__ import annotations

import pytest

from optimizer.solving.best import solve
from tools.bench_baseline import plain_cbc
from tools.bench_rounds import realistic


def test_both_sides_of_the_measurement_find_the_same_value() -> None:
    problem = realistic(20)
    answer = solve(problem)
    assert answer.value == pytest.approx(plain_cbc(problem, 1e-9, 20.0), abs=1e-6)
    assert answer.selected


def test_a_made_up_round_is_the_same_for_the_same_seed() -> None:
    assert realistic(12, seed=3) == realistic(12, seed=3) != realistic(12, seed=4)
