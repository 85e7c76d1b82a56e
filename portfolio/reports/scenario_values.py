"""A saved scenario as its list shows it: what it gives today, beside the round's proposal and the day it was saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portfolio.reports import formats
from portfolio.reports.proposal_values import ProposalReport
from portfolio.reports.proposal_words import money_of

SAME = 0.05
"""Points below which two values read the same."""


@dataclass(frozen=True)
class ScenarioRow:
    """A scenario in the list; `id` 0 is the round itself. `asks` says in words what differs from the round.

    `enters`, `leaves`, `other_option` are titles against the round's proposal; `since` how it changed after saving."""

    id: int
    name: str
    note: str
    created_by: str
    version: int
    address: str
    asks: tuple[str, ...]
    feasible: bool
    funded: str
    spend: str
    value: str
    difference: str
    certainty: str
    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    other_option: tuple[str, ...]
    since: str = ""


def outcome_of(report: ProposalReport) -> dict[str, Any]:
    """The headline figures that are kept with a scenario when it is saved."""
    return {
        "headline": report.headline,
        "status": report.status,
        "funded": len(report.funded),
        "candidates": report.candidates,
        "used": report.used,
        "value": round(report.value, 6),
        "chosen": {row.key: row.option_key for row in report.funded},
    }


def chosen(report: ProposalReport) -> dict[str, str]:
    """Option by initiative of what is funded."""
    return {row.key: row.option_key for row in report.funded}


def funded_text(report: ProposalReport) -> str:
    """`22 of 36`, or a dash where there is no portfolio."""
    return f"{len(report.funded)} of {report.candidates}" if report.proof.value is not None else formats.NONE


def spend_text(report: ProposalReport) -> str:
    """`65.4 of 73.5 M€`, or a dash where there is no portfolio."""
    if report.proof.value is None:
        return formats.NONE
    return money_of(report.used, report.available, report.currency)


def value_text(report: ProposalReport) -> str:
    """Points over doing nothing, or a dash where there is no portfolio."""
    return formats.points(report.value if report.proof.value is not None else None)


def difference_text(report: ProposalReport, own: ProposalReport) -> str:
    """Points more or less than the round's proposal; values under other weights or other evidence do not compare."""
    if report.proof.value is None or own.proof.value is None or not _comparable(report, own):
        return ""
    return formats.points(report.value - own.value, signed=True)


def _comparable(report: ProposalReport, own: ProposalReport) -> bool:
    shares = [(row.key, round(row.share, 9)) for row in report.weights]
    return report.at_face_value == own.at_face_value and shares == [
        (row.key, round(row.share, 9)) for row in own.weights
    ]


def since_text(report: ProposalReport, saved: Mapping[str, Any]) -> str:
    """What is different from when it was saved; empty where nothing is."""
    if not saved:
        return ""
    if saved.get("chosen") == chosen(report) and abs(float(saved.get("value", 0)) - report.value) < SAME:
        return ""
    value = formats.points(float(saved.get("value", 0)))
    then = f"{saved.get('funded', 0)} of {saved.get('candidates', 0)} for {value} points"
    return f"When saved: {then}. The round’s records have changed since."
