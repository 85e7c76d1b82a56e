"""What a board deck is made of, as plain values: slides with text, tables and charts. Nothing here knows a file format.

Colours are role names of `reports.palette` (run, grow, transform, business, technology) or accent, muted, line, ink.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

LAYOUTS = ("cover", "decision", "chart", "table", "table and text", "text")


@dataclass(frozen=True)
class Extras:
    """What a deck or workbook says beside the proposal: when its data was last changed, and where the live page is."""

    data_as_of: datetime | None = None
    address: str = ""


@dataclass(frozen=True)
class Cell:
    """A table cell: `note` is a second, quieter paragraph; `marker` a coloured square before the text."""

    text: str
    note: str = ""
    marker: str = ""
    bold: bool = False
    muted: bool = False


@dataclass(frozen=True)
class Column:
    """A table column; `width` is its part of the table's width, `lines` the most lines that its text may take."""

    head: str
    width: float
    right: bool = False
    lines: int = 3


@dataclass(frozen=True)
class Table:
    """A table that may run over several slides; `total` is repeated by no slide but the last one."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    description: str = ""
    size: float = 11


@dataclass(frozen=True)
class Series:
    """One series of a chart; `labels` (one a value, empty for none) stand at the bars, `colours` are by bar."""

    name: str
    values: tuple[float | None, ...]
    colour: str
    labels: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()


@dataclass(frozen=True)
class BarChart:
    """Bars over categories; `groups` (label, how many categories) makes the axis two-level.

    `axis` says quantity and unit. `overlaid` draws the second series over the first, else side by side."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    axis: str
    description: str
    groups: tuple[tuple[str, int], ...] = ()
    horizontal: bool = False
    overlaid: bool = False
    legend: bool = True
    maximum: float | None = None
    number_format: str = "0.0"


@dataclass(frozen=True)
class BubblePoint:
    """`x` risk and `y` value on the axes, `size` proportional to the area; `label` is empty for an unlabelled one."""

    x: float
    y: float
    size: float
    label: str


@dataclass(frozen=True)
class BubbleSeries:
    """Bubbles of one colour; hollow ones are not funded."""

    name: str
    colour: str
    points: tuple[BubblePoint, ...]
    hollow: bool = False


@dataclass(frozen=True)
class BubbleChart:
    """Value against risk, bubble area for cost."""

    series: tuple[BubbleSeries, ...]
    x_axis: str
    y_axis: str
    description: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a slide, led by a coloured square where it has a `marker`; kind: plain, heading or key."""

    text: str
    kind: str = "plain"
    marker: str = ""


@dataclass(frozen=True)
class Figure:
    """A large number with what it counts, and its base."""

    number: str
    caption: str


@dataclass(frozen=True)
class Slide:
    """One slide, or several when its table is long. `title` is its conclusion; `notes` say source and definitions."""

    layout: str
    title: str
    lead: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    chart: BarChart | BubbleChart | None = None
    table: Table | None = None
    figures: tuple[Figure, ...] = ()
    key: tuple[Paragraph, ...] = ()
    notes: str = ""
    appendix: bool = False


@dataclass(frozen=True)
class Deck:
    """All slides with what stands in the footer of each: round, data date, short problem hash."""

    title: str
    footer: str
    data_date: str
    slides: tuple[Slide, ...]
