"""The phrases that sentences are made of."""

from __future__ import annotations

import pytest

from portfolio.domain.rules import MandateKind, Rule, RuleType
from portfolio.reports import proposal_words as words
from portfolio.reports.formats import THIN, WORD
from tests.small_rounds import initiative, small_round

ROUND = small_round(initiative("CRM"))


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        ((), ""),
        (("A",), "A"),
        (("A", "B"), "A and B"),
        (("A", "B", "C"), "A, B and C"),
        (tuple("ABCDEFGHIJKLMNO"), "A, B and 13 more"),
        (("Why they left: customers", "B"), "“Why they left: customers” and B"),
    ],
)
def test_names_in_a_row_end_with_how_many_more(titles: tuple[str, ...], said: str) -> None:
    assert words.names(titles) == said


def test_two_amounts_of_one_unit_say_it_once() -> None:
    assert words.money_of(6_535_000_000, 7_350_000_000, "EUR") == f"65.4 of 73.5{THIN}M€"
    assert words.money_of(35_000_000, 7_350_000_000, "EUR") == f"350{THIN}k€ of 73.5{THIN}M€"
    assert words.money_of(35_000_000, None, "EUR") == f"350{THIN}k€"


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("customer", "customer work"),
        ("end-user", "end-user work"),
        ("climate change", "climate change work"),
        ("climate change · energy", "“Climate change · energy”"),
        ("attorney-general's", "“Attorney-general's”"),
        ("law, order", "“Law, order”"),
    ],
)
def test_only_a_short_tag_stands_before_the_word_work(tag: str, said: str) -> None:
    assert words.tag_work(tag) == said


def test_points_are_rounded_where_they_are_many() -> None:
    assert words.points_of(46.04, 72.93) == f"46 of 73{WORD}points"
    assert words.points_of(1.1, 72.93) == f"1.1 of 72.9{WORD}points"
    assert words.points(1.0) == f"1.0{WORD}point"


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [({}, {"A": "x"}, "enters"), ({"A": "x"}, {}, "leaves"), ({"A": "x"}, {"A": "y"}, "other option"),
     ({"A": "x"}, {"A": "x"}, ""), ({}, {}, "")],
)  # fmt: skip
def test_a_move_has_one_word(before: dict[str, str], after: dict[str, str], word: str) -> None:
    assert words.movement(before, after, "A") == word


def test_moves_are_grouped_in_order() -> None:
    moved = words.moves({"A": "x", "B": "x", "C": "x"}, {"C": "y", "D": "x", "A": "x"})
    assert moved == {"enters": ["D"], "leaves": ["B"], "other option": ["C"]}


def test_a_mandate_says_what_it_rests_on() -> None:
    assert words.mandate(Rule("r", RuleType.MUST, kind=MandateKind.END_OF_SUPPORT)) == "end of support"
    assert words.mandate(Rule("r", RuleType.MUST)) == "mandate"


def test_labels_carry_their_year() -> None:
    assert words.label_of(ROUND.resources[1], 2027) == "Opex FY2027"
    assert words.label_of(ROUND.resources[1], None) == "Opex"
