"""Error variance from scorers' spread, by hand."""

from __future__ import annotations

from typing import Any

import pytest

import optimizer
from optimizer.uncertainty.errors import error_variances

INITIATIVES = [
    {"id": "a", "options": [{"id": "do", "scores": {"x": 20, "y": 10}, "probability": 0.5}]},
    {"id": "b", "scores": {"x": 30}},
]
PROBLEM = optimizer.read_problem({"criteria": {"x": 3, "y": 1}, "initiatives": INITIATIVES})


def test_variances_add_by_squared_weight_and_squared_probability() -> None:
    """Sample variances 100 and 50: 0.25 x (9/16 x 100 + 1/16 x 50)."""
    found = error_variances(PROBLEM, {("a", "do"): {"x": [10, 20, 30], "y": [5, 15]}})
    assert found == {("a", "do"): pytest.approx(0.25 * (900 + 50) / 16)}


def test_scorers_who_err_apart_are_divided_by_their_number() -> None:
    found = error_variances(PROBLEM, {("a", "do"): {"x": [10, 20, 30], "y": [5, 15]}}, independent=True)
    assert found["a", "do"] == pytest.approx(0.25 * (9 / 16 * 100 / 3 + 1 / 16 * 50 / 2))


def test_the_status_quo_adds_its_own_spread_and_is_no_candidate() -> None:
    found = error_variances(PROBLEM, {("b", "do"): {"x": [10, 20, 30]}, ("b", "status_quo"): {"x": [0, 4]}})
    assert found == {("b", "do"): pytest.approx(9 / 16 * (100 + 8))}


def test_a_single_score_is_taken_to_be_as_uncertain_as_the_others_of_its_criterion() -> None:
    found = error_variances(PROBLEM, {("a", "do"): {"x": [10, 20, 30]}, ("b", "do"): {"x": [30]}})
    assert found["b", "do"] == pytest.approx(9 / 16 * 100)
    assert error_variances(PROBLEM, {("b", "do"): {"x": [30]}}) == {("b", "do"): 0}


def test_a_criterion_of_weight_zero_changes_nothing() -> None:
    problem = optimizer.read_problem({"criteria": {"x": 3, "y": 1, "z": 0}, "initiatives": INITIATIVES})
    sheet = {"x": [10, 20, 30], "y": [5, 15]}
    with_it = error_variances(problem, {("a", "do"): {**sheet, "z": [0, 100]}})
    assert with_it == error_variances(PROBLEM, {("a", "do"): sheet})


@pytest.mark.parametrize(
    ("scores", "told"),
    [
        ({("q", "do"): {}}, 'scores["q", "do"]: \'q\' is not an initiative'),
        ({("a", "half"): {}}, "'half' is not an option of 'a'"),
        ({("a", "do"): {"w": [1]}}, 'scores["a", "do"]["w"]: is not a criterion'),
        ({("a", "do"): {"x": []}}, 'scores["a", "do"]["x"]: holds no score'),
        ({("a", "do"): {"x": [1, "2"]}}, 'scores["a", "do"]["x"]: must be a number'),
    ],
)
def test_wrong_sheets_are_named(scores: Any, told: str) -> None:
    with pytest.raises(optimizer.ProblemFaults) as raised:
        error_variances(PROBLEM, scores)
    assert told in str(raised.value)
