"""Workbooks as sheets of cells: formulas and errors marked, merged texts written into every cell they cover."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as Xml
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from portfolio.domain.errors import Refused
from portfolio.imports.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from portfolio.imports.ods_scan import OdsListener
from portfolio.imports.sheet_scan import Range, Scan, XlsxListener, scan_xml
from portfolio.imports.values import Cell, CellPlace, Mark, MarkKind, RawSheet, is_blank, letters

OLD_FORMAT = (
    "In this old format, cells with an error cannot be told from empty ones, nor formulas from values. "
    "Save it as XLSX to have them named."
)
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_xls(content: bytes) -> tuple[RawSheet, ...]:
    """Sheets of an old binary workbook, of which only values can be told."""
    return tuple(replace(sheet, caution=OLD_FORMAT) for sheet in _read(content, None))


def read_packed_workbook(content: bytes, archive: zipfile.ZipFile) -> tuple[RawSheet, ...]:
    """Sheets of an XLSX, XLSM or ODS file whose archive has been checked."""
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        raise Refused("Binary workbooks (XLSB) are not read. Open it in a spreadsheet program and save it as XLSX.")
    scans = _scan_ods(archive) if "content.xml" in names else _scan_xlsx(archive)
    return _read(content, scans)


def _scan_ods(archive: zipfile.ZipFile) -> dict[str, Scan]:
    listener = OdsListener()
    with archive.open("content.xml") as stream:
        scan_xml(stream, listener)
    return listener.scans


def _scan_xlsx(archive: zipfile.ZipFile) -> dict[str, Scan]:
    scans = {}
    for name, part in _sheet_parts(archive).items():
        listener = XlsxListener()
        with archive.open(part) as stream:
            scan_xml(stream, listener)
        scans[name] = listener.scan
    return scans


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name to the member that holds it."""
    try:
        book = Xml.fromstring(archive.read("xl/workbook.xml"))
        links = Xml.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    except (KeyError, Xml.ParseError, DefusedXmlException, ValueError) as error:
        raise Refused(
            "The workbook is damaged: its list of sheets is not readable. Open it in a spreadsheet program "
            "and save it again."
        ) from error
    targets = {link.get("Id"): link.get("Target") or "" for link in links}
    parts = {}
    for element in book.iter():
        if element.tag.rpartition("}")[2] == "sheet":
            target = targets.get(element.get(_REL) or "", "")
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            if part in archive.namelist():
                parts[element.get("name") or ""] = part
    return parts


def _read(content: bytes, scans: Mapping[str, Scan] | None) -> tuple[RawSheet, ...]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            tables = [meta for meta in book.sheets_metadata if meta.typ is SheetTypeEnum.WorkSheet]
            known = [meta for meta in tables if scans is None or meta.name in scans]
            return tuple(
                _sheet(
                    book.get_sheet_by_name(meta.name),
                    (scans or {}).get(meta.name, Scan()),
                    meta.visible is not SheetVisibleEnum.Visible,
                )
                for meta in known
            )
    except PasswordError as error:
        raise Refused("The workbook is protected by a password. Remove the password and upload it again.") from error
    except (CalamineError, OSError, ValueError) as error:
        raise Refused(
            "This is not a workbook that can be read: it is damaged, or something else under a workbook's "
            "name. Open it in a spreadsheet program and save it as XLSX."
        ) from error


def _sheet(sheet: CalamineSheet, scan: Scan, hidden: bool) -> RawSheet:
    if sheet.start is None:
        return RawSheet(sheet.name, (), (), hidden=hidden)
    if sheet.total_height * sheet.total_width > 4 * MAX_CELLS or sheet.width > MAX_COLUMNS:
        raise Refused(f"The sheet “{sheet.name}” is too large: at most {MAX_ROWS:,} rows and {MAX_COLUMNS:,} columns.")
    first_row, first_column = sheet.start
    grid = [[""] * first_column + list(row) for row in sheet.to_python(skip_empty_area=True)]
    ranges = [*(sheet.merged_cell_ranges or ()), *scan.merged]
    marks = dict(scan.marks) | _unmerge(ranges, grid, first_row)
    filled: list[tuple[int, tuple[Cell, ...]]] = []
    special = {line for line, _ in scan.marks}
    for index, row in enumerate(grid):
        line = first_row + index + 1
        if line in special or not all(map(is_blank, row)):
            filled.append((line, tuple(row)))
    if len(filled) > MAX_ROWS + 50:
        raise Refused(f"The sheet “{sheet.name}” has more than {MAX_ROWS:,} rows. Split it.")
    lines = tuple(line for line, _ in filled)
    gaps = frozenset(line for before, line in pairwise(lines) if line > before + 1)
    return RawSheet(sheet.name, tuple(r for _, r in filled), lines, marks, hidden=hidden, gaps=gaps)


def _unmerge(ranges: Iterable[Range], grid: list[list[Any]], first_row: int) -> dict[CellPlace, Mark]:
    """People merge cells downwards to say a text once for several rows. A number said once is not one for each row."""
    marks: dict[CellPlace, Mark] = {}
    for (top, left), (bottom, right) in ranges:
        if bottom == top or not 0 <= top - first_row < len(grid):
            continue
        mark = Mark(MarkKind.MERGED, f"{letters(left)}{top + 1}:{letters(right)}{bottom + 1}")
        value = grid[top - first_row][left] if left < len(grid[top - first_row]) else ""
        for row in range(top, min(bottom, first_row + len(grid) - 1) + 1):
            if is_blank(value) or left >= len(grid[row - first_row]):
                continue
            marks[(row + 1, left)] = mark
            if isinstance(value, str):
                grid[row - first_row][left] = value
    return marks
