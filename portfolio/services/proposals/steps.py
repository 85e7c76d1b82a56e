"""Amounts that people would name: 1, 2 or 5 times a power of ten."""

from __future__ import annotations

from fractions import Fraction

NICE = (1, 2, 5, 10)


def nice_step(least: Fraction | int) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50 … that is at least `least`; 1 for anything smaller."""
    power = 1
    while power * 10 < least:
        power *= 10
    return next((power * n for n in NICE if power * n >= least), power * 10)
