"""The board deck as values: which slides there are, and in which order."""

from __future__ import annotations

from dataclasses import replace

from portfolio.reports import (
    deck_appendix,
    deck_claims,
    deck_decision,
    deck_lists,
    deck_money,
    deck_outlook,
    deck_prices,
    deck_risk,
    formats,
)
from portfolio.reports.deck_values import Deck, Extras, Slide
from portfolio.reports.deck_words import short, short_hash
from portfolio.reports.proposal_values import ProposalReport


def board_deck(report: ProposalReport, extras: Extras) -> Deck:
    """All slides of the board paper, titles unique; whoever draws it may break a table over several slides."""
    body = _proposal(report) if report.funded else [*deck_outlook.impossible(report), *deck_lists.left_out(report)]
    slides = [deck_decision.cover(report, extras), *body]
    appendix = [s for s in slides if s.appendix] + _appendix(report, extras)
    ordered = [s for s in slides if not s.appendix] + [replace(s, appendix=True) for s in appendix]
    problem = f"Fingerprint {short_hash(report)}" if report.proof.problem_hash else ""
    date = f"Data as of {formats.day(extras.data_as_of)}" if extras.data_as_of else ""
    return Deck(
        report.round_name,
        short(report.round_name, 80),
        " · ".join(p for p in (date, problem) if p),
        tuple(_unique(ordered)),
    )


def _proposal(report: ProposalReport) -> list[Slide]:
    return [
        deck_decision.decision(report),
        *deck_lists.funded(report),
        *deck_lists.left_out(report),
        *deck_prices.mandates(report),
        *deck_claims.face_value(report),
        *deck_money.spend(report),
        *deck_risk.value_against_risk(report),
        *deck_money.shares(report),
        *deck_outlook.next_steps(report),
    ]


def _appendix(report: ProposalReport, extras: Extras) -> list[Slide]:
    proof = [deck_appendix.proof(report, extras)] if report.proof.solver else []
    return [*deck_appendix.weights(report), *deck_appendix.what_ifs(report), *proof]


def _unique(slides: list[Slide]) -> list[Slide]:
    """Titles name slides in the outline and for screen readers: the second of the same title says which it is."""
    seen: dict[str, int] = {}
    result = []
    for slide in slides:
        seen[slide.title] = seen.get(slide.title, 0) + 1
        again = seen[slide.title]
        result.append(slide if again == 1 else replace(slide, title=f"{slide.title} ({again})"))
    return result
