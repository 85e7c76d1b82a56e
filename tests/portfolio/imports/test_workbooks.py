"""Workbooks: cached values, formulas, errors, merged cells, and sheets that would not fit into memory."""

from __future__ import annotations

import io
from datetime import date

import pytest
import xlsxwriter

from portfolio.imports.files import read_file
from portfolio.imports.values import MarkKind, RawSheet
from tests.portfolio.imports.ugly import ods, packed, with_sheet_xml, workbook

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def only(content: bytes) -> RawSheet:
    file = read_file("a.xlsx", content)
    assert not file.refusal, file.refusal
    return file.sheets[0]


def test_a_formula_is_read_by_its_cached_value_and_marked() -> None:
    sheet = only(workbook({"Data": [["Title", "Cost"], ["A", ("=1+1", 2)]]}))
    assert sheet.rows[1] == ("A", 2.0) and sheet.marks[(2, 1)].kind is MarkKind.FORMULA


def test_a_formula_without_a_value_and_an_error_are_marked_in_their_cells() -> None:
    sheet = only(workbook({"Data": [["Title", "Cost"], ["A", ("=1+1", "")], ["B", ("=1/0", "#DIV/0!")]]}))
    assert sheet.marks[(2, 1)].kind is MarkKind.NO_VALUE
    assert (sheet.marks[(3, 1)].kind, sheet.marks[(3, 1)].text) == (MarkKind.ERROR, "#DIV/0!")
    assert sheet.place(3, 1) == "cell B3"


def test_a_row_that_holds_nothing_but_an_error_is_not_lost() -> None:
    assert only(workbook({"Data": [["Title"], [("=NA()", "#N/A")]]})).lines == (1, 2)


def test_rows_and_columns_keep_their_places_below_and_right_of_empty_ones() -> None:
    sheet = only(workbook({"Data": [[], [], [None, "Title"], [], [None, "A"]]}))
    assert (sheet.lines, sheet.rows[0]) == ((3, 5), ("", "Title")) and sheet.gaps == {5}


def book_with_merged_cells() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, ["Agency", "Title", "Cost", "Day"])
        sheet.merge_range(1, 0, 3, 0, "Treasury")
        sheet.write_column(1, 1, ["A", "B", "C"])
        sheet.merge_range(1, 2, 2, 2, 5)
        sheet.write_datetime(3, 3, date(2028, 6, 30), book.add_format({"num_format": "dd.mm.yyyy"}))
    return target.getvalue()


def test_a_text_merged_downwards_stands_in_every_row_and_a_number_in_none_but_its_own() -> None:
    sheet = only(book_with_merged_cells())
    assert [row[0] for row in sheet.rows[1:]] == ["Treasury"] * 3
    assert [row[2] for row in sheet.rows[1:]] == [5.0, "", ""]
    assert sheet.marks[(3, 2)].kind is MarkKind.MERGED and sheet.marks[(3, 2)].text == "C2:C3"


def test_days_are_days() -> None:
    assert only(book_with_merged_cells()).rows[3][3] == date(2028, 6, 30)


def sheet_xml(*rows: str) -> str:
    return f"<worksheet {MAIN}><sheetData>{''.join(rows)}</sheetData></worksheet>"


FIRST = '<row r="1"><c r="A1"><v>1</v></c></row>'


def test_two_cells_in_opposite_corners_are_refused_before_any_memory_is_taken() -> None:
    xml = sheet_xml(FIRST, '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')
    assert "column 16,384" in read_file("a.xlsx", with_sheet_xml(xml)).refusal
    xml = xml.replace("XFD1048576", "ZZ1048576")
    assert "so far apart" in read_file("a.xlsx", with_sheet_xml(xml)).refusal


def test_empty_formatted_cells_far_away_do_no_harm() -> None:
    xml = sheet_xml(FIRST, '<row r="1048576"><c r="XFD1048576" s="0"/></row>')
    assert only(with_sheet_xml(xml)).rows == ((1.0,),)


def test_a_sheet_with_entities_or_broken_xml_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + sheet_xml('<row r="1"><c r="A1"><v>&a;</v></c></row>')
    for xml in (bomb, "<worksheet", sheet_xml('<row r="x"/>')):
        assert "damaged" in read_file("a.xlsx", with_sheet_xml(xml)).refusal


CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


def test_an_opendocument_sheet_names_its_formulas_and_errors() -> None:
    rows = (
        f"<table:table-row>{CELL.format('Title')}{CELL.format('Cost')}</table:table-row>"
        f'<table:table-row>{CELL.format("A")}<table:table-cell table:formula="of:=1+1" office:value-type="float" '
        'office:value="2"><text:p>2</text:p></table:table-cell></table:table-row>'
        f'<table:table-row>{CELL.format("B")}<table:table-cell table:formula="of:=1/0" office:value-type="string">'
        "<text:p>#DIV/0!</text:p></table:table-cell></table:table-row>"
        f'<table:table-row>{CELL.format("C")}<table:table-cell table:formula="of:=1/0"/></table:table-row>'
    )
    sheet = only(ods(rows))
    assert sheet.rows[1] == ("A", 2.0)
    kinds = {place: mark.kind for place, mark in sheet.marks.items()}
    assert kinds == {(2, 1): MarkKind.FORMULA, (3, 1): MarkKind.ERROR, (4, 1): MarkKind.NO_VALUE}


def test_a_row_repeated_a_million_times_is_refused() -> None:
    rows = f'<table:table-row table:number-rows-repeated="1000000">{CELL.format("x") * 9}</table:table-row>'
    assert "so far apart" in read_file("a.ods", ods(rows)).refusal
    nothing = '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    empty = f"<table:table-row>{CELL.format('Title')}</table:table-row>"
    empty += f'<table:table-row table:number-rows-repeated="1000000">{nothing}'
    assert only(ods(empty)).rows == (("Title",),)


def test_a_binary_workbook_and_a_renamed_text_are_refused_with_what_to_do() -> None:
    assert "XLSX" in read_file("a.xlsb", packed({"xl/workbook.bin": b"x"})).refusal
    assert "damaged" in read_file("a.xlsx", packed({"xl/workbook.xml": b"<x"})).refusal
    assert (
        "another office document"
        in read_file("a.docx", packed({"[Content_Types].xml": b"<x/>", "word/document.xml": b""})).refusal
    )
    assert "can be read" in read_file("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 1000).refusal


def test_hidden_sheets_are_read_and_known_as_hidden() -> None:
    assert [s.hidden for s in read_file("a.xlsx", book_with_hidden_sheet()).sheets] == [False, True]


def book_with_hidden_sheet() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.add_worksheet("Data").write_row(0, 0, ["Title", "Cost"])
        hidden = book.add_worksheet("Old")
        hidden.write_row(0, 0, ["Title", "Cost"])
        hidden.hide()
    return target.getvalue()


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "no ending"])
def test_the_name_of_a_file_does_not_decide_how_it_is_read(name: str) -> None:
    assert read_file(name, workbook({"Data": [["Title"], ["A"]]})).sheets[0].name == "Data"
