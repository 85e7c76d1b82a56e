"""The deck of a round in which nothing is funded: why, in its title, and never a slide without a word on it."""

from __future__ import annotations

from portfolio.domain.rounds import Round
from portfolio.domain.scenarios import Scenario
from portfolio.reports.deck import board_deck
from portfolio.reports.deck_values import Extras, Slide
from portfolio.services.proposals import propose
from tests.small_rounds import initiative, option, small_round


def slides(round_: Round) -> tuple[Slide, ...]:
    return board_deck(propose(round_, Scenario(), ties=False), Extras()).slides


def test_a_deck_without_money_says_that_nothing_fits_and_lists_what_is_left_out() -> None:
    cover, why, *rest = slides(small_round(initiative("ONE", option(capex=1)), capex=0, opex=0))
    assert why.title == "Nothing is funded within these limits and rules"
    assert "scored" not in f"{cover.lead} {why.title} {why.lead}"
    assert rest[0].title == "One initiative stays out, with its reason"
    tables = [slide.table for slide in rest if slide.table is not None]
    assert any(row[0].text == "The ONE" for table in tables for row in table.rows)


def test_a_deck_without_candidates_says_so_once_and_claims_no_proof() -> None:
    told = slides(small_round())
    assert told[1].title == "Nothing can be proposed yet: this round has no initiatives"
    assert told[1].paragraphs
    assert not any("solver" in slide.title for slide in told)
