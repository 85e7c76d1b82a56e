"""Ideas: anyone adds one, it is adopted or declined with a reason, and it is never lost."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portfolio.domain.errors import Forbidden, Invalid, NotFound
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import load_initiatives
from portfolio.services.ideas import add_idea, adopt_idea, decline_idea, reopen_idea
from tests.factories import ADMIN, actor_in, make_round


def test_anyone_in_the_round_adds_an_idea_in_one_line(session: Session, round_row: m.Round) -> None:
    idea = add_idea(session, actor_in(round_row, "viewer"), round_row, "  Ask those \n who left ")
    assert (idea.line, idea.proposed_by, idea.status) == ("Ask those who left", "the viewer", "open")
    with pytest.raises(Invalid, match="one line"):
        add_idea(session, ADMIN, round_row, " ")
    with pytest.raises(Invalid, match="one line"):
        add_idea(session, ADMIN, round_row, "x" * 301)


def test_declining_takes_a_kind_of_reason_and_keeps_the_idea(session: Session, round_row: m.Round) -> None:
    idea = add_idea(session, ADMIN, round_row, "Ask those who left")
    with pytest.raises(Invalid, match="Choose the kind"):
        decline_idea(session, ADMIN, round_row, idea.id, "")
    with pytest.raises(Invalid, match="in words"):
        decline_idea(session, ADMIN, round_row, idea.id, "other", " ")
    decline_idea(session, ADMIN, round_row, idea.id, "not_my_job", "Nobody's job yet")
    kept = session.scalars(select(m.Idea)).one()
    assert (kept.status, kept.reason_kind, kept.decided_by) == ("declined", "not_my_job", "setup")
    with pytest.raises(Invalid, match="declined already"):
        decline_idea(session, ADMIN, round_row, idea.id, "no_money")


def test_a_declined_idea_can_be_thought_about_again(session: Session, round_row: m.Round) -> None:
    idea = add_idea(session, ADMIN, round_row, "Ask those who left")
    with pytest.raises(Invalid, match="Only a declined idea"):
        reopen_idea(session, ADMIN, round_row, idea.id)
    decline_idea(session, ADMIN, round_row, idea.id, "no_money")
    assert reopen_idea(session, ADMIN, round_row, idea.id).status == "open"


def test_adopting_makes_an_initiative_of_the_idea(session: Session, round_row: m.Round) -> None:
    idea = add_idea(session, ADMIN, round_row, "Ask those who left")
    adopt_idea(session, ADMIN, round_row, idea.id, "EXIT")
    assert [(i.key, i.title) for i in load_initiatives(session, round_row)] == [("EXIT", "Ask those who left")]
    assert idea.status == "adopted" and idea.initiative is not None and idea.initiative.key == "EXIT"


def test_adopting_under_a_key_that_is_taken_changes_nothing(session: Session, round_row: m.Round) -> None:
    first, second = (add_idea(session, ADMIN, round_row, line) for line in ("One", "Two"))
    adopt_idea(session, ADMIN, round_row, first.id, "X")
    with pytest.raises(Invalid, match="already"):
        adopt_idea(session, ADMIN, round_row, second.id, "X")
    assert second.status == "open"


def test_an_idea_of_another_round_is_not_found(session: Session, round_row: m.Round) -> None:
    other = make_round(session, "FY2028")
    idea = add_idea(session, ADMIN, other, "Elsewhere")
    with pytest.raises(NotFound):
        decline_idea(session, ADMIN, round_row, idea.id, "no_money")


def test_a_viewer_adds_but_does_not_decide(session: Session, round_row: m.Round) -> None:
    viewer = actor_in(round_row, "viewer")
    idea = add_idea(session, viewer, round_row, "Mine")
    with pytest.raises(Forbidden):
        decline_idea(session, viewer, round_row, idea.id, "no_money")
    with pytest.raises(Forbidden):
        adopt_idea(session, viewer, round_row, idea.id, "X")
    with pytest.raises(Forbidden):
        reopen_idea(session, viewer, round_row, idea.id)
