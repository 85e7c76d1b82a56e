"""Every kind of file that people hand over, and folders of them."""

from __future__ import annotations

import csv
import io
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.domain.sheets import SheetKind, columns_for
from portfolio.imports.choices import Choices
from portfolio.imports.comparing import compare
from portfolio.imports.drafts import read_draft
from portfolio.imports.files import read_file, read_folder
from portfolio.imports.values import MarkKind
from portfolio.imports.workbooks import OLD_FORMAT
from tests import services
from tests.portfolio.imports.ugly import FRAME, packed, workbook

BOOK = workbook({"Data": [["Title", "Cost"], ["A", ("=1+1", 2)], ["B", ("=1/0", "#DIV/0!")], ["Größe", 12.5]]})


def converted(folder: Path, kind: str) -> bytes:
    """The workbook as LibreOffice writes it."""
    (folder / "a.xlsx").write_bytes(BOOK)
    office = services.libreoffice()
    assert office is not None
    home = f"-env:UserInstallation=file://{folder}/home"
    command = [str(office), home, "--headless", "--convert-to", kind, "--outdir", str(folder), str(folder / "a.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / f"a.{kind}").read_bytes()


@pytest.mark.office
def test_an_ods_file_of_an_office_program_is_read_with_its_formulas_and_errors(tmp_path: Path) -> None:
    (sheet,) = read_file("a.ods", converted(tmp_path, "ods")).sheets
    assert [row[0] for row in sheet.rows] == ["Title", "A", "B", "Größe"] and sheet.rows[3][1] == 12.5
    assert (sheet.marks[(2, 1)].kind, sheet.marks[(3, 1)].kind) == (MarkKind.FORMULA, MarkKind.ERROR)


@pytest.mark.office
def test_an_old_xls_file_is_read_and_says_what_it_cannot_tell(tmp_path: Path) -> None:
    (sheet,) = read_file("a.xls", converted(tmp_path, "xls")).sheets
    assert sheet.rows[1] == ("A", 2.0) and sheet.rows[3] == ("Größe", 12.5) and sheet.caution == OLD_FORMAT


def test_a_zip_of_csv_files_is_a_sheet_for_each() -> None:
    file = read_file(
        "a.zip", packed({"x/rules.csv": "key,type\n", "initiatives.csv": "key;title\nA;B\n", "empty.csv": ""})
    )
    assert [s.name for s in file.sheets] == ["initiatives", "rules"]
    assert file.sheets[0].format is not None and file.sheets[0].format.delimiter == ";"


def test_a_bad_member_of_a_zip_is_named() -> None:
    assert "“a”" in read_file("a.zip", packed({"a.csv": b"%PDF-1.4"})).refusal
    assert "without any CSV" in read_file("a.zip", packed({"a.png": b"x"})).refusal


def test_a_folder_is_read_file_by_file_and_an_empty_one_refused(tmp_path: Path) -> None:
    assert "holds no CSV files" in read_folder(tmp_path).refusal
    (tmp_path / "ideas.csv").write_text("line\nOne\n")
    (tmp_path / "notes.md").write_text("# not a table")
    assert [s.name for s in read_folder(tmp_path).sheets] == ["ideas"]
    (tmp_path / "rules.csv").write_bytes(b'key,type\nx,"open\n')
    assert "“rules”" in read_folder(tmp_path).refusal


@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise(content: bytes) -> None:
    file = read_file("a.csv", content)
    assert bool(file.refusal) != bool(file.sheets)


@given(
    st.binary(max_size=200),
    st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xef\xbb\xbf"]),
)
def test_no_bytes_behind_a_known_beginning_make_it_raise(content: bytes, start: bytes) -> None:
    file = read_file("a", start + content)
    assert bool(file.refusal) != bool(file.sheets)


@given(st.integers(0, len(BOOK) - 1), st.integers(0, 255))
def test_no_single_wrong_byte_in_a_workbook_makes_it_raise(place: int, byte: int) -> None:
    file = read_file("a.xlsx", BOOK[:place] + bytes([byte]) + BOOK[place + 1 :])
    assert bool(file.refusal) != bool(file.sheets)


CELLS = st.one_of(
    st.sampled_from(["", "ERP", "CRM", "must", "share", "requires", "capex", "opex", "people", "yes", "5", "-3,5",
                     "80 %", "NFP", "10-15m", "$5", "2027", "status_quo", "full", "law", "1e9", "9999999999999999999"]),
    st.text(max_size=12),
)  # fmt: skip


@given(st.sampled_from(list(SheetKind)), st.lists(st.lists(CELLS, min_size=30, max_size=30), max_size=4), st.booleans())
def test_no_cells_of_any_sheet_make_it_raise(kind: SheetKind, cells: list[list[str]], clears: bool) -> None:
    headers = [c.header for c in columns_for(kind, FRAME)]
    target = io.StringIO()
    csv.writer(target).writerows([headers, *(row[: len(headers)] for row in cells)])
    file = read_file(f"{kind}.csv", target.getvalue().encode("utf-8", "replace"))
    draft = read_draft(file, FRAME, Choices(blank_clears=clears))
    assert len(compare(draft, FRAME)) == len(draft.entries)


@given(st.text(max_size=300))
def test_no_text_below_a_header_makes_it_raise(text: str) -> None:
    content = f"Title;Budget;Status;score CUS\n{text}".encode("utf-8", "replace")
    draft = read_draft(read_file("a.csv", content), FRAME, Choices())
    assert len(compare(draft, FRAME)) == len(draft.entries)
