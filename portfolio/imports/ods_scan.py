"""The same first look for OpenDocument sheets, where a cell or row may say that it is repeated a million times."""

from __future__ import annotations

import xml.sax.handler as handler
from typing import Any

from portfolio.imports.sheet_scan import Scan
from portfolio.imports.values import Mark, MarkKind

_FALSE_VALUES = ("Err:", "#")


class OdsListener(handler.ContentHandler):
    """Listens to content.xml; one scan a sheet, by the sheet's name. Repeated empty cells reach nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self.scans: dict[str, Scan] = {}
        self._scan = Scan()
        self._row = self._column = self._row_repeat = self._repeat = 0
        self._formula = self._has_value = False
        self._in_cell = False
        self._text: list[str] = []

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - the name that SAX calls
        if name == "table:table":
            self._scan = self.scans.setdefault(attrs.get("table:name") or "", Scan())
            self._row = 0
        elif name == "table:table-row":
            self._row_repeat = int(attrs.get("table:number-rows-repeated") or 1)
            self._column = 0
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._start_cell(attrs)

    def _start_cell(self, attrs: Any) -> None:
        self._repeat = int(attrs.get("table:number-columns-repeated") or 1)
        self._formula = "table:formula" in attrs
        kind = attrs.get("office:value-type") or ""
        self._has_value = bool(kind) and kind != "string"
        self._in_cell, self._text = True, []
        rows = int(attrs.get("table:number-rows-spanned") or 1)
        if rows > 1:
            last = (self._row + rows - 1, self._column + int(attrs.get("table:number-columns-spanned") or 1) - 1)
            self._scan.merged.append(((self._row, self._column), last))

    def characters(self, content: str) -> None:
        if self._in_cell:
            self._text.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802 - the name that SAX calls
        if name in ("table:table-cell", "table:covered-table-cell"):
            self._end_cell()
        elif name == "table:table-row":
            self._row += self._row_repeat

    def _end_cell(self) -> None:
        text = "".join(self._text).strip()
        if text or self._has_value or self._formula:
            self._scan.reach(self._row + 1, self._column)
            self._scan.reach(self._row + self._row_repeat, self._column + self._repeat - 1)
            self._mark(text)
        self._column += self._repeat
        self._in_cell = False

    def _mark(self, text: str) -> None:
        place = (self._row + 1, self._column)
        if self._formula and text.startswith(_FALSE_VALUES):
            self._scan.marks[place] = Mark(MarkKind.ERROR, text)
        elif self._formula:
            known = self._has_value or bool(text)
            self._scan.marks[place] = Mark(MarkKind.FORMULA if known else MarkKind.NO_VALUE)
