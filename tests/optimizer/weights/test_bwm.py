"""The best-worst method against its published examples and an optimum by hand."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import optimizer
from optimizer.numbers import Number
from optimizer.weights.bwm import BestWorstWeights, best_worst
from tests.laws import law

CAR = {"quality": 2, "price": 1, "comfort": 4, "safety": 2, "style": 8}


def car(safety: int = 2, safety_over_style: int = 4) -> BestWorstWeights:
    """Rezaei, Best-worst multi-criteria decision-making method, Omega 53, 2015: buying a car."""
    over_style = {"quality": 4, "price": 8, "comfort": 2, "safety": safety_over_style, "style": 1}
    return best_worst("price", "style", {**CAR, "safety": safety}, over_style)


def test_the_car_of_the_first_paper_agrees_throughout() -> None:
    found = car()
    published = {"quality": 0.2105, "price": 0.4211, "comfort": 0.1053, "safety": 0.2105, "style": 0.0526}
    assert {name: round(float(weight), 4) for name, weight in found.weights.items()} == published
    assert found.xi == pytest.approx(0, abs=1e-9)
    assert (found.input_ratio, found.worst_link) == (0, None)


def test_a_car_whose_answers_do_not_agree_has_the_weights_of_another_implementation() -> None:
    """Expected weights from the tests of the R package BWM (jakub-tomczak), which solves the same model with GLPK."""
    expected = {"quality": 0.2295082, "price": 0.44808743, "comfort": 0.1147541, "safety": 0.15300546}
    found = car(3, 3)
    assert {name: float(found.weights[name]) for name in expected} == pytest.approx(expected, abs=1e-7)
    assert found.worst_link == "safety"


def test_the_mode_of_transport_of_the_second_paper_has_its_optimum() -> None:
    """Rezaei, Omega 64, 2016: load flexibility, accessibility, cost; answers (8, 2, 1) and (1, 5, 8).

    By hand: at w = (2, 9, 17) / 28 all three deviations, 17 - 8 x 2, 17 - 2 x 9 and 9 - 5 x 2, are 1 / 28 in size.
    """
    found = best_worst("cost", "flexibility", {"flexibility": 8, "accessibility": 2}, {"accessibility": 5})
    expected = {"flexibility": 2 / 28, "accessibility": 9 / 28, "cost": 17 / 28}
    assert {name: float(weight) for name, weight in found.weights.items()} == pytest.approx(expected)
    assert found.xi == pytest.approx(1 / 28)
    # |2 x 5 - 8| / (64 - 8)
    assert found.input_ratio == pytest.approx(2 / 56)
    assert (found.worst_link, found.consistent) == ("accessibility", 8)
    assert "look again at 'accessibility': its two answers should multiply to 8" in str(found)


weights = st.lists(st.integers(1, 9), min_size=1, max_size=5)


@given(weights)
@law(25)
def test_answers_that_come_from_weights_give_these_weights_back(ratios: list[int]) -> None:
    of = {"worst": 1, **{f"c{at}": ratio for at, ratio in enumerate(ratios)}, "best": 9}
    found = best_worst("best", "worst", {name: 9 / n for name, n in of.items()}, dict(of))
    total = sum(of.values())
    assert {name: float(w) for name, w in found.weights.items()} == pytest.approx(
        {name: n / total for name, n in of.items()}, abs=1e-6
    )
    assert found.xi == pytest.approx(0, abs=1e-6)


answers = st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8)), min_size=1, max_size=4)


@given(answers)
@law(25)
def test_no_deviation_is_larger_than_xi_and_one_is_as_large(given: list[tuple[int, int]]) -> None:
    above = {"b": 1, "w": 8, **{f"c{at}": pair[0] for at, pair in enumerate(given)}}
    below = {"b": 8, "w": 1, **{f"c{at}": pair[1] for at, pair in enumerate(given)}}
    found = best_worst("b", "w", above, below)
    w = {name: float(weight) for name, weight in found.weights.items()}
    misses = [abs(w["b"] - above[name] * w[name]) for name in w] + [abs(w[name] - below[name] * w["w"]) for name in w]
    assert max(misses) == pytest.approx(found.xi, abs=1e-9)
    assert sum(found.weights.values()) == 1


def test_one_criterion_has_all_the_weight() -> None:
    assert best_worst("a", "a", {}, {}).weights == {"a": 1}


@pytest.mark.parametrize(
    ("above", "below", "told"),
    [
        ({"w": 8}, {"c": 2}, 'best_to_others["c"]: is missing'),
        ({"w": 8, "c": 2}, {}, 'others_to_worst["c"]: is missing'),
        ({"w": 8, "c": 0.5}, {"c": 2}, 'best_to_others["c"]: is 0.5; must be from 1 (equal) to 9'),
        ({"w": 8, "c": 2}, {"c": 9}, 'others_to_worst["c"]: is 9, more than best over worst, 8'),
        ({"w": 8, "c": 2}, {"c": 2, "b": 7}, 'others_to_worst["b"]: is 7, but best_to_others["w"] is 8'),
        ({"w": 8, "b": 2}, {}, 'best_to_others["b"]: is compared with itself; must be 1'),
        ({"c": 2}, {"c": 2}, 'best_to_others["w"]: is missing'),
    ],
)
def test_a_wrong_answer_is_named_with_its_cure(above: dict[str, Number], below: dict[str, Number], told: str) -> None:
    with pytest.raises(optimizer.ProblemFaults) as raised:
        best_worst("b", "w", above, below)
    assert told in str(raised.value)


def test_best_and_worst_are_two() -> None:
    with pytest.raises(optimizer.ProblemFaults, match="name two different criteria"):
        best_worst("a", "a", {"b": 2}, {"b": 2})


def test_answers_that_agree_say_so_and_are_plain_data_too() -> None:
    assert str(car()).endswith("the answers agree")
    told = json.loads(json.dumps(car(3, 3).to_dict()))
    assert (told["best"], told["worst_link"], told["consistent"]) == ("price", "safety", 8)
