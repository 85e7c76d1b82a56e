"""Files of a proposal to take along: the board deck and the workbook, under the same address as the page."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, Response, request, send_file, url_for

from portfolio.services.exports import BoardPaper, board_paper
from portfolio.web import actor, current_round, needs, session

blueprint = Blueprint("exports", __name__, url_prefix="/rounds/<round_key>/proposal")

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/board.pptx")
@needs("export")
def deck(round_key: str) -> Response:
    """The board deck."""
    from portfolio.exports.deck import render_deck

    paper = _paper(round_key)
    return _download(render_deck(paper.report, paper.extras), f"{round_key}-board.pptx", PPTX)


@blueprint.get("/board.xlsx")
@needs("export")
def workbook(round_key: str) -> Response:
    """The workbook."""
    from portfolio.exports.workbook import render_workbook

    paper = _paper(round_key)
    content = render_workbook(paper.report, paper.details, paper.extras)
    return _download(content, f"{round_key}-board.xlsx", XLSX)


def _paper(round_key: str) -> BoardPaper:
    query = request.query_string.decode("utf-8", "replace")
    page = url_for("proposal.show", round_key=round_key, _external=True)
    return board_paper(session(), actor(), current_round(), query, page=page)


def _download(content: bytes, name: str, kind: str) -> Response:
    answer = send_file(BytesIO(content), kind, as_attachment=True, download_name=name, max_age=0)
    answer.headers["Cache-Control"] = "no-store"
    return answer
