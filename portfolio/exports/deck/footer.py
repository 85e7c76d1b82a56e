"""The footer of a slide as real placeholders, which a new slide does not get by itself: round, date, page number."""

from __future__ import annotations

from xml.sax.saxutils import escape

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide

from portfolio.exports import measure
from portfolio.exports.deck.layouts import FOOTER
from portfolio.exports.deck.text import POINTS, plain

_PAGE = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld>'


def add_footer(slide: Slide, round_name: str, date: str) -> None:
    """Put the footer on a slide; the date only where it is known."""
    texts = {"ftr": round_name, "dt": date, "sldNum": "page"}
    for place in FOOTER:
        if not texts[place.kind]:
            continue
        text = measure.cut(plain(texts[place.kind]), place.size, place.box[2] * POINTS, 1)
        inner = _PAGE if place.kind == "sldNum" else f'<a:r><a:rPr lang="en-GB"/><a:t>{escape(text)}</a:t></a:r>'
        number = max(s.shape_id for s in slide.shapes) + 1
        slide.shapes._spTree.append(
            parse_xml(
                f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" '
                f'name="{place.name}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
                f'</p:cNvSpPr><p:nvPr><p:ph type="{place.kind}" idx="{place.index}"/></p:nvPr></p:nvSpPr><p:spPr/>'
                f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{inner}</a:p></p:txBody></p:sp>"
            )
        )
