"""The measurement compares like with like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from optimizer.problem import Problem
from optimizer.solving.best import solve
from optimizer.status import Status
from tools.bench import lines
from tools.bench_baseline import plain_cbc
from tools.bench_page import page
from tools.bench_rounds import hard, realistic, slid
from tools.bench_slider import Path
from tools.bench_table import QUICK


def test_both_sides_of_the_measurement_find_the_same_value() -> None:
    problem = realistic(20)
    answer = solve(problem)
    assert answer.value == pytest.approx(plain_cbc(problem, 1e-9, 20.0), abs=1e-6)
    assert answer.selected


def test_a_made_up_round_is_the_same_for_the_same_seed() -> None:
    assert realistic(12, seed=3) == realistic(12, seed=3) != realistic(12, seed=4)


@pytest.mark.parametrize("made", [realistic, hard])
def test_made_up_rounds_can_be_solved_and_bind(made: Callable[..., Problem]) -> None:
    problem = made(14)
    answer = solve(problem)
    assert answer.status is Status.OPTIMAL
    assert 0 < len(answer.selected) < 14


def test_a_slider_moves_one_weight_at_a_time_by_a_twentieth_at_most() -> None:
    problem = realistic(12)
    before = np.array([float(weight) for weight in problem.weights.values()])
    for weights in slid(problem, 20):
        moved = np.abs(np.array(list(weights.values())) - before)
        assert (moved > 1e-9).sum() <= 1
        assert moved.max() <= 0.05 + 1e-9
        before = np.array(list(weights.values())) / sum(weights.values())


def test_every_target_has_its_figure_and_the_page_shows_them_all() -> None:
    found = list(lines(replace(QUICK, memory=5), set()))
    assert {line.target for line in found} >= {"P1", "P3", "P4", "P5", "P6"}
    text = page(found, QUICK, 0.1, "A note.")
    assert all(line.what in text for line in found)
    assert "{" not in text
    assert all(line.what in text.split("## Not reached")[1].split("##")[0] for line in found if line.met is False)


def test_a_slider_that_is_never_certified_is_counted_as_missed() -> None:
    assert Path(gaps=[0.001, 0.02, 1.0]).missed == 2
