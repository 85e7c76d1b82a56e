"""What a file is by its first bytes, whatever its name says, and a clear refusal of what cannot be read."""

from __future__ import annotations

from enum import StrEnum

from portfolio.domain.errors import Refused
from portfolio.imports.limits import MAX_BYTES

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"%PDF", "a PDF. Ask for the table behind it, or copy it into a spreadsheet and save that"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive. Unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive. Unpack it first"),
    (b"Rar!", "a RAR archive. Unpack it first"),
    (b"{\\rtf", "a text document. Save its table from a spreadsheet program"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file. Save it as CSV"),
)
_MARKUP = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<style", b"<head", b"<meta")


class FileKind(StrEnum):
    """The kinds of file that are read."""

    ZIP = "zip"
    XLS = "xls"
    TEXT = "text"


def kind_of(content: bytes) -> FileKind:
    """The kind of a file; Refused with a sentence that says what it is instead and what to do."""
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refused("The file is empty: there is nothing to import.")
    if len(content) > MAX_BYTES:
        raise Refused(
            f"The file has {len(content) / 2**20:.0f} MB; at most {MAX_BYTES // 2**20} MB are read. "
            "Leave out pictures and sheets that are not needed, or split it."
        )
    if content.startswith(_OLE):
        return _ole(content)
    if content.startswith(_ZIP):
        return FileKind.ZIP
    for start, what in _FOREIGN:
        if content.startswith(start):
            raise Refused(f"This is not a table but {what}. CSV, XLSX, XLS and ODS files are read.")
    if content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise Refused(
            "This is a web page or an XML document, whatever its name says. Open it in a spreadsheet program "
            "and save it as XLSX or CSV."
        )
    return FileKind.TEXT


def _ole(content: bytes) -> FileKind:
    # Names of streams stand in the file as UTF-16; an encrypted XLSX is wrapped in such a container.
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Refused("The workbook is protected by a password. Remove the password and upload it again.")
    if "WordDocument".encode("utf-16-le") in content or "PowerPoint Document".encode("utf-16-le") in content:
        raise Refused("This is not a table but another office document. CSV, XLSX, XLS and ODS files are read.")
    return FileKind.XLS
