"""`remit demo`: the demo round in a folder of its own, told as text, written as board papers and served."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portfolio.commands import installation
from portfolio.commands.export import render, write
from portfolio.commands.serve import check_port, run

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from portfolio.services.access import RoundRow
    from portfolio.services.permissions import Actor
    from portfolio.settings import Settings

HOST = "127.0.0.1"
KEY = "fy2027"
"""The key of the round in seeds/demo."""
ACTOR = "Demo import"
"""Who the history says brought the round in."""
EMAIL, NAME = "demo@example.org", "Demo owner"


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port to listen at.")
def command(port: int) -> None:
    """Open the demo round in a browser.

    Everything is kept in instance/demo (the folder “demo” of REMIT_INSTANCE), beside nothing of yours: a second run
    keeps what you changed, deleting the folder starts afresh. Ctrl-C ends it.
    """
    from portfolio.services.permissions import command_line

    check_port(HOST, port)
    settings = demo_settings()
    actor = command_line(ACTOR)
    with installation(settings) as here:
        row = _round(here.session, actor)
        _tell(here.session, actor, row)
        _write_papers(here.session, actor, row, settings.instance)
        link = _link(here.session, actor, row, settings)
    with suppress(KeyboardInterrupt):
        click.echo("\nThis link signs you in once; every start prints a new one. Ctrl-C ends the demo.")
        click.echo(f"http://{HOST}:{port}/enter/{link}?next=/rounds/{KEY}/proposal/")
        sys.stdout.flush()
        run(settings, HOST, port)


def demo_settings() -> Settings:
    """An installation of its own below the one of the environment: another folder, another database."""
    from portfolio.settings import Settings

    base = Settings.from_environment().instance
    return Settings.from_environment({"REMIT_INSTANCE": str(base / "demo")})


def _round(session: Session, actor: Actor) -> RoundRow:
    """The demo round, imported when it is not there yet."""
    from portfolio import paths
    from portfolio.persistence.queries.rounds import find_round
    from portfolio.persistence.session import transaction
    from portfolio.services.imports import load_folder

    found = find_round(session, KEY)
    if found is not None:
        return found
    click.echo("Importing the demo round …")
    with transaction(session):
        return load_folder(session, actor, paths.seeds() / "demo")


def _tell(session: Session, actor: Actor, row: RoundRow) -> None:
    from portfolio.commands._proposal_text import tell
    from portfolio.services.proposals.opening import PATIENT, open_proposal

    tell(open_proposal(session, actor, row, "", explain=PATIENT).report)


def _write_papers(session: Session, actor: Actor, row: RoundRow, folder: Path) -> None:
    for kind in (".pptx", ".xlsx"):
        target = folder / f"board{kind}"
        write(target, render(kind, session, actor, row))
        click.echo(f"Written: {target}")


def _link(session: Session, actor: Actor, row: RoundRow, settings: Settings) -> str:
    """The secret of a new one-time link for the owner of the demo."""
    from portfolio.persistence.session import transaction
    from portfolio.services import links, people

    with transaction(session):
        owner = people.find_active_user(session, EMAIL)
        if owner is None:
            owner = people.add_member(session, actor, row, EMAIL, NAME, "owner").user
        return links.issue_link(session, actor, owner, settings.link_hours, row.id)
