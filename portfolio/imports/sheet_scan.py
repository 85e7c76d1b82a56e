"""A first look through the XML of a sheet, as a stream: how far its cells reach, which are formulas or errors.

The reader that follows makes a full grid between the outermost cells and does not tell formulas from values."""

from __future__ import annotations

import xml.sax.handler as handler
from dataclasses import dataclass, field
from typing import IO, Any, Protocol
from xml.sax import SAXException

from defusedxml import DefusedXmlException, sax

from portfolio.domain.errors import Refused
from portfolio.imports.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from portfolio.imports.values import CellPlace, Mark, MarkKind

Range = tuple[CellPlace, CellPlace]
"""First and last cell of merged cells, both (row from 0, column from 0)."""

_SLACK = 50
"""Rows above the header that do not count as rows of data."""


@dataclass
class Scan:
    """Marks by (row from 1, column from 0), and the last row and number of columns with anything in them."""

    marks: dict[CellPlace, Mark] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0
    merged: list[Range] = field(default_factory=list)
    first_row: int = 0
    filled_rows: int = 0

    def reach(self, row: int, column: int) -> None:
        """Note a cell that holds something; Refused as soon as the sheet is larger than any that is read."""
        self.first_row = self.first_row or row
        if row > self.rows:
            self.filled_rows += 1
        self.rows, self.columns = max(self.rows, row), max(self.columns, column + 1)
        if self.filled_rows > MAX_ROWS + _SLACK:
            raise Refused(f"A sheet has more than {MAX_ROWS:,} rows. Split it, or leave out what is not needed.")
        if self.columns > MAX_COLUMNS:
            raise Refused(
                f"A sheet has a cell in column {self.columns:,}; at most {MAX_COLUMNS:,} columns are read. "
                "Delete what stands far to the right."
            )
        if (self.rows - self.first_row + 1) * self.columns > MAX_CELLS:
            raise Refused(
                "A sheet has cells so far apart that it would not fit into memory. "
                "Delete what stands far below or far to the right of the table."
            )


class SheetHandler(Protocol):
    """What listens to the XML of a sheet."""

    scan: Scan


def scan_xml(stream: IO[bytes], listener: Any) -> None:
    """Feed a part of a workbook to a listener; Refused when it is not well-formed or tries tricks."""
    try:
        sax.parse(stream, listener)
    except (SAXException, DefusedXmlException, ValueError) as error:
        raise Refused(
            "The workbook is damaged: one of its sheets is not readable. Open it in a spreadsheet program "
            "and save it again."
        ) from error


class XlsxListener(handler.ContentHandler):
    """Listens to a sheet of an XLSX file."""

    def __init__(self) -> None:
        super().__init__()
        self.scan = Scan()
        self._row = self._column = 0
        self._is_formula = self._is_error = self._in_value = False
        self._text: list[str] = []

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - the name that SAX calls
        tag = name.rpartition(":")[2]
        if tag == "c":
            self._start_cell(attrs)
        elif tag == "row":
            self._row, self._column = int(attrs.get("r") or self._row + 1), -1
        elif tag == "f":
            self._is_formula = True
        elif tag in ("v", "t"):
            self._in_value = True

    def _start_cell(self, attrs: Any) -> None:
        where = attrs.get("r")
        if where:
            self._row, self._column = split_reference(where)
        else:
            self._column += 1
        self._is_error = attrs.get("t") == "e"
        self._is_formula = False
        self._text = []

    def characters(self, content: str) -> None:
        if self._in_value:
            self._text.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802 - the name that SAX calls
        tag = name.rpartition(":")[2]
        if tag in ("v", "t"):
            self._in_value = False
        elif tag == "c" and (self._is_formula or self._text):
            self._end_cell()

    def _end_cell(self) -> None:
        place = (self._row, self._column)
        text = "".join(self._text)
        self.scan.reach(*place)
        if self._is_error:
            self.scan.marks[place] = Mark(MarkKind.ERROR, text)
        elif self._is_formula:
            self.scan.marks[place] = Mark(MarkKind.FORMULA if text else MarkKind.NO_VALUE)


def split_reference(reference: str) -> CellPlace:
    """`C7` as (7, 2); ValueError when it is no reference."""
    name = reference.rstrip("0123456789")
    column = 0
    for letter in name.upper():
        if not "A" <= letter <= "Z":
            raise ValueError(reference)
        column = column * 26 + ord(letter) - 64
    return int(reference[len(name) :]), column - 1
