"""Each rule reads as a sentence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from portfolio.domain.rule_sentences import mandate_sentence, rule_sentence
from portfolio.domain.rules import MandateKind, Rule, RuleType

TITLES = {"ERP": "Complete the ERP", "INT": "Integration", "CRM": "Customer suite"}
OPTIONS = {("ERP", "hold"): "Hold", ("ERP", "full"): "Full", ("INT", "full"): "Full", ("INT", "six"): "Six interfaces"}
NAMES = {"capex": "Capex", "opex": "Opex"}


def spaced(text: str) -> str:
    """The text with ordinary spaces: which no-break space stands before a unit is the formats' own affair."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (Rule("r", RuleType.MUST, "ERP"), "“Complete the ERP” must be done, by any of its options."),
        (Rule("r", RuleType.MUST, "ERP", "hold"), "“Complete the ERP” must be done, as “Hold”."),
        (Rule("r", RuleType.NEVER, "GONE"), "“GONE” must not be done."),
        (Rule("r", RuleType.REQUIRES, "ERP", needs="INT"), "“Complete the ERP” needs “Integration”."),
        (
            Rule("r", RuleType.REQUIRES, "ERP", "hold", needs="INT", needs_options=("full", "six")),
            "“Complete the ERP” as “Hold” needs “Integration”, as “Full” or “Six interfaces”.",
        ),
        (
            Rule("r", RuleType.EXCLUDES, initiatives=("ERP", "INT", "CRM")),
            "At most one of “Complete the ERP”, “Integration” and “Customer suite”.",
        ),
        (
            Rule("r", RuleType.COUNT, tag="customer", at_least=Decimal(2), at_most=Decimal(5)),
            "Between 2 and 5 initiatives tagged “customer” are funded.",
        ),
        (
            Rule("r", RuleType.COUNT, initiatives=("ERP", "INT"), at_most=Decimal(1)),
            "At most 1 of “Complete the ERP” and “Integration” is funded.",
        ),
        (
            Rule("r", RuleType.SHARE, tag="customer", at_least=Decimal("0.35"), of=("capex", "opex")),
            "At least 35 % of the spend (Capex and Opex) goes to initiatives tagged “customer”.",
        ),
        (
            Rule("r", RuleType.SHARE, tag="run", at_least=Decimal("0.5"), at_most=Decimal("0.5"), of=("capex",)),
            "Exactly 50 % of the spend (Capex) goes to initiatives tagged “run”.",
        ),
    ],
)
def test_a_rule_is_a_sentence(rule: Rule, sentence: str) -> None:
    assert spaced(rule_sentence(rule, TITLES, OPTIONS, NAMES)) == sentence


def test_a_mandate_says_whose_claim_it_is() -> None:
    rule = Rule("r", RuleType.MUST, "ERP", kind=MandateKind.END_OF_SUPPORT, claimant="CIO", deadline=date(2028, 12, 31))
    assert mandate_sentence(rule) == "End of support, claimed by CIO, until 31 December 2028."
    assert mandate_sentence(Rule("r", RuleType.MUST, "ERP", claimant="the CEO")) == "Claimed by the CEO."
    assert mandate_sentence(Rule("r", RuleType.MUST, "ERP")) == ""


def test_where_there_is_one_way_of_doing_it_no_other_is_mentioned() -> None:
    only = {("INT", "do"): "Do it", ("INT", "status_quo"): ""}
    assert rule_sentence(Rule("r", RuleType.MUST, "INT"), TITLES, only, NAMES) == "“Integration” must be done."
