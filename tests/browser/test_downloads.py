"""The files of a proposal, taken along from its page: they show what the page shows at that moment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pptx
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, demo_site

PROPOSAL = "/rounds/fy2027/proposal/"
EXPLAINED = 90_000
"""Milliseconds: a file waits for every explanation, and a click for what it opens."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, demo_file: Path) -> Iterator[str]:
    """The demo round, for all tests of this file: none of them changes it."""
    with demo_site(tmp_path_factory.mktemp("site"), demo_file) as address:
        yield address


def plain(text: str) -> str:
    """Text with ordinary spaces."""
    return " ".join(text.split())


def test_deck_and_workbook_open_with_the_sentence_of_the_page_they_were_taken_from(
    open_as: Open, tmp_path: Path
) -> None:
    page = open_as("viewer", f"{PROPOSAL}?scores=claimed")
    sentence = plain(page.locator("#headline").inner_text())
    assert sentence.startswith("24 of 36")
    for label, name in (("Board deck", "fy2027-board.pptx"), ("Workbook", "fy2027-board.xlsx")):
        with page.expect_download(timeout=EXPLAINED) as waiting:
            page.get_by_role("link", name=label).click(timeout=EXPLAINED)
        assert waiting.value.suggested_filename == name
        waiting.value.save_as(tmp_path / name)
    cover = pptx.Presentation(str(tmp_path / "fy2027-board.pptx")).slides[0]
    assert plain(cover.placeholders[10].text_frame.text) == sentence
    summary = openpyxl.load_workbook(tmp_path / "fy2027-board.xlsx")["Summary"]
    assert plain(str(summary["A2"].value)) == sentence


def test_the_links_follow_what_moves(open_as: Open) -> None:
    page = open_as("viewer", PROPOSAL)
    link = page.get_by_role("link", name="Board deck")
    expect(link).to_have_attribute("href", f"{PROPOSAL}board.pptx")
    page.locator('[id="w.GRO"]').fill("40")
    expect(link).to_have_attribute("href", re.compile(r"board\.pptx\?.*w\.GRO=40"), timeout=20_000)
