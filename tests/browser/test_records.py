"""Records in the real browser: lists without a page load, the grid by keyboard, two edits at once, axe clean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, WIDE, Open, axe_faults, demo_site, is_as_wide_as_its_window

ROUND = "/rounds/fy2027/"
PAGES = [
    "", "initiatives/", "initiatives/new", "initiatives/ERP", "initiatives/ERP/edit", "initiatives/ERP/options/full",
    "initiatives/ERP/options/status_quo", "initiatives/ERP/options/new", "ideas/", "rules/", "rules/new/must",
    "rules/new/requires", "rules/new/excludes", "rules/new/count", "rules/new/share", "scores/", "weights/",
    "weights/new", "weights/1/edit", "history/", "settings/", "settings/criteria/", "settings/criteria/CUS",
    "settings/limits", "settings/resources/new", "settings/baseline",
]  # fmt: skip


HIGHER_THAN_THEIR_FRAME = """() => [...document.querySelectorAll(".table-responsive")]
  .filter(e => e.scrollHeight > e.clientHeight).map(e => e.getAttribute("aria-label"))"""


@pytest.fixture
def site(tmp_path: Path, demo_file: Path) -> Iterator[str]:
    """The demo round: pages with much in them."""
    with demo_site(tmp_path, demo_file) as address:
        yield address


@pytest.mark.parametrize(
    ("theme", "size"), [("light", WIDE), ("dark", WIDE), ("light", PHONE)], ids=["light", "dark", "phone"]
)
def test_every_page_of_records_is_axe_clean_and_fits(open_as: Open, theme: str, size: dict[str, int]) -> None:
    page = open_as("owner", ROUND, theme=theme, size=size)
    found = {}
    for path in PAGES:
        page.goto(ROUND + path)
        found[path] = axe_faults(page) + ([] if is_as_wide_as_its_window(page) else ["scrolls sideways"])
        found[path] += [f"{name} has a scrollbar of its own" for name in page.evaluate(HIGHER_THAN_THEIR_FRAME)]
    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    ("path", "size"),
    [("initiatives/ERP", {"width": 1440, "height": 900}), ("people/", PHONE), ("", PHONE), ("weights/", PHONE)],
    ids=["options of an initiative on a laptop", "people on a phone", "limits on a phone", "weights on a phone"],
)
def test_a_table_shows_all_its_columns_without_being_pushed_sideways(
    open_as: Open, path: str, size: dict[str, int]
) -> None:
    page = open_as("owner", ROUND + path, size=size)
    page.evaluate("() => document.fonts.ready")
    pushed = "e => e.scrollWidth - e.clientWidth"
    assert page.locator(".table-responsive").first.evaluate(pushed) <= 0


def test_a_long_tag_takes_more_lines_and_pushes_no_column_out(open_as: Open) -> None:
    page = open_as("owner", ROUND + "initiatives/", size={"width": 1440, "height": 900})
    page.evaluate("() => document.fonts.ready")
    long = "climate change · energy · the environment and water · and more of it"
    page.locator(".record-table .tag").first.evaluate("(tag, words) => { tag.textContent = words; }", long)
    assert page.locator(".table-responsive").first.evaluate("e => e.scrollWidth - e.clientWidth") <= 0


def test_the_tabs_of_the_settings_fill_their_rows_on_a_phone(open_as: Open) -> None:
    page = open_as("owner", ROUND + "settings/", size=PHONE)
    tops = [tab.bounding_box() for tab in page.locator(".tab-links a").all()]
    rows = [round(box["y"]) for box in tops if box]
    assert len(rows) == 4 and all(rows.count(row) > 1 for row in rows)


def mark(page: Page) -> None:
    """Leave something in the page that a page load would wipe out."""
    page.evaluate("() => { window.stillHere = true; }")


def is_marked(page: Page) -> bool:
    return bool(page.evaluate("() => window.stillHere === true"))


def test_the_list_narrows_as_one_types_and_the_address_follows(open_as: Open) -> None:
    page = open_as("owner", ROUND + "initiatives/")
    mark(page)
    page.get_by_label("Search").fill("35-year")
    expect(page.locator("#list")).to_contain_text("1 initiative of 36")
    expect(page).to_have_url(re.compile("q=35-year"))
    page.get_by_label("Search").fill("")
    page.get_by_label("Tag", exact=True).select_option("security")
    expect(page).to_have_url(re.compile("tag=security"))
    expect(page.locator("#list")).not_to_contain_text("Mobile app")
    assert is_marked(page)
    page.reload()
    expect(page.get_by_label("Tag", exact=True)).to_have_value("security")


def test_the_grid_is_filled_by_keyboard_and_a_row_saved_without_a_page_load(open_as: Open) -> None:
    page = open_as("owner", ROUND + "scores/?q=ERP")
    mark(page)
    first = page.locator("[name='s|ERP|full|CUS']")
    first.fill("7.5")
    expect(page.locator("#grid-state")).to_have_text("1 not saved yet")
    first.press("ArrowDown")
    expect(page.locator("[name='s|ERP|finance|CUS']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[name='s|ERP|hold|CUS']")).to_be_focused()
    page.get_by_role("button", name="Save Complete the ERP overhaul").click()
    expect(page.locator(".row-saved")).to_be_visible()
    expect(page.locator("#grid-state")).to_have_text("")
    expect(page.locator("[name='s|ERP|full|CUS']")).to_have_value("7.5")
    assert is_marked(page)
    page.reload()
    expect(page.locator("[name='s|ERP|full|CUS']")).to_have_value("7.5")


PASTE = """(input, text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def test_a_block_copied_from_a_spreadsheet_fills_the_options_below(open_as: Open) -> None:
    page = open_as("owner", ROUND + "scores/?q=ERP")
    before = page.locator("[name='s|ERP|status_quo|CUS']").input_value()
    page.locator("[name='s|ERP|full|CUS']").evaluate(PASTE, "1\t2,5\r\n3\t\r\n5\t6\r\n")
    expect(page.locator("[name='s|ERP|full|CUS']")).to_have_value("1")
    row = page.locator("tr.option-row", has=page.locator("[name='s|ERP|full|CUS']"))
    expect(row.locator("input").nth(1)).to_have_value("2,5")
    expect(page.locator("[name='s|ERP|finance|CUS']")).to_have_value("3")
    expect(page.locator("[name='s|ERP|hold|CUS']")).to_have_value("5")
    expect(page.locator("[name='s|ERP|status_quo|CUS']")).to_have_value(before)
    expect(page.locator("#grid-state")).to_contain_text("not saved yet")
    page.get_by_role("button", name="Save all").click()
    expect(page.get_by_text(re.compile("scores are saved"))).to_be_visible()


def test_what_is_pasted_beyond_the_last_line_is_said(open_as: Open) -> None:
    page = open_as("owner", ROUND + "scores/?q=billing")
    page.get_by_label("Replace the 35-year-old billing, Replace: Growth").evaluate(PASTE, "\n".join(["7"] * 40))
    expect(page.locator("#grid-state")).to_contain_text(re.compile(r"\d+ pasted found no place on this page"))


def test_scores_that_were_refused_still_count_as_not_saved(open_as: Open) -> None:
    page = open_as("owner", ROUND + "scores/?q=ERP")
    page.locator("[name='s|ERP|full|CUS']").fill("many")
    page.locator("[name='s|ERP|hold|CUS']").fill("3.25")
    page.get_by_role("button", name="Save all").click()
    expect(page.get_by_text("Nothing was saved yet")).to_be_visible()
    expect(page.locator("#grid-state")).to_have_text("2 not saved yet")
    page.locator("[name='s|ERP|full|CUS']").fill("3.5")
    page.get_by_role("button", name="Save all").click()
    expect(page.get_by_text("2 scores are saved.")).to_be_visible()


def test_a_score_is_given_on_a_phone(open_as: Open) -> None:
    page = open_as("business", ROUND + "scores/?q=billing", size=PHONE)
    page.get_by_label("Replace the 35-year-old billing, Replace: Growth").fill("9")
    page.get_by_role("button", name="Save all").click()
    expect(page.get_by_text("1 score is saved.")).to_be_visible()


def test_two_edits_at_once_are_decided_field_by_field(open_as: Open) -> None:
    address = ROUND + "initiatives/ERP/edit"
    mine, theirs = open_as("owner", address), open_as("technology", address)
    theirs.get_by_label("Title").fill("Theirs")
    theirs.get_by_role("button", name="Save").click()
    expect(theirs.get_by_text("Saved.")).to_be_visible()
    mine.get_by_label("Title").fill("Mine")
    mine.get_by_label("Business owner").fill("Another role")
    mine.get_by_role("button", name="Save").click()
    expect(mine.get_by_role("heading", level=1)).to_have_text("Two edits at once")
    assert axe_faults(mine) == []
    title = mine.get_by_role("group", name="Title")
    title.get_by_role("radio", name=re.compile("Theirs, saved now")).check()
    mine.get_by_role("button", name="Save what I chose").click()
    expect(mine.get_by_role("heading", level=1)).to_have_text("Theirs")
    expect(mine.locator("#content")).to_contain_text("Another role")


def test_the_options_of_the_needed_initiative_follow_the_choice(open_as: Open) -> None:
    page = open_as("owner", ROUND + "rules/new/requires")
    page.get_by_label("Needs").select_option("BILL")
    box = page.get_by_role("checkbox", name="Wrap: interface layer, rules taken out")
    expect(box).to_be_visible()
    box.check()
    page.get_by_label("Initiative").first.select_option("VOC")
    page.get_by_role("button", name="Save the rule").click()
    expect(page.locator("#content")).to_contain_text("needs “Replace the 35-year-old billing”, as “Wrap")


def test_shares_follow_the_points_as_they_are_typed(open_as: Open) -> None:
    page = open_as("owner", ROUND + "weights/new")
    points = page.locator("input[data-points]")
    points.nth(0).fill("30")
    points.nth(1).fill("10")
    expect(page.locator("output").nth(0)).to_have_text(re.compile("75.%"))
    expect(page.locator("output").nth(1)).to_have_text(re.compile("25.%"))


def test_archiving_asks_first(open_as: Open) -> None:
    page = open_as("owner", ROUND + "initiatives/WEB")
    page.get_by_role("button", name="Archive").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("button", name="Archive")).to_be_visible()
    page.get_by_role("button", name="Archive").click()
    page.locator("[data-confirm-yes]").click()
    expect(page.get_by_text("no longer decided about")).to_be_visible()
