"""`remit user`: accounts, for whoever runs the site."""

from __future__ import annotations

import sys

import click

from portfolio.commands import installation


@click.group()
def command() -> None:
    """Add people and let them in."""


@command.command()
@click.argument("email")
@click.option("--name", required=True, help="The name that colleagues see, as in: --name 'Head of finance'.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input, one line.")
@click.option("--admin", is_flag=True, help="May do everything in every round.")
def add(email: str, name: str, password_stdin: bool, admin: bool) -> None:
    """Make an account for EMAIL.

    Without a password the person comes in by a one-time link: remit user link EMAIL.
    """
    with installation() as here:
        from portfolio.auth.passwords import hash_password
        from portfolio.persistence.session import transaction
        from portfolio.services import people

        password = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
        hashed = None if password is None else hash_password(password, email=email)
        with transaction(here.session) as session:
            user = people.add_user(session, here.actor, email, name, password_hash=hashed, is_admin=admin)
        click.echo(f"{user.name} <{user.email}> can sign in" + (" with a password." if hashed else " by link only."))
        if hashed is None:
            click.echo(f"Make the link with: remit user link {user.email}")


@command.command()
@click.argument("email")
@click.option("--site", default="http://127.0.0.1:8000", show_default=True, help="Where people reach the site.")
def link(email: str, site: str) -> None:
    """Print a link that signs EMAIL in once."""
    with installation() as here:
        from portfolio.persistence.session import transaction
        from portfolio.services import links, people

        with transaction(here.session) as session:
            user = people.find_user(session, email)
            secret = links.issue_link(session, here.actor, user, here.settings.link_hours)
        click.echo(f"{site.rstrip('/')}/enter/{secret}")
