"""What belongs to a round itself: its criteria, resources with limits, and run baseline.

They share the round's version: a stale form is a conflict only where the same one of them changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from portfolio.domain.errors import Invalid, NotFound
from portfolio.domain.round_faults import baseline_faults, criterion_faults, resource_faults
from portfolio.domain.rounds import BaselineLine, Criterion, Resource
from portfolio.persistence import models as m
from portfolio.persistence.queries.records import scores_of, uses_of
from portfolio.persistence.queries.rounds import load_frame
from portfolio.services.audit import differences, record
from portfolio.services.permissions import Actor, require
from portfolio.services.versions import hold, refuse_stale, version_step

_CRITERION_FIELDS = ("name", "description", "anchor_0", "anchor_100", "lens")
_RESOURCE_FIELDS = ("name", "kind", "unit", "digits", "per_year")


def save_criterion(
    session: Session,
    actor: Actor,
    round_row: m.Round,
    criterion: Criterion,
    expected_version: int | None = None,
    keep: Collection[str] = (),
) -> m.Criterion:
    """Create the criterion of that key, at the end of the list, or change it; fields in `keep` stay as they are."""
    require(actor, "manage_round", round_row.id)
    hold(session, round_row)
    if faults := criterion_faults(criterion):
        raise Invalid(faults)
    row = next((c for c in round_row.criteria if c.key == criterion.key), None)
    before = {} if row is None else {name: getattr(row, name) for name in _CRITERION_FIELDS}
    after = {name: getattr(criterion, name).strip() for name in _CRITERION_FIELDS if row is None or name not in keep}
    changed = differences(before, {**before, **after})
    _guard(session, round_row, "criterion", criterion.key, expected_version, changed)
    if row is None:
        row = m.Criterion(key=criterion.key, position=_after(round_row.criteria))
        round_row.criteria.append(row)
    _write(row, after)
    _record(session, actor, round_row, ("criterion", row.key), before, changed)
    return row


def remove_criterion(session: Session, actor: Actor, round_row: m.Round, key: str) -> None:
    """Remove a criterion that nobody has scored on; the points that weight profiles gave it go with it."""
    require(actor, "manage_round", round_row.id)
    hold(session, round_row)
    row = _of_key(round_row.criteria, "criterion", key)
    if scores := scores_of(session, row.id):
        raise Invalid(
            {"key": f"{scores} scores are given on “{row.name}”: clear them first, so that none is lost unseen."}
        )
    round_row.criteria.remove(row)
    record(session, actor, round_row.id, "criterion", key, "removed", {"name": (row.name, None)})
    session.flush()


def save_resource(
    session: Session,
    actor: Actor,
    round_row: m.Round,
    resource: Resource,
    limits: Mapping[int | None, int | None],
    expected_version: int | None = None,
    keep: Collection[str] = (),
) -> m.Resource:
    """Create or change the resource of that key; `limits` by fiscal year in 10^-digits units, None = no limit.

    Years that `limits` does not name keep their limit, fields in `keep` (`limit 2027` among them) stay as they are."""
    require(actor, "manage_round", round_row.id)
    hold(session, round_row)
    row = next((r for r in round_row.resources if r.key == resource.key), None)
    if faults := resource_faults(load_frame(round_row), resource, limits) | _changed_meaning(session, row, resource):
        raise Invalid(faults)
    before = {} if row is None else {n: getattr(row, n) for n in _RESOURCE_FIELDS} | _limit_fields(row)
    own = {n: getattr(resource, n) for n in _RESOURCE_FIELDS} | {"kind": resource.kind.value}
    own = {name: value for name, value in own.items() if row is None or name not in keep}
    wanted = {year: amount for year, amount in limits.items() if _limit_name(year) not in keep}
    after = {**before, **own, **{_limit_name(year): amount for year, amount in wanted.items()}}
    changed = differences(before, after)
    _guard(session, round_row, "resource", resource.key, expected_version, changed)
    if row is None:
        row = m.Resource(key=resource.key, position=_after(round_row.resources))
        round_row.resources.append(row)
    _write(row, own)
    _set_limits(row, wanted)
    _record(session, actor, round_row, ("resource", row.key), before, changed)
    return row


def remove_resource(session: Session, actor: Actor, round_row: m.Round, key: str) -> None:
    """Remove a resource that no option uses; capex and opex stay, because every page of money counts on them."""
    require(actor, "manage_round", round_row.id)
    hold(session, round_row)
    row = _of_key(round_row.resources, "resource", key)
    if row.kind in ("capex", "opex"):
        raise Invalid({"key": f"{row.name} is part of every round: leave its limits empty instead."})
    if uses := uses_of(session, row.id):
        raise Invalid({"key": f"{uses} amounts are entered in “{row.name}”: clear them first."})
    round_row.resources.remove(row)
    record(session, actor, round_row.id, "resource", key, "removed", {"name": (row.name, None)})
    session.flush()


def save_baseline(
    session: Session,
    actor: Actor,
    round_row: m.Round,
    lines: Sequence[BaselineLine],
    expected_version: int | None = None,
    keep: Collection[str] = (),
) -> None:
    """Replace the run baseline: opex in minor units, people in hundredths, each with the part free for change.

    Lines whose name (as the history has it: `opex Licences 2027`) is in `keep` stay as they are."""
    require(actor, "manage_round", round_row.id)
    hold(session, round_row)
    frame = load_frame(round_row)
    kept = {name.removesuffix(" free") for name in keep}
    wanted = [x for x in lines if _name(x) not in kept] + [x for x in frame.baseline if _name(x) in kept]
    if faults := baseline_faults(frame, wanted):
        raise Invalid(faults)
    before = _by_label(frame.baseline)
    changed = differences(before, _by_label(wanted))
    if not changed:
        return
    _guard(session, round_row, "baseline", round_row.key, expected_version, changed)
    round_row.baseline = [
        m.BaselineLine(position=place, kind=x.kind, label=x.label.strip(), year=x.year, amount=x.amount, free=x.free)
        for place, x in enumerate(wanted, start=1)
    ]
    _record(session, actor, round_row, ("baseline", round_row.key), before, changed)


def _name(line: BaselineLine) -> str:
    return f"{line.kind} {line.label.strip()}" + ("" if line.year is None else f" {line.year}")


def _by_label(lines: Sequence[BaselineLine]) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in lines:
        name = _name(line)
        found[name] = found.get(name, 0) + line.amount
        if line.free:
            found[f"{name} free"] = found.get(f"{name} free", 0) + line.free
    return found


def _guard(
    session: Session,
    round_row: m.Round,
    kind: str,
    key: str,
    expected: int | None,
    changed: Mapping[str, Sequence[Any]],
) -> None:
    refuse_stale(session, round_row.id, (kind, key), (round_row.version, expected), changed, shared=True)


def _write(row: m.Criterion | m.Resource, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        setattr(row, name, value)


def _record(
    session: Session,
    actor: Actor,
    round_row: m.Round,
    subject: tuple[str, str],
    before: Mapping[str, Any],
    changed: Mapping[str, Sequence[Any]],
) -> None:
    if changed:
        kind, key = subject
        action = "changed" if before or kind == "baseline" else "created"
        record(session, actor, round_row.id, kind, key, action, {**changed, **version_step(round_row)})
    session.flush()


def _changed_meaning(session: Session, row: m.Resource | None, resource: Resource) -> dict[str, str]:
    """Decimals and whether it is yearly give stored amounts their meaning: they stay once there are any."""
    if row is None or (row.digits, row.per_year) == (resource.digits, resource.per_year):
        return {}
    if not (row.limits or uses_of(session, row.id)):
        return {}
    name = "digits" if row.digits != resource.digits else "per_year"
    return {name: f"Amounts are entered in “{row.name}” already: this can no longer change. Add another resource."}


def _limit_name(year: int | None) -> str:
    return "limit" if year is None else f"limit {year}"


def _limit_fields(row: m.Resource) -> dict[str, int]:
    return {_limit_name(x.year): x.amount for x in row.limits if x.amount is not None}


def _set_limits(row: m.Resource, limits: Mapping[int | None, int | None]) -> None:
    there = {limit.year: limit for limit in row.limits}
    for year, amount in limits.items():
        if year in there:
            if amount is None:
                row.limits.remove(there[year])
            else:
                there[year].amount = amount
        elif amount is not None:
            row.limits.append(m.Limit(year=year, amount=amount))


def _after(rows: Sequence[m.Criterion] | Sequence[m.Resource]) -> int:
    return max((r.position for r in rows), default=0) + 1


def _of_key(rows: Sequence[Any], kind: str, key: str) -> Any:
    found = next((r for r in rows if r.key == key), None)
    if found is None:
        raise NotFound(kind, key)
    return found
