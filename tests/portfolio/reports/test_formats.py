"""Formats: what a finance person would write."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.domain.money import from_units, minor_digits
from portfolio.reports import formats as f


def plain(text: str) -> str:
    """With ordinary spaces and hyphens, so that expectations stay readable."""
    return text.replace(f.THIN, " ").replace(f.WORD, " ").replace(f.MINUS, "-")


@pytest.mark.parametrize(
    ("minor", "currency", "written"),
    [
        (1_840_000_000, "EUR", "18.4 M€"),
        (35_000_000, "EUR", "350 k€"),
        (150_000, "EUR", "1.5 k€"),
        (200_000, "EUR", "2 k€"),
        (95_000, "EUR", "950 €"),
        (0, "EUR", "0 €"),
        (115_000_000_000, "EUR", "1.15 bn €"),
        (99_996_000, "EUR", "1.0 M€"),
        (99_949_900, "EUR", "999 k€"),
        (-310_000_000, "EUR", "-3.1 M€"),
        (1_840_000_000, "GBP", "18.4 M£"),
        (627_942_900, "AUD", "6.3 M AUD"),
        (35_000_000, "CHF", "350 k CHF"),
        (1_840_000_000, "JPY", "1.84 bn JPY"),
        (4_200, "CHF", "42 CHF"),
    ],
)
def test_money_is_written_in_the_unit_one_would_say(minor: int, currency: str, written: str) -> None:
    assert plain(f.money(minor, currency)) == written


def test_decimals_count_for_millions() -> None:
    assert plain(f.money(1_845_000_000, "EUR", 2)) == "18.45 M€"
    assert plain(f.money(1_845_000_000, "EUR", 0)) == "18 M€"


def test_finance_pages_may_put_negatives_in_parentheses() -> None:
    assert plain(f.money(-310_000_000, "EUR", parentheses=True)) == "(3.1 M€)"
    assert plain(f.money_full(-310_000_050, "EUR", parentheses=True)) == "(3,100,000.50 EUR)"
    assert f.money(310_000_000, "EUR", parentheses=True)[0] != "("


def test_a_gain_can_carry_its_sign() -> None:
    assert plain(f.money(310_000_000, "EUR", signed=True)) == "+3.1 M€"
    assert plain(f.points(Fraction(-1, 4), 2, signed=True)) == "-0.25"
    assert f.points(0, signed=True) == "0.0"


@pytest.mark.parametrize(
    ("minor", "currency", "written"),
    [
        (1_840_000_000, "EUR", "18,400,000 EUR"),
        (627_942_955, "AUD", "6,279,429.55 AUD"),
        (18_400, "JPY", "18,400 JPY"),
        (-5, "EUR", "-0.05 EUR"),
    ],
)
def test_full_money_keeps_every_digit(minor: int, currency: str, written: str) -> None:
    assert plain(f.money_full(minor, currency)) == written


def test_a_column_says_its_unit_once() -> None:
    assert f.money_unit("EUR") == "k€"
    assert plain(f.money_unit("AUD", 1_000_000)) == "M AUD"
    assert f.money_in(1_840_000_000, "EUR") == "18,400"
    assert f.money_in(1_844_000_000, "EUR", 1_000_000, 1) == "18.4"


def test_number_and_unit_never_part_at_the_end_of_a_line() -> None:
    texts = [f.money(184 * 10**7, "EUR"), f.money_full(5, "AUD"), f.percent(0.4), f.quantity(5, 0, "days")]
    assert all(" " not in text and (f.THIN in text or f.WORD in text) for text in texts)


def test_points_have_one_decimal_and_a_dash_where_there_is_none() -> None:
    assert f.points(72.94) == "72.9"
    assert f.points(Decimal("72.95")) == "73.0"
    assert f.points(None) == f.NONE
    assert f.points(-0.04) == "0.0"


def test_percent_is_of_a_share() -> None:
    assert plain(f.percent(Fraction(9, 20))) == "45 %"
    assert plain(f.percent(0.285)) == "29 %"
    assert plain(f.percent(Decimal("0.0034"), 1)) == "0.3 %"
    assert f.percent(None) == f.NONE


@pytest.mark.parametrize(
    ("amount", "digits", "unit", "written"),
    [
        (5450, 2, "months", "54.5 months"),
        (5400, 2, "months", "54 months"),
        (12_000, 0, "days", "12,000 days"),
        (0, 2, "months", "0 months"),
        (-150, 2, "FTE", "-1.5 FTE"),
        (7, 0, "", "7"),
    ],
)
def test_quantities_show_only_the_places_they_use(amount: int, digits: int, unit: str, written: str) -> None:
    assert plain(f.quantity(amount, digits, unit)) == written


def test_counts_agree_with_their_noun() -> None:
    assert plain(f.counted(1, "initiative")) == "1 initiative"
    assert plain(f.counted(1200, "initiative")) == "1,200 initiatives"
    assert plain(f.counted(2, "person", "people")) == "2 people"


def test_days_years_and_moments() -> None:
    assert f.fiscal_years(2027, 2029) == "FY2027–FY2029"
    assert f.fiscal_years(2027, 2027) == "FY2027"
    assert f.day(date(2026, 11, 3)) == "3 Nov 2026"
    assert f.moment(datetime(2026, 11, 3, 14, 5, tzinfo=UTC)) == "3 Nov 2026, 14:05"


@given(st.integers(-(10**14), 10**14), st.sampled_from(["EUR", "JPY", "AUD", "KWD"]))
def test_full_money_can_be_read_back_exactly(minor: int, currency: str) -> None:
    digits = plain(f.money_full(minor, currency)).removesuffix(f" {currency}").replace(",", "")
    assert Decimal(digits) == from_units(minor, minor_digits(currency))


@given(st.integers(1, 10**14))
def test_money_and_its_negative_differ_by_the_sign_only(minor: int) -> None:
    assert f.money(-minor, "EUR") in (f.MINUS + f.money(minor, "EUR"), f.money(minor, "EUR"))


@given(st.integers(0, 10**14))
def test_spoken_money_is_within_its_last_digit(minor: int) -> None:
    scale = {"bn €": 10**11, "M€": 10**8, "k€": 10**5, "€": 10**2}
    digits, unit = plain(f.money(minor, "EUR")).split(" ", 1)
    step = Decimal(10) ** -len(digits.partition(".")[2])
    assert abs(Decimal(digits.replace(",", "")) * scale[unit] - minor) <= step * scale[unit] / 2
