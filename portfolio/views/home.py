"""The first page: the rounds that somebody may see."""

from __future__ import annotations

from flask import Blueprint, render_template

from portfolio.services.access import list_visible_rounds
from portfolio.web import actor, may, needs, session

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@needs("see_rounds")
def index() -> str:
    """The rounds with one's role in each; without any, what to do."""
    cards = list_visible_rounds(session(), actor())
    return render_template("home/index.html", cards=cards, may_create=may("create_round"))
