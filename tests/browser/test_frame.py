"""What every page stands in: signing in, navigation, theme, questions; by keyboard and on a phone, axe clean."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE, Open, axe_faults, is_as_wide_as_its_window

PEOPLE = "/rounds/fy2027/people/"
PAGES = [("nobody", "/sign-in"), ("owner", "/"), ("stranger", "/"), ("owner", PEOPLE), ("viewer", PEOPLE),
         ("owner", "/account"), ("owner", "/there-is-none")]  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_every_page_of_the_frame_is_axe_clean_and_fits(open_as: Open, theme: str, size: dict[str, int]) -> None:
    found = {}
    for name, path in PAGES:
        page = open_as(name, path, theme=theme, size=size)
        found[name, path] = axe_faults(page) + ([] if is_as_wide_as_its_window(page) else ["scrolls sideways"])
    assert {place: faults for place, faults in found.items() if faults} == {}


def test_one_signs_in_by_keyboard_alone_and_is_led_on(open_as: Open) -> None:
    page = open_as("nobody", PEOPLE)
    page.keyboard.type("owner@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type("three ordinary words")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(PEOPLE))
    expect(page.get_by_role("heading", level=1)).to_have_text("People")


def test_the_first_tab_leads_past_the_navigation(open_as: Open) -> None:
    page = open_as("owner", PEOPLE)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_the_theme_changes_at_once_and_stays(open_as: Open) -> None:
    page = open_as("owner", theme=None)
    html, toggle = page.locator("html"), page.get_by_role("button", name="Dark colours")
    expect(html).to_have_attribute("data-bs-theme", "light")
    toggle.click()
    expect(html).to_have_attribute("data-bs-theme", "dark")
    expect(toggle).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(html).to_have_attribute("data-bs-theme", "dark")


def test_who_chose_nothing_gets_the_colours_of_the_system(open_as: Open) -> None:
    page = open_as("nobody", "/sign-in", theme=None)
    page.emulate_media(color_scheme="dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_the_navigation_of_a_phone_opens_and_closes(open_as: Open) -> None:
    page = open_as("owner", PEOPLE, size=PHONE)
    entry = page.get_by_role("link", name="People")
    expect(entry).to_be_hidden()
    page.get_by_role("button", name="Open the navigation").click()
    expect(entry).to_be_visible()
    expect(entry).to_have_attribute("aria-current", "page")
    page.wait_for_timeout(400)
    page.get_by_role("button", name="Close the navigation").click()
    expect(entry).to_be_hidden()


def test_what_cannot_be_undone_is_asked_first(open_as: Open) -> None:
    page = open_as("owner", PEOPLE)
    row = page.get_by_role("row", name="Viewer")
    row.get_by_role("button", name="Remove").click()
    question = page.get_by_role("dialog")
    expect(question).to_contain_text("Take the role of Viewer in this round away?")
    question.get_by_role("button", name="Cancel").click()
    expect(row).to_be_visible()
    row.get_by_role("button", name="Remove").click()
    question.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("The role is taken away")).to_be_visible()
    expect(row).to_have_count(0)


def test_rounds_are_switched_and_one_signs_out_from_the_bar(open_as: Open) -> None:
    page = open_as("owner", PEOPLE)
    page.get_by_role("button", name="Round:").click()
    page.get_by_role("link", name="All rounds").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rounds")
    page.get_by_role("button", name="Account:").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
