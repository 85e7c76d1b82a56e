"""Rounds: created with what every round needs, and their own settings changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portfolio.domain.errors import Invalid
from portfolio.domain.money import minor_digits
from portfolio.domain.round_faults import round_faults
from portfolio.domain.rounds import Round
from portfolio.persistence import models as m
from portfolio.persistence.queries.records import amounts_outside, has_amounts
from portfolio.persistence.queries.rounds import load_frame
from portfolio.reports.round_figures import BaselineFigures, baseline_figures
from portfolio.services.audit import differences, record
from portfolio.services.permissions import Actor, require
from portfolio.services.round_settings import (
    remove_criterion,
    remove_resource,
    save_baseline,
    save_criterion,
    save_resource,
)
from portfolio.services.versions import hold, refuse_stale, version_step

__all__ = [
    "DEFAULTS",
    "FIELDS",
    "as_owner",
    "baseline_of",
    "create_round",
    "edit_round",
    "remove_criterion",
    "remove_resource",
    "round_frame",
    "save_baseline",
    "save_criterion",
    "save_resource",
]

DEFAULTS: Mapping[str, Any] = {
    "description": "",
    "currency": "EUR",
    "money_unit": 1000,
    "discount_rate": Decimal("0.08"),
    "discount_convention": "end",
    "nominal": True,
}
FIELDS = (
    "name",
    "description",
    "currency",
    "money_unit",
    "first_year",
    "last_year",
    "discount_rate",
    "discount_convention",
    "nominal",
)


def create_round(session: Session, actor: Actor, fields: Mapping[str, Any]) -> m.Round:
    """A new round with the resources capex, opex and beyond; whoever creates it owns it.

    `fields` needs key, name, first_year and last_year; `DEFAULTS` holds the rest. Act on as `as_owner(actor, row)`."""
    require(actor, "create_round", None)
    given = _tidy({"key": "", "name": "", **DEFAULTS, **fields})
    faults = round_faults(given)
    taken = select(m.Round.key).where(func.lower(m.Round.key) == given["key"].lower())
    if "key" not in faults and session.scalar(taken):
        faults["key"] = f"There is a round “{given['key']}” already: choose another key."
    if faults:
        raise Invalid(faults)
    row = m.Round(key=given["key"], **{name: given[name] for name in FIELDS})
    row.resources = _first_resources(row)
    session.add(row)
    session.flush()
    if actor.user_id is not None:
        session.add(m.Membership(user_id=actor.user_id, round_id=row.id, role="owner"))
    changed = {name: (None, given[name]) for name in ("name", "currency", "first_year", "last_year")}
    record(session, actor, row.id, "round", row.key, "created", changed | {"version": (0, 1)})
    session.flush()
    return row


def as_owner(actor: Actor, row: m.Round) -> Actor:
    """The actor with the role that creating the round gave, for what follows in the same transaction."""
    return replace(actor, roles={**actor.roles, row.id: "owner"})


def edit_round(
    session: Session,
    actor: Actor,
    round_row: m.Round,
    fields: Mapping[str, Any],
    expected_version: int | None = None,
    keep: Collection[str] = (),
) -> dict[str, Any]:
    """Change the round's own fields, those in `keep` stay as they are; gives what changed."""
    require(actor, "manage_round", round_row.id)
    hold(session, round_row)
    before = {name: getattr(round_row, name) for name in FIELDS}
    wanted = {name: value for name, value in fields.items() if name in FIELDS and name not in keep}
    after = {**before, **_tidy(wanted)}
    changed = differences(before, after)
    if not changed:
        return {}
    if faults := round_faults({**after, "key": round_row.key}) | _lost_amounts(session, round_row, after):
        raise Invalid(faults)
    versions = (round_row.version, expected_version)
    refuse_stale(session, round_row.id, ("round", round_row.key), versions, changed, shared=True)
    for name in changed:
        setattr(round_row, name, after[name])
    _follow(round_row)
    step = version_step(round_row)
    record(session, actor, round_row.id, "round", round_row.key, "changed", {**changed, **step})
    session.flush()
    return changed


def _tidy(fields: Mapping[str, Any]) -> dict[str, Any]:
    tidy = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    return {**tidy, "currency": tidy["currency"].upper()} if "currency" in tidy else tidy


def _first_resources(row: m.Round) -> list[m.Resource]:
    digits = minor_digits(row.currency)
    return [
        m.Resource(key="capex", name="Capex", kind="capex", unit=row.currency, digits=digits, position=1),
        m.Resource(key="opex", name="Opex", kind="opex", unit=row.currency, digits=digits, position=2),
        m.Resource(
            key="beyond",
            name=_beyond(row),
            kind="commitment",
            unit=row.currency,
            digits=digits,
            per_year=False,
            position=3,
        ),
    ]


def _beyond(row: m.Round) -> str:
    return f"Committed beyond FY{row.last_year}"


def _follow(row: m.Round) -> None:
    """What is named after the round's fields follows them."""
    for resource in row.resources:
        if resource.kind in ("capex", "opex", "commitment"):
            resource.unit, resource.digits = row.currency, minor_digits(row.currency)
        if resource.key == "beyond" and resource.name.startswith("Committed beyond FY"):
            resource.name = _beyond(row)


def _lost_amounts(session: Session, round_row: m.Round, after: Mapping[str, Any]) -> dict[str, str]:
    """A change of currency or years must not make amounts that people entered mean something else or vanish."""
    faults: dict[str, str] = {}
    other_decimals = minor_digits(after["currency"]) != minor_digits(round_row.currency)
    if other_decimals and has_amounts(session, round_row.id):
        faults["currency"] = (
            f"{after['currency']} has other decimals than {round_row.currency}, and amounts are "
            "entered already: create a new round for it."
        )
    lost = amounts_outside(session, round_row.id, after["first_year"], after["last_year"])
    if lost:
        years = ", ".join(str(y) for y in lost)
        faults["last_year"] = f"Amounts are entered in {years}: clear them first, or keep those years in the round."
    return faults


def round_frame(round_row: m.Round) -> Round:
    """The round as a value, without what is decided about in it: what forms and pages need of it."""
    return load_frame(round_row)


def baseline_of(round_row: m.Round) -> BaselineFigures:
    """The run baseline summed up."""
    return baseline_figures(load_frame(round_row))
