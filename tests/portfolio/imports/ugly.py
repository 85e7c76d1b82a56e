"""Small ugly files and a round for the tests of imports, made here so that every byte of them can be seen."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

from portfolio.domain.initiatives import Initiative, Option, Use
from portfolio.domain.rounds import Criterion, Resource, ResourceKind, Round

CRITERIA = (Criterion("CUS", "Customer gets it done"), Criterion("CON", "Continuity"))
FRAME = Round(
    "FY2027",
    "FY2027",
    "EUR",
    2027,
    2029,
    money_unit=1000,
    criteria=CRITERIA,
    resources=(
        Resource("capex", "Capex", ResourceKind.CAPEX, "EUR", 2),
        Resource("opex", "Opex", ResourceKind.OPEX, "EUR", 2),
        Resource("beyond", "Committed beyond FY2029", ResourceKind.COMMITMENT, "EUR", 2, False),
        Resource("architects", "Integration architects", ResourceKind.PEOPLE, "months", 1),
    ),
    initiatives=(
        Initiative(
            "ERP", "Complete the ERP", (Option("full", "Full", (Use("capex", 2027, 100_000_00, "own_asset"),)),)
        ),
        Initiative("CRM", "Replace the CRM", (Option("full", "Full"), Option("pilot", "Pilot"))),
    ),
)


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """An XLSX file; a cell that is a pair is (formula, cached value), None leaves the cell empty."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, tuple):
                        sheet.write_formula(line, column, cell[0], None, cell[1])
                    elif cell is not None:
                        sheet.write(line, column, cell)
    return target.getvalue()


def ods(body: str) -> bytes:
    """An OpenDocument sheet with this XML as the rows of its one table."""
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="Data">{body}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": mime, "content.xml": content, "META-INF/manifest.xml": "<manifest/>"})


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def with_sheet_xml(xml: str) -> bytes:
    """A workbook whose one sheet is this XML, as a hostile or odd program may write it."""
    plain = workbook({"Data": [["Title"]]})
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        return packed({n: xml if "sheet1.xml" in n else archive.read(n) for n in archive.namelist()})
