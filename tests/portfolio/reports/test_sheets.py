"""The round behind a workbook: every option with its amounts, and its worth by the published formula."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from portfolio.domain.initiatives import Initiative, Option, Use
from portfolio.domain.rounds import Criterion, Resource, ResourceKind, Round
from portfolio.reports.proposal_values import WeightRow
from portfolio.reports.sheets import in_sheet, round_details
from tests.portfolio.exports.made_reports import made_report

CAPEX = Resource("capex", "Capex", ResourceKind.CAPEX, "EUR", 2)
PEOPLE = Resource("people", "People", ResourceKind.PEOPLE, "months", 1)
USES = (Use("capex", 2027, 150_000), Use("capex", 2027, 50_000))
DO = Option("do", "Do", USES, {"A": Decimal(10), "B": Decimal(-4)}, Decimal("0.5"))
ROUND = Round(
    "r", "Round", "EUR", 2027, 2028,
    criteria=(Criterion("A", "A"), Criterion("B", "B")),
    resources=(CAPEX, PEOPLE),
    initiatives=(
        Initiative(
            "F1", "One",
            (DO,),
            Option("status_quo", "Not doing it", (Use("people", 2028, 15),), {"A": Decimal(-2)}),
            evidence_strength=Decimal("0.8"),
        ),
        Initiative("X", "Not in the running"),
    ),
)  # fmt: skip
REPORT = replace(
    made_report(1, 0),
    funded=(replace(made_report(1, 0).funded[0], key="F1", option_key="do"),),
    spend=(),
    weights=(WeightRow("A", "A", "", 3, 0.75, "", ""), WeightRow("B", "B", "", 1, 0.25, "", "")),
)


def test_only_resources_that_somebody_uses_get_a_column_in_the_rounds_order() -> None:
    assert [c.name for c in round_details(ROUND, REPORT).columns] == ["capex 2027", "people 2028"]


def test_each_initiative_in_the_running_has_its_options_then_its_status_quo() -> None:
    lines = round_details(ROUND, REPORT).lines
    assert [(line.key, line.option, line.chosen) for line in lines] == [("F1", "do", True), ("F1", "status_quo", False)]


def test_amounts_of_one_year_add_up_and_come_in_the_rounds_unit() -> None:
    details = round_details(ROUND, REPORT)
    assert in_sheet(details.lines[0].amounts["capex 2027"], details.columns[0].scale) == 2.0  # k€
    assert in_sheet(details.lines[1].amounts["people 2028"], details.columns[1].scale) == 1.5  # months


def test_worth_is_chance_times_what_supported_claims_add_to_the_status_quo() -> None:
    # 0.5 * ((0.75 * 0.8 * 10 - 0.25 * 4) - 0.75 * -2) by the value rule of the demo round: harm is never discounted.
    assert round_details(ROUND, REPORT).lines[0].value == pytest.approx(0.5 * (6 - 1 + 1.5))


def test_at_face_value_claims_count_in_full() -> None:
    line = round_details(ROUND, replace(REPORT, at_face_value=True)).lines[0]
    assert line.evidence == 1.0
    assert line.value == pytest.approx(0.5 * (7.5 - 1 + 1.5))
