"""What leaves the house: a proposal with all explanations and the round behind it, for whoever may export."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portfolio.persistence import models as m
from portfolio.persistence.queries.exports import last_change
from portfolio.reports.deck_values import Extras
from portfolio.reports.proposal_values import ProposalReport
from portfolio.reports.sheets import Details, round_details
from portfolio.services.permissions import Actor, require
from portfolio.services.proposals.opening import open_proposal

PATIENT = 20.0
"""Seconds that explanations for a board paper may take; what is not computed by then is said in it."""


@dataclass(frozen=True)
class BoardPaper:
    """All that a deck or a workbook is made from."""

    report: ProposalReport
    details: Details
    extras: Extras


def board_paper(session: Session, actor: Actor, row: m.Round, query: str = "", *, page: str = "") -> BoardPaper:
    """The proposal of an address (its query string) to hand over; `page` is where the live one can be seen."""
    require(actor, "export", row.id)
    opened = open_proposal(session, actor, row, query, explain=PATIENT)
    address = f"{page}?{query}" if page and query else page
    extras = Extras(last_change(session, row.id), address)
    return BoardPaper(opened.report, round_details(opened.round, opened.report), extras)
