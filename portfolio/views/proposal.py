"""The proposal of a round: its page, the answer to a move, and the question as a problem file."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request

from portfolio.services.proposals import opening
from portfolio.web import actor, current_round, needs, session

blueprint = Blueprint("proposal", __name__, url_prefix="/rounds/<round_key>/proposal")

AT_ONCE = 0.6
"""Seconds spent on the price of insisting before the page is sent."""
A_STEP = 1.5
"""Seconds that one request for explanations may take; the page asks again while some are missing."""


def _query() -> str:
    return request.query_string.decode("utf-8", "replace")


@blueprint.get("/")
@needs("view")
def show(round_key: str) -> str:
    """What to fund and what to leave out, with everything that can be moved."""
    explain = opening.PATIENT if request.args.get("explain") == "all" else AT_ONCE
    opened = opening.open_proposal(session(), actor(), current_round(), _query(), explain=explain)
    return render_template("proposal/show.html", report=opened.report, controls=opened.controls)


@blueprint.get("/answer")
@needs("view")
def answer(round_key: str) -> Response:
    """The parts of the page under other weights, limits or evidence; movement against the address in `before`."""
    explain = A_STEP if "explain" in request.args else None
    before = request.args.get("before")
    opened = opening.answer_proposal(session(), actor(), current_round(), _query(), before, explain=explain)
    page = make_response(render_template("proposal/answer.html", report=opened.report, controls=opened.controls))
    page.headers["Cache-Control"] = "no-store"
    return page


@blueprint.get("/problem.json")
@needs("export")
def problem(round_key: str) -> Response:
    """The question as a file that the optimiser reads without this site."""
    content = opening.export_problem(session(), actor(), current_round(), _query())
    page = make_response(content)
    page.mimetype = "application/json"
    page.headers["Content-Disposition"] = f'attachment; filename="{round_key}.json"'
    return page
