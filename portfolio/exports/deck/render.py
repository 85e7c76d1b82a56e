"""A board deck as the bytes of a .pptx: each slide value on its layout, long tables over several slides."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from pptx.presentation import Presentation

from portfolio.exports.deck import layouts
from portfolio.exports.deck.bubbles import draw_bubbles
from portfolio.exports.deck.charts import draw_bars
from portfolio.exports.deck.footer import add_footer
from portfolio.exports.deck.tables import draw_table, pages
from portfolio.exports.deck.template import blank_deck
from portfolio.exports.deck.text import fill_figure, fill_line, fill_paragraphs, plain
from portfolio.reports.deck import board_deck
from portfolio.reports.deck_values import BubbleChart, Deck, Extras, Slide
from portfolio.reports.proposal_values import ProposalReport

TITLE_SMALLEST, LEAD_SMALLEST = 17, 11


def render_deck(report: ProposalReport, extras: Extras | None = None) -> bytes:
    """The board deck of a proposal as a .pptx file."""
    deck = board_deck(report, extras or Extras())
    return write_deck(deck)


def write_deck(deck: Deck) -> bytes:
    """Any deck value as a .pptx file."""
    presentation = blank_deck()
    _properties(presentation, deck)
    for slide in deck.slides:
        for page in _broken(slide):
            _draw(presentation, deck, page)
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def _properties(presentation: Presentation, deck: Deck) -> None:
    core = presentation.core_properties
    core.title, core.subject, core.author = deck.title, "Board paper", "Remit"
    core.last_modified_by, core.keywords, core.language = "Remit", "portfolio; proposal", "en-GB"
    core.created = core.modified = datetime.now(UTC).replace(tzinfo=None)


def _broken(slide: Slide) -> Iterator[Slide]:
    """The slide, or one for each piece of its table; titles say which piece of how many."""
    if slide.table is None:
        yield slide
        return
    pieces = pages(slide.table, layouts.place(slide.layout, layouts.TABLE).box)
    for number, piece in enumerate(pieces, 1):
        title = slide.title if len(pieces) == 1 else f"{slide.title} ({number} of {len(pieces)})"
        yield replace(slide, title=title, table=piece)


def _draw(presentation: Presentation, deck: Deck, slide: Slide) -> None:
    layout = next(x for x in presentation.slide_layouts if x.name == layouts.NAMES[slide.layout])
    drawn = presentation.slides.add_slide(layout)
    places = {p.index: p for p in layouts.LAYOUTS[slide.layout]}
    fill_line(drawn.shapes.title.text_frame, places[layouts.TITLE], slide.title, TITLE_SMALLEST, 2)
    for shape in list(drawn.placeholders):
        if shape.placeholder_format.idx != layouts.TITLE and not _fill(
            shape, places[shape.placeholder_format.idx], slide
        ):
            shape._element.getparent().remove(shape._element)
    if slide.layout != "cover":
        add_footer(drawn, deck.footer, deck.data_date)
    if slide.notes:
        drawn.notes_slide.notes_text_frame.text = plain(slide.notes)


def _fill(shape: object, place: layouts.Place, slide: Slide) -> bool:
    """Fill a placeholder from the slide; False where the slide has nothing for it."""
    index = place.index
    if index == layouts.LEAD and slide.lead:
        lead = f"Appendix · {slide.lead}" if slide.appendix else slide.lead
        fill_line(shape.text_frame, place, lead, LEAD_SMALLEST, 1 if slide.layout != "cover" else 4)  # type: ignore[attr-defined]
    elif index == layouts.TEXT and slide.paragraphs:
        fill_paragraphs(shape.text_frame, place, slide.paragraphs)  # type: ignore[attr-defined]
    elif index == layouts.KEY and slide.key:
        fill_paragraphs(shape.text_frame, place, slide.key)  # type: ignore[attr-defined]
    elif index == layouts.CHART and slide.chart is not None:
        _chart(shape, place, slide)
    elif index == layouts.TABLE and slide.table is not None:
        draw_table(shape, slide.table, place.box)  # type: ignore[arg-type]
    elif 0 <= index - layouts.FIGURE < len(slide.figures):
        fill_figure(shape.text_frame, place, slide.figures[index - layouts.FIGURE])  # type: ignore[attr-defined]
    else:
        return False
    return True


def _chart(shape: object, place: layouts.Place, slide: Slide) -> None:
    if isinstance(slide.chart, BubbleChart):
        draw_bubbles(shape, slide.chart, place.box)  # type: ignore[arg-type]
    elif slide.chart is not None:
        draw_bars(shape, slide.chart)  # type: ignore[arg-type]
