"""What every template can use: who is there, where one can go, formats, assets and the theme."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any

from flask import Flask, request, url_for

from portfolio import paths, web
from portfolio.reports import formats, palette
from portfolio.services.permissions import ROLES
from portfolio.views import navigation

FILTERS = {
    "money": formats.money,
    "money_full": formats.money_full,
    "money_in": formats.money_in,
    "money_unit": formats.money_unit,
    "points": formats.points,
    "percent": formats.percent,
    "quantity": formats.quantity,
    "number": formats.number,
    "counted": formats.counted,
    "day": formats.day,
    "moment": formats.moment,
    "short_key": formats.short_key,
}


@cache
def _vendored() -> dict[str, str]:
    manifest = json.loads((paths.static() / "vendor" / "manifest.json").read_text(encoding="utf-8"))
    return {entry["name"]: entry["file"] for entry in manifest}


@cache
def _stamp(name: str) -> str:
    return hashlib.sha256((paths.static() / name).read_bytes()).hexdigest()[:10]


def asset(name: str) -> str:
    """The address of a shipped file by its plain name (`tabler.min.css`, `app.js`), safe to keep for a year."""
    vendored = _vendored().get(name)
    if vendored is not None:
        return url_for("static", filename=f"vendor/{vendored}")
    return url_for("static", filename=name, v=_stamp(name))


def theme() -> str:
    """`light`, `dark` or, until somebody chose, `auto`."""
    chosen = request.cookies.get("theme", "auto")
    return chosen if chosen in ("light", "dark") else "auto"


GLOBALS = {
    "asset": asset,
    "fiscal_years": formats.fiscal_years,
    "has_endpoint": navigation.has_endpoint,
    "kinds": palette.KINDS,
    "lenses": palette.LENSES,
    "may": web.may,
    "other_rounds": navigation.other_rounds,
    "roles": ROLES,
    "round_home": navigation.round_home,
    "steps": navigation.steps,
}
"""Names that macros have too, although these see nothing of the page that calls them."""


def context() -> dict[str, Any]:
    """The names that every page has (not the macros, unless they are imported `with context`)."""
    return {
        "actor": web.current_actor(),
        "the_round": web.round_or_none(),
        "theme": theme(),
        "is_htmx": web.is_htmx(),
    }


def install(app: Flask) -> None:
    """Give templates their filters and names; styles and scripts change their address with their content."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(GLOBALS)
    app.context_processor(context)
