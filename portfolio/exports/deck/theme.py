"""The deck's theme: the product's colours and one typeface, so that what users add looks like the rest."""

from __future__ import annotations

from lxml import etree
from pptx.dml.color import ColorFormat
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.presentation import Presentation

from portfolio.reports import palette

FONT = "Arial"
"""On every machine that shows slides, or a twin of the same widths (Liberation Sans): text breaks where we measured."""

_SCHEME = {
    "dk1": palette.INK,
    "lt1": palette.PAPER,
    "dk2": palette.MUTED,
    "lt2": palette.LINE,
    "accent1": palette.ACCENT,
    "accent2": palette.RUN,
    "accent3": palette.GROW,
    "accent4": palette.TRANSFORM,
    "accent5": palette.BUSINESS,
    "accent6": palette.TECHNOLOGY,
    "hlink": palette.ACCENT,
    "folHlink": palette.MUTED,
}
ROLES = {
    "ink": MSO_THEME_COLOR.TEXT_1,
    "paper": MSO_THEME_COLOR.BACKGROUND_1,
    "muted": MSO_THEME_COLOR.TEXT_2,
    "line": MSO_THEME_COLOR.BACKGROUND_2,
    "accent": MSO_THEME_COLOR.ACCENT_1,
    "run": MSO_THEME_COLOR.ACCENT_2,
    "grow": MSO_THEME_COLOR.ACCENT_3,
    "transform": MSO_THEME_COLOR.ACCENT_4,
    "business": MSO_THEME_COLOR.ACCENT_5,
    "technology": MSO_THEME_COLOR.ACCENT_6,
}
SCHEME_NAMES = {
    "ink": "tx1",
    "paper": "bg1",
    "muted": "tx2",
    "line": "bg2",
    "accent": "accent1",
    "run": "accent2",
    "grow": "accent3",
    "transform": "accent4",
    "business": "accent5",
    "technology": "accent6",
}


def paint(colour: ColorFormat, role: str) -> None:
    """Give a fill, line or font the theme colour of a role; muted for an unknown one."""
    colour.theme_color = ROLES.get(role, MSO_THEME_COLOR.TEXT_2)


def apply_theme(presentation: Presentation) -> None:
    """Put the product's colours and font into the master's theme."""
    part = next(
        rel.target_part for rel in presentation.slide_master.part.rels.values() if rel.reltype.endswith("/theme")
    )
    root = etree.fromstring(part.blob)
    root.set("name", "Remit")
    _colours(root.find(f".//{qn('a:clrScheme')}"))
    fonts = root.find(f".//{qn('a:fontScheme')}")
    fonts.set("name", "Remit")
    for kind in ("a:majorFont", "a:minorFont"):
        fonts.find(f"{qn(kind)}/{qn('a:latin')}").set("typeface", FONT)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _colours(scheme: etree._Element) -> None:
    scheme.set("name", "Remit")
    for slot, colour in _SCHEME.items():
        place = scheme.find(qn(f"a:{slot}"))
        place.clear()
        etree.SubElement(place, qn("a:srgbClr"), val=colour.removeprefix("#"))
