"""The decimal sign is told by the column as a whole."""

from __future__ import annotations

import pytest

from portfolio.imports.decimals import DecimalSign, find_decimal


@pytest.mark.parametrize(
    ("cells", "sign"),
    [
        (["1,234", "12.5"], "."),
        (["1.234", "12,5"], ","),
        (["1,234,567"], "."),
        (["1.234.567"], ","),
        (["1.234,5"], ","),
        (["0,125"], ","),
        (["0.125"], "."),
        (["1234,567"], ","),
        (["€ 12,50", "NFP", "1.234"], ","),
        (["1 234,5"], ","),
        (["$1,234", "$1,234.00", "$7,000"], "."),
    ],
)
def test_one_cell_that_tells_decides_for_all(cells: list[str], sign: str) -> None:
    found = find_decimal(cells)
    assert (found.sign, found.sure) == (sign, True)


def test_a_column_that_does_not_tell_takes_the_sheets_sign_and_says_so() -> None:
    assert find_decimal(["1,234", "5,678"], ".") == DecimalSign(".", False, 0)
    assert find_decimal(["1,234", "5,678"], ",") == DecimalSign(",", False, 0)


def test_numbers_without_any_sign_need_no_decision() -> None:
    assert find_decimal(["12", "7", None, 3.5, "n/a"]).sure
