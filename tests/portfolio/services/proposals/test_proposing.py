"""Proposals against trying every portfolio, the laws that a proposal obeys, and what it says when there is none."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from portfolio.domain.initiatives import STATUS_QUO, Option, Use
from portfolio.domain.rounds import Criterion, Round
from portfolio.domain.rules import MandateKind, Rule, RuleType
from portfolio.domain.scenario_address import read_query
from portfolio.domain.scenarios import Scenario
from portfolio.services.proposals import explain_proposal, propose
from tests.laws import law
from tests.small_rounds import M_EUR, best_value, fits, initiative, keeps, must, option, rounds, small_round, value

UNSCORED = Option("later", "Later", (Use("capex", 2027, M_EUR),))


def chosen(round_: Round, scenario: Scenario = Scenario()) -> dict[str, str]:  # noqa: B008 - a frozen value
    return {row.key: row.option_key for row in propose(round_, scenario, ties=False).funded}


def test_an_option_is_named_only_where_there_are_several() -> None:
    report = propose(
        small_round(initiative("ONE"), initiative("TWO", option(), option("later"))), Scenario(), ties=False
    )
    assert {row.key: row.option_title for row in report.funded} == {"ONE": "", "TWO": "Do"}


def test_a_bubble_is_called_by_its_title_its_beginning_and_a_key_that_is_a_name() -> None:
    title = "Replacement of the departmental accounting system"
    long = replace(initiative("replacement-of-the-departmental-accounting"), title=title)
    found = propose(small_round(initiative("CRM"), long), Scenario(), ties=False).bubbles
    assert [b.names for b in found] == [("The CRM", "CRM"), (title, "Replacement of the…")]


def test_not_everything_worth_having_is_funded_while_a_better_option_of_something_is_not() -> None:
    better = initiative("ONE", option(capex=1), option("more", capex=5, cus=50))
    held, free = (propose(small_round(better, capex=c), Scenario(), ties=False).unusable_sentence for c in (2, 6))
    assert "cannot be used" in held and "everything worth having" not in held
    assert "everything worth having is funded" in free


def test_a_round_whose_weights_nobody_set_says_so() -> None:
    asked = small_round(initiative("ONE"), profiles=())
    assert propose(asked, Scenario(), ties=False).weights_sentence.startswith("Nobody has set the room’s weights")
    tried = Scenario(weights={"CUS": Decimal(1), "CON": Decimal(2)})
    assert propose(asked, tried, ties=False).weights_sentence == ""
    assert propose(small_round(initiative("ONE")), Scenario(), ties=False).weights_sentence == ""


def test_what_is_left_is_never_hidden_by_rounding() -> None:
    for used, said in (
        (7.2, "7.2 of 8.0 M€"),
        (7.95, "7.95 of 8.00 M€"),
        (7.995, "7.995 of 8.000 M€"),
        (8, "8.0 of 8.0 M€"),
    ):
        nearly = small_round(initiative("ONE", option(capex=used)), capex=8)
        row = next(r for r in propose(nearly, Scenario(), ties=False).spend if r.name == "capex 2027")
        assert " ".join(row.text.split()) == said


@law(60)
@given(rounds())
def test_a_proposal_is_as_good_as_the_best_of_all_portfolios(round_: Round) -> None:
    report, best = propose(round_, Scenario(), ties=False), best_value(round_)
    if best is None:
        assert report.status == "infeasible"
        return
    picks = {row.key: row.option_key for row in report.funded}
    assert report.value == pytest.approx(float(best), abs=1e-6)
    assert fits(round_, picks) and keeps(round_, picks)
    assert report.value == pytest.approx(float(value(round_, picks, round_.weights)), abs=1e-9)
    assert sum(row.value for row in report.funded) == pytest.approx(report.value, abs=1e-9)


@law(20)
@given(rounds(most=4))
def test_claims_at_face_value_are_solved_as_well(round_: Round) -> None:
    report, best = propose(round_, Scenario(at_face_value=True), ties=False), best_value(round_, face_value=True)
    assert (best is None) == (report.status == "infeasible")
    assert best is None or report.value == pytest.approx(float(best), abs=1e-6)


@law(20)
@given(rounds(most=4))
def test_a_criterion_without_weight_changes_nothing(round_: Round) -> None:
    more = replace(round_, criteria=(*round_.criteria, Criterion("NEW", "New")))
    scored = tuple(
        replace(i, options=tuple(replace(o, scores={**o.scores, "NEW": Decimal(90)}) for o in i.options))
        for i in more.initiatives
    )
    weights = {**round_.weights, "NEW": Decimal(0)}
    assert chosen(replace(more, initiatives=scored), Scenario(weights=weights)) == chosen(round_)


@law(20)
@given(rounds(most=4))
def test_a_candidate_that_loses_anyway_changes_nothing_else(round_: Round) -> None:
    loser = initiative("ZZZ", option(capex=0, cus=-50, con=-50))
    with_it = propose(replace(round_, initiatives=(*round_.initiatives, loser)), Scenario(), ties=False)
    without = propose(round_, Scenario(), ties=False)
    assert [(r.key, r.option_key, r.value, r.reason) for r in with_it.funded] == [
        (r.key, r.option_key, r.value, r.reason) for r in without.funded
    ]
    assert with_it.value == without.value


def three() -> Round:
    """A and B fit together, C only alone: A and B are worth 10 each, C 15."""
    return small_round(
        initiative("A", option(capex=1, cus=20), tags=("customer",)),
        initiative("B", option(capex=1, cus=20)),
        initiative("C", option(capex=2, cus=30)),
    )


def test_the_sentence_counts_money_and_the_share_that_is_watched() -> None:
    rule = Rule("s", RuleType.SHARE, tag="customer", of=("capex", "opex"), at_least=Decimal("0.3"))
    report = propose(replace(three(), rules=(rule,)), Scenario())
    plain = report.headline.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")
    assert plain == "2 of 3 initiatives for 2.0 of 4.0 M€; customer work gets 50 %."
    assert report.certainty == "Proven best."
    assert (report.used, report.available, report.asked) == (2 * M_EUR, 4 * M_EUR, 4 * M_EUR)


def test_what_moves_is_told_against_the_scenario_before() -> None:
    scenario = Scenario(pinned={"C": "do"})
    report = propose(three(), scenario, before=Scenario(), before_name="the round")
    assert report.movement_sentence == "Against the round: Enters: The C. Leaves: The A and The B."
    assert [row.movement for row in report.funded] == ["enters"]
    assert {row.key: row.movement for row in report.left_out} == {"A": "leaves", "B": "leaves"}
    assert propose(three(), Scenario()).movement_sentence == ""


def test_the_limit_that_binds_is_told_and_the_others_are_not() -> None:
    report = propose(three(), Scenario())
    assert {row.name: row.binding for row in report.spend if row.binding} == {"capex 2027": True}
    assert "Capex FY2027 binds" in report.binding_sentence
    assert "2.00 of 4.00" in report.unusable_sentence


def test_ties_are_counted() -> None:
    twins = small_round(*(initiative(key, option(capex=2)) for key in "ABC"))
    assert propose(twins, Scenario()).certainty.replace("\N{NO-BREAK SPACE}", " ") == "Proven best, tied with 2 others."


def test_an_impossible_question_names_what_clashes_and_its_repair_works() -> None:
    round_ = replace(three(), rules=(must("C", reason="the law says so", kind=MandateKind.LAW),))
    report = propose(round_, Scenario(limits={("capex", 2027): M_EUR}))
    assert report.status == "infeasible" and report.funded == ()
    (clash,) = report.clashes
    assert {s.split(" (")[0].split(" is limited")[0] for s in clash.sentences} == {"The C must be done", "Capex FY2027"}
    texts = [repair.sentence for repair in report.repairs]
    assert any("Raise Capex FY2027" in text for text in texts)
    for repair in report.repairs:
        repaired = read_query(round_, repair.address)
        assert repaired.faults == ()
        assert propose(round_, repaired.scenario).funded


def test_a_round_without_scores_says_what_is_missing() -> None:
    report = propose(small_round(initiative("NEW", UNSCORED)), Scenario(), explain=True)
    assert report.status == "empty"
    assert "the only initiative has no scores" in report.headline
    assert report.unscored == ("The NEW",)
    assert propose(small_round(), Scenario()).headline.endswith("this round has no initiatives.")
    assert propose(small_round(criteria=()), Scenario()).headline.endswith("no criteria to score on.")


def test_unscored_initiatives_are_listed_as_not_in_the_running() -> None:
    report = propose(small_round(initiative("A"), initiative("NEW", UNSCORED)), Scenario())
    assert report.candidates == 1
    assert "has no scores and is not in the running" in report.unscored_sentence


def test_what_not_doing_things_costs_is_part_of_the_spend() -> None:
    quo = Option(STATUS_QUO, "", (Use("opex", 2027, M_EUR // 2),))
    round_ = small_round(initiative("A", option(capex=5), status_quo=quo), initiative("B"))
    report = propose(round_, Scenario())
    assert report.used == M_EUR + M_EUR // 2
    assert report.not_doing_sentence.endswith("of it is what not doing The A costs.")


def test_prices_agree_with_trying_every_portfolio() -> None:
    round_ = replace(three(), rules=(must("C", kind=MandateKind.EXECUTIVE_WISH, claimant="CIO"),))
    report = propose(round_, Scenario(), explain=True)
    free = best_value(three())
    assert free is not None
    (mandate,) = report.explanations.mandates
    assert mandate.price == pytest.approx(float(free) - report.value)
    assert mandate.enters_without == ("The A", "The B") and mandate.leaves_without == ("The C",)
    assert report.explanations.all_mandates_price == mandate.price


def test_a_gap_is_what_forcing_it_in_would_cost() -> None:
    report = propose(three(), Scenario(), explain=True)
    (left,) = report.left_out
    forced = best_value(replace(three(), rules=(must("C"),)))
    assert forced is not None
    assert left.gap == pytest.approx(report.value - float(forced)) == pytest.approx(5)
    assert set(left.displaces) == {"The A", "The B"}
    assert report.explanations.complete


def test_explanations_come_alone_too() -> None:
    more = explain_proposal(three(), Scenario())
    assert [what.name for what in more.what_ifs] == ["Budget −10 %", "Budget +10 %"]
    assert more.next_steps[-1].sentence.startswith("+1.0")


def test_without_time_what_is_not_computed_is_said() -> None:
    other = replace(three(), key="no time", initiatives=(*three().initiatives, initiative("D", option(capex=3, cus=7))))
    more = propose(other, Scenario(), explain=0.0).explanations
    assert not more.complete and more.missing > 5
    assert "prices of what is left out (2)" in more.not_computed


def test_a_first_answer_does_not_pretend_to_be_explained() -> None:
    assert not propose(three(), Scenario()).explanations.complete
