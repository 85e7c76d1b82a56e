"""`remit db`: the database's shape."""

from __future__ import annotations

import click

from portfolio.commands import installation


@click.group()
def command() -> None:
    """Look after the database."""


@command.command()
def upgrade() -> None:
    """Bring the database to the shape that this version needs. Harmless when it has it already."""
    with installation() as here:
        from portfolio.persistence import migration

        click.echo(f"The database is at revision {migration.revision_of(here.session.connection())}.")
