"""Words compared as people mean them, and keys that stay the same."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from portfolio.domain.patch_faults import key_fault
from portfolio.imports.words import clean_key, key_from, one_line, plain, tidy, word_list


def test_case_accents_spaces_and_punctuation_do_not_count() -> None:
    assert plain("Total Budget (k€)") == plain("totalBudget(K€)") == "totalbudgetk"
    assert plain("Maßnahme") == "massnahme" and plain("Coût total") == "couttotal"


def test_camel_case_is_taken_apart() -> None:
    assert word_list("totalBudget2027") == ["total", "budget", "2027"]


def test_space_of_every_kind_goes_and_newlines_inside_stay() -> None:
    assert tidy(" a\u00a0 b \r\n\x02 c ") == "a b\nc"
    assert one_line(" a\n b ") == "a b"


def test_a_key_is_made_of_the_words_of_a_title() -> None:
    assert key_from("  Straßen-Verzeichnis (Phase 2)! ") == "strassen-verzeichnis-phase-2"


def test_long_titles_with_the_same_beginning_get_different_keys() -> None:
    first, second = key_from("word " * 30 + "one"), key_from("word " * 30 + "two")
    assert first != second and len(first) <= 60


def test_a_key_that_can_stand_in_an_address_is_kept() -> None:
    assert clean_key(" HO_0010_1213-Q1 ") == "HO_0010_1213-Q1"
    assert clean_key("GMPP/2021 12") == "gmpp-2021-12"


@given(st.text(max_size=200))
def test_every_key_that_is_made_can_be_used_and_is_made_again_the_same(title: str) -> None:
    key = key_from(title)
    assert key_from(title) == key and (not key or not re.search(r"\s", key))
    if key and key not in ("new", "export", "filter"):
        assert not key_fault(key)
