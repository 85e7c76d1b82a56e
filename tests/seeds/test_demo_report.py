"""What page, slide and sheet say about the demo round: the sentences that people will read first."""

from __future__ import annotations

import pytest

from portfolio.domain.scenario_address import read_query
from portfolio.reports.proposal_values import ProposalReport
from portfolio.services.exports import BoardPaper
from portfolio.services.proposals import propose
from tests.seeds.asking import K_EURO, Demo


@pytest.fixture(scope="module")
def report(demo_paper: BoardPaper) -> ProposalReport:
    return demo_paper.report


def plain(text: str) -> str:
    """The text with ordinary blanks."""
    return " ".join(text.replace("\u202f", " ").split())


def test_the_first_sentence_is_the_answer(report: ProposalReport) -> None:
    assert plain(report.headline) == "23 of 36 initiatives for 65.4 of 73.5 M€; customer work gets 45 %."


def test_the_second_sentence_is_the_price_of_the_whole_erp(report: ProposalReport) -> None:
    said = plain(report.price_line)
    assert "“Complete the ERP overhaul” would cost 46 of 73 points" in said
    assert "Replace the 35-year-old billing" in said
    assert "13 more" in said


def test_everybody_is_listed_once(report: ProposalReport) -> None:
    keys = [row.key for row in report.funded] + [row.key for row in report.left_out]
    assert len(report.funded) == 23
    assert len(keys) == len(set(keys)) == 36
    assert all([row.reason for row in report.funded] + [row.reason for row in report.left_out])


def test_opex_of_the_second_year_is_said_to_bind_and_the_commitment_stands_beside_it(report: ProposalReport) -> None:
    assert [row.label for row in report.spend if row.binding] == ["Opex FY2028"]
    assert "7.95" in report.beyond_sentence
    assert "Plant execution system" in report.beyond_sentence


def test_each_mandate_has_its_price(report: ProposalReport) -> None:
    prices = {row.key: row.price for row in report.explanations.mandates}
    assert prices == pytest.approx({"ERP": 1.8793, "ESG": 0.5669, "PAM": 0, "EINV": 0, "CRA": 0}, abs=1e-6)
    assert report.explanations.all_mandates_price == pytest.approx(2.12955, abs=1e-6)


def test_more_capex_buys_nothing_and_more_opex_does(report: ProposalReport) -> None:
    gains = {(step.label, step.amount // K_EURO): step.gain for step in report.explanations.next_steps}
    assert gains["capex", 1000] == 0
    assert gains["opex", 500] == pytest.approx(2.5595, abs=1e-6)
    assert gains["Opex FY2028", 15] == pytest.approx(0.3275, abs=1e-6)


def test_face_value_is_told_by_who_displaces_whom(report: ProposalReport) -> None:
    other = report.explanations.face_value
    assert other is not None
    assert other.value == pytest.approx(89.4145, abs=1e-6)
    assert any(title.startswith("Big-data platform") for title in other.enters)
    assert "Self-service for 60 % of requests" in {plain(title) for title in other.leaves}


def test_a_near_tie_is_called_one(report: ProposalReport) -> None:
    assert len(report.explanations.near_ties) == 5
    nearest = plain(report.explanations.near_ties[0])
    assert nearest.startswith("Enters: Remote diagnosis of connected boilers (Pilot in one country). Other option: ")
    assert nearest.endswith("E-invoicing in four countries → Service provider. 0.16 points less")
    assert report.proof.verified
    assert report.status == "optimal"


def test_the_whole_erp_beside_the_floor_for_customers_is_a_clash_with_ways_out(demo: Demo) -> None:
    impossible = propose(demo.round, demo.scenario(ERP="full"), seconds=60)
    assert impossible.status == "infeasible"
    said = [plain(" ".join(clash.sentences)) for clash in impossible.clashes]
    assert all("35 %" in text and "Complete the ERP overhaul" in text for text in said)
    ways_out = [plain(repair.sentence) for repair in impossible.repairs]
    assert any("Do not insist" in text for text in ways_out)
    assert any("35 %" in text for text in ways_out)


def test_each_variation_can_be_opened_and_then_says_what_was_announced(demo: Demo, report: ProposalReport) -> None:
    """From the whole ERP to a tenth more money: the address of a variation is the question that was asked for it."""
    assert [w.name for w in report.explanations.what_ifs if not w.address] == []
    for variation in report.explanations.what_ifs:
        opened = propose(demo.round, read_query(demo.round, variation.address).scenario, seconds=60)
        assert len(opened.funded) == variation.funded
        assert report.value - opened.value == pytest.approx(variation.price, abs=1e-6)


def test_another_option_of_what_is_funded_can_be_insisted_on(demo: Demo, report: ProposalReport) -> None:
    erp = next(row for row in report.funded if row.key == "ERP")
    choices = {title: read_query(demo.round, address).scenario.pinned for title, address in erp.choices}
    assert choices == {"Full": {"ERP": "full"}, "Finance & purchasing only": {"ERP": "finance"}}
