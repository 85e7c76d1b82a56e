"""What the slides of a board deck say: conclusions computed from the figures of the report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio.reports import (
    deck_appendix,
    deck_claims,
    deck_decision,
    deck_lists,
    deck_money,
    deck_outlook,
    deck_prices,
    deck_risk,
)
from portfolio.reports.deck import board_deck
from portfolio.reports.deck_values import BarChart, BubbleChart, Extras, Slide
from portfolio.reports.deck_words import in_unit, moved, options
from portfolio.reports.explanation_values import Explanations, FaceValue
from portfolio.reports.proposal_values import FundedRow, LeftOutRow, ShareRow
from tests.portfolio.exports.made_reports import made_report

REPORT = made_report(23, 13)


def funded(*values: float) -> tuple[FundedRow, ...]:
    """Funded initiatives of these values."""
    return tuple(replace(REPORT.funded[0], key=f"F{n}", value=v) for n, v in enumerate(values))


def left_out(*gaps: float | None) -> tuple[LeftOutRow, ...]:
    """Left-out initiatives of these gaps."""
    return tuple(replace(REPORT.left_out[0], title=f"Number {n}", gap=g) for n, g in enumerate(gaps))


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\xa0", " ")


def test_the_deck_follows_the_order_in_which_a_board_asks() -> None:
    layouts = [s.layout for s in board_deck(REPORT, Extras()).slides]
    assert layouts[:4] == ["cover", "decision", "table", "table"]
    assert [s.appendix for s in board_deck(REPORT, Extras()).slides] == sorted(
        s.appendix for s in board_deck(REPORT, Extras()).slides
    )


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ((8.0, 1.0, 1.0), "One of the 3 funded initiatives carries half of the value"),
        ((3.0, 3.0, 2.0, 2.0, 2.0), "Two of the 5 funded initiatives carry half of the value"),
    ],
)
def test_the_list_is_headed_by_how_few_carry_half_of_the_value(values: tuple[float, ...], title: str) -> None:
    assert deck_lists.funded_title(replace(REPORT, funded=funded(*values))) == title


def test_funded_initiatives_stand_most_valuable_first() -> None:
    table = deck_lists.funded(REPORT)[0].table
    assert table is not None
    points = [float(row[3].text) for row in table.rows]
    assert points == sorted(points, reverse=True)


def test_a_long_list_is_led_by_its_first_rows_and_follows_whole_in_the_appendix() -> None:
    first, whole = deck_lists.funded(made_report(90, 0))
    assert first.table is not None and whole.table is not None
    assert (len(first.table.rows), len(whole.table.rows)) == (deck_lists.FIRST, 90)
    assert (first.appendix, whole.appendix) == (False, True)


def test_the_nearest_left_out_initiative_is_named_with_its_price() -> None:
    title = deck_lists.left_out_title(replace(REPORT, left_out=left_out(3.0, 0.25, None)))
    assert title == "Three initiatives stay out; the nearest, Number 1, would cost 0.3 points to bring in"


def test_a_price_too_small_to_show_is_not_told_as_nothing() -> None:
    title = deck_lists.left_out_title(replace(REPORT, left_out=left_out(0.04, 3.0)))
    assert title.endswith("would cost less than 0.1 points to bring in")
    assert deck_lists.left_out_title(replace(REPORT, left_out=left_out(0.0, 3.0))).endswith("costs nothing to bring in")


def test_a_tag_of_many_words_stands_in_quotes_in_titles_and_figures() -> None:
    energy = ShareRow("climate change · energy", "Climate change · energy", 5, 0.19, 1, floor=0.1)
    report = replace(REPORT, shares=(energy,))
    assert plain(deck_money.share_title(report)).startswith("“Climate change · energy” gets 19 % of the spend")
    figures = [f.caption for s in board_deck(report, Extras()).slides for f in s.figures]
    assert "of the spend goes to “Climate change · energy” (at least 10 %)" in map(plain, figures)


def test_prices_stand_dearest_first_and_each_pair_differs_by_its_price() -> None:
    chart = deck_prices.mandates(REPORT)[0].chart
    assert isinstance(chart, BarChart)
    without, with_it = chart.series
    prices = [(a or 0) - (b or 0) for a, b in zip(without.values, with_it.values, strict=True)]
    assert prices[0] == pytest.approx(46.0)
    assert prices == sorted(prices, reverse=True)


def test_the_demo_kind_of_price_line_becomes_the_title() -> None:
    line = "Insisting on the whole of “ERP” would cost 46 of 73 points: it displaces Billing and 14 more."
    title = deck_prices.mandates(replace(REPORT, price_line=line))[0].title
    assert title == line.rstrip(".")


def test_mandates_that_cost_nothing_are_said_to_cost_nothing() -> None:
    free = tuple(replace(m, price=0.0) for m in REPORT.explanations.mandates)
    report = replace(REPORT, explanations=Explanations(mandates=free))
    chart, table = deck_prices.mandates(report)
    assert chart.title == "No mandate costs value: all would be funded on merit"
    assert table.title == "Five mandates bind this proposal; none of them costs value"


@pytest.mark.parametrize(
    ("told", "found"), [("Billing (wrap)", "Billing"), ("“Listen: all” → small", "Listen: all"), ("No", None)]
)
def test_a_told_name_leads_to_its_row(told: str, found: str | None) -> None:
    rows = [replace(REPORT.funded[0], title=t) for t in ("Bill", "Billing", "Listen: all")]
    row = deck_claims.named(rows, told)
    assert (row.title if row else None) == found


def test_the_spend_slide_names_what_binds_and_what_stays_unused() -> None:
    report = replace(REPORT, unusable_sentence="8.15 of 73.50 M€ is left over and cannot be used (6.90 M€ capex).")
    assert deck_money.spend_title(report) == "Opex FY2028 binds; 8.15 of 73.50 M€ is left over and cannot be used"


def test_used_and_limit_of_the_chart_are_those_of_the_report_in_millions() -> None:
    chart = deck_money.spend(REPORT)[0].chart
    assert isinstance(chart, BarChart)
    limits, used = chart.series
    rows = deck_decision.spend_rows(REPORT)
    assert used.values == pytest.approx([r.used / 1e8 for r in rows])
    assert limits.values == pytest.approx([(r.limit or 0) / 1e8 for r in rows])


def test_amounts_by_year_add_up_to_what_is_asked() -> None:
    table = deck_decision.amounts_by_year(REPORT)
    assert table is not None
    assert table.total[-1].text == in_unit(REPORT, REPORT.used, 10**6)


def test_the_share_with_a_rule_is_the_one_that_is_told() -> None:
    ruled = ShareRow("plant", "Plant", 5, 0.05, 1, ceiling=0.2)
    report = replace(REPORT, shares=(*(replace(s, floor=None) for s in REPORT.shares), ruled))
    assert plain(deck_money.share_title(report)) == "Plant work gets 5 % of the spend, at most 20 % is allowed"


def test_the_risk_title_counts_the_value_of_likely_initiatives() -> None:
    rows = (
        replace(REPORT.funded[0], value=3.0, probability=0.8),
        replace(REPORT.funded[0], value=1.0, probability=0.79),
    )
    title = plain(deck_risk.title(replace(REPORT, funded=rows)))
    assert title == "75 % of the value comes from initiatives with a chance of success of 80 % or more"


def test_the_risk_slide_says_that_its_largest_bubble_is_left_out_and_calls_the_others_funded() -> None:
    plain_ones = [replace(b, change="") for b in REPORT.bubbles]
    left = next(b for b in plain_ones if not b.funded)
    giant = replace(left, key="giant", label="Giant", cost=10 * max(b.cost for b in plain_ones))
    slide = deck_risk.value_against_risk(replace(REPORT, bubbles=(*plain_ones, giant)))[0]
    assert slide.lead.endswith("the largest is Giant (left out)")
    assert isinstance(slide.chart, BubbleChart)
    assert [s.name for s in slide.chart.series] == ["Left out", "Funded"]


def test_next_steps_say_what_more_buys_and_where_it_buys_nothing() -> None:
    assert deck_outlook.next_title(REPORT) == "+500 k€ opex a year would buy 2.7 points, +1.0 M€ capex a year nothing"


@pytest.mark.parametrize(
    ("status", "gap", "verified", "title"),
    [
        ("optimal", 0.0, True, "No portfolio within the limits is worth more: proven and checked without the solver"),
        ("feasible", 0.0123, True, "The proposal is within 1.2 % of the best possible, and checked without the solver"),
        ("feasible", 0.0123, False, "The proposal is within 1.2 % of the best possible, but not checked"),
    ],
)
def test_the_proof_says_no_more_than_was_proven(status: str, gap: float, verified: bool, title: str) -> None:
    said = deck_appendix.proof_title(replace(REPORT.proof, status=status, gap=gap, verified=verified))
    assert plain(said) == title


def test_equal_weights_are_called_equal() -> None:
    rows = [replace(w, share=0.2) for w in REPORT.weights[:5]]
    assert deck_appendix.weights_title(rows) == "All 5 criteria weigh the same"


def test_titles_stay_unique_when_two_conclusions_are_the_same() -> None:
    slides = board_deck(
        replace(REPORT, price_line="Five mandates bind this proposal; one of them costs value that others would bring"),
        Extras(),
    ).slides
    titles = [s.title for s in slides]
    assert len(set(titles)) == len(titles)


def test_no_slide_lacks_its_notes() -> None:
    slides: tuple[Slide, ...] = board_deck(REPORT, Extras()).slides
    assert all(s.notes for s in slides)


def test_a_variation_says_that_it_is_one_and_what_it_moves() -> None:
    report = replace(REPORT, address="scores=claimed", movement_sentence="Against the round’s own proposal: Enters: A.")
    cover, decision = board_deck(report, Extras()).slides[:2]
    assert cover.paragraphs[1].text == "A variation of the round's own question"
    assert [p.text for p in decision.key[:2]] == ["What is different here", report.movement_sentence]


def test_what_was_left_aside_and_what_was_not_computed_is_told_in_the_deck() -> None:
    aside = "“Gateway” must be done, but it has no cost: the rule is left aside."
    lacking = Explanations(complete=False, not_computed="3 prices were not computed in time.")
    report = replace(REPORT, notices=(aside,), explanations=lacking)
    facts = deck_appendix.facts(report, Extras())
    assert ("Left aside", aside) in facts and ("Not computed", "3 prices were not computed in time.") in facts
    told = [p.text for p in deck_outlook.next_steps(report)[0].paragraphs]
    assert "Settle what the proposal could not count: 1 thing was left aside, told in the appendix." in map(plain, told)


def test_of_another_option_the_name_is_cut_and_never_the_option() -> None:
    change = "Identity and privileged access for everybody (NIS2) → Least-cost compliance"
    assert options((change,)) == "Identity and privileged… → Least-cost compliance"
    assert moved((), (change, "Desk → Full")).endswith("→ Least-cost compliance and Desk → Full")


def test_a_variation_shows_gains_and_losses_with_the_signs_of_the_page() -> None:
    cheaper = replace(REPORT.explanations.what_ifs[0], price=6.7, feasible=True)
    dearer = replace(cheaper, name="Budget +10 %", price=-4.2)
    report = replace(REPORT, explanations=replace(REPORT.explanations, what_ifs=(cheaper, dearer)))
    table = deck_appendix.what_ifs(report)[0].table
    assert table is not None
    assert [row[1].text for row in table.rows] == ["−6.7", "+4.2"]


def test_who_takes_another_option_is_told_with_who_leaves() -> None:
    assert moved(("A", "B"), ("C",)) == "A and B; other option: C"
    assert (moved((), ("C",)), moved((), ())) == ("other option: C", "–")
    more = REPORT.explanations
    changed = replace(
        more, what_ifs=(replace(more.what_ifs[0], other_option=("Portal",)),),
        mandates=(replace(more.mandates[0], other_option_without=("Portal",)),),
    )  # fmt: skip
    report = replace(REPORT, explanations=changed)
    cells = [
        cell.text
        for slide in (*deck_appendix.what_ifs(report), *deck_prices.mandates(report))
        if slide.table
        for row in slide.table.rows
        for cell in row
    ]
    assert sum("ther option: Portal" in text for text in cells) == 2


def test_a_long_list_of_what_is_left_out_is_led_by_the_nearest_and_follows_in_the_appendix() -> None:
    first, whole = deck_lists.left_out(replace(REPORT, left_out=left_out(*map(float, range(24)))))
    assert first.table and len(first.table.rows) == 7 and not first.appendix
    assert whole.table and len(whole.table.rows) == 24 and whole.appendix


def test_the_dearest_mandate_is_named_in_full_in_the_title() -> None:
    long = replace(
        REPORT.explanations.mandates[0], title="Simplified Targeting and Enhanced Processing Systems", price=9.0
    )
    report = replace(REPORT, price_line="", explanations=Explanations(mandates=(long,)))
    assert deck_prices.mandates(report)[0].title.startswith(
        "Simplified Targeting and Enhanced Processing Systems costs"
    )


def test_many_moves_are_led_by_the_dearest_of_each_kind_and_follow_in_the_appendix() -> None:
    titles = [f.title for f in REPORT.funded], [r.title for r in REPORT.left_out]
    face = FaceValue(tuple(titles[1]), tuple(titles[0][:9]), (), 90.0, "At face value it would claim 90 points.")
    report = replace(REPORT, explanations=replace(REPORT.explanations, face_value=face))
    first, whole = deck_claims.face_value(report)
    assert first.table and whole.table and (len(first.table.rows), len(whole.table.rows)) == (8, 22)
    assert whole.appendix and not first.appendix
    costs = [float(row[3].text) for row in first.table.rows[:4]]
    assert costs == sorted(costs, reverse=True)


def test_without_a_chance_of_success_there_is_no_slide_of_risk() -> None:
    certain = tuple(replace(b, risk=0.0) for b in REPORT.bubbles)
    assert deck_risk.value_against_risk(REPORT) and not deck_risk.value_against_risk(replace(REPORT, bubbles=certain))


def test_the_amount_says_when_only_some_years_are_limited() -> None:
    some = replace(REPORT, available=None)
    none = replace(some, spend=tuple(replace(r, limit=None) for r in REPORT.spend))
    assert deck_decision.decision(some).figures[0].caption == "asked; some years have no limit"
    assert deck_decision.decision(none).figures[0].caption == "asked; no limit is set"
