"""What a file is, by its bytes and not by its name; what cannot be read is refused with what to do."""

from __future__ import annotations

import pytest

from portfolio.domain.errors import Refused
from portfolio.imports import sniffing
from portfolio.imports.sniffing import FileKind, kind_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"\x1f\x8b\x08", "Unpack"),
        (b"<!DOCTYPE html><html><table>", "web page"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook>', "XML document"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE + "WordDocument".encode("utf-16-le"), "another office document"),
    ],
)
def test_what_is_no_table_is_refused_by_what_it_is(content: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        kind_of(content)


def test_the_three_kinds_that_are_read() -> None:
    assert [kind_of(c) for c in (b"PK\x03\x04...", OLE, b"a,b\n")] == [FileKind.ZIP, FileKind.XLS, FileKind.TEXT]


def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sniffing, "MAX_BYTES", 2**20)
    with pytest.raises(Refused, match="at most 1 MB"):
        kind_of(b"a,b\n" * 2**19)
