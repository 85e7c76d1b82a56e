"""The slide layouts: where title, text, chart, table and footer stand, in inches on a slide of 13.333 by 7.5.

Placeholder numbers: 0 title, 10 lead, 11 text, 12 chart, 13 table, 14 key sentence, 21 to 24 the large figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

WIDTH, HEIGHT = 13.333, 7.5
LEFT, INNER = 0.6, 12.133
TITLE, LEAD, TEXT, CHART, TABLE, KEY, FIGURE = 0, 10, 11, 12, 13, 14, 21

Box = tuple[float, float, float, float]
"""Left, top, width, height in inches."""


@dataclass(frozen=True)
class Place:
    """A placeholder: its kind (title, ctrTitle, body, chart, tbl, dt, ftr, sldNum), box, size in points, colour."""

    kind: str
    index: int
    name: str
    box: Box
    size: float = 14
    colour: str = "ink"
    bold: bool = False
    anchor: str = "t"
    align: str = "l"


_TITLE = Place("title", TITLE, "Title", (LEFT, 0.36, INNER, 0.78), 22, bold=True, anchor="b")
_LEAD = Place("body", LEAD, "Lead", (LEFT, 1.18, INNER, 0.34), 13, "muted", anchor="ctr")
FOOTER = (
    Place("ftr", 31, "Footer", (LEFT, 7.02, 7.4, 0.28), 9, "muted", anchor="ctr"),
    Place("dt", 32, "Data date", (8.1, 7.02, 3.6, 0.28), 9, "muted", anchor="ctr", align="r"),
    Place("sldNum", 33, "Page", (11.833, 7.02, 0.9, 0.28), 9, "muted", anchor="ctr", align="r"),
)
BODY_TOP, BODY_HEIGHT = 1.8, 4.98
SIDE = 3.75
"""Width of the column of text beside a chart."""

_SIDE_LEFT = LEFT + INNER - SIDE
_CHART_WIDTH = INNER - SIDE - 0.35

LAYOUTS = MappingProxyType(
    {
        "cover": (
            Place("ctrTitle", TITLE, "Title", (0.95, 1.7, 11.2, 1.5), 40, "paper", bold=True, anchor="b"),
            Place("body", LEAD, "Sentence", (0.95, 3.55, 9.8, 1.5), 20, "paper"),
            Place("body", TEXT, "Facts", (0.95, 5.55, 9.8, 1.1), 13, "line"),
        ),
        "decision": (
            _TITLE,
            _LEAD,
            *(
                Place("body", FIGURE + i, f"Figure {i + 1}", (LEFT + i * 3.1, BODY_TOP, 2.83, 1.15), 30, "accent")
                for i in range(4)
            ),
            Place("tbl", TABLE, "Amounts", (LEFT, 3.2, 6.0, 1.75)),
            Place("body", KEY, "Key sentence", (LEFT, 5.15, 6.0, 1.63), 14),
            Place("body", TEXT, "What for", (7.0, 3.2, 5.733, 3.58), 14),
        ),
        "chart": (
            _TITLE,
            _LEAD,
            Place("chart", CHART, "Chart", (LEFT, BODY_TOP, _CHART_WIDTH, BODY_HEIGHT)),
            Place("body", TEXT, "Reading", (_SIDE_LEFT, BODY_TOP, SIDE, BODY_HEIGHT), 14),
        ),
        "table": (_TITLE, _LEAD, Place("tbl", TABLE, "Table", (LEFT, BODY_TOP, INNER, BODY_HEIGHT))),
        "table and text": (
            _TITLE,
            _LEAD,
            Place("tbl", TABLE, "Table", (LEFT, BODY_TOP, _CHART_WIDTH, BODY_HEIGHT)),
            Place("body", TEXT, "Text", (_SIDE_LEFT, BODY_TOP, SIDE, BODY_HEIGHT), 14),
        ),
        "text": (_TITLE, _LEAD, Place("body", TEXT, "Text", (LEFT, BODY_TOP, 9.6, BODY_HEIGHT), 16)),
    }
)
NAMES = MappingProxyType(
    {
        "cover": "Cover",
        "decision": "Decision",
        "chart": "Chart with reading",
        "table": "Table",
        "table and text": "Table with text",
        "text": "Text",
    }
)


def place(layout: str, index: int) -> Place:
    """The placeholder of that number; KeyError where the layout has none."""
    return {p.index: p for p in LAYOUTS[layout]}[index]
