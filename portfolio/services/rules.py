"""Rules and mandates of a round: saved and removed, each checked against the initiatives that it names."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portfolio.domain.errors import Invalid, NotFound
from portfolio.domain.rule_faults import rule_faults, tidy
from portfolio.domain.rules import Rule
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import load_frame, load_rules
from portfolio.persistence.queries.rules import option_ids
from portfolio.services.audit import differences, record
from portfolio.services.permissions import Actor, require
from portfolio.services.versions import refuse_stale, version_step

NEW = 0
"""The expected version of a rule that must not exist yet."""

_PLAIN = ("tag", "at_least", "at_most", "reason", "claimant", "evidence", "deadline")


def save_rule(
    session: Session,
    actor: Actor,
    round_row: m.Round,
    rule: Rule,
    expected_version: int | None = None,
    keep: Collection[str] = (),
) -> dict[str, list[Any]]:
    """Create the rule of that key or change it; gives what changed. Fields that do not speak for its type are cleared.

    `expected_version` is the one that the form was made from (`NEW`: must not exist); fields in `keep` stay."""
    require(actor, "manage_rules", round_row.id)
    _find(session, round_row, rule.key)  # held before it is read, so that nobody changes it in between
    current = next((r for r in load_rules(session, round_row) if r.key == rule.key), None)
    wanted = tidy(replace(rule, **{name: getattr(current, name) for name in keep}) if current else rule)
    ids = option_ids(session, round_row.id)
    if faults := _faults(round_row, ids, wanted, current, expected_version):
        raise Invalid(faults)
    changed = differences(_fields(current) if current else {}, _fields(wanted))
    if current is None:
        changed = {name: pair for name, pair in changed.items() if pair[1] not in ("", None, ())}
    elif changed:
        subject, versions = ("rule", rule.key), (current.version, expected_version)
        refuse_stale(session, round_row.id, subject, versions, changed)
    if changed:
        row = _write(session, round_row, wanted, ids)
        action = "changed" if current else "created"
        record(session, actor, round_row.id, "rule", rule.key, action, {**changed, **version_step(row)})
        session.flush()
    return changed


def remove_rule(session: Session, actor: Actor, round_row: m.Round, key: str) -> None:
    """Remove a rule; what it said stays in the history."""
    require(actor, "manage_rules", round_row.id)
    row = _find(session, round_row, key)
    if row is None:
        raise NotFound("rule", key)
    said = next(r for r in load_rules(session, round_row) if r.key == key)
    kept = {name: (value, None) for name, value in _fields(said).items() if value not in ("", None, ())}
    record(session, actor, round_row.id, "rule", key, "removed", kept)
    session.delete(row)
    session.flush()


def _faults(
    round_row: m.Round, ids: dict[str, dict[str, int]], rule: Rule, current: Rule | None, expected: int | None
) -> dict[str, str]:
    options = {key: [o for o in found if o] for key, found in ids.items()}
    faults = rule_faults(load_frame(round_row), options, rule)
    if current is not None and expected == NEW:
        faults["key"] = f"There is a rule “{rule.key}” already: choose another key."
    return faults


def _fields(rule: Rule) -> dict[str, Any]:
    return {f.name: getattr(rule, f.name) for f in fields(rule) if f.name not in ("key", "version")}


def _find(session: Session, round_row: m.Round, key: str) -> m.Rule | None:
    query = select(m.Rule).where(m.Rule.round_id == round_row.id, m.Rule.key == key)
    return session.scalar(query.with_for_update().execution_options(populate_existing=True))


def _write(session: Session, round_row: m.Round, rule: Rule, ids: dict[str, dict[str, int]]) -> m.Rule:
    row = _find(session, round_row, rule.key)
    if row is None:
        highest = select(func.max(m.Rule.position)).where(m.Rule.round_id == round_row.id)
        position = (session.scalar(highest) or 0) + 1
        row = m.Rule(round_id=round_row.id, key=rule.key, position=position, version=0)
    row.type, row.kind, row.of = rule.type.value, rule.kind.value if rule.kind else "", list(rule.of)
    for name in _PLAIN:
        setattr(row, name, getattr(rule, name))
    row.members = _members(rule, ids)
    session.add(row)
    return row


def _members(rule: Rule, ids: dict[str, dict[str, int]]) -> list[m.RuleMember]:
    """One member an initiative and option; `requires` with several options of the needed one has a member for each."""
    named = [("subject", key, "") for key in rule.initiatives]
    if rule.initiative:
        named.append(("subject", rule.initiative, rule.option))
    if rule.needs:
        named += [("needs", rule.needs, option) for option in rule.needs_options or ("",)]
    return [
        m.RuleMember(
            part=part, position=place, initiative_id=ids[key][""], option_id=ids[key][option] if option else None
        )
        for place, (part, key, option) in enumerate(named, start=1)
    ]
