"""Words that say that there is no figure."""

from __future__ import annotations

import pytest

from portfolio.imports.missing import is_missing_word


@pytest.mark.parametrize(
    "word", ["NFP", " n/a ", "Not for publication", "Exempt under Section 43", "–", "t.b.c.", "k. A."]
)
def test_a_word_of_no_figure_is_known(word: str) -> None:
    assert is_missing_word(word)


@pytest.mark.parametrize("word", ["", "  ", "0", "Medium", "5m", "notable"])
def test_anything_else_is_not(word: str) -> None:
    assert not is_missing_word(word)
