"""Amounts that people would name."""

from __future__ import annotations

from fractions import Fraction

import pytest

from portfolio.services.proposals.steps import nice_step


@pytest.mark.parametrize(
    ("least", "step"),
    [
        (0, 1),
        (1, 1),
        (Fraction(11, 10), 2),
        (3, 5),
        (6, 10),
        (10, 10),
        (11, 20),
        (333_333, 500_000),
        (891_667, 1_000_000),
    ],
)
def test_a_step_is_one_two_or_five_times_a_power_of_ten(least: Fraction | int, step: int) -> None:
    assert nice_step(least) == step
