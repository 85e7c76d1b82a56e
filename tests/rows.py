"""One function a model: a valid row with as little said as possible. They flush, never commit.

`tests/factories.py` makes the same by the services that people use; take these where a test is about something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from itertools import count
from typing import TypeVar

import pytest
from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from portfolio.auth import passwords
from portfolio.persistence import models as m
from portfolio.persistence.base import Base

PASSWORD = "three ordinary words"
REAL = passwords._hasher
"""The costs of the product: what a test about passwords themselves takes."""
QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
Row = TypeVar("Row", bound=Base)
_numbers: Iterator[int] = count(1)


def next_number() -> int:
    """A number that no other row of this run has."""
    return next(_numbers)


@cache
def password_hash() -> str:
    """The hash of the people's password, made with little work."""
    return QUICK.hash(PASSWORD)


@contextmanager
def hashing(hasher: PasswordHasher) -> Iterator[None]:
    """Within it the product hashes with these costs: argon2 all the same, so that signing in stays honest."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", hasher)
        passwords._nobodys_hash.cache_clear()
        yield
    passwords._nobodys_hash.cache_clear()


def saved(session: Session, row: Row) -> Row:
    """The row with its id."""
    session.add(row)
    session.flush()
    return row


def user(session: Session, **given: object) -> m.User:
    """Somebody who can sign in with the people's password."""
    n = next_number()
    values = {"email": f"person{n}@example.org", "name": f"Person {n}", "password_hash": password_hash()}
    return saved(session, m.User(**{**values, **given}))


def membership(session: Session, row: m.Round, person: m.User, role: str = "viewer") -> m.Membership:
    """A role in a round."""
    return saved(session, m.Membership(user=person, round_id=row.id, role=role))


def round_(session: Session, **given: object) -> m.Round:
    """A round of three years in euros with capex and opex a year and two criteria; limits of 10 and 5 M€ a year."""
    n = next_number()
    values = {"key": f"round-{n}", "name": f"Round {n}", "first_year": 2027, "last_year": 2029}
    row = saved(session, m.Round(**{**values, **given}))
    resource(session, row, "capex", limits=dict.fromkeys(range(2027, 2030), 10_000_000_00))
    resource(session, row, "opex", limits=dict.fromkeys(range(2027, 2030), 5_000_000_00), position=1)
    criterion(session, row, "CUS", name="Customer gets it done", lens="business")
    criterion(session, row, "CON", name="Continuity", lens="technology", position=1)
    session.refresh(row)
    return row


def resource(
    session: Session, row: m.Round, key: str, limits: Mapping[int, int | None] | None = None, **given: object
) -> m.Resource:
    """A resource of the round, money by its key where that is a kind of money, with its limits by year."""
    kind = key if key in ("capex", "opex", "commitment", "people") else "other"
    values = {"round_id": row.id, "key": key, "name": key.capitalize(), "kind": kind, "unit": row.currency}
    made = m.Resource(**{**values, **given})
    made.limits = [m.Limit(year=year, amount=amount) for year, amount in (limits or {}).items()]
    return saved(session, made)


def criterion(session: Session, row: m.Round, key: str, **given: object) -> m.Criterion:
    """A criterion with both anchors."""
    values = {"name": key, "anchor_0": "as today", "anchor_100": "as good as it gets"}
    return saved(session, m.Criterion(round_id=row.id, key=key, **{**values, **given}))


def initiative(session: Session, row: m.Round, key: str = "", **given: object) -> m.Initiative:
    """An initiative with the option `full` (1 M€ capex in the first year, 10 points on each criterion)."""
    n = next_number()
    values = {"key": key or f"I{n}", "title": f"Initiative {n}", "change": "run", "position": n}
    made = saved(session, m.Initiative(round_id=row.id, **{**values, **given}))
    option(session, row, made)
    session.refresh(made)
    return made


def option(
    session: Session,
    row: m.Round,
    of: m.Initiative,
    key: str = "full",
    uses: Mapping[tuple[str, int | None], int] | None = None,
    scores: Mapping[str, int] | None = None,
    **given: object,
) -> m.Option:
    """An option with its uses by (resource, year) in minor units and its scores by criterion."""
    resources = {r.key: r.id for r in row.resources}
    criteria = {c.key: c.id for c in row.criteria}
    wanted = {("capex", row.first_year): 1_000_000_00} if uses is None else uses
    points = dict.fromkeys(criteria, 10) if scores is None else scores
    made = m.Option(initiative_id=of.id, key=key, **{"title": key.capitalize(), **given})
    made.uses = [m.Use(resource_id=resources[r], year=y, amount=amount) for (r, y), amount in wanted.items()]
    made.scores = [m.Score(criterion_id=criteria[c], value=Decimal(value)) for c, value in points.items()]
    return saved(session, made)


def tag(session: Session, of: m.Initiative, word: str = "customer") -> m.InitiativeTag:
    """A tag of an initiative."""
    return saved(session, m.InitiativeTag(initiative_id=of.id, tag=word))


def rule(session: Session, row: m.Round, of: m.Initiative, type: str = "must", **given: object) -> m.Rule:
    """A rule about one initiative."""
    values = {"key": f"R{next_number()}", "type": type, "reason": "because"}
    made = m.Rule(round_id=row.id, **{**values, **given})
    made.members = [m.RuleMember(initiative_id=of.id)]
    return saved(session, made)


def idea(session: Session, row: m.Round, **given: object) -> m.Idea:
    """An open idea."""
    return saved(session, m.Idea(round_id=row.id, **{"line": "One line", "proposed_by": "Viewer", **given}))


def weights(
    session: Session, row: m.Round, points: Mapping[str, int] | None = None, **given: object
) -> m.WeightProfile:
    """A weight profile, the room's unless told; points by criterion, 50 each unless told."""
    criteria = {c.key: c.id for c in row.criteria}
    made = m.WeightProfile(round_id=row.id, **{"name": f"Weights {next_number()}", "is_room": True, **given})
    wanted = points or dict.fromkeys(criteria, 50)
    made.points = [m.WeightPoint(criterion_id=criteria[key], points=Decimal(value)) for key, value in wanted.items()]
    return saved(session, made)


def scenario(session: Session, row: m.Round, **given: object) -> m.Scenario:
    """A saved scenario without any change."""
    return saved(session, m.Scenario(round_id=row.id, **{"name": f"Scenario {next_number()}", **given}))


def upload(session: Session, row: m.Round, person: m.User, token: str, **given: object) -> m.Upload:
    """A small file of candidates that somebody has uploaded and not applied yet."""
    values = {"filename": "candidates.csv", "content": b"key,title,capex 2027\nNEW,A new one,1200\n"}
    return saved(session, m.Upload(round_id=row.id, user_id=person.id, token=token, **{**values, **given}))
