"""The proposal page in motion, on the demo round: what moves is seen, links show the same, the last word counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PHONE, WIDE, Open, axe_faults, demo_site, is_as_wide_as_its_window
from tests.rows import PASSWORD

PROPOSAL = "/rounds/fy2027/proposal/"
EXPLAINED = 60_000


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, demo_file: Path) -> Iterator[str]:
    """The demo round, for all tests of this file: none of them changes it but by adding scenarios."""
    with demo_site(tmp_path_factory.mktemp("site"), demo_file) as address:
        yield address


def settled(page: Page) -> Page:
    """The page once nothing is being solved or explained any more."""
    return _once(page, "is-running", "still-computing")


def shown(page: Page) -> Page:
    """The page once nothing is being solved any more; prices and reasons may still follow."""
    return _once(page, "is-running")


def _once(page: Page, *over: str) -> Page:
    page.wait_for_function(
        "over => { const p = document.getElementById('proposal');"
        " return p.classList.contains('is-live') && !over.some(name => p.classList.contains(name)); }",
        arg=list(over), timeout=EXPLAINED,
    )  # fmt: skip
    return page


def titles(page: Page, which: str) -> list[str]:
    """The titles of a list as they stand."""
    return page.locator(f"#{which} .pick-title").all_inner_texts()


def sign_in_here(page: Page, email: str) -> None:
    """By the form that is shown, without going to it first."""
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def weight(page: Page, key: str, value: str) -> None:
    """Set a weight by its number, as typed."""
    page.locator(f'[id="w.{key}"]').fill(value)


def test_it_opens_with_the_sentence_and_the_price_of_insisting(open_as: Open) -> None:
    page = settled(open_as("viewer", PROPOSAL))
    expect(page.locator("#headline")).to_have_text(re.compile(r"23 of 36.initiatives for 65\.4 of 73\.5.M€; customer"))
    expect(page.locator(".price-line")).to_have_text(re.compile(r"46 of 73.points .* and 13.more\.$"))
    expect(page.locator(".facts")).to_contain_text("Proven best")
    assert len(titles(page, "funded")) == 23
    assert len(titles(page, "left-out")) == 13


def test_a_slider_moves_the_list_and_says_what_moved(open_as: Open) -> None:
    page = settled(open_as("owner", PROPOSAL))
    before = titles(page, "funded")
    slider = page.get_by_role("slider", name="Growth")
    slider.focus()
    for _ in range(20):
        slider.press("ArrowRight")
    expect(page.locator("#moved")).to_contain_text("Against what was shown before")
    shown(page)
    expect(page.locator('[id="w.GRO"]')).to_have_value("36")
    after = titles(page, "funded")
    entered = [title for title in after if title not in before]
    marked = page.locator("#funded .pick:has(.moved-enters) .pick-title").all_inner_texts()
    assert entered and marked == entered
    assert [title for title in after if title in before] == [title for title in before if title in after]
    assert "w.GRO=36" in page.url


def test_a_link_shows_the_same_to_somebody_else(open_as: Open) -> None:
    page = settled(open_as("owner", PROPOSAL))
    weight(page, "GRO", "40")
    expect(page).to_have_url(re.compile(r"w\.GRO=40"))
    settled(page)
    expect(page.locator(".stale")).to_have_count(0)
    theirs = settled(open_as("viewer", page.url))
    assert theirs.locator("#headline").inner_text() == page.locator("#headline").inner_text()
    assert titles(theirs, "funded") == titles(page, "funded")
    assert theirs.locator(".price-line").inner_text() == page.locator(".price-line").inner_text()
    expect(theirs.locator('[id="w.GRO"]')).to_have_value("40")


def test_claims_at_face_value_are_one_switch_away(open_as: Open) -> None:
    page = settled(open_as("owner", PROPOSAL))
    page.get_by_text("Claimed", exact=True).click()
    expect(page.locator("#funded")).to_contain_text("Big-data platform")
    expect(page.locator("#moved")).to_contain_text("Self-service for 60 % of requests")
    expect(page).to_have_url(re.compile("scores=claimed"))
    page.get_by_text("Supported", exact=True).click()
    expect(page.locator("#funded")).not_to_contain_text("Big-data platform")
    assert page.url.endswith(PROPOSAL)


def test_an_impossible_limit_says_what_clashes_and_its_repair_works(open_as: Open) -> None:
    page = settled(open_as("owner", PROPOSAL))
    page.locator('[id="limit.opex.2028"]').fill("100")
    expect(page.locator("#clashes")).to_contain_text("Opex FY2028 is limited to 100")
    expect(page.locator("#headline")).to_contain_text("No portfolio keeps all limits and rules")
    repair = page.locator("#repairs a").first
    expect(repair).to_contain_text("Raise Opex FY2028")
    repair.click()
    expect(page.locator("#headline")).to_contain_text("of 36 initiatives for")
    expect(page.locator('[id="limit.opex.2028"]')).not_to_have_value("100")


def test_an_impossible_first_move_takes_the_lists_of_the_page_away(open_as: Open) -> None:
    settled(open_as("owner", PROPOSAL))
    page = settled(open_as("owner", PROPOSAL))  # everything is known by now: nothing is drawn before the move
    page.locator('[id="limit.opex.2028"]').fill("100")
    expect(page.locator("#clashes")).to_be_visible()
    expect(page.locator("#funded, #left-out, .spend")).to_have_count(0)


def test_where_several_limits_have_to_rise_together_one_click_does_it_or_leads_back(open_as: Open) -> None:
    impossible = f"{PROPOSAL}?limit.opex.2027=300&limit.opex.2028=300&limit.opex.2029=300"
    page = settled(open_as("owner", impossible))
    expect(page.locator("#headline")).to_contain_text("No portfolio keeps all limits and rules")
    repair = page.locator("#repairs a").first
    for year in ("FY2027", "FY2028", "FY2029"):
        expect(repair).to_contain_text(f"Raise Opex {year}")
    repair.click()
    expect(page.locator("#headline")).to_contain_text("of 36 initiatives for")
    page = settled(open_as("owner", impossible))
    page.get_by_role("link", name="Back to the round’s own limits, rules and weights").click()
    expect(page.locator("#headline")).to_contain_text("23 of 36")


def test_of_two_quick_moves_the_last_one_counts(open_as: Open) -> None:
    page = settled(open_as("owner", PROPOSAL))
    slowed: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if not slowed:
            slowed.append(route)
            page.wait_for_timeout(1200)
        route.continue_()

    page.route(re.compile(r"/answer\?"), hold_the_first)
    weight(page, "CUS", "60")
    page.wait_for_timeout(300)
    expect(page.locator("#running")).to_be_visible()
    weight(page, "CUS", "5")
    expect(page).to_have_url(re.compile(r"w\.CUS=5(&|$)"))
    shown(page)
    expect(page.locator('[id="w.CUS"]')).to_have_value("5")
    fresh = shown(open_as("viewer", page.url))
    assert titles(fresh, "funded") == titles(page, "funded")


def test_whoever_is_signed_out_while_moving_comes_back_to_the_page_and_not_to_a_part_of_it(open_as: Open) -> None:
    page = settled(open_as("business", PROPOSAL))
    page.context.clear_cookies()
    weight(page, "CUS", "41")
    expect(page).to_have_url(re.compile(r"/sign-in\?next="))
    sign_in_here(page, "business@example.org")
    expect(page).to_have_url(re.compile(rf"{PROPOSAL}\?.*w\.CUS=41"))
    expect(page.get_by_role("navigation", name="Steps of the round")).to_be_visible()
    expect(page.locator('[id="w.CUS"]')).to_have_value("41")


def test_a_move_without_connection_says_so_and_is_made_when_it_is_back(open_as: Open, expected: list[str]) -> None:
    expected.append("net::ERR_FAILED")
    page = settled(open_as("owner", PROPOSAL))
    page.route(re.compile(r"/answer\?"), lambda route: route.abort())
    weight(page, "CUS", "41")
    expect(page.locator("#failed")).to_contain_text(
        "This was not solved: the site cannot be reached. What you set is kept"
    )
    page.unroute_all()
    page.evaluate("() => window.dispatchEvent(new Event('online'))")
    expect(page.locator("#failed")).to_be_hidden()
    expect(page).to_have_url(re.compile(r"w\.CUS=41"))


def test_what_moved_stays_marked_until_the_next_change(open_as: Open) -> None:
    page = settled(open_as("owner", PROPOSAL))
    weight(page, "GRO", "40")
    expect(page.locator(".moved-mark").first).to_be_visible()
    shown(page)
    expect(page.locator(".moved-mark").first).to_be_visible()
    page.locator("#reset").click()
    expect(page.locator("#moved")).to_contain_text("Against what was shown before")
    expect(page.locator('[id="w.GRO"]')).to_have_value("16")
    assert page.url.endswith(PROPOSAL)


def test_one_control_takes_a_tenth_of_all_money(open_as: Open) -> None:
    page = settled(open_as("owner", PROPOSAL))
    page.get_by_role("group", name="All limits on capex and opex").get_by_text("−10").click()
    expect(page.locator("#headline")).to_contain_text("22 of 36")
    expect(page.locator('[id="limit.capex.2027"]')).to_have_value("16650")
    expect(page.locator("#moved")).to_contain_text("Test and release pipeline")


def test_a_scenario_is_saved_from_what_is_shown_and_opened_again(open_as: Open) -> None:
    page = settled(open_as("owner", PROPOSAL))
    page.get_by_text("Claimed", exact=True).click()
    expect(page).to_have_url(re.compile("scores=claimed"))
    page.locator("#scenario-name").fill("If every claim were true")
    page.get_by_role("button", name="Save the scenario").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Scenarios")
    row = page.locator(".scenario", has_text="If every claim were true")
    expect(row).to_contain_text("Claims at face value")
    row.get_by_role("link", name="If every claim were true", exact=True).click()
    expect(page.locator("#funded")).to_contain_text("Big-data platform")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_page_is_axe_clean_and_fits(open_as: Open, theme: str, size: dict[str, int]) -> None:
    page = settled(open_as("owner", PROPOSAL + "?w.PRO=40", theme=theme, size=size))
    assert axe_faults(page) == []
    assert is_as_wide_as_its_window(page)
    impossible = settled(open_as("owner", PROPOSAL + "?limit.opex.2028=100", theme=theme, size=size))
    assert axe_faults(impossible) == []
    assert is_as_wide_as_its_window(impossible)
    scenarios = open_as("owner", "/rounds/fy2027/scenarios/", theme=theme, size=size)
    assert axe_faults(scenarios) == []
    assert is_as_wide_as_its_window(scenarios)


def test_labels_of_bubbles_never_lie_over_each_other(open_as: Open) -> None:
    page = settled(open_as("viewer", PROPOSAL))
    page.locator("#bubble-chart").scroll_into_view_if_needed()
    chart = page.locator("#bubble-chart svg")
    expect(chart).to_be_visible()
    page.wait_for_timeout(600)
    boxes = chart.locator("text").evaluate_all(
        "texts => texts.filter(t => /[A-Za-z]{2}/.test(t.textContent))"
        ".map(t => t.getBoundingClientRect()).map(r => [r.left, r.top, r.right, r.bottom])"
    )
    assert len(boxes) > 20
    over = [
        (a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :]
        if a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 2 and b[1] < a[3] - 2
    ]  # fmt: skip
    assert over == []


def test_without_scripts_the_form_still_answers(open_as: Open, browser: object, site: str) -> None:
    page = open_as("owner", PROPOSAL)
    plain = page.context.browser.new_context(java_script_enabled=False, base_url=site)  # type: ignore[union-attr]
    plain.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    still = plain.new_page()
    still.goto(PROPOSAL)
    still.locator('[id="w.GRO"]').fill("40")
    still.get_by_role("button", name="Show the proposal").click()
    expect(still.locator("#headline")).to_contain_text("of 36 initiatives for")
    expect(still.locator('[id="w.GRO"]')).to_have_value("40")
    expect(still.locator("#moved")).to_contain_text("Against the round’s own proposal")
    plain.close()
