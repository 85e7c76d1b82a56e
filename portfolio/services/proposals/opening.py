"""A proposal for somebody who may see the round: the address read, the answer told, the controls beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from time import monotonic

from sqlalchemy.orm import Session

from portfolio.domain.rounds import Round
from portfolio.domain.scenario_address import read_query
from portfolio.domain.scenarios import Scenario
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import load_round
from portfolio.reports.proposal_controls import Controls, controls_of
from portfolio.reports.proposal_values import ProposalReport
from portfolio.services.permissions import Actor, require
from portfolio.services.proposals.compiling import compile_problem
from portfolio.services.proposals.proposing import propose

PATIENT = 20.0
"""Seconds for who asked for all explanations at once."""
QUICK = 0.3
"""Seconds within which a first answer leaves time for more."""
THE_ROUND = "the round’s own proposal"
ONE_MOVE_AGO = "what was shown before"


@dataclass(frozen=True)
class Opened:
    """What a proposal page shows; `faults` are what its address said that could not be taken."""

    round: Round
    scenario: Scenario
    report: ProposalReport
    controls: Controls
    faults: tuple[str, ...] = ()


def open_proposal(session: Session, actor: Actor, row: m.Round, query: str, *, explain: float = 0.0) -> Opened:
    """The proposal of an address, with as many explanations as `explain` seconds allow after a quick first answer.

    What moved is told against the round's own proposal. Forbidden for whoever may not see the round."""
    require(actor, "view", row.id)
    round_ = load_round(session, row)
    reading = read_query(round_, query)
    before = Scenario() if replace(reading.scenario, name="") != Scenario() else None
    started = monotonic()
    first = propose(round_, reading.scenario, before=before, before_name=THE_ROUND, notices=reading.faults)
    report = first
    if first.funded and (monotonic() - started < QUICK or explain > 1):
        report = propose(
            round_, reading.scenario, explain=explain, before=before, before_name=THE_ROUND, notices=reading.faults
        )
    return Opened(round_, reading.scenario, report, controls_of(round_, reading.scenario), reading.faults)


def answer_proposal(
    session: Session, actor: Actor, row: m.Round, query: str, before: str | None, *, explain: float | None
) -> Opened:
    """The answer to a move: movement is told against the address `before` (None: the round's own proposal).

    `explain` None answers at once; otherwise explanations are added as far as so many seconds allow."""
    require(actor, "view", row.id)
    round_ = load_round(session, row)
    reading = read_query(round_, query)
    earlier, name = (Scenario(), THE_ROUND) if before is None else (read_query(round_, before).scenario, ONE_MOVE_AGO)
    told = None if before is None and replace(reading.scenario, name="") == Scenario() else earlier
    report = propose(
        round_,
        reading.scenario,
        explain=False if explain is None else explain,
        before=told,
        before_name=name,
        ties=explain is not None,
        notices=reading.faults,
    )
    return Opened(round_, reading.scenario, report, controls_of(round_, reading.scenario), reading.faults)


def export_problem(session: Session, actor: Actor, row: m.Round, query: str) -> str:
    """The problem file of an address as JSON text; Invalid when there is nothing to choose from."""
    require(actor, "export", row.id)
    round_ = load_round(session, row)
    data = compile_problem(round_, read_query(round_, query).scenario).to_dict()
    return json.dumps(data, ensure_ascii=False, indent=1)
