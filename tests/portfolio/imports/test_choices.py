"""Choices survive being kept."""

from __future__ import annotations

import json
from decimal import Decimal

from portfolio.imports.choices import Choices, Share, SheetChoices, from_json, to_json

SHEET = SheetChoices(
    "initiatives", 3, ",", {"A": "title"}, {"B": 1000}, {"C": {"High": "0.8"}}, (Share("capex", 2027, Decimal("1.5")),)
)
CHOICES = Choices("cp1252", ";", True, True, {"Data": SHEET}, frozenset({"Data:4"}))


def test_choices_come_back_as_they_were_kept() -> None:
    assert from_json(json.loads(json.dumps(to_json(CHOICES)))) == CHOICES


def test_nothing_kept_is_nothing_chosen() -> None:
    assert from_json({}) == Choices()


def test_what_is_chosen_for_every_sheet_holds_where_a_sheet_has_no_choices_of_its_own() -> None:
    choices = Choices(sheets={"": SHEET})
    assert choices.sheet("any") == SHEET and choices.with_sheet("own", SheetChoices()).sheet("own") == SheetChoices()
