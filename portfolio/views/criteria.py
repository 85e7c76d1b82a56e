"""The criteria of a round: what counts as value, with both ends of each scale in words."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portfolio.domain.errors import Conflict, Invalid, NotFound
from portfolio.domain.rounds import Criterion
from portfolio.forms.rounds import CriterionForm, criterion_form, criterion_of
from portfolio.services import rounds as service
from portfolio.views.conflicts import conflict_page, expected_version, taken_from_them
from portfolio.web import actor, current_round, done, needs, show_faults, transaction

blueprint = Blueprint("criteria", __name__, url_prefix="/rounds/<round_key>/settings/criteria")
Page = str | Response | tuple[str, int]


@blueprint.get("/")
@needs("view")
def index(round_key: str) -> Page:
    """Every criterion with its scale."""
    return render_template("criteria/index.html", criteria=service.round_frame(current_round()).criteria)


@blueprint.route("/new", methods=["GET", "POST"])
@needs("manage_round")
def create(round_key: str) -> Page:
    """One more criterion."""
    form = criterion_form(request.form or None, None, current_round().version)
    key = (form.key.data or "").strip()
    if any(c.key == key for c in current_round().criteria):
        form.validate()
        show_faults(form, Invalid({"key": f"There is a criterion “{key}” already: choose another key."}))
        return render_template("criteria/create.html", form=form), 422
    return _save(form, key, "criteria/create.html", None)


@blueprint.route("/<criterion_key>", methods=["GET", "POST"])
@needs("manage_round")
def edit(round_key: str, criterion_key: str) -> Page:
    """Change a criterion; its key stays."""
    frame = service.round_frame(current_round())
    found = next((c for c in frame.criteria if c.key == criterion_key), None)
    if found is None:
        raise NotFound("criterion", criterion_key)
    form = criterion_form(request.form or None, found, current_round().version)
    return _save(form, criterion_key, "criteria/edit.html", found)


def _save(form: CriterionForm, key: str, template: str, criterion: Criterion | None) -> Page:
    here = current_round().key
    if request.method == "POST" and form.validate():
        made = criterion_of(form, key)
        try:
            with transaction() as writing:
                service.save_criterion(writing, actor(), current_round(), made, expected_version(), taken_from_them())
        except Invalid as invalid:
            show_faults(form, invalid)
        except Conflict as conflict:
            return conflict_page(conflict, url_for("criteria.index", round_key=here))
        else:
            return done("The criterion is saved.", "criteria.index", round_key=here)
    html = render_template(template, form=form, criterion=criterion)
    return (html, 422) if form.errors else html


@blueprint.post("/<criterion_key>/remove")
@needs("manage_round")
def remove(round_key: str, criterion_key: str) -> Page:
    """Remove a criterion that nobody has scored on."""
    try:
        with transaction() as writing:
            service.remove_criterion(writing, actor(), current_round(), criterion_key)
        flash("The criterion is removed.", "success")
    except Invalid as invalid:
        flash(invalid.message, "error")
    return redirect(url_for("criteria.index", round_key=round_key), 303)
