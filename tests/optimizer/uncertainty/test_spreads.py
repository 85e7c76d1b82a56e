"""Spreads against the closed forms of their distributions."""

from __future__ import annotations

from math import exp, log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import optimizer
from optimizer.uncertainty.spreads import Percentiles, Spread, ThreePoint

# The midpoints of many equal slices of probability: means over them are integrals.
SLICES = (np.arange(200_000) + 0.5) / 200_000


def test_three_points_have_the_moments_of_the_triangular_distribution() -> None:
    """mean 130 / 3; variance (100 + 900 + 8100 - 300 - 900 - 2700) / 18 by hand."""
    spread = ThreePoint(10, 30, 90)
    drawn = spread.quantile(SLICES)
    assert spread.mean == pytest.approx(130 / 3)
    assert spread.variance == pytest.approx(5200 / 18)
    assert drawn.mean() == pytest.approx(spread.mean, rel=1e-6)
    assert drawn.var() == pytest.approx(spread.variance, rel=1e-5)


def test_the_likely_point_parts_the_area_by_the_distances() -> None:
    """F(30) = 20 / 80 for 10, 30, 90; and 1 - F(x) = (90 - x)^2 / (80 x 60) is a quarter at 90 - sqrt(1200)."""
    found = ThreePoint(10, 30, 90).quantile(np.array([0.25, 0.75]))
    assert found == pytest.approx([30, 90 - sqrt(1200)])


def test_a_lognormal_has_its_percentiles_and_moments() -> None:
    """ln 1.5 / 0.8416 = 0.4818; mean 100 exp(0.4818^2 / 2); standard deviation mean sqrt(exp(0.4818^2) - 1)."""
    spread = Percentiles(100, 150)
    sigma = log(1.5) / 0.8416212335729143
    drawn = spread.quantile(SLICES)
    assert spread.quantile(np.array([0.5, 0.8])) == pytest.approx([100, 150])
    assert spread.mean == pytest.approx(100 * exp(sigma * sigma / 2))
    assert spread.deviation == pytest.approx(spread.mean * sqrt(exp(sigma * sigma) - 1))
    assert drawn.mean() == pytest.approx(spread.mean, rel=1e-4)
    assert drawn.std() == pytest.approx(spread.deviation, rel=1e-3)


def test_an_amount_without_spread_is_itself() -> None:
    for spread in (ThreePoint(7, 7, 7), Percentiles(7, 7)):
        assert set(spread.quantile(SLICES[:100])) == {7}
        assert spread.mean == 7


numbers = st.floats(0.01, 1e6)
points = st.lists(numbers, min_size=3, max_size=3).map(sorted).map(lambda x: ThreePoint(*x))
percentiles = st.tuples(numbers, st.floats(1, 5)).map(lambda pair: Percentiles(pair[0], pair[0] * pair[1]))


@given(st.one_of(points, percentiles), st.lists(st.floats(1e-9, 1 - 1e-9), min_size=2, max_size=9))
def test_quantiles_never_fall(spread: Spread, chances: list[float]) -> None:
    found = spread.quantile(np.array(sorted(chances)))
    assert np.all(np.diff(found) >= -1e-9 * np.abs(found[1:]))


@given(points)
def test_three_points_are_never_left(spread: ThreePoint) -> None:
    found = spread.quantile(SLICES[::1000])
    room = 1e-9 * spread.high
    assert found.min() >= spread.low - room and found.max() <= spread.high + room


@pytest.mark.parametrize("wrong", [(3, 2, 4), (1, 5, 4), (1, 2, float("inf")), (float("nan"), 2, 3)])
def test_points_that_fall_are_refused(wrong: tuple[float, float, float]) -> None:
    with pytest.raises(optimizer.ProblemFaults, match="must be finite and not fall"):
        ThreePoint(*wrong)


@pytest.mark.parametrize("wrong", [(0, 1), (-1, 2), (3, 2), (1, float("inf"))])
def test_percentiles_out_of_order_are_refused(wrong: tuple[float, float]) -> None:
    with pytest.raises(optimizer.ProblemFaults, match="P80 at least P50"):
        Percentiles(*wrong)
