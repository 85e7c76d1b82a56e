"""Tables on slides: rows measured before they are drawn, long ones broken over slides of even length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.placeholder import TablePlaceholder
from pptx.table import _Cell
from pptx.util import Emu, Inches, Pt

from portfolio.exports import measure
from portfolio.exports.deck.layouts import Box
from portfolio.exports.deck.text import MARK, POINTS, add_run, end_size, plain
from portfolio.exports.deck.theme import SCHEME_NAMES
from portfolio.reports.deck_values import Cell, Column, Table

_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
SIDE_INSET, TOP_INSET = 5.0, 3.2
"""Cell margins in points."""
HEAD_STEP, NOTE_STEP = 1.0, 1.5
"""How much smaller heads and notes are than the text, in points."""

LARGEST = 13.0
"""Points to which the type of a short table grows."""

Row = tuple[Cell, ...]


def column_widths(columns: Sequence[Column], width: float) -> list[float]:
    """Widths in points that add up to `width` points."""
    whole = sum(c.width for c in columns)
    return [c.width / whole * width for c in columns]


def row_height(table: Table, row: Row, widths: Sequence[float]) -> float:
    """Height in points that a row needs."""
    inner = [w - 2 * SIDE_INSET for w in widths]
    return (
        max(_cell_height(table, c, cell, w) for c, cell, w in zip(table.columns, row, inner, strict=True))
        + 2 * TOP_INSET
    )


def _cell_height(table: Table, column: Column, cell: Cell, width: float) -> float:
    text = shown_text(table, column, cell, width)
    height = measure.text_height(_marked(cell, text), table.size, width, bold=cell.bold)
    return height + (measure.text_height("x", table.size - NOTE_STEP, width) if cell.note else 0)


def shown_text(table: Table, column: Column, cell: Cell, width: float) -> str:
    """The cell's text, cut to the lines that its column allows."""
    return measure.cut(
        plain(cell.text), table.size, width - _mark_width(cell, table.size), column.lines, bold=cell.bold
    )


def _marked(cell: Cell, text: str) -> str:
    return MARK + text if cell.marker else text


def _mark_width(cell: Cell, size: float) -> float:
    return measure.text_width(MARK, size) if cell.marker else 0.0


def head_height(table: Table, widths: Sequence[float]) -> float:
    """Height in points of the head row."""
    size = table.size - HEAD_STEP
    return (
        max(
            measure.text_height(plain(c.head), size, w - 2 * SIDE_INSET, bold=True)
            for c, w in zip(table.columns, widths, strict=True)
        )
        + 2 * TOP_INSET
    )


def pages(table: Table, box: Box) -> list[Table]:
    """The table as pieces that each fit the box (inches), as even as can be; the total stands on the last piece.

    Where there is room, type grows to `LARGEST` and cells may take more lines than their columns ask for."""
    whole = _pieces(table, box)
    sizes = [s / 2 for s in range(int(LARGEST * 2), int(table.size * 2), -1)] if len(whole) == 1 else []
    for size, extra in [*((s, 2) for s in sizes), (table.size, 4), (table.size, 2), (table.size, 1)]:
        roomier = _pieces(_roomier(table, size, extra), box)
        if len(roomier) == len(whole):
            return roomier
    return whole


def _roomier(table: Table, size: float, extra: int) -> Table:
    columns = tuple(replace(c, lines=c.lines + extra if c.lines > 1 else 1) for c in table.columns)
    return replace(table, columns=columns, size=size)


def _pieces(table: Table, box: Box) -> list[Table]:
    widths = column_widths(table.columns, box[2] * POINTS)
    room = box[3] * POINTS - head_height(table, widths)
    heights = [row_height(table, row, widths) for row in table.rows]
    end = row_height(table, table.total, widths) if table.total else 0.0
    fewest = len(_broken(heights, room, end))
    even = next(r for r in _rooms(heights, room) if len(_broken(heights, r, end)) == fewest)
    cuts = _broken(heights, even, end)
    return [
        replace(table, rows=table.rows[a:b], total=table.total if number == len(cuts) else ())
        for number, (a, b) in enumerate(cuts, 1)
    ]


def _rooms(heights: Sequence[float], room: float) -> list[float]:
    """Heights to try, from the tallest row up to the room there is."""
    low = max(heights, default=0.0)
    return [*(low + (room - low) * step / 40 for step in range(40) if low <= room), room]


def _broken(heights: Sequence[float], room: float, end: float) -> list[tuple[int, int]]:
    """First and last-plus-one row of each page, filled in order; the last page keeps room for the total."""
    cuts, start, used = list[tuple[int, int]](), 0, 0.0
    for number, height in enumerate(heights):
        closing = end if number == len(heights) - 1 else 0.0
        if number > start and used + height + closing > room:
            cuts.append((start, number))
            start, used = number, 0.0
        used += height
    return [*cuts, (start, len(heights))]


def draw_table(placeholder: TablePlaceholder, table: Table, box: Box) -> None:
    """Put the table into its placeholder; the caller has made sure that it fits (see `pages`)."""
    rows = [*table.rows, *([table.total] if table.total else [])]
    frame = placeholder.insert_table(len(rows) + 1, len(table.columns))
    _describe(frame, table.description)
    drawn = frame.table
    drawn._tbl.tblPr.find(qn("a:tableStyleId")).text = _NO_STYLE
    drawn.horz_banding = False
    drawn.first_row = True
    widths = column_widths(table.columns, box[2] * POINTS)
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = Pt(width)
    heights = [head_height(table, widths), *(row_height(table, row, widths) for row in rows)]
    for row, height in zip(drawn.rows, heights, strict=True):
        row.height = Pt(height)
    frame.left, frame.top, frame.width, frame.height = (
        *(Inches(v) for v in box[:3]),
        Emu(sum(r.height for r in drawn.rows)),
    )
    _fill(drawn, table, rows, widths)


def _describe(frame: object, description: str) -> None:
    properties = frame._element.nvGraphicFramePr.cNvPr  # type: ignore[attr-defined]
    properties.set("descr", description)


def _fill(drawn: object, table: Table, rows: Sequence[Row], widths: Sequence[float]) -> None:
    for at, column in enumerate(table.columns):
        cell = drawn.cell(0, at)  # type: ignore[attr-defined]
        _frame(cell, column, "ink", 1.0)
        add_run(cell.text_frame.paragraphs[0], column.head, "muted", size=table.size - HEAD_STEP, bold=True)
        cell.vertical_anchor = MSO_ANCHOR.BOTTOM
    for down, row in enumerate(rows, 1):
        last_before_total = bool(table.total) and down == len(rows) - 1
        for at, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            cell = drawn.cell(down, at)  # type: ignore[attr-defined]
            _frame(cell, column, "ink" if last_before_total else "line", 0.75)
            _write(cell, table, column, value, widths[at] - 2 * SIDE_INSET)


def _write(cell: _Cell, table: Table, column: Column, value: Cell, width: float) -> None:
    paragraph = cell.text_frame.paragraphs[0]
    if value.marker:
        add_run(paragraph, MARK, value.marker, size=table.size)
    role = "muted" if value.muted else "ink"
    add_run(paragraph, shown_text(table, column, value, width), role, size=table.size, bold=value.bold)
    end_size(paragraph, table.size)
    if value.note:
        note = cell.text_frame.add_paragraph()
        note.alignment = paragraph.alignment
        size = table.size - NOTE_STEP
        add_run(note, measure.cut(plain(value.note), size, width, 1), "muted", size=size, bold=False)


def _frame(cell: _Cell, column: Column, role: str, line: float) -> None:
    """Margins, alignment and the one line under a cell."""
    cell.margin_left = cell.margin_right = Pt(SIDE_INSET)
    cell.margin_top = cell.margin_bottom = Pt(TOP_INSET)
    cell.vertical_anchor = MSO_ANCHOR.TOP
    cell.text_frame.word_wrap = True
    cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT if column.right else PP_ALIGN.LEFT
    properties = cell._tc.get_or_add_tcPr()
    for side in ("L", "R", "T"):
        properties.append(parse_xml(f'<a:ln{side} {nsdecls("a")} w="0"><a:noFill/></a:ln{side}>'))
    properties.append(
        parse_xml(
            f'<a:lnB {nsdecls("a")} w="{int(line * 12700)}"><a:solidFill><a:schemeClr '
            f'val="{SCHEME_NAMES[role]}"/></a:solidFill></a:lnB>'
        )
    )
    properties.append(parse_xml(f"<a:noFill {nsdecls('a')}/>"))
