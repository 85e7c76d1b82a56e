"""The import in the real browser: an ugly file, its reading corrected without a page load, rows, apply; axe, phone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, WIDE, Open, axe_faults, is_as_wide_as_its_window

PAGE = "/rounds/fy2027/import/"
UGLY = (
    "Register der Vorhaben;;;;\r\n"
    "Stand: Juni;;;;\r\n"
    "\r\n"
    "Referat;Projektname;Reife;Status;Gesamtkosten (TEUR)\r\n"
    '12;"Größe\r\nund Form";hoch;Active;1.234,5\r\n'
    "13;Müllgebühren;niedrig;Closed;k.A.\r\n"
    "14;Straßenverzeichnis;;Paused;10-15\r\n"
    ";Summe;;;1.234,5\r\n"
)


@pytest.fixture
def ugly(tmp_path: Path) -> Path:
    path = tmp_path / "vorhaben.csv"
    path.write_bytes(UGLY.encode("cp1252"))
    return path


def upload(page: Page, path: Path) -> None:
    page.get_by_label("File").set_input_files(path)
    page.get_by_role("button", name="Upload and look at it").click()
    page.wait_for_url(re.compile(r"/import/[\w-]+/$"))


def test_an_ugly_file_is_read_corrected_and_applied(open_as: Open, ugly: Path) -> None:
    page = open_as("owner", PAGE)
    upload(page, ugly)
    expect(page.get_by_label("Encoding")).to_have_value("cp1252")
    expect(page.get_by_label("Row with the column names")).to_have_value("4")
    expect(page.get_by_label("Unit of “Gesamtkosten (TEUR)”")).to_have_value("1000")
    expect(page.locator(".import-counts")).to_have_text("2 new, 0 changed, 0 same, 2 faulty.")
    page.evaluate("() => { window.stillHere = true; }")
    page.get_by_label("What “Reife” becomes").select_option("probability")
    page.get_by_label("hoch").fill("80 %")
    page.get_by_label("Part for Opex FY2028").fill("1")
    page.get_by_label("Part for Opex FY2028").press("Tab")
    expect(page.locator(".import-sample")).to_contain_text("Opex FY2028")
    expect(page.locator(".import-sample")).to_contain_text("80")
    assert page.evaluate("() => window.stillHere === true")
    page.get_by_role("button", name="See what every row would do").click()
    expect(page.get_by_role("row", name=re.compile("Straßenverzeichnis"))).to_contain_text("is a range, not one amount")
    expect(page.get_by_role("row", name=re.compile("Summe"))).to_contain_text("looks like the sum")
    page.get_by_label("Take Müllgebühren").uncheck()
    page.get_by_role("button", name=re.compile("Apply")).click()
    expect(page.get_by_text("Imported: 1 new.")).to_be_visible()
    expect(page.get_by_text("Größe und Form")).to_be_visible()


@pytest.mark.parametrize(
    ("theme", "size"), [("light", WIDE), ("dark", WIDE), ("light", PHONE)], ids=["light", "dark", "phone"]
)
def test_every_step_is_axe_clean_and_fits(open_as: Open, ugly: Path, theme: str, size: dict[str, int]) -> None:
    page = open_as("owner", "/rounds/new/import", theme=theme, size=size)
    found = {"new": axe_faults(page), "wide": is_as_wide_as_its_window(page)}
    page.goto(PAGE)
    upload(page, ugly)
    page.get_by_label("What “Reife” becomes").select_option("probability")
    expect(page.get_by_text("What do the words in “Reife” stand for?")).to_be_visible()
    steps = [page.url, page.url + "rows", PAGE]
    for step in steps:
        page.goto(step)
        assert (axe_faults(page), is_as_wide_as_its_window(page)) == ([], True), step
    assert found == {"new": [], "wide": True}


def test_a_file_that_takes_its_time_is_said_to_be_read(open_as: Open, ugly: Path) -> None:
    page = open_as("owner", PAGE)
    page.get_by_label("File").set_input_files(ugly)
    expect(page.get_by_text("Reading the file …").first).to_have_css("opacity", "0")
    page.evaluate("() => document.addEventListener('submit', (event) => event.preventDefault())")
    page.get_by_role("button", name="Upload and look at it").click()
    expect(page.locator("form .htmx-indicator", has_text="Reading the file …")).to_have_css("opacity", "1")


def test_the_whole_way_can_be_gone_by_keyboard(open_as: Open, ugly: Path) -> None:
    page = open_as("owner", PAGE)
    page.get_by_label("File").set_input_files(ugly)
    page.get_by_role("button", name="Upload and look at it").press("Enter")
    page.get_by_role("button", name="See what every row would do").press("Enter")
    page.get_by_label("Take Größe und Form").press("Space")
    page.get_by_role("button", name=re.compile("Apply")).press("Enter")
    expect(page.get_by_text("Imported: 1 new.")).to_be_visible()


def test_a_file_that_is_too_large_is_told_before_it_is_sent(open_as: Open, ugly: Path) -> None:
    page = open_as("owner", PAGE)
    page.get_by_label("File").evaluate("(input) => { input.dataset.most = '10'; }")
    page.get_by_label("File").set_input_files(ugly)
    expect(page.get_by_role("alert")).to_contain_text("larger than the 50 MB that are read at once")
    page.get_by_role("button", name="Upload and look at it").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.url.endswith(PAGE)
