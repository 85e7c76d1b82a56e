"""Subcommands of `remit`, one file each with a click `command`; here only what several share.

Import anything heavy (database, web, optimiser) inside the function that needs it: `remit --help` reads every file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from portfolio.services.permissions import Actor
    from portfolio.settings import Settings


class Refusal(click.ClickException):
    """Something refused: its sentence goes to standard error, exit code 1."""

    exit_code = 1

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence without click's word for errors."""
        click.echo(self.format_message(), err=file is None, file=file)


@dataclass(frozen=True)
class Installation:
    """What a command works on: settings, a session and who acts."""

    settings: Settings
    session: Session
    actor: Actor


@contextmanager
def installation(chosen: Settings | None = None) -> Iterator[Installation]:
    """The installation of the environment, or of the settings given, its database brought up to date.

    Closed afterwards without a commit."""
    from portfolio.persistence import migration
    from portfolio.persistence.session import make_engine, make_sessions
    from portfolio.services.permissions import command_line
    from portfolio.settings import Settings

    settings = chosen or Settings.from_environment()
    engine = make_engine(settings.database_url)
    try:
        _reach(engine, migration.upgrade)
        with make_sessions(engine)() as session:
            yield Installation(settings, session, command_line())
    finally:
        engine.dispose()


def _reach(engine: Any, upgrade: Any) -> None:
    from sqlalchemy.exc import OperationalError

    try:
        upgrade(engine)
    except OperationalError as error:
        raise Refusal(f"DATABASE_URL: the database cannot be reached: {error.orig}") from error
