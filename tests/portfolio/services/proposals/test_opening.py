"""Opening a proposal by its address: who may, what it shows, and the problem file."""

from __future__ import annotations

import json

import pytest
from sqlalchemy.orm import Session

from optimizer import read_problem, solve
from portfolio.domain.errors import Forbidden, Invalid
from portfolio.persistence import models as m
from portfolio.services.permissions import Actor
from portfolio.services.proposals.opening import answer_proposal, export_problem, open_proposal
from tests import rows
from tests.factories import ADMIN, actor_in

STRANGER = Actor(None, "a stranger")


@pytest.fixture
def row(session: Session) -> m.Round:
    """Two initiatives that fit, one that is worth more by face value than by evidence."""
    made = rows.round_(session)
    rows.initiative(session, made, "A", title="The first")
    rows.initiative(session, made, "B", title="The second")
    session.flush()
    return made


def test_whoever_may_see_the_round_sees_its_proposal(session: Session, row: m.Round) -> None:
    opened = open_proposal(session, actor_in(row, "viewer"), row, "", explain=5.0)
    assert [r.title for r in opened.report.funded] == ["The first", "The second"]
    assert opened.report.movement_sentence == "" and opened.faults == ()
    assert opened.report.explanations.complete
    with pytest.raises(Forbidden):
        open_proposal(session, STRANGER, row, "")


def test_an_address_is_told_against_the_round_itself(session: Session, row: m.Round) -> None:
    opened = open_proposal(session, ADMIN, row, "pin.A=status_quo")
    assert opened.report.movement_sentence == "Against the round’s own proposal: Leaves: The first."
    assert opened.controls.is_changed and opened.controls.kept[0].address == ""


def test_a_move_is_told_against_what_was_shown(session: Session, row: m.Round) -> None:
    opened = answer_proposal(session, ADMIN, row, "pin.B=status_quo", "pin.A=status_quo", explain=None)
    assert opened.report.movement_sentence == "Against what was shown before: Enters: The first. Leaves: The second."
    assert not opened.report.explanations.complete
    with pytest.raises(Forbidden):
        answer_proposal(session, STRANGER, row, "", None, explain=None)


def test_a_fault_of_the_address_is_shown_with_the_answer(session: Session, row: m.Round) -> None:
    opened = open_proposal(session, ADMIN, row, "w.XXX=3")
    assert opened.report.notices == opened.faults != ()
    assert opened.report.funded


def test_the_problem_file_is_solved_without_the_site(session: Session, row: m.Round) -> None:
    report = open_proposal(session, ADMIN, row, "scores=claimed").report
    data = json.loads(export_problem(session, actor_in(row, "viewer"), row, "scores=claimed"))
    result = solve(read_problem(data))
    assert result.selected == {r.key: r.option_key for r in report.funded}
    assert result.value == pytest.approx(report.proof.value)


def test_nothing_is_exported_where_nothing_can_be_chosen(session: Session) -> None:
    with pytest.raises(Invalid):
        export_problem(session, ADMIN, rows.round_(session), "")
    with pytest.raises(Forbidden):
        export_problem(session, STRANGER, rows.round_(session), "")
