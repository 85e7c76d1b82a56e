"""Archives are opened only when they cannot be bombs."""

from __future__ import annotations

import struct

import pytest

from portfolio.domain.errors import Refused
from portfolio.imports import archives
from portfolio.imports.archives import open_archive, table_members
from tests.portfolio.imports.ugly import packed


def test_a_member_that_unpacks_to_hundreds_of_times_its_size_is_refused() -> None:
    with pytest.raises(Refused, match="several hundred times"):
        open_archive(packed({"a.csv": b"0" * 20_000_000}))


def test_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 5)
    with pytest.raises(Refused, match="at most 5"):
        open_archive(packed({f"{i}.csv": b"a" for i in range(6)}))


def test_a_large_sum_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_UNPACKED", 1000)
    with pytest.raises(Refused, match="unpacks to"):
        open_archive(packed({"a.csv": b"ab" * 400, "b.csv": b"ab" * 400}))


def test_a_member_that_lies_about_its_size_is_refused() -> None:
    content = packed({"a.csv": b"Title,Cost\n" * 100})
    where = content.rindex(b"PK\x01\x02") + 24
    lying = content[:where] + struct.pack("<I", 10) + content[where + 4 :]
    with pytest.raises(Refused, match="damaged"):
        open_archive(lying)


def test_a_cut_or_scrambled_archive_is_refused() -> None:
    content = packed({"a.csv": b"Title,Cost\n" * 100})
    for broken in (content[:40], content[:60] + b"\x00" * 20 + content[80:]):
        with pytest.raises(Refused, match="damaged"):
            open_archive(broken)


def test_only_tables_of_an_archive_are_read() -> None:
    archive = open_archive(
        packed({"x/b.csv": "a", "a.tsv": "a", "__MACOSX/a.csv": "", "README.txt": "", ".c.csv": "", "p.png": ""})
    )
    assert table_members(archive) == ["a.tsv", "x/b.csv"]
