"""Weights: the room's and the stakeholders', as a table of shares, each edited on its own page."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from portfolio.domain.errors import Conflict, Invalid
from portfolio.forms.weights import WeightForm, points_name, profile_of, weight_form
from portfolio.services import weights as service
from portfolio.services.rounds import round_frame
from portfolio.services.weight_list import find_weights, list_weights
from portfolio.views.conflicts import conflict_page, expected_version, taken_from_them
from portfolio.web import actor, current_round, done, needs, session, show_faults, transaction

blueprint = Blueprint("weights", __name__, url_prefix="/rounds/<round_key>/weights")
Page = str | Response | tuple[str, int]


@blueprint.get("/")
@needs("view")
def index(round_key: str) -> Page:
    """Everybody's weights side by side."""
    return render_template("weights/index.html", weights=list_weights(session(), actor(), current_round()))


@blueprint.route("/new", methods=["GET", "POST"])
@needs("weigh")
def create(round_key: str) -> Page:
    """The weights of one more stakeholder, or of the room."""
    is_first = not list_weights(session(), actor(), current_round()).has_room
    form = weight_form(round_frame(current_round()), request.form or None, None, service.NEW, is_first)
    return _save(form, (form.name.data or "").strip(), "weights/create.html", service.NEW)


@blueprint.route("/<int:profile_id>/edit", methods=["GET", "POST"])
@needs("weigh")
def edit(round_key: str, profile_id: int) -> Page:
    """Change the weights of a stakeholder."""
    line = find_weights(session(), actor(), current_round(), profile_id)
    form = weight_form(round_frame(current_round()), request.form or None, line.profile, line.version)
    return _save(form, line.profile.name, "weights/edit.html", None)


@blueprint.post("/<int:profile_id>/remove")
@needs("weigh")
def remove(round_key: str, profile_id: int) -> Page:
    """Take a profile away."""
    line = find_weights(session(), actor(), current_round(), profile_id)
    with transaction() as writing:
        service.remove_profile(writing, actor(), current_round(), line.profile.name)
    return done("The weights are removed. The points stay in the history.", "weights.index", round_key=round_key)


def _save(form: WeightForm, name: str, template: str, version: int | None) -> Page:
    frame = round_frame(current_round())
    back = url_for("weights.index", round_key=current_round().key)
    if request.method == "POST" and form.validate():
        profile = profile_of(form, frame, name)
        expected = expected_version() if version is None else version
        try:
            with transaction() as writing:
                service.save_profile(writing, actor(), current_round(), profile, expected, taken_from_them())
        except Invalid as invalid:
            names = {f"points {c.key}": points_name(n) for n, c in enumerate(frame.criteria)}
            show_faults(form, Invalid({names.get(field, field): text for field, text in invalid.fields.items()}))
        except Conflict as conflict:
            return conflict_page(conflict, back)
        else:
            return done("The weights are saved.", "weights.index", round_key=current_round().key)
    rows = [(criterion, points_name(n)) for n, criterion in enumerate(frame.criteria)]
    html = render_template(template, form=form, rows=rows, name=name, back=back)
    return (html, 422) if request.method == "POST" else html
