"""Numbers as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.domain.numbers import read_number, write_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("15,400", "15400"), ("0,350", "0.350"), ("1.234.567", "1234567"), ("1.234,5", "1234.5"), ("1,234.5", "1234.5"),
        ("(3.1)", "-3.1"), ("−3", "-3"), ("1 234,5", "1234.5"), ("1\u202f234", "1234"), ("12,5", "12.5"), (".5", "0.5"),
        ("1'000", "1000"), ("-0.5", "-0.5"), ("7.", "7"),
    ],
)  # fmt: skip
def test_a_number_is_read_in_any_usual_writing(typed: str, number: str) -> None:
    assert read_number(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["12.4m", "NFP", "1,2,3", "", "€5", "1e5", "--1", "(", "NaN"])
def test_what_is_no_number_is_refused_with_what_was_typed(typed: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        read_number(typed)


def test_a_point_that_could_part_thousands_is_asked_about() -> None:
    for typed in ("430.000", "(1.500)", "12.340"):
        with pytest.raises(ValueError, match=r"could be .* or .*,"):
            read_number(typed)
    assert (read_number("430.001"), read_number("0.350")) == (Decimal("430.001"), Decimal("0.350"))


@given(st.decimals(-(10**12), 10**12, places=3))
def test_what_is_written_is_read_back(number: Decimal) -> None:
    if abs(number) < 1000 and number != number.to_integral_value():
        assert read_number(write_number(number)) == number
    else:
        assert read_number(write_number(number).replace("−", "-")) == number
