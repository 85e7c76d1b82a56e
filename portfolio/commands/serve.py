"""`remit serve`: the site, by gunicorn where processes can fork and by waitress where they cannot."""

from __future__ import annotations

import errno
import os
import socket
from typing import TYPE_CHECKING, Any

import click

from portfolio.commands import Refusal, installation

if TYPE_CHECKING:
    from portfolio.settings import Settings


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port to listen at.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; 0.0.0.0 for all.")
def command(port: int, host: str) -> None:
    """Serve the site until Ctrl-C.

    Settings come from the environment (REMIT_INSTANCE, DATABASE_URL, REMIT_HTTPS, …).
    """
    with installation() as here:
        settings = here.settings
    check_port(host, port)
    click.echo(f"Remit is at http://{host}:{port}/ (Ctrl-C ends it)")
    run(settings, host, port)


def check_port(host: str, port: int) -> None:
    """Refuse by name a port that is taken or not ours to take, before anything is started or printed."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Refusal(f"Port {port} is taken by another program: choose another one with --port.") from error
            raise Refusal(f"Cannot listen at {host}, port {port}: {error.strerror}.") from error


def run(settings: Settings, host: str, port: int) -> None:
    """Serve until a signal ends it. One process, many threads: a live page holds a thread while it is open."""
    if hasattr(os, "fork"):
        _gunicorn(settings, host, port)
    else:
        _waitress(settings, host, port)


def _gunicorn(settings: Settings, host: str, port: int) -> None:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
        def load_config(self) -> None:
            for name, value in _gunicorn_options(settings, host, port).items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from portfolio.app import create_app  # in the worker: a database connection must not cross a fork

            return create_app(settings)

    Server().run()


def _gunicorn_options(settings: Settings, host: str, port: int) -> dict[str, Any]:
    return {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "worker_class": "gthread",
        "workers": 1,
        "threads": settings.threads,
        "timeout": 120,
        "graceful_timeout": 5,
        "keepalive": 5,
        "loglevel": "warning",
        "proc_name": "remit",
        "control_socket_disable": True,
    }


def _waitress(settings: Settings, host: str, port: int) -> None:
    from waitress import serve

    from portfolio.app import create_app

    serve(create_app(settings), host=host, port=port, threads=settings.threads, ident="remit")
