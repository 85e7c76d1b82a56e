"""Flat field names of the reading page, taken apart."""

from __future__ import annotations

from portfolio.forms.imports import NewRoundForm, reading_fields


def test_names_of_fields_are_taken_apart_by_sheet_column_and_word() -> None:
    found = reading_fields({
        "encoding": "cp1252", "delimiter": "tab", "blank_clears": "yes", "csrf_token": "x", "step": "again",
        "s0-kind": "initiatives", "s0-line": "3", "s0-target-2": "title", "s0-unit-2": "1000", "s0-word-4-1": " 0.8 ",
        "s1-share-capex-2027": "60", "s1-share-opex-2028": " ", "s1-share-my-odd-key-2028": "40",
    })  # fmt: skip
    assert (found["encoding"], found["delimiter"], found["blank_clears"]) == ("cp1252", "\t", True)
    assert not found["without_bad_cells"]
    assert found["sheets"][0]["line"] == "3" and found["sheets"][0]["targets"] == {2: "title"}
    assert found["sheets"][0]["units"] == {2: "1000"} and found["sheets"][0]["words"] == {4: {1: "0.8"}}
    assert found["sheets"][1]["shares"] == {("capex", 2027): "60", ("my-odd-key", 2028): "40"}


def test_only_what_was_filled_in_is_said_of_a_new_round() -> None:
    form = NewRoundForm(data={"name": " Plan ", "currency": "aud", "first_year": None, "last_year": 2028})
    assert form.fields() == {"name": "Plan", "currency": "AUD", "last_year": 2028}
