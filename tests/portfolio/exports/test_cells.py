"""Cells that a spreadsheet must not run."""

from __future__ import annotations

import pytest

from portfolio.exports.cells import is_hostile, neutral, printable


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =cmd|' /C calc'!A0"])
def test_what_would_be_run_is_told_apart_and_made_text(text: str) -> None:
    assert is_hostile(text)
    assert neutral(text).startswith("'")


@pytest.mark.parametrize("text", ["Billing", "3.1", "–", "−0.4 points", "a=b", ""])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert not is_hostile(text)
    assert neutral(text) == text


def test_a_cell_holds_neither_control_signs_nor_more_than_it_can() -> None:
    assert printable("a\x00b\x0bc\nd") == "abc\nd"
    assert len(printable("x" * 40_000)) == 32_767
