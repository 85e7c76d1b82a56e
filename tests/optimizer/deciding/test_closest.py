"""The exact linear programme of closest weights, against a floating-point solver that is given all rivals at once."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from optimizer.deciding.closest import Closest, Rival
from tests.laws import law

F = Fraction
SIZE = 4
numbers = st.sampled_from([F(-3), F(0), F(1, 2), F(1), F(7, 3), F(4), F(9)])
vectors = st.lists(numbers, min_size=SIZE, max_size=SIZE).map(tuple)
rivals = st.builds(Rival, st.just({}), vectors, st.sampled_from([F(0), F(0), F(-1), F(2)]))
UNITS = tuple(tuple(F(at == place) for place in range(SIZE)) for at in range(SIZE))


def share(parts: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    return tuple(part / sum(parts) for part in parts)


shares = (
    st.lists(st.sampled_from([F(0), F(1), F(2), F(5)]), min_size=SIZE, max_size=SIZE).filter(any).map(tuple).map(share)
)


def closest_by_floats(
    corners: tuple[tuple[Fraction, ...], ...], near: tuple[Fraction, ...], mine: Rival, all: list[Rival]
) -> float | None:
    """min sum(d), d >= |w - near|, w a mixture of the corners, mine worth no less than any."""
    count = len(corners)
    points = np.array(corners, dtype=float).T
    wanted = np.array(near, dtype=float)
    above = np.hstack([points, -np.eye(SIZE)])
    below = np.hstack([-points, -np.eye(SIZE)])
    gains = [[float(r.value(c) - mine.value(c)) for c in corners] + [0.0] * SIZE for r in all]
    found = linprog(
        [0.0] * count + [1.0] * SIZE,
        A_ub=np.vstack([above, below, np.array(gains).reshape(len(all), count + SIZE)]),
        b_ub=np.concatenate([wanted, -wanted, np.zeros(len(all))]),
        A_eq=[[1.0] * count + [0.0] * SIZE],
        b_eq=[1.0],
    )
    return float(found.fun) if found.status == 0 else None


@law(60)
@given(st.lists(shares, min_size=1, max_size=4) | st.just(list(UNITS)), shares, rivals, st.lists(rivals, max_size=6))
def test_taking_on_rivals_one_by_one_gives_the_same_as_all_at_once(
    corners: list[tuple[Fraction, ...]], near: tuple[Fraction, ...], mine: Rival, others: list[Rival]
) -> None:
    found, before = Closest(corners, near, mine), F(0)
    for at, rival in enumerate(others, 1):
        wanted = closest_by_floats(tuple(corners), near, mine, others[:at])
        if not found.add(rival):
            assert wanted is None
            mixture = found.mixture()
            assert sum(part for _, part in mixture) == 1 and all(part > 0 for _, part in mixture)
            assert found.margin(mixture) > 0
            return
        assert wanted == pytest.approx(float(found.distance), abs=1e-7)
        assert found.holds(found.weights())
        assert found.distance >= before
        before = found.distance


def test_weights_out_of_reach_are_met_at_the_nearest_corner() -> None:
    nothing = Rival({}, (F(0),) * SIZE, F(0))
    assert Closest([UNITS[2]], UNITS[0], nothing).distance == 2
    assert Closest(UNITS, UNITS[0], nothing).weights() == UNITS[0]
