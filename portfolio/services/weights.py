"""Weights: the room's and each stakeholder's points per criterion."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portfolio.domain.errors import Invalid, NotFound
from portfolio.domain.rounds import WeightProfile
from portfolio.domain.weight_faults import profile_faults
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import load_frame
from portfolio.persistence.queries.weights import find_profile
from portfolio.services.audit import differences, record
from portfolio.services.permissions import Actor, require
from portfolio.services.versions import refuse_stale, version_step

NEW = 0
"""The expected version of a profile that must not exist yet."""


def save_profile(
    session: Session,
    actor: Actor,
    round_row: m.Round,
    profile: WeightProfile,
    expected_version: int | None = None,
    keep: Collection[str] = (),
) -> dict[str, list[Any]]:
    """Create or change the profile of that name; gives what changed. Criteria without points count zero.

    Making a profile the room's takes that from the one that had it. Fields in `keep` (`points KEY` among them) stay."""
    require(actor, "weigh", round_row.id)
    if faults := profile_faults(load_frame(round_row), profile):
        raise Invalid(faults)
    row = find_profile(session, round_row.id, profile.name.strip())
    if row is not None and expected_version == NEW:
        raise Invalid({"name": f"There are weights of “{profile.name}” already: choose another name, or edit those."})
    before = {} if row is None else _fields(round_row, row)
    points = {f"points {c.key}": profile.points.get(c.key) for c in round_row.criteria}
    after = {"lens": profile.lens, "is_room": profile.is_room, **points}
    after = {**before, **{name: value for name, value in after.items() if name not in keep}}
    changed = {n: p for n, p in differences(before, after).items() if row is not None or p[1] not in ("", False, None)}
    if row is not None:
        refuse_stale(session, round_row.id, ("profile", row.name), (row.version, expected_version), changed)
    if row is None or changed:
        row = row or _new(session, round_row, profile)
        _write(session, round_row, row, after)
        action = "created" if not before else "changed"
        record(session, actor, round_row.id, "profile", row.name, action, {**changed, **version_step(row)})
        session.flush()
    return changed


def remove_profile(session: Session, actor: Actor, round_row: m.Round, name: str) -> None:
    """Remove a stakeholder's weights; the points stay in the history."""
    require(actor, "weigh", round_row.id)
    row = find_profile(session, round_row.id, name)
    if row is None:
        raise NotFound("weight profile", name)
    gone = {field: (value, None) for field, value in _fields(round_row, row).items() if value not in ("", False, None)}
    record(session, actor, round_row.id, "profile", row.name, "removed", gone)
    session.delete(row)
    session.flush()


def _fields(round_row: m.Round, row: m.WeightProfile) -> dict[str, Any]:
    given = {p.criterion_id: p.points for p in row.points}
    points = {f"points {c.key}": given.get(c.id) for c in round_row.criteria}
    return {"lens": row.lens, "is_room": row.is_room, **points}


def _new(session: Session, round_row: m.Round, profile: WeightProfile) -> m.WeightProfile:
    highest = select(func.max(m.WeightProfile.position)).where(m.WeightProfile.round_id == round_row.id)
    position = (session.scalar(highest) or 0) + 1
    row = m.WeightProfile(round_id=round_row.id, name=profile.name.strip(), position=position, version=0)
    session.add(row)
    return row


def _write(session: Session, round_row: m.Round, row: m.WeightProfile, fields: dict[str, Any]) -> None:
    if fields["is_room"] and not row.is_room:
        others = select(m.WeightProfile).where(m.WeightProfile.round_id == round_row.id, m.WeightProfile.is_room)
        for other in session.scalars(others):
            other.is_room = other is row
    row.lens, row.is_room = fields["lens"], fields["is_room"]
    there = {p.criterion_id: p for p in row.points}
    for criterion in round_row.criteria:
        points = fields[f"points {criterion.key}"]
        if criterion.id in there and points is None:
            row.points.remove(there[criterion.id])
        elif criterion.id in there:
            there[criterion.id].points = points
        elif points is not None:
            row.points.append(m.WeightPoint(criterion_id=criterion.id, points=points))
