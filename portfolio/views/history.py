"""The history of a round: who changed what and when."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from portfolio.services.history import HistoryFilter, list_history
from portfolio.web import actor, current_round, is_htmx, needs, session

blueprint = Blueprint("history", __name__, url_prefix="/rounds/<round_key>/history")
Page = str | Response | tuple[str, int]


@blueprint.get("/")
@needs("view")
def index(round_key: str) -> Page:
    """Every change of the round, newest first, narrowed by who and what."""
    given = {name: request.args.get(name, "") for name in ("kind", "key", "who", "q")}
    chosen = HistoryFilter(given["kind"], given["key"], given["who"], text=given["q"])
    number = request.args.get("page", "1")
    page = list_history(session(), actor(), current_round(), chosen, int(number) if number.isdecimal() else 1)
    template = "history/_list.html" if is_htmx() else "history/index.html"
    return render_template(template, page=page, given=given, address=_address)


def _address(**changed: Any) -> str:
    query = {**request.args.to_dict(), **changed}
    kept = {name: value for name, value in query.items() if value not in ("", None, 1)}
    return url_for("history.index", round_key=current_round().key, **kept)
