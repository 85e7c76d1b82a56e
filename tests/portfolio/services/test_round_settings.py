"""Criteria, resources with limits, and the run baseline of a round."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portfolio.domain.errors import Conflict, Invalid
from portfolio.domain.rounds import BaselineLine, Criterion, Limit, Resource, ResourceKind
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import load_frame
from portfolio.services.round_settings import (
    remove_criterion,
    remove_resource,
    save_baseline,
    save_criterion,
    save_resource,
)
from tests.factories import ADMIN, CRITERIA, make_erp

CAPEX = Resource("capex", "Capex", ResourceKind.CAPEX, "EUR", 2)
ARCHITECTS = Resource("architects", "Architects", ResourceKind.PEOPLE, "months", 1)


def last_entry(session: Session) -> m.AuditEntry:
    return session.scalars(select(m.AuditEntry).order_by(m.AuditEntry.id.desc()).limit(1)).one()


def test_a_criterion_is_kept_with_both_anchors_and_changed_by_its_key(session: Session, round_row: m.Round) -> None:
    assert load_frame(round_row).criteria == CRITERIA
    save_criterion(session, ADMIN, round_row, replace(CRITERIA[0], anchor_100="all of them"))
    assert load_frame(round_row).criteria == (replace(CRITERIA[0], anchor_100="all of them"), CRITERIA[1])
    entry = last_entry(session)
    assert (entry.subject_type, entry.subject_key, entry.action) == ("criterion", "CUS", "changed")
    assert entry.changes["anchor_100"] == [CRITERIA[0].anchor_100, "all of them"]


def test_two_who_word_an_anchor_at_once_lose_neither_wording(session: Session, round_row: m.Round) -> None:
    version = round_row.version
    save_criterion(session, ADMIN, round_row, replace(CRITERIA[0], anchor_0="theirs"), version)
    with pytest.raises(Conflict) as caught:
        save_criterion(session, ADMIN, round_row, replace(CRITERIA[0], anchor_0="mine"), version)
    assert (caught.value.mine, caught.value.theirs) == ({"anchor_0": "mine"}, {"anchor_0": "theirs"})
    save_criterion(session, ADMIN, round_row, replace(CRITERIA[1], anchor_0="no conflict"), version)


def test_a_criterion_with_scores_is_not_removed(session: Session, round_row: m.Round) -> None:
    make_erp(session, round_row)
    with pytest.raises(Invalid, match="3 scores are given on “Continuity”"):
        remove_criterion(session, ADMIN, round_row, "CON")
    save_criterion(session, ADMIN, round_row, Criterion("NEW", "New"))
    remove_criterion(session, ADMIN, round_row, "NEW")
    assert [c.key for c in load_frame(round_row).criteria] == ["CUS", "CON"]


def test_limits_are_set_cleared_and_kept_by_year(session: Session, round_row: m.Round) -> None:
    save_resource(session, ADMIN, round_row, CAPEX, {2027: 100, 2028: 200})
    save_resource(session, ADMIN, round_row, CAPEX, {2027: None, 2029: 0})
    assert load_frame(round_row).limits == (Limit("capex", 2028, 200), Limit("capex", 2029, 0))
    assert last_entry(session).changes["limit 2027"] == [100, None]


def test_saving_what_is_there_records_nothing(session: Session, round_row: m.Round) -> None:
    save_resource(session, ADMIN, round_row, CAPEX, {2027: 100})
    before, version = last_entry(session).id, round_row.version
    save_resource(session, ADMIN, round_row, CAPEX, {2027: 100})
    assert (last_entry(session).id, round_row.version) == (before, version)


@pytest.mark.parametrize(
    ("resource", "limits", "field"),
    [
        (CAPEX, {2030: 1}, "limit 2030"),
        (CAPEX, {None: 1}, "limit None"),
        (CAPEX, {2027: -1}, "limit 2027"),
        (replace(CAPEX, digits=0), {}, "digits"),
        (replace(ARCHITECTS, name=""), {}, "name"),
        (replace(ARCHITECTS, per_year=False), {2027: 1}, "limit 2027"),
        (Resource("later", "Later", ResourceKind.COMMITMENT, "EUR", 2), {}, "per_year"),
    ],
)
def test_a_wrong_resource_is_refused_by_field(
    session: Session, round_row: m.Round, resource: Resource, limits: dict[int | None, int | None], field: str
) -> None:
    with pytest.raises(Invalid) as caught:
        save_resource(session, ADMIN, round_row, resource, limits)
    assert list(caught.value.fields) == ["limit" if field == "limit None" else field]


def test_decimals_and_years_of_a_resource_in_use_stay(session: Session, round_row: m.Round) -> None:
    save_resource(session, ADMIN, round_row, ARCHITECTS, {2027: 5})
    with pytest.raises(Invalid, match="can no longer change"):
        save_resource(session, ADMIN, round_row, replace(ARCHITECTS, digits=2), {})
    with pytest.raises(Invalid, match="can no longer change"):
        save_resource(session, ADMIN, round_row, replace(ARCHITECTS, per_year=False), {})


def test_a_resource_that_something_counts_on_is_not_removed(session: Session, round_row: m.Round) -> None:
    make_erp(session, round_row)
    with pytest.raises(Invalid, match="part of every round"):
        remove_resource(session, ADMIN, round_row, "capex")
    with pytest.raises(Invalid, match="1 amounts are entered"):
        remove_resource(session, ADMIN, round_row, "beyond")
    save_resource(session, ADMIN, round_row, ARCHITECTS, {2027: 5})
    remove_resource(session, ADMIN, round_row, "architects")
    assert "architects" not in load_frame(round_row).resource_by_key


def test_the_baseline_is_replaced_as_a_whole(session: Session, round_row: m.Round) -> None:
    lines = (
        BaselineLine("opex", "IT run", 2027, 3_100_000_000),
        BaselineLine("people", "Developers", None, 22800, 1800),
    )
    save_baseline(session, ADMIN, round_row, lines)
    session.expire_all()
    assert load_frame(round_row).baseline == lines
    assert last_entry(session).changes["people Developers free"] == [None, 1800]
    version = round_row.version
    save_baseline(session, ADMIN, round_row, lines)
    assert round_row.version == version
    save_baseline(session, ADMIN, round_row, ())
    assert load_frame(round_row).baseline == ()


@pytest.mark.parametrize(
    "line",
    [
        BaselineLine("gold", "x", None, 1),
        BaselineLine("opex", " ", None, 1),
        BaselineLine("opex", "x", 2031, 1),
        BaselineLine("people", "x", None, 1, 2),
        BaselineLine("opex", "x", None, -1),
    ],
)
def test_a_wrong_line_of_the_baseline_is_named(session: Session, round_row: m.Round, line: BaselineLine) -> None:
    with pytest.raises(Invalid, match=r"^Line 2: "):
        save_baseline(session, ADMIN, round_row, (BaselineLine("opex", "fine", None, 1), line))
