"""Saved scenarios: kept with what they gave, listed with what they give, never overwritten by a stale form."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portfolio.domain.errors import Conflict, Forbidden, Invalid, NotFound
from portfolio.persistence import models as m
from portfolio.services import scenarios
from tests import rows
from tests.factories import ADMIN, actor_in


@pytest.fixture
def row(session: Session) -> m.Round:
    """Two initiatives that both fit."""
    made = rows.round_(session)
    rows.initiative(session, made, "A", title="The first")
    rows.initiative(session, made, "B", title="The second")
    session.flush()
    return made


def test_a_saved_scenario_is_listed_beside_the_round(session: Session, row: m.Round) -> None:
    scenarios.save_scenario(session, actor_in(row, "finance"), row, "  Without  A ", "why", "pin.A=status_quo&w.CUS=20")
    listed = scenarios.list_scenarios(session, actor_in(row, "viewer"), row)
    (saved,) = listed.saved
    assert (listed.own.funded, saved.funded) == ("2 of 2", "1 of 2")
    assert (saved.name, saved.note, saved.created_by) == ("Without A", "why", "the finance")
    assert saved.leaves == ("The first",) and saved.enters == ()
    assert saved.asks == ("Customer gets it done 20 instead of 1 points", "The first must not be done")
    assert saved.since == ""


def test_values_are_compared_only_on_the_same_yardstick(session: Session, row: m.Round) -> None:
    scenarios.save_scenario(session, ADMIN, row, "same weights", "", "pin.A=status_quo")
    scenarios.save_scenario(session, ADMIN, row, "other weights", "", "w.CUS=20&pin.A=status_quo")
    same, other = scenarios.list_scenarios(session, ADMIN, row).saved
    assert same.difference.startswith("\N{MINUS SIGN}") and other.difference == ""


def test_what_changed_since_it_was_saved_is_said(session: Session, row: m.Round) -> None:
    scenarios.save_scenario(session, ADMIN, row, "today", "", "")
    rows.initiative(session, row, "C")
    session.flush()
    (saved,) = scenarios.list_scenarios(session, ADMIN, row).saved
    assert saved.since.startswith("When saved: 2 of 2")


def test_a_name_is_needed_and_taken_once(session: Session, row: m.Round) -> None:
    scenarios.save_scenario(session, ADMIN, row, "Lean", "", "")
    for wrong in ("", "  ", "x" * 121, "Lean"):
        with pytest.raises(Invalid) as refused:
            scenarios.save_scenario(session, ADMIN, row, wrong, "", "")
        assert set(refused.value.fields) == {"name"}


def test_renaming_counts_a_version_and_refuses_a_stale_form(session: Session, row: m.Round) -> None:
    saved = scenarios.save_scenario(session, ADMIN, row, "Lean", "", "")
    scenarios.rename_scenario(session, ADMIN, row, saved.id, "Leaner", "", saved.version)
    assert (saved.name, saved.version) == ("Leaner", 2)
    with pytest.raises(Conflict):
        scenarios.rename_scenario(session, ADMIN, row, saved.id, "Meaner", "", 1)
    scenarios.rename_scenario(session, ADMIN, row, saved.id, "Leaner", "", 1)
    assert saved.version == 2


def test_each_write_leaves_a_trace(session: Session, row: m.Round) -> None:
    saved = scenarios.save_scenario(session, ADMIN, row, "Lean", "", "pin.A=status_quo")
    scenarios.rename_scenario(session, ADMIN, row, saved.id, "Leaner", "note", 1)
    assert scenarios.delete_scenario(session, ADMIN, row, saved.id) == "Leaner"
    query = select(m.AuditEntry).where(m.AuditEntry.subject_type == "scenario").order_by(m.AuditEntry.id)
    entries = [(entry.action, entry.changes) for entry in session.scalars(query)]
    assert [action for action, _ in entries] == ["created", "changed", "deleted"]
    assert entries[0][1]["address"] == [None, "pin.A=status_quo"]
    assert entries[2][1]["address"] == ["pin.A=status_quo", None]


def test_a_scenario_opens_as_it_was_asked(session: Session, row: m.Round) -> None:
    saved = scenarios.save_scenario(session, ADMIN, row, "Lean & mean", "", "pin.A=status_quo&nonsense=1")
    assert scenarios.address_of(session, ADMIN, row, saved.id) == "pin.A=status_quo&name=Lean+%26+mean"


def test_viewers_and_other_rounds_are_kept_out(session: Session, row: m.Round) -> None:
    saved = scenarios.save_scenario(session, ADMIN, row, "Lean", "", "")
    viewer, elsewhere = actor_in(row, "viewer"), rows.round_(session)
    with pytest.raises(Forbidden):
        scenarios.save_scenario(session, viewer, row, "Mine", "", "")
    with pytest.raises(Forbidden):
        scenarios.rename_scenario(session, viewer, row, saved.id, "Mine", "", None)
    with pytest.raises(Forbidden):
        scenarios.delete_scenario(session, viewer, row, saved.id)
    with pytest.raises(NotFound):
        scenarios.delete_scenario(session, ADMIN, elsewhere, saved.id)
