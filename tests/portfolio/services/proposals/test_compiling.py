"""What the optimiser is asked is what the round says, and what cannot be asked is said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from portfolio.domain.errors import Invalid
from portfolio.domain.initiatives import STATUS_QUO, Option, Stage, Use
from portfolio.domain.rounds import Resource, ResourceKind
from portfolio.domain.rules import Rule, RuleType
from portfolio.domain.scenarios import Scenario
from portfolio.services.proposals.compiling import compile_problem, compile_round
from tests.small_rounds import M_EUR, RESOURCES, initiative, must, option, small_round

UNSCORED = Option("later", "Later", (Use("capex", 2027, M_EUR),))
UNCOSTED = Option("do", "Do", (), {"CUS": Decimal(40)})


def test_claims_count_with_their_evidence_and_harm_in_full() -> None:
    round_ = small_round(initiative("CRM", option(cus=20, con=-4), evidence_strength=Decimal("0.25")))
    supported = compile_round(round_, Scenario()).data["initiatives"][0]["options"][0]["scores"]
    claimed = compile_round(round_, Scenario(at_face_value=True)).data["initiatives"][0]["options"][0]["scores"]
    assert supported == {"CUS": 5, "CON": -4}
    assert claimed == {"CUS": 20, "CON": -4}


def test_the_status_quo_is_not_discounted() -> None:
    quo = Option(STATUS_QUO, "", (Use("opex", 2027, M_EUR),), {"CUS": Decimal(3), "CON": Decimal(-8)})
    round_ = small_round(initiative("CRM", option(), status_quo=quo, evidence_strength=Decimal("0.1")))
    assert compile_round(round_, Scenario()).data["initiatives"][0]["status_quo"] == {
        "scores": {"CUS": 3, "CON": -8},
        "uses": {"opex 2027": 1_000_000},
    }


def test_amounts_are_in_major_units_and_lines_of_several_bases_add_up() -> None:
    uses = (Use("capex", 2027, 12_345, "own_asset"), Use("capex", 2027, 55, "saas_configuration"))
    round_ = small_round(initiative("CRM", Option("do", "Do", uses, {"CUS": Decimal(1)})))
    assert compile_round(round_, Scenario()).data["initiatives"][0]["options"][0]["uses"] == {
        "capex 2027": Decimal("124")
    }


def test_a_resource_without_years_goes_by_its_key() -> None:
    beyond = Resource("beyond", "Committed beyond FY2028", ResourceKind.COMMITMENT, "EUR", 2, per_year=False)
    one = initiative("CRM", Option("do", "Do", (Use("beyond", None, 5 * M_EUR),), {"CUS": Decimal(1)}))
    round_ = small_round(one, resources=(*RESOURCES, beyond))
    data = compile_round(round_, Scenario(limits={("beyond", None): 7 * M_EUR})).data
    assert data["resources"]["beyond"] == 7_000_000
    assert data["initiatives"][0]["options"][0]["uses"] == {"beyond": 5_000_000}


def test_only_scored_options_of_open_candidates_are_in_the_running() -> None:
    round_ = small_round(
        initiative("CRM", option("do"), UNSCORED),
        initiative("NEW", UNSCORED),
        initiative("OLD", stage=Stage.CLOSED),
        initiative("GONE", archived=True),
    )
    compiled = compile_round(round_, Scenario())
    assert [(i["id"], [o["id"] for o in i["options"]]) for i in compiled.data["initiatives"]] == [("CRM", ["do"])]
    assert compiled.unscored == ("NEW",)


def test_what_costs_an_unknown_amount_is_not_taken_for_free() -> None:
    free = Option("free", "Free", (Use("capex", 2027, 0),), {"CUS": Decimal(4)})
    round_ = small_round(initiative("NFP", UNCOSTED), initiative("TWO", UNCOSTED, free), initiative("CRM"))
    compiled = compile_round(round_, Scenario())
    assert {i["id"]: [o["id"] for o in i["options"]] for i in compiled.data["initiatives"]} == {
        "TWO": ["free"],
        "CRM": ["do"],
    }
    assert compiled.notices == (
        "1 initiative has scores but no cost: “The NFP”. It stays out of the running until one is entered.",
        "“The TWO”: “Do” has no cost and cannot be chosen until one is entered.",
    )


def test_amounts_outside_of_the_years_are_told_not_counted() -> None:
    late = Option("do", "Do", (Use("capex", 2035, M_EUR),), {"CUS": Decimal(1)})
    compiled = compile_round(small_round(initiative("CRM", late)), Scenario())
    assert compiled.data["initiatives"][0]["options"][0]["uses"] == {}
    assert compiled.notices == ("“The CRM” has amounts for capex 2035, outside of this round; they are not counted.",)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            must("NEW"),
            "“The NEW” must be done, but it has no scores and is not in the running: the rule is left aside.",
        ),
        (must("OLD"), "“The OLD” must be done, but it is closed"),
        (must("CRM", "later"), "“The CRM” must be done as “Later”, but that option has no scores"),
        (must("NFP"), "“The NFP” must be done, but it has no cost and is not in the running"),
        (must("TWO", "do"), "“The TWO” must be done as “Do”, but that option has no cost"),
        (
            Rule("r", RuleType.REQUIRES, initiative="CRM", needs="NEW"),
            "“The CRM” needs “The NEW”, but it has no scores",
        ),
        (
            Rule("r", RuleType.REQUIRES, initiative="ERP", needs="CRM", needs_options=("later",)),
            "“The ERP” needs “The CRM” in a certain option, but that option has no scores",
        ),
        (
            Rule("r", RuleType.SHARE, tag="green", of=("capex",), at_least=Decimal("0.1")),
            "nothing in the running carries",
        ),
        (
            Rule("r", RuleType.COUNT, initiatives=("CRM", "NEW"), at_least=Decimal(1), reason="one of them"),
            "“one of them” counts without “The NEW”",
        ),
    ],
)
def test_a_rule_on_what_is_not_in_the_running_is_told(rule: Rule, said: str) -> None:
    round_ = small_round(
        initiative("CRM", option("do"), UNSCORED),
        initiative("ERP"),
        initiative("NEW", UNSCORED),
        initiative("OLD", stage=Stage.CLOSED),
        initiative("NFP", UNCOSTED),
        initiative("TWO", UNCOSTED, option("free")),
        rules=(rule,),
    )
    compiled = compile_round(round_, Scenario())
    assert said in " ".join(compiled.notices)
    assert compiled.problem


def test_rules_that_can_hold_are_put_as_they_are() -> None:
    rules = (
        must("CRM", reason="the law"),
        Rule("n", RuleType.NEVER, initiative="ERP"),
        Rule("x", RuleType.EXCLUDES, initiatives=("CRM", "ERP", "NEW")),
        Rule("s", RuleType.SHARE, tag="run", of=("capex", "opex"), at_least=Decimal("0.5")),
    )
    round_ = small_round(initiative("CRM"), initiative("ERP"), initiative("NEW", UNSCORED), rules=rules)
    compiled = compile_round(round_, Scenario(dropped_rules=frozenset({"n"}), pinned={"ERP": STATUS_QUO}))
    years = ["capex 2027", "capex 2028", "opex 2027", "opex 2028"]
    assert compiled.data["rules"] == [
        {"type": "must", "initiative": "CRM", "reason": "the law"},
        {"type": "excludes", "initiatives": ["CRM", "ERP"]},
        {"type": "share", "tag": "run", "of": years, "at_least": Decimal("0.5")},
        {"type": "never", "initiative": "ERP", "reason": "insisted on in this scenario"},
    ]
    assert compiled.rule_keys == ("must-CRM", "x", "s", "pin:ERP")


def test_a_round_without_scores_is_no_problem_and_says_so() -> None:
    round_ = small_round(initiative("NEW", UNSCORED))
    assert compile_round(round_, Scenario()).is_empty
    with pytest.raises(Invalid, match="Nothing in this round has scores"):
        compile_problem(round_, Scenario())


def test_records_that_contradict_each_other_are_refused_by_name() -> None:
    wrong = initiative("CRM", replace(option(), probability=Decimal(3)))
    with pytest.raises(Invalid) as refused:
        compile_problem(small_round(wrong), Scenario())
    assert refused.value.fields == {"initiatives[0].options[0].probability": "must lie between 0 and 1"}
