"""Swing weights and direct points."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import optimizer
from optimizer.exact.evaluation import Accountant
from optimizer.weights.points import direct, swing

points = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 99), min_size=1)

# Larson & Gray, Project Management: The Managerial Process: the scoring matrix of the Custom Bike Company.
CRITERIA = ("sponsor", "strategy", "urgency", "new products", "competition", "market gap")
PROJECTS = ((9, 5, 2, 0, 2, 5), (3, 7, 2, 0, 5, 1), (6, 8, 2, 3, 6, 8), (1, 0, 5, 10, 6, 9), (3, 10, 10, 1, 8, 0))


def totals(weights: tuple[int, ...]) -> list[Fraction]:
    """Value of each project in the optimiser under directly given points, times their sum as the matrix has it."""
    given = direct(dict(zip(CRITERIA, weights, strict=True)))
    initiatives = [
        {"id": str(at), "scores": dict(zip(CRITERIA, row, strict=True))} for at, row in enumerate(PROJECTS, 1)
    ]
    problem = optimizer.read_problem({"criteria": dict.fromkeys(CRITERIA, 1), "initiatives": initiatives})
    accountant = Accountant(problem.reweighted(given.weights))
    return [accountant.value({str(at): "do"}) * sum(weights) for at in range(1, 6)]


def test_the_custom_bike_matrix_is_reproduced() -> None:
    assert totals((2, 5, 4, 3, 1, 3)) == [68, 57, 99, 85, 107]


def test_a_heavier_sponsor_makes_another_custom_bike_project_the_best() -> None:
    assert totals((5, 5, 4, 3, 1, 3)) == [95, 66, 117, 88, 116]


def test_half_the_swing_is_half_the_weight() -> None:
    weights = swing({"customer": 100, "resilience": 50, "reach": 50}).weights
    assert weights == {"customer": Fraction(1, 2), "resilience": Fraction(1, 4), "reach": Fraction(1, 4)}


@given(points)
def test_a_swing_of_zero_changes_nothing(given: dict[str, int]) -> None:
    without = swing({**given, "most": 100}).weights
    assert swing({**given, "most": 100, "nothing": 0}).weights == {**without, "nothing": 0}


@given(points)
def test_weights_sum_to_exactly_one_and_keep_proportions(given: dict[str, int]) -> None:
    weights = swing({**given, "most": 100}).weights
    assert sum(weights.values()) == 1
    assert all(weights[name] * 100 == weights["most"] * number for name, number in given.items())


def test_points_may_be_decimals_and_are_taken_exactly() -> None:
    assert direct({"a": 0.1, "b": 0.2}).weights == {"a": Fraction(1, 3), "b": Fraction(2, 3)}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({}, "points: must give points to at least one name"),
        ({"a": 100, "b": -1}, 'points["b"]: is -1; give 0'),
        ({"a": 100, "b": 101}, 'points["b"]: is 101; must be at most 100'),
        ({"a": 60, "b": 90}, "give it to the swing that is worth most ('b' has 90)"),
        ({"a": 0}, "points: are all zero"),
        ({"a": "much"}, 'points["a"]: must be a number'),
        ({"a": 100, "b": float("nan")}, 'points["b"]: must be a finite number'),
    ],
)
def test_a_wrong_swing_is_named_with_its_cure(wrong: Any, told: str) -> None:
    with pytest.raises(optimizer.ProblemFaults) as raised:
        swing(wrong)
    assert told in str(raised.value)


def test_every_wrong_point_is_told_at_once() -> None:
    wrong: dict[str, Any] = {"a": -1, "b": "x", "c": 1}
    with pytest.raises(optimizer.ProblemFaults) as raised:
        direct(wrong)
    assert [fault.path for fault in raised.value.faults] == ['points["a"]', 'points["b"]']


@pytest.mark.parametrize(("second", "told"), [(50, "give out 10 more"), (70, "take 10 away")])
def test_points_that_miss_their_total_say_by_how_much(second: int, told: str) -> None:
    with pytest.raises(optimizer.ProblemFaults, match=told):
        direct({"a": 40, "b": second}, total=100)
    assert direct({"a": 40, "b": 60}, total=100).weights["a"] == Fraction(2, 5)


def test_weights_print_themselves_heaviest_first() -> None:
    assert str(swing({"a": 50, "b": 100})) == "Swing weights\n  b: 66.7 %\n  a: 33.3 %"
    assert swing({"a": 50, "b": 100}).to_dict()["weights"]["a"] == pytest.approx(1 / 3)
