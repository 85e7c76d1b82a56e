"""The report of a proposal, built from the question and its answer; what takes further solves is added later."""

from __future__ import annotations

from dataclasses import replace

from optimizer import problem_hash
from portfolio.domain.rounds import Round
from portfolio.domain.scenario_address import address
from portfolio.domain.scenarios import Scenario, weights_under
from portfolio.domain.scoring import weight_shares
from portfolio.reports import proposal_rows, proposal_sentences, proposal_spend
from portfolio.reports.proposal_answer import Answer, dearest
from portfolio.reports.proposal_clashes import clashes, core, repairs
from portfolio.reports.proposal_values import Proof, ProposalReport, WeightRow


def build_report(answer: Answer) -> ProposalReport:
    """The whole report but for its explanations."""
    if not answer.has_portfolio:
        return _without_portfolio(answer)
    shares = proposal_spend.share_rows(answer)
    spend = proposal_spend.spend_rows(answer)
    funded = proposal_rows.funded_rows(answer)
    return replace(
        _common(answer.round, answer.scenario, answer.unscored, answer.notices),
        status=str(answer.result.status),
        headline=proposal_sentences.headline(answer, shares),
        certainty=proposal_sentences.certainty(answer.result),
        candidates=len(answer.running),
        available=proposal_spend.available(answer),
        used=proposal_spend.used(answer),
        value=answer.result.value_over_status_quo or 0.0,
        funded=funded,
        left_out=proposal_rows.left_out_rows(answer),
        spend=spend,
        shares=shares,
        bubbles=proposal_rows.bubbles(answer),
        proof=proposal_sentences.proof(answer.result, problem_hash(answer.problem)),
        binding_sentence=proposal_spend.binding_sentence(spend),
        unusable_sentence=proposal_spend.unusable_sentence(answer, spend),
        beyond_sentence=proposal_spend.beyond_sentence(answer),
        not_doing_sentence=proposal_spend.not_doing_sentence(answer),
        share_title=proposal_sentences.share_title(shares),
        bubble_title=proposal_sentences.bubble_title(funded),
        movement_sentence=proposal_sentences.movement_sentence(answer),
    )


def _without_portfolio(answer: Answer) -> ProposalReport:
    found = clashes(answer)
    infeasible = answer.result.status == "infeasible"
    return replace(
        _common(answer.round, answer.scenario, answer.unscored, answer.notices),
        status=str(answer.result.status),
        headline=proposal_sentences.infeasible_headline(len(found))
        if infeasible
        else proposal_sentences.not_found_headline(answer.result),
        candidates=len(answer.running),
        available=proposal_spend.available(answer),
        proof=proposal_sentences.proof(answer.result, problem_hash(answer.problem)),
        clashes=found,
        clash_core=core(found),
        repairs=repairs(answer),
    )


def empty_report(
    round_: Round, scenario: Scenario, unscored: tuple[str, ...], notices: tuple[str, ...]
) -> ProposalReport:
    """The report of a round in which there is nothing to choose from yet."""
    return replace(
        _common(round_, scenario, unscored, notices),
        headline=proposal_sentences.empty_headline(len(round_.candidates), bool(round_.criteria)),
    )


def _common(round_: Round, scenario: Scenario, unscored: tuple[str, ...], notices: tuple[str, ...]) -> ProposalReport:
    """What a report says whatever the answer is."""
    titles = tuple(round_.initiative_by_key[key].title for key in unscored)
    return ProposalReport(
        round_key=round_.key, round_name=round_.name, currency=round_.currency, money_unit=round_.money_unit,
        years=round_.years, scenario_name=scenario.name, at_face_value=scenario.at_face_value, status="empty",
        headline="", certainty="", candidates=0, asked=sum(dearest(round_, i) for i in round_.candidates),
        available=None, used=0, value=0.0, funded=(), left_out=(), unscored=titles, spend=(), shares=(), bubbles=(),
        weights=_weights(round_, scenario), proof=_no_proof(),
        unscored_sentence=proposal_sentences.unscored_sentence(unscored), address=address(round_, scenario),
        notices=notices, weights_sentence=proposal_sentences.weights_sentence(round_, scenario),
    )  # fmt: skip


def _weights(round_: Round, scenario: Scenario) -> tuple[WeightRow, ...]:
    if not round_.criteria:
        return ()
    points = weights_under(round_, scenario)
    shares = weight_shares(points)
    return tuple(
        WeightRow(c.key, c.name, c.lens, float(points[c.key]), float(shares[c.key]), c.anchor_0, c.anchor_100)
        for c in round_.criteria
    )


def _no_proof() -> Proof:
    return Proof("empty", None, None, None, None, "", 0.0, False, "", 0, True, "")
