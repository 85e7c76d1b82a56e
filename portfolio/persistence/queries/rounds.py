"""Reading a round: rows in, the domain's frozen value out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from portfolio.domain import initiatives as di
from portfolio.domain import rounds as dr
from portfolio.domain import rules as drules
from portfolio.persistence import models as m


def find_round(session: Session, key: str) -> m.Round | None:
    """The row of a round by its key."""
    return session.scalar(select(m.Round).where(m.Round.key == key))


def load_round(session: Session, row: m.Round) -> dr.Round:
    """The whole round as a value, in a fixed number of queries however many initiatives it has."""
    return replace(
        load_frame(row),
        initiatives=load_initiatives(session, row),
        rules=load_rules(session, row),
        profiles=load_profiles(session, row),
    )


def load_frame(row: m.Round) -> dr.Round:
    """The round as a value without what is decided about in it: no initiatives, rules or profiles."""
    return dr.Round(
        key=row.key,
        name=row.name,
        currency=row.currency,
        first_year=row.first_year,
        last_year=row.last_year,
        money_unit=row.money_unit,
        discount_rate=row.discount_rate,
        discount_convention=row.discount_convention,
        nominal=row.nominal,
        description=row.description,
        criteria=tuple(
            dr.Criterion(c.key, c.name, c.anchor_0, c.anchor_100, c.lens, c.description) for c in row.criteria
        ),
        resources=tuple(
            dr.Resource(r.key, r.name, dr.ResourceKind(r.kind), r.unit, r.digits, r.per_year) for r in row.resources
        ),
        limits=tuple(dr.Limit(r.key, limit.year, limit.amount) for r in row.resources for limit in r.limits),
        baseline=tuple(dr.BaselineLine(b.kind, b.label, b.year, b.amount, b.free) for b in row.baseline),
    )


def load_initiatives(session: Session, row: m.Round, key: str | None = None) -> tuple[di.Initiative, ...]:
    """The round's initiatives in order, archived ones too; only the one of `key` when given."""
    query = with_options(select(m.Initiative).where(m.Initiative.round_id == row.id)).order_by(
        m.Initiative.position, m.Initiative.id
    )
    if key is not None:
        query = query.where(m.Initiative.key == key)
    return initiative_values(row, session.scalars(query))


def with_options(query: Select[m.Initiative]) -> Select[m.Initiative]:
    """The query with tags, options, uses and scores of its initiatives, in four more queries however many there are."""
    return query.options(
        selectinload(m.Initiative.tags),
        selectinload(m.Initiative.options).selectinload(m.Option.uses),
        selectinload(m.Initiative.options).selectinload(m.Option.scores),
    )


def initiative_values(row: m.Round, found: Iterable[m.Initiative]) -> tuple[di.Initiative, ...]:
    """Rows of a round's initiatives, loaded `with_options`, as values."""
    resources = {r.id: r.key for r in row.resources}
    criteria = {c.id: c.key for c in row.criteria}
    return tuple(_initiative(i, resources, criteria) for i in found)


def _initiative(row: m.Initiative, resources: dict[int, str], criteria: dict[int, str]) -> di.Initiative:
    options = {o.key: _option(o, resources, criteria) for o in row.options}
    status_quo = options.pop(di.STATUS_QUO, di.Option(di.STATUS_QUO, "Not doing it"))
    return di.Initiative(
        key=row.key,
        title=row.title,
        options=tuple(options.values()),
        status_quo=status_quo,
        description=row.description,
        problem=row.problem,
        promise=row.promise,
        evidence_note=row.evidence_note,
        change=di.Change(row.change) if row.change else None,
        tags=tuple(t.tag for t in row.tags),
        stage=di.Stage(row.stage),
        archived=row.archived,
        evidence_strength=row.evidence_strength,
        spent_so_far=row.spent_so_far,
        approval=di.Approval(row.approved_cost, row.approved_on, row.approved_promise),
        business_owner=row.business_owner,
        technology_owner=row.technology_owner,
        notes=dict(row.notes),
        version=row.version,
    )


def _option(row: m.Option, resources: dict[int, str], criteria: dict[int, str]) -> di.Option:
    return di.Option(
        key=row.key,
        title=row.title,
        uses=tuple(di.Use(resources[u.resource_id], u.year, u.amount, u.basis) for u in row.uses),
        scores={criteria[s.criterion_id]: s.value for s in row.scores},
        probability=row.probability,
        run_cost_tail=row.run_cost_tail,
        description=row.description,
    )


def load_rules(session: Session, row: m.Round) -> tuple[drules.Rule, ...]:
    """The round's rules in order, naming initiatives and options by key."""
    query = (
        select(m.Rule)
        .where(m.Rule.round_id == row.id)
        .options(
            selectinload(m.Rule.members).joinedload(m.RuleMember.initiative),
            selectinload(m.Rule.members).joinedload(m.RuleMember.option),
        )
        .order_by(m.Rule.position, m.Rule.id)
    )
    return tuple(_rule(r) for r in session.scalars(query))


def _rule(row: m.Rule) -> drules.Rule:
    subjects = [x for x in row.members if x.part == "subject"]
    needs = [x for x in row.members if x.part == "needs"]
    several = row.type in ("excludes", "count")
    return drules.Rule(
        key=row.key,
        type=drules.RuleType(row.type),
        initiative="" if several or not subjects else subjects[0].initiative.key,
        option=subjects[0].option.key if subjects and not several and subjects[0].option else "",
        needs=needs[0].initiative.key if needs else "",
        needs_options=tuple(x.option.key for x in needs if x.option),
        initiatives=tuple(x.initiative.key for x in subjects) if several else (),
        tag=row.tag,
        at_least=row.at_least,
        at_most=row.at_most,
        of=tuple(row.of),
        reason=row.reason,
        kind=drules.MandateKind(row.kind) if row.kind else None,
        claimant=row.claimant,
        evidence=row.evidence,
        deadline=row.deadline,
        version=row.version,
    )


def load_profiles(session: Session, row: m.Round) -> tuple[dr.WeightProfile, ...]:
    """All weight profiles of the round, points by criterion key."""
    criteria = {c.id: c.key for c in row.criteria}
    query = (
        select(m.WeightProfile)
        .where(m.WeightProfile.round_id == row.id)
        .options(selectinload(m.WeightProfile.points))
        .order_by(m.WeightProfile.position, m.WeightProfile.id)
    )
    return tuple(dr.WeightProfile(p.name, _points(p, criteria), p.lens, p.is_room) for p in session.scalars(query))


def _points(profile: m.WeightProfile, criteria: dict[int, str]) -> dict[str, Decimal]:
    given = {criteria[p.criterion_id]: p.points for p in profile.points}
    return {key: given.get(key, Decimal(0)) for key in criteria.values()}
