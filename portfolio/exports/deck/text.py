"""Text into placeholders at a size that fits, measured beforehand: nothing overflows, nothing becomes too small."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.oxml.ns import qn
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Pt

from portfolio.exports import measure
from portfolio.exports.deck.layouts import Place
from portfolio.exports.deck.theme import paint
from portfolio.reports.deck_values import Figure, Paragraph
from portfolio.reports.formats import THIN

POINTS = 72
GAP = 0.55
"""Space before a paragraph, in lines."""
SMALLEST = 10.5
MARK = "■ "


def plain(text: str) -> str:
    """The text with a space that every slide font has: another font would have to draw the narrow one."""
    return text.replace(THIN, "\N{NO-BREAK SPACE}").replace("\r", "")


def add_run(paragraph: _Paragraph, text: str, role: str = "", *, size: float = 0, bold: bool | None = None) -> None:
    """A run of text in British English, with the colour of a role and a size where they differ from the layout's."""
    if not text:
        return
    run = paragraph.add_run()
    run.text = plain(text)
    run._r.get_or_add_rPr().set("lang", "en-GB")
    if size:
        run.font.size = Pt(size)
    if bold is not None:
        run.font.bold = bold
    if role:
        paint(run.font.color, role)


def end_size(paragraph: _Paragraph, size: float) -> None:
    """The size of an empty line: without it an empty cell is as high as the default text."""
    paragraph._p.get_or_add_endParaRPr().set("sz", str(int(size * 100)))


def fill_line(frame: TextFrame, place: Place, text: str, smallest: float, lines: int) -> None:
    """One paragraph: the layout's size, or smaller down to `smallest` where it needs more than `lines` lines."""
    width = place.box[2] * POINTS
    sizes = [place.size - step for step in range(int(place.size - smallest) + 1)]
    fitting = (s for s in sizes if measure.line_count(plain(text), s, width, bold=place.bold) <= lines)
    size = next(fitting, smallest)
    shown = measure.cut(plain(text), size, width, lines, bold=place.bold)
    add_run(_first(frame), shown, size=0 if size == place.size else size)


def fill_paragraphs(frame: TextFrame, place: Place, paragraphs: Sequence[Paragraph]) -> None:
    """Paragraphs at the largest size at which all of them fit; at the smallest, the rest is cut with an ellipsis."""
    sizes = [place.size - step / 2 for step in range(int((place.size - SMALLEST) * 2) + 1)]
    size = next((s for s in sizes if stack_height(paragraphs, s, place) <= place.box[3] * POINTS), sizes[-1])
    for number, paragraph in enumerate(_kept(paragraphs, size, place)):
        target = _first(frame) if number == 0 else frame.add_paragraph()
        if number:
            target.space_before = Pt(size * GAP)
        _write(target, paragraph, size, place)


def stack_height(paragraphs: Sequence[Paragraph], size: float, place: Place) -> float:
    """Height in points of paragraphs one under another."""
    gaps = max(len(paragraphs) - 1, 0) * size * GAP
    return gaps + sum(_height(p, size, place) for p in paragraphs)


def _height(paragraph: Paragraph, size: float, place: Place) -> float:
    return measure.text_height(_shown(paragraph), size, place.box[2] * POINTS, bold=paragraph.kind != "plain")


def _shown(paragraph: Paragraph) -> str:
    return (MARK if paragraph.marker else "") + plain(paragraph.text)


def _kept(paragraphs: Sequence[Paragraph], size: float, place: Place) -> list[Paragraph]:
    """The paragraphs that fit, the last one cut to the room that is left."""
    room, kept = place.box[3] * POINTS, list[Paragraph]()
    for paragraph in paragraphs:
        needed = _height(paragraph, size, place) + (size * GAP if kept else 0)
        if needed > room:
            lines = int((room - size * GAP) / (size * measure.LINE_SPACING))
            if lines > 0:
                text = measure.cut(
                    plain(paragraph.text), size, place.box[2] * POINTS, lines, bold=paragraph.kind != "plain"
                )
                kept.append(Paragraph(text, paragraph.kind))
            break
        kept.append(paragraph)
        room -= needed
    return kept


def _write(target: _Paragraph, paragraph: Paragraph, size: float, place: Place) -> None:
    shown_size = 0 if size == place.size else size
    if paragraph.marker:
        add_run(target, MARK, paragraph.marker, size=shown_size)
    if paragraph.kind == "heading":
        add_run(target, paragraph.text, "accent", size=shown_size, bold=True)
    else:
        add_run(target, paragraph.text, size=shown_size, bold=True if paragraph.kind == "key" else None)


def fill_figure(frame: TextFrame, place: Place, figure: Figure) -> None:
    """A large number and, under it, what it counts."""
    width = place.box[2] * POINTS
    size = measure.largest_fitting(plain(figure.number), (30, 28, 26, 24, 22, 20, 18, 16), width, 30 * 1.3, bold=True)
    add_run(_first(frame), figure.number, size=size, bold=True)
    caption = frame.add_paragraph()
    caption.space_before = Pt(2)
    add_run(caption, measure.cut(plain(figure.caption), 12, width, 2), "muted", size=12)


def _first(frame: TextFrame) -> _Paragraph:
    paragraph = frame.paragraphs[0]
    for run in paragraph._p.findall(qn("a:r")):
        paragraph._p.remove(run)
    return paragraph
