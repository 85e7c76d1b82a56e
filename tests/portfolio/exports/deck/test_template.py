"""The empty deck: its theme is the product's, its layouts have real placeholders."""

from __future__ import annotations

from lxml import etree
from pptx.oxml.ns import qn

from portfolio.exports.deck.layouts import LAYOUTS, NAMES
from portfolio.exports.deck.template import blank_deck
from portfolio.reports import palette


def test_layouts_have_the_placeholders_that_slides_fill() -> None:
    for layout in blank_deck().slide_layouts:
        name = next(key for key, shown in NAMES.items() if shown == layout.name)
        assert {p.placeholder_format.idx for p in list(layout.placeholders)} >= {p.index for p in LAYOUTS[name]}


def test_the_theme_holds_the_colours_of_the_pages() -> None:
    deck = blank_deck()
    part = next(r.target_part for r in deck.slide_master.part.rels.values() if r.reltype.endswith("/theme"))
    scheme = etree.fromstring(part.blob).find(f".//{qn('a:clrScheme')}")
    colours = [f"#{c.get('val')}" for c in scheme.iter(qn("a:srgbClr"))]
    assert {palette.ACCENT, palette.RUN, palette.GROW, palette.TRANSFORM, palette.BUSINESS, palette.TECHNOLOGY} <= set(
        colours
    )


def test_there_is_no_leftover_of_another_template() -> None:
    deck = blank_deck()
    assert len(deck.slides) == 0
    assert len(deck.slide_layouts) == len(LAYOUTS)
    assert "Calibri" not in etree.tostring(deck.slide_master._element, encoding="unicode")
