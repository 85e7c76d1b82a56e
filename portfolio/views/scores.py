"""The grid of scores: shown, saved row by row or as a whole, or taken along as a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portfolio.domain.errors import Conflict, Invalid
from portfolio.domain.numbers import write_number
from portfolio.exports.score_sheet import render_score_sheet
from portfolio.forms.scores import GridInput, cell_name, named_faults, read_grid, version_name
from portfolio.services.score_grid import score_grid, score_group, to_be_scored
from portfolio.services.scores import save_scores
from portfolio.views.conflicts import conflict_page, conflict_subject, expected_version, taken_from_them
from portfolio.web import actor, current_round, is_htmx, needs, session, transaction

blueprint = Blueprint("scores", __name__, url_prefix="/rounds/<round_key>/scores")
Page = str | Response | tuple[str, int]
NAMES = {"cell_name": cell_name, "version_name": version_name, "write": write_number}
"""What the templates of the grid write its cells with."""


@blueprint.get("/")
@needs("view")
def index(round_key: str) -> Page:
    """The grid of all options and criteria."""
    return _grid_page({}, {})


@blueprint.get("/scores.xlsx")
@needs("view")
def sheet(round_key: str) -> Response:
    """The scores as a workbook to fill in and import."""
    content = render_score_sheet(*to_be_scored(session(), actor(), current_round()))
    answer = Response(content, mimetype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    answer.headers["Content-Disposition"] = f"attachment; filename=remit-{round_key}-scores.xlsx"
    return answer


@blueprint.post("/")
@needs("score")
def save(round_key: str) -> Page:
    """Save the whole page of the grid, or with `only` one initiative of it."""
    only = request.form.get("only", "")
    given = read_grid(request.form, only)
    settled = _decide(given)
    if given.faults:
        return _refused(given.faults, only)
    try:
        with transaction() as writing:
            found = save_scores(writing, actor(), current_round(), given.scores, given.versions)
    except Invalid as invalid:
        return _refused(named_faults(invalid.fields, {cell[0] for cell in given.scores}), only)
    except Conflict as conflict:
        return _conflict(conflict, settled)
    if only and is_htmx():
        return _group_part(only, {}, {}, saved=True)
    count = sum(len(changed) for changed in found.values())
    flash(
        f"{count} {'score is' if count == 1 else 'scores are'} saved." if count else "Nothing had changed.", "success"
    )
    return redirect(url_for("scores.index", round_key=round_key, **_query()), 303)


def _query() -> dict[str, Any]:
    """The filter and page of the grid, which the form carries along."""
    return {name: value for name in ("q", "lacks", "page") if (value := request.values.get(name))}


def _grid_page(typed: Mapping[str, str], faults: Mapping[str, str]) -> str:
    page = request.values.get("page", "1")
    text, lacks = request.values.get("q", ""), request.values.get("lacks", "")
    grid = score_grid(session(), actor(), current_round(), text, lacks, int(page) if page.isdecimal() else 1)
    template = "scores/_grid.html" if is_htmx() and request.method == "GET" else "scores/index.html"
    return render_template(
        template, grid=grid, typed=typed, faults=faults, q=text, lacks=lacks, query=_query(), **NAMES
    )


def _group_part(key: str, typed: Mapping[str, str], faults: Mapping[str, str], saved: bool) -> str:
    group = score_group(session(), actor(), current_round(), key)
    criteria = current_round().criteria
    return render_template(
        "scores/_group.html", group=group, typed=typed, faults=faults, saved=saved, criteria=criteria, **NAMES
    )


def _refused(faults: Mapping[str, str], only: str) -> Page:
    """Show again what was typed, each fault at its cell."""
    typed = request.form.to_dict()
    if only and is_htmx():
        return _group_part(only, typed, faults, saved=False)
    flash("Nothing was saved yet: look at the marked scores.", "error")
    return _grid_page(typed, faults), 422


def _decide(given: GridInput) -> set[str]:
    """After a conflict: leave out the scores whose other side is taken, by input name, and act on what was shown."""
    subject = conflict_subject()
    if not subject:
        return set()
    given.versions[subject] = expected_version(version_name(subject))
    settled = named_faults(dict.fromkeys(taken_from_them(), ""), {subject})
    given.scores = {cell: score for cell, score in given.scores.items() if cell_name(*cell) not in settled}
    return set(settled)


def _conflict(conflict: Conflict, settled: set[str]) -> Page:
    back = url_for("scores.index", round_key=current_round().key, **_query())
    if is_htmx():
        return _group_conflict(conflict)
    return conflict_page(conflict, back, version_name(conflict.key), conflict.key, settled)


def _group_conflict(conflict: Conflict) -> str:
    """In a row saved by itself: theirs beside each cell, mine still in it, to be saved again over what was seen."""
    faults = {
        name: f"Somebody else saved {_said(conflict.theirs[path])} meanwhile. Save again to put yours there."
        for path, name in ((p, next(iter(named_faults({p: ""}, {conflict.key})))) for p in conflict.mine)
    }
    return _group_part(conflict.key, request.form.to_dict(), faults, saved=False)


def _said(value: Any) -> str:
    return "no score" if value is None else format(value, "f")
