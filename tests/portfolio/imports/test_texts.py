"""Text files as sheets: delimiter, quoted newlines, lines as an editor counts them."""

from __future__ import annotations

import pytest

from portfolio.domain.errors import Refused
from portfolio.imports import texts
from portfolio.imports.texts import find_delimiter, read_text


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_cuts_rows_alike(sign: str) -> None:
    text = sign.join(["Title", "Cost", "Note"]) + "\n" + sign.join(["A, or B", "5", "see; that | this"]) + "\n"
    assert find_delimiter(text * 3) == sign


def test_commas_in_prose_do_not_beat_the_semicolons_between_cells() -> None:
    assert find_delimiter("Register, as of May\n\nTitle;Cost\nOne, two;5\nThree;6\n") == ";"


def test_quoted_newlines_stay_in_their_cell_and_lines_count_as_in_an_editor() -> None:
    sheet = read_text("a", b'Title,Note\r\nA,"one\r\ntwo"\r\nB,x\r\n')
    assert sheet.rows == (("Title", "Note"), ("A", "one\r\ntwo"), ("B", "x"))
    assert sheet.lines == (1, 2, 4)
    assert sheet.place(4, 1, "Note") == "line 4, column “Note”"


def test_empty_lines_are_skipped_and_remembered() -> None:
    sheet = read_text("a", b"Title,Cost\n,\n\nA,5\nB,6\n")
    assert sheet.lines == (1, 4, 5) and sheet.gaps == {4}


def test_a_program_that_tells_its_delimiter_is_believed_and_lines_stay_right() -> None:
    sheet = read_text("a", b"sep=;\nTitle;Cost, all\nA;5\n")
    assert sheet.rows[0] == ("Title", "Cost, all") and sheet.lines == (2, 3)


def test_a_chosen_delimiter_and_encoding_are_used() -> None:
    sheet = read_text("a", "Größe,x;y\n1,2;3\n".encode("cp1252"), "cp1252", ";")
    assert sheet.rows[0] == ("Größe,x", "y") and sheet.format is not None and sheet.format.sure


def test_a_quote_that_never_closes_is_refused_with_its_line() -> None:
    with pytest.raises(Refused, match="opens in line 2"):
        read_text("a", b'Title,Note\nA,"open\nB,c\n')


def test_an_inch_sign_inside_a_cell_is_no_quote() -> None:
    assert read_text("a", b'Title,Note\n5" disk,x\n').rows[1] == ('5" disk', "x")


def test_more_rows_than_are_read_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "MAX_ROWS", 10)
    with pytest.raises(Refused, match="more than 10 rows"):
        read_text("a", b"Title,Cost\n" + b"A,5\n" * 100)


def test_a_line_with_a_thousand_columns_is_no_table() -> None:
    with pytest.raises(Refused, match="columns"):
        read_text("a", b"," * 2000 + b"a\n")
