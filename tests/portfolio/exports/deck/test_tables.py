"""Tables on slides: all rows in order on pages that hold them, the total once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portfolio.exports.deck.layouts import TABLE, place
from portfolio.exports.deck.tables import column_widths, head_height, pages, row_height
from portfolio.reports.deck_values import Cell, Column, Table
from tests.laws import law

BOX = place("table", TABLE).box
COLUMNS = (Column("Name", 3, lines=2), Column("Cost, M€", 1, right=True, lines=1), Column("Why", 4))
NAMES = st.lists(st.text(alphabet="abc é–ß漢 ", min_size=0, max_size=300), min_size=1, max_size=60)


def table(names: list[str], *, total: bool = True) -> Table:
    rows = tuple((Cell(n, "an option", bold=True), Cell("1.0"), Cell(n)) for n in names)
    return Table(COLUMNS, rows, (Cell("Sum"), Cell("9.9"), Cell("")) if total else ())


def height(piece: Table) -> float:
    """Points that a piece takes."""
    widths = column_widths(piece.columns, BOX[2] * 72)
    rows = [*piece.rows, *([piece.total] if piece.total else [])]
    return head_height(piece, widths) + sum(row_height(piece, row, widths) for row in rows)


@law(25)
@given(NAMES)
def test_every_row_stands_on_one_page_in_order_and_every_page_fits(names: list[str]) -> None:
    pieces = pages(table(names), BOX)
    assert [row for piece in pieces for row in piece.rows] == list(table(names).rows)
    assert [bool(p.total) for p in pieces] == [False] * (len(pieces) - 1) + [True]
    assert all(height(p) <= BOX[3] * 72 + 0.01 for p in pieces)


def test_pages_are_even_rather_than_full_with_a_rest() -> None:
    counts = [len(p.rows) for p in pages(table(["a name"] * 23), BOX)]
    assert max(counts) - min(counts) <= 1


def test_a_short_table_is_set_in_larger_type() -> None:
    assert pages(table(["a name"] * 3), BOX)[0].size > pages(table(["a name"] * 30), BOX)[0].size
