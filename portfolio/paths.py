"""Where the files that ship with the package lie: beside it in a wheel, one level up in a working copy."""

from __future__ import annotations

import json
from functools import cache
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


@cache
def vendored(name: str) -> str:
    """The address below `static` of a third-party file, e.g. `vendor/echarts-6.1.0.min.js` for `echarts.min.js`.

    KeyError when the manifest does not name it.
    """
    entries = json.loads((static() / "vendor" / "manifest.json").read_text(encoding="utf-8"))
    return {entry["name"]: f"vendor/{entry['file']}" for entry in entries}[name]
