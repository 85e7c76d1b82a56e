"""Sets of weights: their corners, and every fault in how they are stated."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer import ProblemFaults, read_weight_set
from tests.laws import law

NAMES = ("a", "b", "c d")


def corners(stated: dict[str, Any]) -> set[tuple[str, ...]]:
    return {tuple(map(str, corner)) for corner in read_weight_set(stated, NAMES).corners}


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({}, {("1", "0", "0"), ("0", "1", "0"), ("0", "0", "1")}),
        ({"order": ["a", "b", "c d"]}, {("1", "0", "0"), ("1/2", "1/2", "0"), ("1/3", "1/3", "1/3")}),
        ({"order": ["b", "a"]}, {("0", "1", "0"), ("1/2", "1/2", "0"), ("0", "0", "1")}),
        ({"stakeholders": {"x": {"a": 1, "b": 1}, "y": {"c d": 5}}}, {("1/2", "1/2", "0"), ("0", "0", "1")}),
        (
            {"bounds": {"a": [0.25, 0.5]}},
            {("1/4", "3/4", "0"), ("1/4", "0", "3/4"), ("1/2", "1/2", "0"), ("1/2", "0", "1/2")},
        ),
        ({"statements": ["a = 2*b", '"c d" = 0.1']}, {("3/5", "3/10", "1/10")}),
        ({"statements": ['a >= b + "c d"', "b <= 0"]}, {("1", "0", "0"), ("1/2", "0", "1/2")}),
        (
            {"stakeholders": {"x": {"a": 1}, "y": {"b": 1}}, "bounds": {"a": [0.25, 1]}},
            {("1", "0", "0"), ("1/4", "3/4", "0")},
        ),
    ],
)
def test_corners_are_exact(stated: dict[str, Any], expected: set[tuple[str, ...]]) -> None:
    assert corners(stated) == expected


@law(60)
@given(st.lists(st.sampled_from(["a >= b", "b >= 2*a", "a + b <= 0.7", "a >= 0.2", '"c d" <= a + 0.1']), max_size=4))
def test_a_linear_form_is_largest_at_a_corner_of_what_a_fine_grid_finds(statements: list[str]) -> None:
    """The hull of the corners holds every grid point that keeps all statements, and the corners keep them."""
    rules = {
        "a >= b": lambda a, b, c: a >= b, "b >= 2*a": lambda a, b, c: b >= 2 * a,
        "a + b <= 0.7": lambda a, b, c: 10 * (a + b) <= 7, "a >= 0.2": lambda a, b, c: 5 * a >= 1,
        '"c d" <= a + 0.1': lambda a, b, c: 10 * c <= 10 * a + 1,
    }  # fmt: skip
    whole = 20
    steps = [(Fraction(i, whole), Fraction(j, whole)) for i, j in product(range(whole + 1), repeat=2) if i + j <= whole]
    grid = [(a, b, 1 - a - b) for a, b in steps if all(rules[s](a, b, 1 - a - b) for s in statements)]
    if not grid:
        return
    found = read_weight_set({"statements": statements}, NAMES).corners
    assert all(rules[s](*corner) for corner in found for s in statements)
    for form in product((-1, 0, 2), repeat=3):
        best = max(sum(x * f for x, f in zip(corner, form, strict=True)) for corner in found)
        assert all(sum(x * f for x, f in zip(point, form, strict=True)) <= best for point in grid)


@pytest.mark.parametrize(
    ("stated", "fault"),
    [
        ({"x": 1}, "x: is not a known key"),
        ({"order": "a"}, "order: must be a list"),
        ({"order": ["z"]}, "order[0]: 'z' is not a criterion"),
        ({"bounds": {"z": [0, 1]}}, "bounds[\"z\"]: 'z' is not a criterion"),
        ({"bounds": {"a": [1]}}, 'bounds["a"]: must be a list of two numbers'),
        ({"bounds": {"a": [0.5, 0.1]}}, 'bounds["a"]: has its lower bound above its upper one'),
        ({"bounds": {"a": ["x", 1]}}, 'bounds["a"][0]: must be a number'),
        (
            {"bounds": {"a": [0.6, 1], "b": [0.6, 1]}},
            "no weights satisfy all of the set: loosen its order, bounds or statements",
        ),
        ({"stakeholders": {}}, "stakeholders: must not be empty"),
        ({"stakeholders": {"x": {"z": 1, "a": 1}}}, 'stakeholders["x"]["z"]: \'z\' is not a criterion'),
        ({"stakeholders": {"x": {"a": -1, "b": 2}}}, 'stakeholders["x"]["a"]: must not be negative'),
        ({"stakeholders": {"x": {"a": 0}}}, 'stakeholders["x"]: must not all weigh zero'),
        ({"statements": ["a"]}, "statements[0]: must have exactly one of >=, <= and ="),
        ({"statements": ["a >= z"]}, "statements[0]: names 'z', which is not a criterion"),
        ({"statements": ["a >= 2 b"]}, "statements[0]: has 'b' where + is expected"),
        ({"statements": ["a >= 2*"]}, "statements[0]: needs a name after *"),
        ({"statements": ["a >="]}, "statements[0]: ends where a term is expected"),
        ({"statements": ["a >= b ; c"]}, "statements[0]: cannot be read from '; c' on"),
        ({"statements": [5]}, "statements[0]: must be text"),
    ],
)
def test_what_is_no_set_of_weights_is_refused(stated: dict[str, Any], fault: str) -> None:
    with pytest.raises(ProblemFaults) as refused:
        read_weight_set(stated, NAMES)
    assert [str(found) for found in refused.value.faults] == [fault]
