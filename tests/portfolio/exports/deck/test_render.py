"""The board deck as a file: what every slide of it has, whatever the size of the round."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

import pptx
import pytest
from pptx.presentation import Presentation
from pptx.slide import Slide

from portfolio.exports.deck import render_deck
from portfolio.reports.explanation_values import Explanations
from portfolio.reports.proposal_values import Clash, ProposalReport, Repair
from portfolio.services.exports import BoardPaper
from tests.portfolio.exports.made_reports import EXTRAS, made_report

SIZES = [(1, 0, True), (23, 13, False), (80, 56, True), (136, 64, True)]


@cache
def opened(funded: int, left_out: int, long: bool) -> Presentation:
    """The deck of a made report, opened again."""
    return opened_report(made_report(funded, left_out, long=long))


def opened_report(report: ProposalReport) -> Presentation:
    """The deck of a report, opened again."""
    return pptx.Presentation(io.BytesIO(render_deck(report, EXTRAS)))


def title_of(slide: Slide) -> str:
    """The text of the title placeholder."""
    shape = slide.shapes.title
    assert shape is not None
    return str(shape.text_frame.text)


def texts(deck: Presentation) -> str:
    """All text of the slides."""
    return "\n".join(
        cell.text
        for slide in deck.slides
        for shape in slide.shapes
        for cell in (
            [c for r in shape.table.rows for c in r.cells]
            if shape.has_table
            else [shape.text_frame]
            if shape.has_text_frame
            else []
        )
    )


@pytest.mark.parametrize("size", SIZES)
def test_every_title_is_a_sentence_that_no_other_slide_has(size: tuple[int, int, bool]) -> None:
    titles = [title_of(s) for s in opened(*size).slides]
    assert len(set(titles)) == len(titles)
    for title in titles[1:]:
        assert len(title.split()) >= 4, title
        assert title[0].isupper() or not title[0].isalpha()
        assert not title.endswith(".")


@pytest.mark.parametrize("size", SIZES)
def test_no_shape_lies_beyond_its_slide(size: tuple[int, int, bool]) -> None:
    deck = opened(*size)
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height, title_of(slide)


def test_every_chart_is_native_and_carries_the_workbook_it_is_edited_in() -> None:
    charts = [s.chart for slide in opened(23, 13, False).slides for s in slide.shapes if s.has_chart]
    assert len(charts) >= 4
    for chart in charts:
        workbook = chart.part.chart_workbook.xlsx_part
        assert workbook is not None and workbook.blob.startswith(b"PK")


def test_no_slide_holds_a_picture_of_a_chart() -> None:
    assert not [s for slide in opened(23, 13, False).slides for s in slide.shapes if hasattr(s, "image")]


def test_charts_and_tables_say_in_words_what_they_show() -> None:
    drawn = [s for slide in opened(23, 13, False).slides for s in slide.shapes if s.has_chart or s.has_table]
    assert all(len(s._element.nvGraphicFramePr.cNvPr.get("descr", "")) > 20 for s in drawn)


def test_no_placeholder_is_left_that_asks_to_be_filled() -> None:
    for slide in opened(136, 64, True).slides:
        for shape in slide.placeholders:
            assert not shape.has_text_frame or shape.text_frame.text.strip(), title_of(slide)


def test_every_slide_but_the_cover_has_round_date_hash_and_page_in_its_footer() -> None:
    for slide in list(opened(23, 13, False).slides)[1:]:
        footer = {p.placeholder_format.idx: p for p in slide.placeholders if p.placeholder_format.idx > 30}
        assert footer[31].text_frame.text == "FY2027–FY2029"
        assert "3 Nov 2026" in footer[32].text_frame.text and "3f9a3f9a" in footer[32].text_frame.text
        assert 'type="slidenum"' in footer[33]._element.xml


def test_every_slide_has_notes_that_say_where_its_figures_come_from() -> None:
    assert all(len(s.notes_slide.notes_text_frame.text) > 60 for s in opened(23, 13, False).slides)


def test_the_deck_is_sixteen_to_nine_in_the_products_typeface() -> None:
    deck = opened(23, 13, False)
    assert abs(deck.slide_width / deck.slide_height - 16 / 9) < 0.001
    assert {layout.name for layout in deck.slide_layouts} >= {"Cover", "Decision", "Table", "Chart with reading"}


def test_a_round_of_two_hundred_lists_each_initiative_in_its_appendix() -> None:
    said = texts(opened_report(made_report(136, 64)))
    assert all(f"Initiative {n} of the round" in said for n in range(1, 137))
    assert all(f"Initiative {1000 + n} of the round" in said for n in range(1, 65))


def test_a_deck_without_explanations_lacks_only_their_slides() -> None:
    deck = opened_report(made_report(23, 13, explained=False))
    assert not [t for t in map(title_of, deck.slides) if "face value" in t or "mandate" in t]


def test_a_round_that_cannot_be_solved_says_what_clashes_and_what_would_help() -> None:
    blank = made_report(0, 0)
    report = replace(
        blank,
        status="infeasible",
        bubbles=(),
        clashes=(Clash(("ERP must be done in full.", "Customer work gets at least 35 %.")),),
        repairs=(Repair("Raise Capex FY2027 by 2.1 M€.", "l-capex-2027=1"),),
        proof=replace(blank.proof, status="infeasible", value=None, gap=None, bound=None),
        explanations=Explanations(),
    )
    said = texts(opened_report(report))
    assert "No portfolio satisfies all rules" in said
    assert "ERP must be done in full; Customer work gets at least 35 %." in said
    assert "Raise Capex FY2027 by 2.1" in said


def test_the_demo_deck_opens_with_the_sentence_of_its_page(demo_paper: BoardPaper) -> None:
    deck = pptx.Presentation(io.BytesIO(render_deck(demo_paper.report, demo_paper.extras)))
    assert "23 of 36 initiatives for 65.4 of 73.5" in texts(deck).replace("\xa0", " ")
    assert (
        title_of(deck.slides[1]).replace("\xa0", " ")
        == "The board is asked to approve 65.4 M€ for 23 of 36 initiatives"
    )
