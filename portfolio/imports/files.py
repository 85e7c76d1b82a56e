"""Any file or folder that a user hands over, as sheets. A user's mistake comes back as the reason of a refusal."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from portfolio.domain.errors import Refused
from portfolio.imports.archives import is_encrypted_ods, open_archive, table_members
from portfolio.imports.limits import MAX_BYTES, MAX_MEMBERS
from portfolio.imports.sniffing import FileKind, kind_of
from portfolio.imports.texts import read_text
from portfolio.imports.values import RawFile, RawSheet
from portfolio.imports.workbooks import read_packed_workbook, read_xls


def read_file(name: str, content: bytes, encoding: str = "", delimiter: str = "") -> RawFile:
    """The sheets of a CSV, TSV, XLSX, XLSM, XLS or ODS file, or of a zip archive of CSV files. Never raises."""
    try:
        sheets = _sheets(name, content, encoding, delimiter)
    except Refused as refused:
        return RawFile(name, refusal=refused.message)
    return _with_something(RawFile(name, tuple(s for s in sheets if s.rows)))


def read_folder(path: Path, encoding: str = "") -> RawFile:
    """The CSV and TSV files of a folder, each a sheet of its file's name. Never raises for what stands in them."""
    tables = sorted(p for p in path.iterdir() if p.suffix.lower() in (".csv", ".tsv") and p.is_file())
    if len(tables) > MAX_MEMBERS or sum(p.stat().st_size for p in tables) > MAX_BYTES:
        return RawFile(path.name, refusal="The folder holds more than can be imported at once. Split it.")
    if not tables:
        return RawFile(path.name, refusal=f"The folder “{path.name}” holds no CSV files.")
    try:
        return _texts(path.name, ((p.stem, p.read_bytes()) for p in tables), encoding)
    except Refused as refused:
        return RawFile(path.name, refusal=refused.message)


def _sheets(name: str, content: bytes, encoding: str, delimiter: str) -> tuple[RawSheet, ...]:
    kind = kind_of(content)
    if kind is FileKind.XLS:
        return read_xls(content)
    if kind is FileKind.TEXT:
        return (read_text(PurePosixPath(name.replace("\\", "/")).stem, content, encoding, delimiter),)
    archive = open_archive(content)
    names = set(archive.namelist())
    if is_encrypted_ods(archive):
        raise Refused("The workbook is protected by a password. Remove the password and upload it again.")
    if names & {"xl/workbook.xml", "xl/workbook.bin"} or _is_spreadsheet(archive):
        return read_packed_workbook(content, archive)
    return _packed_texts(name, archive, encoding).sheets


def _is_spreadsheet(archive: zipfile.ZipFile) -> bool:
    names = archive.namelist()
    if "content.xml" not in names or "mimetype" not in names:
        return False
    return b"spreadsheet" in archive.read("mimetype")


def _packed_texts(name: str, archive: zipfile.ZipFile, encoding: str) -> RawFile:
    members = table_members(archive)
    if not members:
        what = (
            "another office document"
            if "[Content_Types].xml" in archive.namelist()
            else "an archive without any CSV file"
        )
        raise Refused(f"This is {what}. CSV, XLSX, XLS and ODS files are read, and zip archives of CSV files.")
    return _texts(name, ((PurePosixPath(m).stem, archive.read(m)) for m in members), encoding)


def _texts(name: str, tables: Iterable[tuple[str, bytes]], encoding: str) -> RawFile:
    sheets = []
    for sheet_name, content in tables:
        if not content.strip():
            continue
        try:
            kind_of(content)
            sheets.append(read_text(sheet_name, content, encoding))
        except Refused as refused:
            raise Refused(f"“{sheet_name}”: {refused.message}") from refused
    return RawFile(name, tuple(sheets))


def refuse_empty(file: RawFile) -> None:
    """Raise Refused for a file that cannot be read, or that holds names of columns and nothing below them."""
    if file.refusal:
        raise Refused(file.refusal)
    if all(len(sheet.rows) == 1 for sheet in file.sheets):
        raise Refused("The file holds a single row: below the names of the columns there is nothing to import.")


def _with_something(file: RawFile) -> RawFile:
    if not file.refusal and not any(sheet.rows for sheet in file.sheets):
        return RawFile(file.name, refusal="The file holds no filled cell: there is nothing to import.")
    return file
