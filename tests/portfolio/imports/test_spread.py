"""A total that is spread by shares loses and gains nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.imports.choices import Share
from portfolio.imports.spread import split, spread_total

POINTS = st.lists(st.decimals(0, 1000, places=3), min_size=1, max_size=12).filter(lambda p: sum(p) > 0)


@given(st.integers(-(10**15), 10**15), POINTS)
def test_the_parts_sum_to_the_total_exactly(total: int, points: list[Decimal]) -> None:
    assert sum(split(total, points)) == total


@given(st.integers(-(10**15), 10**15), POINTS)
def test_no_part_is_a_whole_unit_away_from_its_share(total: int, points: list[Decimal]) -> None:
    whole = sum(points)
    assert all(abs(part - total * p / whole) < 1 for part, p in zip(split(total, points), points, strict=True))


def test_what_is_left_over_goes_to_the_largest_remainder() -> None:
    assert split(100, [Decimal(1)] * 3) == [34, 33, 33]
    assert split(-100, [Decimal(1)] * 3) == [-34, -33, -33]


def test_shares_that_say_nothing_are_refused() -> None:
    for points in ([Decimal(0)], [Decimal(1), Decimal(-1)]):
        with pytest.raises(ValueError, match="shares"):
            split(10, points)


def test_a_share_of_zero_gets_no_line_at_all() -> None:
    shares = [Share("capex", 2027, Decimal(60)), Share("opex", 2028, Decimal(40)), Share("opex", 2029, Decimal(0))]
    assert spread_total(1001, shares) == {("capex", 2027): 601, ("opex", 2028): 400}
