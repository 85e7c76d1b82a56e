"""Rank order centroids against the published table, and as the centre that they are."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest

import optimizer
from optimizer.weights.ranking import centroid, rank_order

# Barron & Barrett, Decision quality using ranked attribute weights, Management Science 42(11), 1996: four decimals.
TABLE = {
    2: [0.7500, 0.2500],
    3: [0.6111, 0.2778, 0.1111],
    4: [0.5208, 0.2708, 0.1458, 0.0625],
    5: [0.4567, 0.2567, 0.1567, 0.0900, 0.0400],
    6: [0.4083, 0.2417, 0.1583, 0.1028, 0.0611, 0.0278],
    7: [0.3704, 0.2276, 0.1561, 0.1085, 0.0728, 0.0442, 0.0204],
    8: [0.3397, 0.2147, 0.1522, 0.1106, 0.0793, 0.0543, 0.0335, 0.0156],
}


@pytest.mark.parametrize("n", TABLE)
def test_the_published_table_is_reproduced(n: int) -> None:
    weights = rank_order([f"c{place}" for place in range(n)]).weights
    assert [round(float(weight), 4) for weight in weights.values()] == TABLE[n]
    assert sum(weights.values()) == 1


def test_the_weights_are_the_mean_of_the_corners_of_their_set() -> None:
    """The corners of w1 >= w2 >= w3 >= 0 with sum 1 are (1,0,0), (1/2,1/2,0), (1/3,1/3,1/3)."""
    corners = [[Fraction(place < k, k) for place in range(3)] for k in (1, 2, 3)]
    mean = [sum(column, Fraction(0)) / 3 for column in zip(*corners, strict=True)]
    assert list(rank_order(["x", "y", "z"]).weights.values()) == mean


def test_names_whose_order_is_unknown_get_the_mean_over_all_their_orders() -> None:
    orders = [("a", *middle, "d") for middle in permutations(("b", "c"))]
    mean = {name: sum(rank_order(order).weights[name] for order in orders) / len(orders) for name in "abcd"}
    assert rank_order(["a", {"b", "c"}, "d"]).weights == mean


def test_what_is_not_ranked_weighs_nothing_and_changes_nothing() -> None:
    problem = optimizer.read_problem({"criteria": {"a": 1, "b": 1, "unranked": 1}, "initiatives": []})
    weights = problem.reweighted(rank_order(["b", "a"]).weights).weights
    assert weights == {"a": Fraction(1, 4), "b": Fraction(3, 4), "unranked": 0}


def test_the_only_one_has_all() -> None:
    assert centroid(1, 1) == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ([], "ranking: must list at least one name"),
        ("abc", "ranking: must list at least one name"),
        (["a", "b", "a"], "ranking[2]: 'a' stands at ranking[0] already"),
        (["a", []], "ranking[1]: is empty"),
        (["a", ("b", "b")], "ranking[1]: 'b' stands at ranking[1] already"),
    ],
)
def test_a_wrong_ranking_is_named_with_its_cure(wrong: list[str], told: str) -> None:
    with pytest.raises(optimizer.ProblemFaults) as raised:
        rank_order(wrong)
    assert told in str(raised.value)
