"""Clashes in words, and repairs as scenarios."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from portfolio.domain.rules import MandateKind, Rule, RuleType
from portfolio.domain.scenario_address import read_query
from portfolio.domain.scenarios import Scenario
from portfolio.reports.formats import THIN
from portfolio.reports.proposal_clashes import kept_words, rule_words
from portfolio.services.proposals import propose
from tests.small_rounds import M_EUR, initiative, must, option, small_round

RULES = (
    must("A", "do", reason="the law says so.", kind=MandateKind.LAW),
    Rule("never", RuleType.NEVER, initiative="B", reason="sold"),
    Rule("needs", RuleType.REQUIRES, initiative="A", needs="B"),
    Rule("one", RuleType.EXCLUDES, initiatives=("A", "B")),
    Rule("count", RuleType.COUNT, tag="customer", at_least=Decimal(2), at_most=Decimal(3)),
    Rule("share", RuleType.SHARE, tag="customer", of=("capex", "opex"), at_least=Decimal("0.35")),
)
ROUND = small_round(initiative("A", option(capex=2)), initiative("B", option(capex=1), tags=("customer",)), rules=RULES)


def test_every_rule_reads_as_a_sentence() -> None:
    said = [rule_words(ROUND, Scenario(), rule.key).replace(THIN, " ") for rule in RULES]
    assert said == [
        "The A (Do) must be done (law: the law says so).",
        "The B must not be done (sold).",
        "The A needs The B.",
        "At most one of The A, The B can be done.",
        "At least 2 and at most 3 with the tag customer.",
        "At least 35 % of capex and opex goes to customer work.",
    ]


def test_wishes_of_a_scenario_read_as_sentences() -> None:
    scenario = Scenario(pinned={"A": "do", "B": "status_quo"})
    assert kept_words(ROUND, scenario, "pin:A") == "The A must be done as “Do”."
    assert kept_words(ROUND, scenario, "pin:B") == "The B must not be done."
    assert kept_words(ROUND, scenario, "one").startswith("Left aside: At most one of")


def test_what_is_part_of_every_clash_is_named() -> None:
    round_ = small_round(initiative("A", option(capex=2, opex=2)), rules=(must("A"),), capex=1, opex=1)
    report = propose(round_, Scenario())
    assert len(report.clashes) == 2
    assert report.clash_core == ("The A must be done.",)


def test_every_repair_is_a_scenario_that_can_be_solved() -> None:
    round_ = small_round(initiative("A", option(capex=2, opex=2)), rules=(must("A"),), capex=1, opex=1)
    for scenario in (Scenario(), Scenario(pinned={"A": "do"})):
        asked = replace(round_, rules=round_.rules if not scenario.pinned else ())
        repairs = propose(asked, scenario).repairs
        assert repairs
        for repair in repairs:
            assert propose(asked, read_query(asked, repair.address).scenario).status == "optimal", repair


def test_a_repair_of_two_changes_makes_both() -> None:
    round_ = small_round(
        initiative("A", option(capex=2)), initiative("B", option(capex=0, opex=3)),
        rules=(must("A"), must("B")), capex=1, opex=1,
    )  # fmt: skip
    report = propose(round_, Scenario())
    both = [r for r in report.repairs if "Raise Capex" in r.sentence and "Raise Opex" in r.sentence]
    assert both
    limits = read_query(round_, both[0].address).scenario.limits
    assert limits == {("capex", 2027): 2 * M_EUR, ("opex", 2027): 3 * M_EUR}
