"""Saved scenarios: kept under a name, listed with what they give today, renamed, deleted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import monotonic

from sqlalchemy import select
from sqlalchemy.orm import Session

from portfolio.domain.errors import Invalid, NotFound
from portfolio.domain.rounds import Round
from portfolio.domain.scenario_address import address, read_query
from portfolio.domain.scenarios import Scenario
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import load_round
from portfolio.reports.scenario_values import ScenarioRow, outcome_of
from portfolio.reports.scenarios import Kept, scenario_row
from portfolio.services.audit import record
from portfolio.services.permissions import Actor, require
from portfolio.services.proposals import propose
from portfolio.services.versions import refuse_stale, version_step

LONGEST = 120
LIST_SECONDS = 4.0
"""Seconds that the whole list may take; each scenario gets its part of what is left."""


@dataclass(frozen=True)
class ScenarioList:
    """The round's own proposal and every saved scenario, the oldest first."""

    own: ScenarioRow
    saved: tuple[ScenarioRow, ...]


def list_scenarios(session: Session, actor: Actor, row: m.Round) -> ScenarioList:
    """All scenarios of the round with what they give today."""
    require(actor, "view", row.id)
    round_ = load_round(session, row)
    kept = [_kept(round_, saved) for saved in _rows(session, row)]
    until = monotonic() + LIST_SECONDS
    own = propose(round_, Scenario(), seconds=LIST_SECONDS / 2, ties=False)
    itself = Kept(0, "The round itself", "", "", 0, Scenario(), {})
    rows = []
    for left, each in zip(range(len(kept), 0, -1), kept, strict=True):
        seconds = max(0.1, (until - monotonic()) / left)
        rows.append(scenario_row(round_, each, propose(round_, each.scenario, seconds=seconds, ties=False), own))
    return ScenarioList(scenario_row(round_, itself, own, own), tuple(rows))


def _rows(session: Session, row: m.Round) -> list[m.Scenario]:
    return list(session.scalars(select(m.Scenario).where(m.Scenario.round_id == row.id).order_by(m.Scenario.id)))


def _kept(round_: Round, saved: m.Scenario) -> Kept:
    scenario = read_query(round_, str(saved.settings.get("address", ""))).scenario
    named = replace(scenario, name=saved.name)
    return Kept(saved.id, saved.name, saved.note, saved.created_by, saved.version, named, saved.outcome)


def save_scenario(session: Session, actor: Actor, row: m.Round, name: str, note: str, query: str) -> m.Scenario:
    """Keep what an address asks under a name, with what it gives now. Invalid for a name that is missing or taken."""
    require(actor, "save_scenario", row.id)
    tidy = _free_name(session, row, name, None)
    round_ = load_round(session, row)
    asked = read_query(round_, query).scenario
    outcome = outcome_of(propose(round_, asked, ties=False))
    saved = m.Scenario(
        round_id=row.id, name=tidy, note=note.strip(), settings={"address": address(round_, asked)}, outcome=outcome,
        created_by=actor.name[:120],
    )  # fmt: skip
    session.add(saved)
    session.flush()
    said = {"name": (None, tidy), "address": (None, saved.settings["address"]), "outcome": (None, outcome["headline"])}
    record(session, actor, row.id, "scenario", str(saved.id), "created", said)
    return saved


def find_scenario(session: Session, actor: Actor, row: m.Round, scenario_id: int) -> m.Scenario:
    """A scenario of the round; NotFound for one of another round."""
    require(actor, "view", row.id)
    saved = session.get(m.Scenario, scenario_id)
    if saved is None or saved.round_id != row.id:
        raise NotFound("scenario", str(scenario_id))
    return saved


def rename_scenario(
    session: Session,
    actor: Actor,
    row: m.Round,
    scenario_id: int,
    name: str,
    note: str,
    expected_version: int | None,
    kept: frozenset[str] = frozenset(),
) -> m.Scenario:
    """Give a scenario another name or note; Conflict when somebody else changed it since the form was made.

    Fields in `kept` stay as they are: what somebody decided who was shown both sides."""
    require(actor, "save_scenario", row.id)
    saved = find_scenario(session, actor, row, scenario_id)
    tidy = saved.name if "name" in kept else _free_name(session, row, name, saved.id)
    wanted = {"name": (saved.name, tidy), "note": (saved.note, saved.note if "note" in kept else note.strip())}
    changed = {field: pair for field, pair in wanted.items() if pair[0] != pair[1]}
    refuse_stale(session, row.id, ("scenario", str(saved.id)), (saved.version, expected_version), changed)
    if changed:
        saved.name, saved.note = wanted["name"][1], wanted["note"][1]
        step = version_step(saved)
        session.flush()
        record(session, actor, row.id, "scenario", str(saved.id), "changed", {**changed, **step})
    return saved


def delete_scenario(session: Session, actor: Actor, row: m.Round, scenario_id: int) -> str:
    """Delete a scenario; gives its name. What it asked stays in the history."""
    require(actor, "save_scenario", row.id)
    saved = find_scenario(session, actor, row, scenario_id)
    said = {"name": (saved.name, None), "address": (saved.settings.get("address"), None)}
    record(session, actor, row.id, "scenario", str(saved.id), "deleted", said)
    session.delete(saved)
    session.flush()
    return saved.name


def address_of(session: Session, actor: Actor, row: m.Round, scenario_id: int) -> str:
    """The query string under which the proposal page shows a saved scenario, its name included."""
    saved = find_scenario(session, actor, row, scenario_id)
    round_ = load_round(session, row)
    return address(round_, _kept(round_, saved).scenario)


def _free_name(session: Session, row: m.Round, name: str, own_id: int | None) -> str:
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > LONGEST:
        raise Invalid({"name": f"A scenario needs a name of at most {LONGEST} characters."})
    taken = session.scalar(select(m.Scenario.id).where(m.Scenario.round_id == row.id, m.Scenario.name == tidy))
    if taken is not None and taken != own_id:
        raise Invalid({"name": f"There is a scenario “{tidy}” already: choose another name."})
    return tidy
