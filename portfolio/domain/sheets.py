"""The sheets of the users' format and their columns: files are read and the template is written from one table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portfolio.domain.rounds import Resource, ResourceKind, Round
from portfolio.domain.sheet_columns import (
    BASELINE,
    CRITERIA,
    IDEAS,
    INITIATIVES,
    OPTION_PARTS,
    OPTIONS,
    RESOURCES,
    ROUND,
    RULES,
    WEIGHTS,
    CellKind,
    Column,
)


class SheetKind(StrEnum):
    """What a sheet holds; its value is the name of the sheet, in the order in which they are applied."""

    ROUND = "round"
    CRITERIA = "criteria"
    RESOURCES = "resources"
    BASELINE = "baseline"
    INITIATIVES = "initiatives"
    OPTIONS = "options"
    RULES = "rules"
    WEIGHTS = "weights"
    IDEAS = "ideas"


@dataclass(frozen=True)
class SheetPlan:
    """What a sheet is for, in a sentence, and its fixed columns."""

    help: str
    columns: tuple[Column, ...]


PLANS: dict[SheetKind, SheetPlan] = {
    SheetKind.ROUND: SheetPlan("One line: the planning cycle itself.", ROUND),
    SheetKind.CRITERIA: SheetPlan("What counts as value, one criterion a line, with both ends of its scale.", CRITERIA),
    SheetKind.RESOURCES: SheetPlan("Whatever is limited or counted, with its limits by year.", RESOURCES),
    SheetKind.BASELINE: SheetPlan("What running the business takes whatever is decided.", BASELINE),
    SheetKind.INITIATIVES: SheetPlan(
        "The candidates, one a line; costs and scores may stand here or in “options”.", INITIATIVES + OPTION_PARTS
    ),
    SheetKind.OPTIONS: SheetPlan(
        "Ways of doing an initiative, one a line; “status_quo” is not doing it.", OPTIONS + OPTION_PARTS[2:]
    ),
    SheetKind.RULES: SheetPlan("What binds the choice: must, never, requires, excludes, count, share.", RULES),
    SheetKind.WEIGHTS: SheetPlan("One stakeholder a line: points for each criterion.", WEIGHTS),
    SheetKind.IDEAS: SheetPlan("Ideas in one line each.", IDEAS),
}


def columns_for(kind: SheetKind, frame: Round) -> tuple[Column, ...]:
    """All columns that a sheet may have in this round: fixed ones, then those of years, resources and criteria."""
    fixed = PLANS[kind].columns
    if kind in (SheetKind.INITIATIVES, SheetKind.OPTIONS):
        return (*fixed, *score_columns(frame), *use_columns(frame))
    if kind is SheetKind.RESOURCES:
        return (
            *fixed,
            *(_year_amount("limit", y, "Limit in this fiscal year; empty = not limited.") for y in frame.years),
        )
    if kind is SheetKind.BASELINE:
        return (*fixed, *(_year_amount("amount", y, "Amount in this fiscal year.") for y in frame.years))
    if kind is SheetKind.WEIGHTS:
        return (
            *fixed,
            *(
                Column(
                    f"points {c.key}", c.key, CellKind.NUMBER, f"Points for “{c.name}”: {c.anchor_100}", example="20"
                )
                for c in frame.criteria
            ),
        )
    return fixed


def _year_amount(name: str, year: int, text: str) -> Column:
    return Column(f"{name} {year}", str(year), CellKind.MONEY, text)


def score_columns(frame: Round) -> tuple[Column, ...]:
    """A column for the claimed score on each criterion."""
    return tuple(
        Column(
            f"score {c.key}",
            f"score {c.key}",
            CellKind.SCORE,
            example="10",
            help=f"{c.name}: 0 = {c.anchor_0 or 'as today'}; 100 = {c.anchor_100 or 'the whole effect'}. Empty: none.",
        )
        for c in frame.criteria
    )


def use_columns(frame: Round) -> tuple[Column, ...]:
    """A column for what an option uses of each resource in each year, then the basis of its capex and opex."""
    uses = [_use(r, y) for r in frame.resources for y in (frame.years if r.per_year else (None,))]
    totals = [
        Column(
            f"total {r.key}",
            f"total {r.key}",
            CellKind.MONEY,
            in_template=False,
            help=f"{r.name}, all years in one number: the shares of the years spread it.",
        )
        for r in frame.resources
        if r.per_year and r.kind.is_spend
    ]
    bases = [
        Column(
            f"basis {r.key}",
            f"{r.key} basis",
            CellKind.CHOICE,
            f"What the {r.name.lower()} is spent on.",
            choices=("own asset", "SaaS configuration", "internal labour"),
        )
        for r in frame.resources
        if r.kind.is_spend
    ]
    return (*uses, *totals, *bases)


def _use(resource: Resource, year: int | None) -> Column:
    name = resource.key if year is None else f"{resource.key} {year}"
    kind = CellKind.MONEY if resource.kind.is_money else CellKind.NUMBER
    when = "once for the whole round" if year is None else f"in fiscal year {year}"
    text = f"{resource.name} {when}, cost to go, over the run baseline."
    example = "100" if year is not None and resource.kind is ResourceKind.CAPEX else ""
    return Column(f"use {name}", name, kind, text, example=example)
