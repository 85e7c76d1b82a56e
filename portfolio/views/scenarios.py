"""Saved scenarios of a round: listed beside its own proposal, opened, saved, renamed, deleted."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portfolio.domain.errors import Conflict, Invalid
from portfolio.forms.scenarios import ScenarioForm
from portfolio.services import scenarios
from portfolio.views.conflicts import conflict_page, expected_version, taken_from_them
from portfolio.web import actor, current_round, done, needs, session, show_faults, transaction

blueprint = Blueprint("scenarios", __name__, url_prefix="/rounds/<round_key>/scenarios")
Page = str | Response | tuple[str, int]


@blueprint.get("/")
@needs("view")
def index(round_key: str) -> Page:
    """Every scenario with what it gives today."""
    return render_template("scenarios/index.html", listed=scenarios.list_scenarios(session(), actor(), current_round()))


@blueprint.post("/")
@needs("save_scenario")
def create(round_key: str) -> Page:
    """Keep what a proposal page shows under a name."""
    form = ScenarioForm(request.form)
    query = (form.address.data or "").lstrip("?")
    try:
        if not form.validate():
            raise Invalid({})
        with transaction() as writing:
            saved = scenarios.save_scenario(
                writing, actor(), current_round(), form.name.data or "", form.note.data or "", query
            )
    except Invalid as invalid:
        show_faults(form, invalid)
        return render_template("scenarios/create.html", form=form), 422
    return done(f"The scenario “{saved.name}” is saved.", "scenarios.index", round_key=round_key)


@blueprint.get("/<int:scenario_id>/")
@needs("view")
def show(round_key: str, scenario_id: int) -> Response:
    """Open a scenario: its proposal page."""
    query = scenarios.address_of(session(), actor(), current_round(), scenario_id)
    return redirect(url_for("proposal.show", round_key=round_key) + (f"?{query}" if query else ""))


@blueprint.get("/<int:scenario_id>/edit")
@needs("save_scenario")
def edit(round_key: str, scenario_id: int) -> Page:
    """The form for another name or note."""
    saved = scenarios.find_scenario(session(), actor(), current_round(), scenario_id)
    form = ScenarioForm(name=saved.name, note=saved.note, version=saved.version)
    return render_template("scenarios/edit.html", form=form, scenario=saved)


@blueprint.post("/<int:scenario_id>/edit")
@needs("save_scenario")
def rename(round_key: str, scenario_id: int) -> Page:
    """Give it another name or note."""
    form = ScenarioForm(request.form)
    try:
        if not form.validate():
            raise Invalid({})
        with transaction() as writing:
            saved = scenarios.rename_scenario(
                writing,
                actor(),
                current_round(),
                scenario_id,
                form.name.data or "",
                form.note.data or "",
                expected_version(),
                taken_from_them(),
            )
    except Conflict as conflict:
        return conflict_page(conflict, url_for("scenarios.index", round_key=round_key))
    except Invalid as invalid:
        show_faults(form, invalid)
        found = scenarios.find_scenario(session(), actor(), current_round(), scenario_id)
        return render_template("scenarios/edit.html", form=form, scenario=found), 422
    return done(f"The scenario is called “{saved.name}”.", "scenarios.index", round_key=round_key)


@blueprint.post("/<int:scenario_id>/delete")
@needs("save_scenario")
def delete(round_key: str, scenario_id: int) -> Page:
    """Delete it; the history keeps what it asked."""
    with transaction() as writing:
        name = scenarios.delete_scenario(writing, actor(), current_round(), scenario_id)
    flash(f"The scenario “{name}” is deleted; the history keeps what it asked.", "success")
    return redirect(url_for("scenarios.index", round_key=round_key))
