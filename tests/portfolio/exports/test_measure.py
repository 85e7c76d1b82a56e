"""Measuring text without fonts: the published widths of Arial, and laws of line breaking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.exports.measure import SAFETY, cut, largest_fitting, line_count, text_height, text_width, wrap

TEXT = st.text(alphabet="abcdefW iil.–€漢é", max_size=200)
WIDTH = st.floats(20, 500)


@pytest.mark.parametrize(
    ("text", "bold", "thousandths"),
    # Adobe's metrics of Helvetica, whose widths Arial has: H 722, e 556, l 222, o 556; bold H 722, e 556, l 278, o 611.
    [("Hello", False, 2278), ("Hello", True, 2445), ("65.4 M€", False, 4 * 556 + 278 + 278 + 834 - 0)],
)
def test_widths_are_those_of_the_typeface(text: str, bold: bool, thousandths: int) -> None:
    expected = thousandths * 10 * SAFETY / 1000
    assert text_width(text, 10, bold=bold) == pytest.approx(expected, rel=0.001)


@given(TEXT, WIDTH)
def test_wrapping_loses_no_sign_but_spaces(text: str, width: float) -> None:
    assert "".join("".join(wrap(text, 10, width)).split()) == "".join(text.split())


@given(TEXT, WIDTH)
def test_no_line_is_wider_than_its_box(text: str, width: float) -> None:
    assert all(text_width(line.strip(), 10) <= width for line in wrap(text, 10, width))


@given(TEXT, WIDTH, st.integers(1, 4))
def test_a_cut_text_keeps_to_its_lines(text: str, width: float, lines: int) -> None:
    assert line_count(cut(text, 10, width, lines), 10, width) <= lines


def test_a_text_that_fits_is_not_cut() -> None:
    assert cut("Two lines at most", 10, 60, 2) == "Two lines at most"


def test_the_largest_size_that_fits_is_taken() -> None:
    assert largest_fitting("Hello", (30, 20, 10), 60, 40) == 20
    assert text_height("Hello", 20, 60) <= 40
