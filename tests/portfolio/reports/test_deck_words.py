"""Sentences, lists and amounts as they stand on slides."""

from __future__ import annotations

import pytest

from portfolio.reports.deck_words import listed, scale, sentence, short
from tests.portfolio.exports.made_reports import made_report


@pytest.mark.parametrize(
    ("names", "most", "text"),
    [((), 3, ""), (("A",), 3, "A"), (("A", "B", "C"), 3, "A, B and C"), (("A", "B", "C", "D"), 3, "A, B and 2 more")],
)
def test_lists_end(names: tuple[str, ...], most: int, text: str) -> None:
    assert listed(names, most) == text


def test_names_are_shortened_at_a_word_and_without_what_stands_in_parentheses() -> None:
    assert short("Two-hour appointment promise (field scheduling)", 30) == "Two-hour appointment promise"
    assert short("Replace the 35-year-old billing", 20) == "Replace the…"
    assert len(short("x" * 99, 20)) <= 20


@pytest.mark.parametrize(
    ("name", "most", "cut"),
    [
        ("Identity and privileged access", 24, "Identity and privileged…"),
        ("Identity and privileged access", 25, "Identity and privileged…"),
        ("Identity and privileged access", 23, "Identity and…"),
    ],
)
def test_a_word_that_just_fits_is_kept(name: str, most: int, cut: str) -> None:
    assert short(name, most) == cut


def test_a_title_starts_large_and_has_no_full_stop() -> None:
    assert sentence("three of them stay.") == "Three of them stay"


@pytest.mark.parametrize(
    ("amounts", "unit"), [([6_500_000_000, 70_000_000], 10**6), ([6_500_000_000, 4_000_000], 1000), ([], 1)]
)
def test_a_table_takes_millions_only_where_its_smallest_amount_still_shows(amounts: list[int], unit: int) -> None:
    assert scale(made_report(23, 13), amounts, fine=True) == unit
