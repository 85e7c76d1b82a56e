"""Encodings are found by their marks, by strict reading, else by which letters make sense."""

from __future__ import annotations

import pytest

from portfolio.domain.errors import Refused
from portfolio.imports.encodings import decode, detect

TEXT = "Größe;Prüfung\nÉtude “préalable” – coût 5 €\nStraße;naïve\n"


@pytest.mark.parametrize(
    ("encoding", "found"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"),
     ("utf-16-be", "utf-16-be"), ("cp1252", "cp1252"), ("mac_roman", "mac_roman")],
)  # fmt: skip
def test_the_encoding_is_found_and_the_text_comes_back(encoding: str, found: str) -> None:
    content = TEXT.encode(encoding)
    assert detect(content)[0] == found
    assert decode(content, found) == TEXT


def test_only_letters_without_accents_are_plain_utf8_for_certain() -> None:
    assert detect(b"Title;Cost\nA;5\n") == ("utf-8", True)


def test_a_guess_says_that_it_is_one() -> None:
    assert detect("Größe".encode("cp1252")) == ("cp1252", False)


def test_cyrillic_letters_are_told_from_latin_ones() -> None:
    assert detect("Название проекта;Бюджет\nЗамена системы;12\n".encode("cp1251"))[0] == "cp1251"


def test_bytes_that_are_not_of_the_chosen_encoding_are_refused_with_their_line() -> None:
    with pytest.raises(Refused, match="line 2"):
        decode("a\nGröße".encode("cp1252"), "utf-8")
    with pytest.raises(Refused, match="line 1"):
        decode(b"a\x00b", "utf-16-le")
    with pytest.raises(Refused, match="not one that is read here"):
        decode(b"a", "rot13")


def test_what_is_no_text_is_refused_and_a_stray_control_sign_is_not() -> None:
    with pytest.raises(Refused, match="not a table"):
        decode(bytes(range(32)) * 50, "latin_1")
    assert "a" in decode(b"Title\nsome \x02 text a\n", "utf-8")
