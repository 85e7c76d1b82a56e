"""Words of registers and what they are proposed to stand for."""

from __future__ import annotations

import pytest

from portfolio.imports.meanings import meaning

STAGES = ("candidate", "under way", "closed")


@pytest.mark.parametrize(
    ("word", "stage"),
    [("Active", "under way"), ("aktiv", "under way"),
     ("Closed", "closed"), ("Paused", "under way"), ("In progress", "under way"),
     ("Completed", "closed"), ("geplant", "candidate"), ("under_way", "under way"), ("Amber", ""), ("", "")],
)  # fmt: skip
def test_a_status_is_proposed_as_a_stage(word: str, stage: str) -> None:
    assert meaning("stage", STAGES, word) == stage


def test_other_choices_have_their_own_words() -> None:
    assert meaning("change", ("run", "grow", "transform"), "Maintenance") == "run"
    assert meaning("basis capex", ("own asset", "SaaS configuration", "internal labour"), "own_asset") == "own asset"
    assert (
        meaning("kind", ("law", "contract", "end of support", "security finding", "executive wish"), "EOL")
        == "end of support"
    )
    assert meaning("kind", ("capex", "opex", "commitment", "people", "other"), "FTE") == "people"
    assert meaning("room", ("yes", "no"), "ja") == "yes"
