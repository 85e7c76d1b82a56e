"""A sheet being written: formats by name, texts that can never become formulas, heads, print set-up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from portfolio.exports.cells import is_hostile, printable
from portfolio.exports.measure import line_count
from portfolio.reports import palette

FONT = "Arial"
_BASE = {"font_name": FONT, "font_size": 10, "valign": "top", "font_color": palette.INK}
_STYLES: Mapping[str, Mapping[str, Any]] = {
    "text": {"text_wrap": True, "indent": 1},
    "bold": {"bold": True, "text_wrap": True, "indent": 1},
    "muted": {"font_color": palette.MUTED, "text_wrap": True, "indent": 1},
    "key": {"indent": 1},
    "muted key": {"font_color": palette.MUTED, "indent": 1},
    "title": {"bold": True, "font_size": 16},
    "sentence": {"font_size": 11, "text_wrap": True},
    "head": {
        "bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1, "bg_color": palette.GROUND, "indent": 1,
    },
    "head right": {
        "bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1, "bg_color": palette.GROUND, "align": "right",
    },
    "whole": {"num_format": "#,##0"},
    "amount": {"num_format": "#,##0.0;-#,##0.0;–"},
    "money": {"num_format": "#,##0;-#,##0;–"},
    "points": {"num_format": "0.0"},
    "points fine": {"num_format": "0.00;-0.00;0.00"},
    "percent": {"num_format": "0 %"},
    "percent fine": {"num_format": "0.00 %"},
    "date": {"num_format": "d mmm yyyy hh:mm", "align": "left"},
    "link": {"font_color": palette.ACCENT, "underline": 1},
}  # fmt: skip


_WRAPPED = frozenset(name for name, look in _STYLES.items() if look.get("text_wrap"))
"""Styles that break into lines. Keys made of titles are cut at the cell's edge: the title stands beside them."""

_CHARACTER, _LINE = 5.0, 12.6
"""Points that one unit of column width and one line of text are worth; a little less and more than they are."""


@dataclass(frozen=True)
class Head:
    """A column: its head, width in characters, and the style of its cells."""

    text: str
    width: float
    style: str = "text"


@dataclass
class Book:
    """The workbook being written, with its formats made once each."""

    file: Workbook
    footer: str
    decimals: int = 0
    """Places of money: none in thousands, one in millions."""
    _formats: dict[tuple[str, bool, bool], Format] = field(default_factory=dict)

    def style(self, name: str, *, total: bool = False, quoted: bool = False) -> Format:
        """The format of a style; `total` adds a line above and bold, `quoted` marks text that must stay text."""
        key = (name, total, quoted)
        if key not in self._formats:
            extra: dict[str, Any] = {"bold": True, "top": 1} if total else {}
            extra |= {"quote_prefix": True} if quoted else {}
            if name == "money" and self.decimals:
                digits = "#,##0." + "0" * self.decimals
                extra["num_format"] = f"{digits};-{digits};–"
            self._formats[key] = self.file.add_format({**_BASE, **_STYLES[name], **extra})
        return self._formats[key]

    def sheet(self, name: str, *, colour: str = "", wide: bool = False) -> Sheet:
        """A new sheet set up for A4 landscape (A3 if `wide`), one page wide, with round and page in its footer."""
        made = self.file.add_worksheet(name)
        made.hide_gridlines(2)
        made.set_landscape()
        made.set_paper(8 if wide else 9)
        made.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        made.fit_to_pages(1, 0)
        made.set_footer(f"&L&8{self.footer.replace('&', '&&')[:120]}&C&8&A&R&8&P / &N")
        if colour:
            made.set_tab_color(colour)
        return Sheet(self, made, name)


@dataclass
class Sheet:
    """One sheet, written row by row."""

    book: Book
    made: Worksheet
    name: str
    _widths: dict[int, float] = field(default_factory=dict)
    _lines: dict[int, int] = field(default_factory=dict)

    def text(self, row: int, column: int, text: str, style: str = "text", *, total: bool = False) -> None:
        """Text that stays text, whatever it starts with."""
        shown = printable(text)
        if shown:
            form = self.book.style(style, total=total, quoted=is_hostile(shown))
            self.made.write_string(row, column, shown, form)
            self._grow(row, column, shown, style)
        else:
            self.made.write_blank(row, column, None, self.book.style(style, total=total))

    def _grow(self, row: int, column: int, text: str, style: str) -> None:
        """Make the row as high as its text needs: some programs do not do so when they open a file."""
        width = self._widths.get(column)
        if width is None or style not in _WRAPPED:
            return
        lines = min(line_count(text, 10, width * _CHARACTER - 6, bold=style in ("bold", "head", "head right")), 12)
        if lines > self._lines.get(row, 1):
            self._lines[row] = lines
            self.made.set_row(row, lines * _LINE + 3)

    def number(self, row: int, column: int, value: float | None, style: str, *, total: bool = False) -> None:
        """A number; an empty cell for none."""
        form = self.book.style(style, total=total)
        if value is None:
            self.made.write_blank(row, column, None, form)
        else:
            self.made.write_number(row, column, value, form)

    def formula(
        self, row: int, column: int, formula: str, value: float | str, style: str, *, total: bool = False
    ) -> None:
        """A live formula with the value that it has now, for readers that do not calculate."""
        self.made.write_formula(row, column, formula, self.book.style(style, total=total), value)

    def heads(self, row: int, heads: Sequence[Head], *, freeze: int = 0, filtered: int = 0) -> None:
        """Column heads, frozen with the first `freeze` columns and repeated in print; a filter over `filtered` rows."""
        self._widths = {at: head.width for at, head in enumerate(heads)}
        for at, head in enumerate(heads):
            right = head.style not in ("text", "bold", "muted")
            self.text(row, at, head.text, "head right" if right else "head")
            self.made.set_column(at, at, head.width)
        self.made.freeze_panes(row + 1, freeze)
        self.made.repeat_rows(row)
        if filtered:
            self.made.autofilter(row, 0, row + filtered, len(heads) - 1)

    def top(self, title: str, sentence: str, *, width: int = 8) -> None:
        """The sheet's conclusion in its first row, and a sentence below."""
        self.text(0, 0, title, "title")
        self.made.set_row(0, 24)
        if sentence:
            self.made.merge_range(1, 0, 1, width, "", self.book.style("sentence"))
            self.text(1, 0, sentence, "sentence")
            self.made.set_row(1, 15 * (len(sentence) // 120 + 1))


def cell(row: int, column: int, *, fixed: bool = True) -> str:
    """`$B$3`, or `B3`."""
    return str(xl_rowcol_to_cell(row, column, row_abs=fixed, col_abs=fixed))


def block(sheet: str, first: int, last: int, column: int) -> str:
    """`'Options'!$B$3:$B$9`, rows counted from 0, both ends included."""
    return f"'{sheet}'!{cell(first, column)}:{cell(last, column)}"
