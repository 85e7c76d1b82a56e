"""The deck as it is drawn: no word outside its page, in the footer's way or over another word."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from portfolio.exports.deck import render_deck
from portfolio.exports.deck.layouts import LEFT
from portfolio.services.exports import BoardPaper
from tests.portfolio.exports.made_reports import EXTRAS, made_report
from tests.portfolio.exports.office import Page, Word, pages

pytestmark = pytest.mark.office

MARGIN, FOOT, FOOTER = (LEFT - 0.05) * 72, 6.95 * 72, 7.0 * 72


def overlap(one: Word, other: Word) -> bool:
    """Whether two words stand on each other: more than a hair across and a third of their height."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 1.5 and down > 0.35 * min(one.bottom - one.top, other.bottom - other.top)


def check(drawn: list[Page]) -> None:
    """Every word on its page, above the footer, on its own."""
    for number, page in enumerate(drawn, 1):
        outside = [w for w in page.words if w.left < MARGIN or w.right > page.width - MARGIN or w.bottom > page.height]
        assert not outside, f"slide {number}"
        low = [w for w in page.words if number > 1 and w.top < FOOTER and w.bottom > FOOT + 1]
        assert not low, f"slide {number}"
        over = [(a.text, b.text) for a, b in combinations(page.words, 2) if overlap(a, b)]
        assert not over, f"slide {number}"


@pytest.mark.parametrize("size", [(2, 1, True), (23, 13, True), (80, 56, True), (136, 64, True)])
def test_nothing_overflows_however_long_the_names_and_lists(size: tuple[int, int, bool], tmp_path: Path) -> None:
    report = made_report(size[0], size[1], long=size[2])
    check(pages(render_deck(report, EXTRAS), tmp_path))


def test_nothing_overflows_in_a_round_of_six_years(tmp_path: Path) -> None:
    check(pages(render_deck(made_report(23, 13, years=6), EXTRAS), tmp_path))


def test_nothing_overflows_in_the_demo_deck(demo_paper: BoardPaper, tmp_path: Path) -> None:
    drawn = pages(render_deck(demo_paper.report, demo_paper.extras), tmp_path)
    assert len(drawn) <= 20
    check(drawn)
