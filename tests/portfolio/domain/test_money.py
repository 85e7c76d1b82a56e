"""Money is exact: minor units and major units are two spellings of one amount."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.domain.money import from_units, minor_digits, to_units


@pytest.mark.parametrize(("currency", "digits"), [("EUR", 2), ("usd", 2), ("JPY", 0), ("KWD", 3)])
def test_a_currency_has_the_minor_digits_of_iso_4217(currency: str, digits: int) -> None:
    assert minor_digits(currency) == digits


@given(st.integers(-(10**15), 10**15), st.integers(0, 3))
def test_units_survive_the_way_to_major_units_and_back(units: int, digits: int) -> None:
    assert to_units(from_units(units, digits), digits) == units


def test_a_tenth_and_two_tenths_are_three_tenths() -> None:
    assert to_units(Decimal("0.1") + Decimal("0.2"), 2) == 30


def test_half_a_cent_is_rounded_to_the_even_cent() -> None:
    assert [to_units(Decimal(text), 2) for text in ("0.005", "0.015", "-0.005")] == [0, 2, 0]
