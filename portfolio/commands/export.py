"""`remit export`: a round's proposal as board deck, workbook or problem file, told apart by the file's ending."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from portfolio.commands import Refusal, installation

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from portfolio.services.access import RoundRow
    from portfolio.services.permissions import Actor

KINDS = {".pptx": "the board deck", ".xlsx": "the workbook", ".json": "the problem file"}


@click.command()
@click.option("--round", "key", required=True, metavar="KEY", help="The round, by its key.")
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write: .pptx, .xlsx or .json decides what it holds. One that is there is replaced.",
)
@click.option(
    "--address", default="", help="A proposal page's address (or what follows its ?): exports that variation."
)
def command(key: str, target: Path, address: str) -> None:
    """Write a round's proposal to a file.

    \b
    .pptx  the board deck, with native charts
    .xlsx  list, options, weights and spend, with live formulas
    .json  the question itself, which remit-optimizer solves without this site
    """
    kind = target.suffix.lower()
    if kind not in KINDS:
        raise click.BadParameter(
            f"“{target.name}” must end in .pptx (board deck), .xlsx (workbook) or .json (problem file).",
            param_hint="--to",
        )
    with installation() as here:
        from portfolio.services.access import find_visible_round

        row = find_visible_round(here.session, here.actor, key)
        content = render(kind, here.session, here.actor, row, address.rpartition("?")[2])
    write(target, content)
    click.echo(f"{target}: {KINDS[kind]} of {row.name}, {len(content) // 1024 + 1} kB.")


def render(kind: str, session: Session, actor: Actor, row: RoundRow, query: str = "") -> bytes:
    """The bytes of a file of that ending for the proposal of an address."""
    if kind == ".json":
        from portfolio.services.proposals.opening import export_problem

        return export_problem(session, actor, row, query).encode()
    from portfolio.services.exports import board_paper

    paper = board_paper(session, actor, row, query)
    if kind == ".pptx":
        from portfolio.exports.deck import render_deck

        return render_deck(paper.report, paper.extras)
    from portfolio.exports.workbook import render_workbook

    return render_workbook(paper.report, paper.details, paper.extras)


def write(target: Path, content: bytes) -> None:
    """Put the bytes into the file, whole or not at all."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(content)
        part.replace(target)
    except OSError as error:
        raise Refusal(f"{target} cannot be written: {error.strerror}.") from error
