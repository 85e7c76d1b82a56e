"""What a workbook says beyond the proposal report: every option with its amounts, claims and worth.

Amounts are in the round's money unit (1, 1,000 or 1,000,000) or in the resource's own unit; scores are as claimed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portfolio.domain.initiatives import STATUS_QUO, Initiative, Option
from portfolio.domain.money import from_units
from portfolio.domain.rounds import Resource, Round, resource_name
from portfolio.reports import formats
from portfolio.reports.proposal_values import ProposalReport


@dataclass(frozen=True)
class AmountColumn:
    """A column of amounts: `name` as in problem files (`capex 2027`), `kind` of resource, `scale` units in one."""

    name: str
    label: str
    unit: str
    kind: str
    scale: int


@dataclass(frozen=True)
class OptionLine:
    """An option, or the status quo, of an initiative in the running; `chosen` is what the proposal takes.

    `amounts` are stored units by column name; `evidence` is 1 for the status quo, whose scores are never discounted."""

    key: str
    title: str
    option: str
    option_title: str
    chosen: bool
    is_status_quo: bool
    probability: float
    evidence: float
    amounts: Mapping[str, int]
    run_cost_tail: int | None
    scores: Mapping[str, float]
    stays: float
    value: float


@dataclass(frozen=True)
class Details:
    """The round behind a proposal: columns and option lines, each initiative's options first, then its status quo.

    `tail_scale` is the number of minor units in one of the sheet's money, shown to `money_decimals` places."""

    columns: tuple[AmountColumn, ...]
    lines: tuple[OptionLine, ...]
    money_unit: str
    tail_scale: int
    money_decimals: int = 0


def round_details(round_: Round, report: ProposalReport) -> Details:
    """Every option of every initiative in the running, in the round's order."""
    chosen = {f.key: f.option_key for f in report.funded}
    running = {*chosen, *(r.key for r in report.left_out)}
    columns = tuple(_columns(round_, report))
    scale = round_.money_unit * 10**round_.digits
    lines = [
        line
        for initiative in round_.initiatives
        if initiative.key in running
        for line in _lines(report, initiative, chosen.get(initiative.key, STATUS_QUO))
    ]
    decimals = 0 if round_.money_unit < 10**6 else 1
    return Details(columns, tuple(lines), formats.money_unit(round_.currency, round_.money_unit), scale, decimals)


def _columns(round_: Round, report: ProposalReport) -> list[AmountColumn]:
    """Resources by year in the round's order; only those that are limited or that somebody uses."""
    named = {row.name for row in report.spend}
    used = {
        resource_name(use.resource, use.year)
        for i in round_.candidates
        for o in (*i.options, i.status_quo)
        for use in o.uses
        if use.amount
    }
    wanted = [(r, y) for r in round_.resources for y in (round_.years if r.per_year else (None,))]
    return [_column(round_, r, y) for r, y in wanted if resource_name(r.key, y) in named | used]


def _column(round_: Round, resource: Resource, year: int | None) -> AmountColumn:
    money = resource.kind.is_money
    unit = formats.money_unit(round_.currency, round_.money_unit) if money else resource.unit
    scale = (round_.money_unit if money else 1) * 10**resource.digits
    label = resource.name if year is None else f"{resource.name} FY{year}"
    return AmountColumn(resource_name(resource.key, year), label, unit, str(resource.kind), scale)


def _lines(report: ProposalReport, initiative: Initiative, chosen: str) -> list[OptionLine]:
    strength = 1.0 if report.at_face_value else float(initiative.evidence_strength)
    stays = weighted(report, initiative.status_quo, 1.0)
    options = [(o, float(o.probability), strength) for o in initiative.scored_options]
    options.append((initiative.status_quo, 1.0, 1.0))
    return [
        OptionLine(
            key=initiative.key,
            title=initiative.title,
            option=o.key,
            option_title=o.title,
            chosen=o.key == chosen,
            is_status_quo=o.key == STATUS_QUO,
            probability=p,
            evidence=e,
            amounts=_amounts(o),
            run_cost_tail=o.run_cost_tail,
            scores={k: float(v) for k, v in o.scores.items()},
            stays=stays,
            value=0.0 if o.key == STATUS_QUO else p * (weighted(report, o, e) - stays),
        )
        for o, p, e in options
    ]


def weighted(report: ProposalReport, option: Option, evidence: float) -> float:
    """Sum of weight times supported score; a criterion without a score counts nothing."""
    share = {w.key: w.share for w in report.weights}
    scores = ((share.get(k, 0.0), float(v)) for k, v in option.scores.items())
    return sum(w * (s * evidence if s > 0 else s) for w, s in scores)


def _amounts(option: Option) -> dict[str, int]:
    totals: dict[str, int] = {}
    for use in option.uses:
        name = resource_name(use.resource, use.year)
        totals[name] = totals.get(name, 0) + use.amount
    return totals


def in_sheet(units: int, scale: int) -> float:
    """Stored units as the number that the sheet shows."""
    return float(from_units(units, 0) / scale)
