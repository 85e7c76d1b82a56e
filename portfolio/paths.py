"""Where the files that ship with the package lie: beside it in a wheel, one level up in a working copy."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The folder `name` of shipped files; FileNotFoundError when the installation lacks it."""
    for folder in (PACKAGE / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"This installation of Remit lacks its folder “{name}”: install it again.")


def templates() -> Path:
    """The folder of page templates."""
    return shipped("templates")


def seeds() -> Path:
    """The folder of the demo round and the reference sets, in the format that users import."""
    return shipped("seeds")


def static() -> Path:
    """The folder of style sheets, scripts, fonts and icons."""
    return shipped("static")


def migrations() -> Path:
    """The folder of database migrations."""
    return shipped("persistence/migrations")
