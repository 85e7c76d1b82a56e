"""The product's colours, decided once for pages (static/app.css holds the same values), slides, sheets and charts.

The three kinds of initiative are Tol's high-contrast set (blue, yellow darkened for paper, red), told apart by people
who see no red or green and in black and white: P. Tol, Colour Schemes, SRON technical note 09-002.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ACCENT = "#2F4B9A"
INK = "#1A2233"
MUTED = "#5B6577"
LINE = "#DCE1E8"
PAPER = "#FFFFFF"
GROUND = "#F6F7F9"

RUN = "#004488"
GROW = "#B98500"
TRANSFORM = "#BB5566"

BUSINESS = "#7B3FA0"
TECHNOLOGY = "#0E7C7B"

KINDS: Mapping[str, str] = MappingProxyType({"run": RUN, "grow": GROW, "transform": TRANSFORM})
LENSES: Mapping[str, str] = MappingProxyType({"business": BUSINESS, "technology": TECHNOLOGY})

ON_DARK: Mapping[str, str] = MappingProxyType(
    {"run": "#7FB2E5", "grow": "#E0B445", "transform": "#E58A99", "business": "#C79BE3", "technology": "#5CC4C1"}
)
"""The same hues lightened for a dark ground."""


def colour(name: str) -> str:
    """The colour of a kind (run, grow, transform) or lens (business, technology) on paper; muted for anything else."""
    return KINDS.get(name) or LENSES.get(name) or MUTED
