"""Random numbers that anybody can draw again."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtri

from optimizer.uncertainty.drawing import Dice, Stream

PINNED = [0.8703760499611464, 0.06280888858002082, 0.5868930125997203]


def test_the_first_numbers_of_a_seed_are_these_for_ever() -> None:
    """Pinned: other numbers here mean that no earlier result can be drawn again."""
    assert Stream(2027, "initiative erp", 3).draw(1)[0] == pytest.approx(PINNED, abs=1e-15)


def test_rows_are_the_same_however_many_are_asked_for_at_once() -> None:
    at_once, in_parts = Stream(1, "a", 3).draw(10), Stream(1, "a", 3)
    assert np.array_equal(at_once, np.vstack([in_parts.draw(4), in_parts.draw(6)]))


def test_other_seeds_and_other_names_draw_other_numbers() -> None:
    drawn = [Stream(seed, name, 1).draw(50) for seed in (0, 1) for name in ("a", "b")]
    assert len({tuple(rows[:, 0]) for rows in drawn}) == 4


def test_no_number_is_0_or_1() -> None:
    drawn = Stream(3, "a", 1).draw(100_000)
    assert drawn.min() > 0 and drawn.max() < 1
    assert drawn.mean() == pytest.approx(0.5, abs=4 / np.sqrt(12 * 100_000))


def test_an_initiative_keeps_its_fate_whoever_else_is_there() -> None:
    alone, among = (Dice(5, names, 0.4, 0.2).roll(100)["b"] for names in (("b",), ("a", "b", "c")))
    assert np.array_equal(alone.cost, among.cost) and np.array_equal(alone.luck, among.luck)


@pytest.mark.parametrize("shock", [0.0, 0.3, 0.9])
def test_the_shock_is_the_correlation_of_any_two(shock: float) -> None:
    count = 20_000
    fates = Dice(7, ("a", "b"), shock, 0.0).roll(count)
    found = np.corrcoef(ndtri(fates["a"].cost), ndtri(fates["b"].cost))[0, 1]
    assert found == pytest.approx(shock, abs=4 * (1 - shock * shock) / np.sqrt(count))
    assert np.corrcoef(fates["a"].benefit, fates["b"].benefit)[0, 1] == pytest.approx(0, abs=4 / np.sqrt(count))
    assert np.corrcoef(fates["a"].cost, fates["a"].benefit)[0, 1] == pytest.approx(0, abs=4 / np.sqrt(count))


def test_a_full_shock_strikes_all_alike() -> None:
    fates = Dice(7, ("a", "b"), 1.0, 1.0).roll(100)
    assert np.array_equal(fates["a"].cost, fates["b"].cost)
    assert not np.array_equal(fates["a"].luck, fates["b"].luck)


@pytest.mark.parametrize("shock", [0.2, 0.7])
def test_a_shock_leaves_each_one_as_likely_as_before(shock: float) -> None:
    drawn = Dice(11, ("a",), shock, 0.0).roll(20_000)["a"].cost
    assert np.quantile(drawn, [0.2, 0.5, 0.8]) == pytest.approx([0.2, 0.5, 0.8], abs=0.015)
