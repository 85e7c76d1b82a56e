"""Rules name initiatives and options that exist, and are recorded and guarded like every record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portfolio.domain.errors import Conflict, Forbidden, Invalid, NotFound
from portfolio.domain.rules import MandateKind, Rule, RuleType
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import load_rules
from portfolio.services.rules import NEW, remove_rule, save_rule
from tests.factories import ADMIN, actor_in, make_erp

MUST = Rule(
    "must-A",
    RuleType.MUST,
    "A",
    "hold",
    reason="support ends",
    kind=MandateKind.END_OF_SUPPORT,
    claimant="the CIO",
    evidence="a letter",
    deadline=date(2028, 12, 31),
)
RULES = [
    MUST,
    Rule("never-A", RuleType.NEVER, "A"),
    Rule("req", RuleType.REQUIRES, "A", "full", needs="B", needs_options=("full", "hold")),
    Rule("req-any", RuleType.REQUIRES, "A", needs="B"),
    Rule("excl", RuleType.EXCLUDES, initiatives=("B", "A")),
    Rule("count", RuleType.COUNT, tag="customer", at_least=Decimal(2), at_most=Decimal(5)),
    Rule("count-list", RuleType.COUNT, initiatives=("A", "B"), at_most=Decimal(1)),
    Rule("share", RuleType.SHARE, tag="customer", at_least=Decimal("0.35"), of=("capex", "opex")),
]


@pytest.fixture
def two(session: Session, round_row: m.Round) -> m.Round:
    """A round with two initiatives, A and B."""
    make_erp(session, round_row, "A")
    make_erp(session, round_row, "B")
    return round_row


@pytest.mark.parametrize("rule", RULES, ids=[r.key for r in RULES])
def test_every_type_of_rule_is_kept_as_it_was_said(session: Session, two: m.Round, rule: Rule) -> None:
    assert save_rule(session, ADMIN, two, rule, NEW)
    session.expire_all()
    assert load_rules(session, two) == (rule,)
    assert save_rule(session, ADMIN, two, rule) == {}


def test_fields_that_do_not_speak_for_the_type_are_cleared(session: Session, two: m.Round) -> None:
    save_rule(session, ADMIN, two, replace(MUST, type=RuleType.NEVER, tag="x", at_least=Decimal(1)))
    assert load_rules(session, two) == (Rule("must-A", RuleType.NEVER, "A", reason="support ends"),)


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        (Rule("r", RuleType.MUST), "initiative"),
        (Rule("r", RuleType.MUST, "Z"), "initiative"),
        (Rule("r", RuleType.MUST, "A", "status_quo"), "option"),
        (Rule("r", RuleType.REQUIRES, "A", needs="A"), "needs"),
        (Rule("r", RuleType.REQUIRES, "A"), "needs"),
        (Rule("r", RuleType.REQUIRES, "A", needs="B", needs_options=("gold",)), "needs_options"),
        (Rule("r", RuleType.EXCLUDES, initiatives=("A",)), "initiatives"),
        (Rule("r", RuleType.EXCLUDES, initiatives=("A", "A")), "initiatives"),
        (Rule("r", RuleType.COUNT, tag="x", initiatives=("A",), at_least=Decimal(1)), "tag"),
        (Rule("r", RuleType.COUNT, tag="x"), "at_least"),
        (Rule("r", RuleType.COUNT, tag="x", at_least=Decimal("1.5")), "at_least"),
        (Rule("r", RuleType.COUNT, tag="x", at_least=Decimal(3), at_most=Decimal(2)), "at_most"),
        (Rule("r", RuleType.SHARE, tag="x", at_most=Decimal(35), of=("capex",)), "at_most"),
        (Rule("r", RuleType.SHARE, at_most=Decimal("0.3"), of=("capex",)), "tag"),
        (Rule("r", RuleType.SHARE, tag="x", at_most=Decimal("0.3"), of=()), "of"),
        (Rule("r", RuleType.SHARE, tag="x", at_most=Decimal("0.3"), of=("gold",)), "of"),
        (Rule("r r", RuleType.NEVER, "A"), "key"),
    ],
)
def test_a_wrong_rule_is_refused_by_field(session: Session, two: m.Round, rule: Rule, field: str) -> None:
    with pytest.raises(Invalid) as caught:
        save_rule(session, ADMIN, two, rule)
    assert list(caught.value.fields) == [field]
    assert load_rules(session, two) == ()


def test_a_stale_rule_is_a_conflict_and_each_side_can_be_taken(session: Session, two: m.Round) -> None:
    save_rule(session, ADMIN, two, MUST, NEW)
    save_rule(session, ADMIN, two, replace(MUST, claimant="theirs"), 1)
    mine = replace(MUST, claimant="mine", evidence="mine")
    with pytest.raises(Conflict) as caught:
        save_rule(session, ADMIN, two, mine, 1)
    assert caught.value.mine == {"claimant": "mine", "evidence": "mine"}
    assert caught.value.theirs == {"claimant": "theirs", "evidence": "a letter"}
    assert caught.value.base == {"claimant": "the CIO"}
    save_rule(session, ADMIN, two, mine, caught.value.version, keep=["claimant"])
    assert load_rules(session, two)[0] == replace(MUST, claimant="theirs", evidence="mine", version=3)


def test_a_new_rule_does_not_overwrite_another(session: Session, two: m.Round) -> None:
    save_rule(session, ADMIN, two, MUST, NEW)
    with pytest.raises(Invalid, match="already"):
        save_rule(session, ADMIN, two, MUST, NEW)


def test_removing_a_rule_leaves_what_it_said_in_the_history(session: Session, two: m.Round) -> None:
    save_rule(session, ADMIN, two, MUST)
    remove_rule(session, ADMIN, two, "must-A")
    entry = session.scalars(select(m.AuditEntry).order_by(m.AuditEntry.id.desc()).limit(1)).one()
    assert (entry.action, entry.changes["claimant"]) == ("removed", ["the CIO", None])
    assert load_rules(session, two) == ()
    with pytest.raises(NotFound):
        remove_rule(session, ADMIN, two, "must-A")


@pytest.mark.parametrize("role", ["business", "technology", "finance", "viewer"])
def test_only_the_owner_changes_rules(session: Session, two: m.Round, role: str) -> None:
    with pytest.raises(Forbidden):
        save_rule(session, actor_in(two, role), two, MUST)
    save_rule(session, actor_in(two, "owner"), two, MUST)
    with pytest.raises(Forbidden):
        remove_rule(session, actor_in(two, role), two, "must-A")
