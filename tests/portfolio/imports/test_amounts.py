"""Amounts as people write them are read exactly, or named as missing or unreadable; nothing is guessed or raised."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.domain.money import from_units
from portfolio.imports.amounts import Found, read_amount, read_digits
from portfolio.reports import formats

READ = [
    ("$6,279,429", ".", "6279429", None),
    ("12.4m", ".", "12.4", 10**6),
    ("€ 1.234.567,89", ",", "1234567.89", None),
    ("1 234,5", ",", "1234.5", None),
    ("1\u202f234", ".", "1234", None),
    ("1'234", ".", "1234", None),
    ("CHF 1’234.50", ".", "1234.50", None),
    ("(3.1)", ".", "-3.1", None),
    ("($3,000)", ".", "-3000", None),
    ("$ (3,000)", ".", "-3000", None),
    ("3.1-", ".", "-3.1", None),
    ("CHF 1'234.–", ".", "1234", None),
    ("1.234.--", ",", "1234", None),
    ("\u2212350 k€", ".", "-350", 1000),
    ("-$5", ".", "-5", None),
    ("18.4\u202fM€", ".", "18.4", 10**6),
    ("5,5 Mio. €", ",", "5.5", 10**6),
    ("£1.2bn", ".", "1.2", 10**9),
    ("A$5m", ".", "5", 10**6),
    ("$5 USD", ".", "5", None),
    ("12,34,567.00", ".", "1234567", None),
    ("2 crore", ".", "2", 10**7),
    ("1.5E+06", ".", "1500000", None),
    (".5", ".", "0.5", None),
    ("\uff11\uff12", ".", "12", None),
    (5, ".", "5", None),
    (0.1 + 0.2, ".", "0.3", None),
]
MISSING = ["-", "–", "NFP", "nfp", "n/a", "N/A", "TBC", "tbd", "k.A.", "Not reported", "Exempt under Section 43",
           "Withheld", "commercial in confidence", "?", "…", "nil", "none", "To be confirmed", "*"]  # fmt: skip
UNREADABLE = [
    ("<$5m", "bound"),
    ("c. £5m", "bound"),
    ("up to 12", "bound"),
    ("~3", "bound"),
    ("10-15m", "range"),
    ("$45 to $50m", "range"),
    ("2022-23", "range"),
    ("12.4¹", "not an amount"),
    ("½", "not an amount"),
    ("٣", "not an amount"),
    ("5 apples", "not an amount"),
    ("(-3)", "more than one sign"),
    ("$5 €", "two currencies"),
    ("5k m", "two units"),
    ("1,23", "does not fit the decimal sign"),
    ("12 34", "does not fit the decimal sign"),
    ("1,2345", "does not fit the decimal sign"),
    (True, "yes or no"),
    (date(2027, 1, 1), "date"),
    (float("nan"), "not a number"),
]


@pytest.mark.parametrize(("cell", "decimal", "value", "scale"), READ, ids=[str(r[0]) for r in READ])
def test_an_amount_is_read_exactly(cell: Any, decimal: str, value: str, scale: int | None) -> None:
    found = read_amount(cell, decimal)
    assert (found.found, found.value, found.scale) == (Found.NUMBER, Decimal(value), scale)


@pytest.mark.parametrize("cell", MISSING)
def test_a_word_that_says_there_is_no_figure_is_missing_and_never_zero(cell: str) -> None:
    assert read_amount(cell).found is Found.MISSING


@pytest.mark.parametrize(("cell", "why"), UNREADABLE, ids=[str(u[0]) for u in UNREADABLE])
def test_what_is_no_single_amount_says_why(cell: Any, why: str) -> None:
    found = read_amount(cell, ".")
    assert found.found is Found.UNREADABLE and why in found.reason


@pytest.mark.parametrize("cell", [None, "", "  ", "\u00a0", "\t\n"])
def test_an_empty_cell_is_blank_which_is_not_missing(cell: Any) -> None:
    assert read_amount(cell).found is Found.BLANK


@pytest.mark.parametrize(
    "text", ["1" + "m" * 70 + "x", "1 " * 39 + "x", "1" + " k€" * 25, "(" * 80, "1" * 80, "x" * 5000]
)
def test_a_text_made_to_be_slow_is_not(text: str) -> None:
    began = time.perf_counter()
    assert read_amount(text).found in (Found.UNREADABLE, Found.NUMBER)
    assert time.perf_counter() - began < 0.5


def test_the_sign_of_the_currency_is_kept_for_whoever_compares_it() -> None:
    assert [read_amount(c).currency for c in ("$5", "5 EUR", "A$5", "5")] == ["$", "eur", "a$", ""]


def test_the_same_digits_mean_what_the_columns_decimal_sign_says() -> None:
    assert (read_digits("1.234", "."), read_digits("1.234", ",")) == (Decimal("1.234"), Decimal(1234))


@given(st.text(max_size=40), st.sampled_from([".", ","]))
def test_no_text_makes_it_raise(text: str, decimal: str) -> None:
    assert read_amount(text, decimal).found in Found


@given(st.text(alphabet="0123456789.,' ()+-$€£kmbn%eE–<~/", max_size=16), st.sampled_from([".", ","]))
def test_no_text_that_looks_like_money_makes_it_raise(text: str, decimal: str) -> None:
    found = read_amount(text, decimal)
    assert found.value.is_finite()


UNITS = st.integers(-(10**13), 10**13)


@given(UNITS, st.sampled_from(["EUR", "AUD", "JPY", "CHF", "GBP"]), st.booleans())
def test_money_in_full_is_read_back_to_the_same_amount(units: int, currency: str, parentheses: bool) -> None:
    text = formats.money_full(units, currency, parentheses=parentheses)
    assert read_amount(text).value == from_units(units, 0 if currency == "JPY" else 2)


@given(UNITS, st.sampled_from([1, 1000, 10**6]), st.booleans())
def test_a_number_of_a_column_is_read_back_as_it_is_written(units: int, unit: int, parentheses: bool) -> None:
    text = formats.money_in(units, "EUR", unit, 8, parentheses=parentheses)
    assert read_amount(text).value == from_units(units, 2) / unit


@given(UNITS)
def test_short_money_is_read_back_to_what_it_says(units: int) -> None:
    found = read_amount(formats.money(units, "EUR", 3))
    scale = found.scale or 1
    rounded_by = Decimal(scale) / (2000 if scale >= 10**6 else 2)
    assert found.currency == "€"
    assert abs(found.value * scale - from_units(units, 2)) <= rounded_by
