"""Which part of a claim counts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.domain.scoring import supported_score, weight_shares

scores = st.decimals(-100, 100, places=2)
strengths = st.decimals(0, 1, places=2)


@given(scores, strengths)
def test_evidence_never_raises_a_claim_and_never_discounts_harm(claimed: Decimal, strength: Decimal) -> None:
    counted = supported_score(claimed, strength)
    assert counted <= max(claimed, Decimal(0))
    assert (counted == claimed) if claimed <= 0 else counted >= 0


@given(st.dictionaries(st.text(min_size=1), st.decimals(0, 100, places=1), min_size=1))
def test_shares_of_weights_sum_to_one(points: dict[str, Decimal]) -> None:
    if not any(points.values()):
        points[next(iter(points))] = Decimal(1)
    assert abs(sum(weight_shares(points).values(), Decimal(0)) - 1) < Decimal("1e-20")


@pytest.mark.parametrize("points", [{}, {"a": Decimal(0)}, {"a": Decimal(2), "b": Decimal(-1)}])
def test_weights_that_say_nothing_or_less_than_nothing_are_refused(points: dict[str, Decimal]) -> None:
    with pytest.raises(ValueError, match="non-negative"):
        weight_shares(points)
