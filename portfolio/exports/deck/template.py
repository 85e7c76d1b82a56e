"""The empty deck: master and layouts with real placeholders, built in code, so that outline and layout changes work."""

from __future__ import annotations

import pptx
from lxml import etree
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.util import Inches

from portfolio.exports.deck.layouts import (
    BODY_HEIGHT,
    BODY_TOP,
    FOOTER,
    HEIGHT,
    INNER,
    LAYOUTS,
    LEFT,
    NAMES,
    WIDTH,
    Place,
)
from portfolio.exports.deck.theme import SCHEME_NAMES, apply_theme

_PROMPTS = {"ftr": "Round", "dt": "Data date", "chart": "Chart", "tbl": "Table"}
_RULE_TOP, _RULE_FOOT = 1.6, 6.95


def blank_deck() -> Presentation:
    """A presentation of 16:9 without slides, with the layouts of `layouts.LAYOUTS` under their names."""
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    apply_theme(deck)
    _keep_layouts(deck, len(LAYOUTS))
    _master(deck)
    for layout, name in zip(deck.slide_layouts, LAYOUTS, strict=True):
        _layout(layout._element, name)
    return deck


def _keep_layouts(deck: Presentation, count: int) -> None:
    for layout in list(deck.slide_layouts)[count:]:
        deck.slide_layouts.remove(layout)


def _master(deck: Presentation) -> None:
    master = deck.slide_master._element
    tree = _emptied(master)
    places = (LAYOUTS["table"][0], Place("body", 1, "Text", (LEFT, BODY_TOP, INNER, BODY_HEIGHT), 14), *FOOTER)
    for number, place in enumerate(places, 2):
        tree.append(_placeholder(place, number, on_master=True))
    styles = master.find(qn("p:txStyles"))
    for kind, size, bold in (("p:titleStyle", 22, True), ("p:bodyStyle", 14, False)):
        _plain_style(styles.find(qn(kind)), size, bold)


def _plain_style(style: etree._Element, size: int, bold: bool) -> None:
    """Left-aligned text without bullets on all levels."""
    for level in list(style):
        style.remove(level)
    for level in range(1, 10):
        style.append(
            parse_xml(
                f'<a:lvl{level}pPr {nsdecls("a")} marL="0" indent="0" algn="l"><a:spcBef><a:spcPts val="0"/></a:spcBef>'
                f'<a:buNone/><a:defRPr sz="{size * 100}" b="{int(bold)}"><a:solidFill><a:schemeClr '
                'val="tx1"/></a:solidFill>'
                '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr>'
                f"</a:lvl{level}pPr>"
            )
        )


def _layout(layout: etree._Element, name: str) -> None:
    layout.find(qn("p:cSld")).set("name", NAMES[name])
    layout.attrib.pop("type", None)
    tree = _emptied(layout)
    if name == "cover":
        layout.set("showMasterSp", "0")
        _background(layout, "tx1")
        for number, role in enumerate(("run", "grow", "transform")):
            tree.append(_bar(90 + number, (0.95 + number * 0.62, 1.05, 0.55, 0.09), role))
    else:
        tree.append(_bar(90, (LEFT, _RULE_TOP, INNER, 0.012), "line"))
        tree.append(_bar(91, (LEFT, _RULE_FOOT, INNER, 0.012), "line"))
    for number, place in enumerate((*LAYOUTS[name], *(FOOTER if name != "cover" else ())), 2):
        tree.append(_placeholder(place, number))


def _emptied(element: etree._Element) -> etree._Element:
    """The shape tree without its shapes."""
    tree = element.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    for shape in list(tree):
        if shape.tag in (qn("p:sp"), qn("p:pic"), qn("p:cxnSp"), qn("p:grpSp"), qn("p:graphicFrame")):
            tree.remove(shape)
    return tree


def _background(layout: etree._Element, colour: str) -> None:
    canvas = layout.find(qn("p:cSld"))
    canvas.insert(
        0,
        parse_xml(
            f'<p:bg {nsdecls("p", "a")}><p:bgPr><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
            "<a:effectLst/></p:bgPr></p:bg>"
        ),
    )


def _frame(box: tuple[float, float, float, float]) -> str:
    left, top, width, height = (Inches(v) for v in box)
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _bar(number: int, box: tuple[float, float, float, float], role: str) -> etree._Element:
    """A thin filled rectangle, marked as decoration for screen readers."""
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="Rule {number}"><a:extLst>'
        '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
        'val="1"/></a:ext></a:extLst></p:cNvPr>'
        f'<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_frame(box)}<a:prstGeom '
        'prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:schemeClr val="{SCHEME_NAMES[role]}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


def _placeholder(place: Place, number: int, *, on_master: bool = False) -> etree._Element:
    index = "" if place.kind in ("title", "ctrTitle") else f' idx="{place.index}"'
    text = (
        '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr '
        'lang="en-GB"/><a:t>‹#›</a:t></a:fld></a:p>'
        if place.kind == "sldNum"
        else f'<a:p><a:r><a:rPr lang="en-GB"/><a:t>{_PROMPTS.get(place.kind, place.name)}</a:t></a:r></a:p>'
    )
    size = ' sz="quarter"' if place.kind in ("ftr", "sldNum", "dt") and on_master else ""
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{place.name}"/><p:cNvSpPr><a:spLocks '
        'noGrp="1"/>'
        "</p:cNvSpPr><p:nvPr><p:ph "
        f'type="{place.kind}"{size}{index}/></p:nvPr></p:nvSpPr><p:spPr>{_frame(place.box)}</p:spPr>'
        '<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" '
        f'anchor="{place.anchor}"><a:noAutofit/>'
        f'</a:bodyPr><a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{place.align}"><a:buNone/><a:defRPr '
        f'sz="{int(place.size * 100)}" '
        f'b="{int(place.bold)}"><a:solidFill><a:schemeClr '
        f'val="{SCHEME_NAMES[place.colour]}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
        f"</a:lstStyle>{text}</p:txBody></p:sp>"
    )
