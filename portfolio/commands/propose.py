"""`remit propose`: the proposal of a round in the terminal, by the same service as its page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import click

from portfolio.commands import Refusal, installation

if TYPE_CHECKING:
    from portfolio.reports.proposal_values import ProposalReport


@click.command()
@click.option("--round", "key", required=True, metavar="KEY", help="The round, by its key.")
@click.option(
    "--weights",
    metavar="LIST",
    default="",
    help="Points by criterion, as “CUS=30,SRV=10”; the others stay as they are.",
)
@click.option(
    "--limit", "limits", multiple=True, metavar="RESOURCE=AMOUNT",
    help="Another limit, as “opex.2028=7700” in the round’s money unit; “none” lifts it. May be repeated.",
)  # fmt: skip
@click.option("--face-value", is_flag=True, help="Count every claim in full, without its evidence.")
@click.option("--address", default="", help="A proposal page’s address, or what follows its “?”.")
@click.option("--quick", is_flag=True, help="Leave out what takes further solves: prices, next steps, near ties.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object.")
def command(
    key: str, weights: str, limits: tuple[str, ...], face_value: bool, address: str, quick: bool, as_json: bool
) -> None:
    """Print what to fund, what to leave out and why.

    \b
    remit propose --round fy2027
    remit propose --round fy2027 --weights CUS=40,GRO=10 --limit opex.2028=7700
    remit propose --round fy2027 --face-value --json

    Exit code 0 also when no portfolio keeps all limits and rules: then it says what clashes and what would help.
    """
    asked = _query(address, weights, limits, face_value)
    with installation() as here:
        from portfolio.services.access import find_visible_round
        from portfolio.services.proposals.opening import PATIENT, open_proposal

        row = find_visible_round(here.session, here.actor, key)
        opened = open_proposal(here.session, here.actor, row, asked, explain=0.0 if quick else PATIENT)
    if opened.faults:
        raise Refusal("\n".join(opened.faults))
    _say(opened.report, as_json)


def _query(address: str, weights: str, limits: tuple[str, ...], face_value: bool) -> str:
    """The options as the query of an address; later ones count."""
    pairs = [(f"w.{name}", points) for name, points in map(_pair, filter(None, weights.split(",")))]
    pairs += [(f"limit.{name.replace(' ', '.')}", amount) for name, amount in map(_pair, limits)]
    pairs += [("scores", "claimed")] if face_value else []
    return "&".join(filter(None, (address.rpartition("?")[2], urlencode(pairs))))


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip() or not value.strip():
        raise click.UsageError(f"“{text}” is not of the form NAME=NUMBER.")
    return name.strip(), value.strip()


def _say(report: ProposalReport, as_json: bool) -> None:
    if as_json:
        import json
        from dataclasses import asdict

        click.echo(json.dumps(asdict(report), ensure_ascii=False, indent=1))
    else:
        from portfolio.commands._proposal_text import tell

        tell(report)
