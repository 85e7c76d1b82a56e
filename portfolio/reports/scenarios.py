"""The list of saved scenarios, each beside the round's own proposal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portfolio.domain.rounds import Round
from portfolio.domain.scenarios import Scenario, limits_under, weights_under
from portfolio.reports import formats
from portfolio.reports.proposal_clashes import PIN, kept_words
from portfolio.reports.proposal_values import ProposalReport
from portfolio.reports.proposal_words import amount, label_of, moves
from portfolio.reports.scenario_values import (
    ScenarioRow,
    chosen,
    difference_text,
    funded_text,
    since_text,
    spend_text,
    value_text,
)


@dataclass(frozen=True)
class Kept:
    """A scenario as it is kept: its row's id, words and version, its question, its outcome when saved."""

    id: int
    name: str
    note: str
    created_by: str
    version: int
    scenario: Scenario
    outcome: Mapping[str, Any]


def scenario_row(round_: Round, kept: Kept, report: ProposalReport, own: ProposalReport) -> ScenarioRow:
    """The row of a scenario whose answer today is `report`; `own` is the round's proposal."""
    moved = moves(chosen(own), chosen(report)) if report.proof.value is not None else {}
    options = [
        f"{_title(round_, key)} → {_option(round_, key, chosen(report))}" for key in moved.get("other option", [])
    ]
    return ScenarioRow(
        id=kept.id, name=kept.name, note=kept.note, created_by=kept.created_by, version=kept.version,
        address=report.address, asks=asks(round_, kept.scenario), feasible=report.proof.value is not None,
        funded=funded_text(report), spend=spend_text(report), value=value_text(report),
        difference=difference_text(report, own) if kept.id else "", certainty=report.certainty or report.headline,
        enters=tuple(_title(round_, key) for key in moved.get("enters", [])),
        leaves=tuple(_title(round_, key) for key in moved.get("leaves", [])), other_option=tuple(options),
        since=since_text(report, kept.outcome),
    )  # fmt: skip


def _title(round_: Round, key: str) -> str:
    return round_.initiative_by_key[key].title


def _option(round_: Round, key: str, selection: Mapping[str, str]) -> str:
    return round_.initiative_by_key[key].option(selection[key]).title


def asks(round_: Round, scenario: Scenario) -> tuple[str, ...]:
    """What a scenario asks that the round does not, one phrase each."""
    evidence = ("Claims at face value",) if scenario.at_face_value else ()
    return (*_weights(round_, scenario), *_limits(round_, scenario), *evidence, *_wishes(round_, scenario))


def _weights(round_: Round, scenario: Scenario) -> tuple[str, ...]:
    own, now = weights_under(round_, Scenario()), weights_under(round_, scenario)
    moved = [c for c in round_.criteria if own[c.key] != now[c.key]]
    return tuple(f"{c.name} {_plain(now[c.key])} instead of {_plain(own[c.key])} points" for c in moved)


def _plain(number: Any) -> str:
    text = formats.number(number, 2)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _limits(round_: Round, scenario: Scenario) -> tuple[str, ...]:
    own, now = limits_under(round_, Scenario()), limits_under(round_, scenario)
    phrases = []
    for key in own:
        if own[key] != now[key]:
            resource = round_.resource_by_key[key[0]]
            old, new = (
                "not limited" if units is None else amount(round_, resource, units) for units in (own[key], now[key])
            )
            phrases.append(f"{label_of(resource, key[1])} {new} instead of {old}")
    return tuple(phrases)


def _wishes(round_: Round, scenario: Scenario) -> tuple[str, ...]:
    keys = (*sorted(scenario.dropped_rules), *(PIN + key for key in sorted(scenario.pinned)))
    return tuple(kept_words(round_, scenario, key).rstrip(".") for key in keys)
