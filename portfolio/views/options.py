"""The options of an initiative: added, edited with their costs and scores, deleted."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from werkzeug.wrappers import Response

from portfolio.domain.errors import Conflict, Invalid
from portfolio.domain.initiatives import Initiative, Option
from portfolio.domain.patches import InitiativePatch, without
from portfolio.forms.options import OptionTables, option_form
from portfolio.services.initiative_page import find_initiative, find_option, new_option_key
from portfolio.services.initiatives import apply_patch
from portfolio.services.rounds import round_frame
from portfolio.views.conflicts import conflict_page, expected_version, taken_from_them
from portfolio.web import actor, current_round, done, may, needs, session, transaction

blueprint = Blueprint("options", __name__, url_prefix="/rounds/<round_key>/initiatives/<initiative_key>/options")
Page = str | Response | tuple[str, int]


@blueprint.route("/new", methods=["GET", "POST"])
@needs("edit")
def create(round_key: str, initiative_key: str) -> Page:
    """Another way of doing the initiative."""
    found = find_initiative(session(), actor(), current_round(), initiative_key)
    tables = option_form(round_frame(current_round()), None, request.form or None, found.version, may("score"))
    key = new_option_key(found, tables.form.title.data or "")
    return _save(tables, found, key, "options/create.html", None)


@blueprint.route("/<option_key>", methods=["GET", "POST"])
@needs("edit")
def edit(round_key: str, initiative_key: str, option_key: str) -> Page:
    """Change an option, or what it means not to do the initiative."""
    found = find_initiative(session(), actor(), current_round(), initiative_key)
    option = find_option(found, option_key)
    tables = option_form(round_frame(current_round()), option, request.form or None, found.version, may("score"))
    return _save(tables, found, option_key, "options/edit.html", option)


def _save(tables: OptionTables, found: Initiative, key: str, template: str, option: Option | None) -> Page:
    here: dict[str, Any] = {"round_key": current_round().key, "initiative_key": found.key}
    form = tables.form
    if request.method == "POST" and form.validate() and tables.check_lines():
        patch = without(InitiativePatch(found.key, options=(tables.patch(key),)), taken_from_them())
        try:
            with transaction() as writing:
                apply_patch(writing, actor(), current_round(), patch, expected_version())
        except Invalid as invalid:
            _show_faults(tables, invalid, key)
        except Conflict as conflict:
            return conflict_page(conflict, url_for("initiatives.show", **here))
        else:
            return done("The option is saved.", "initiatives.show", **here)
    html = render_template(template, tables=tables, form=form, initiative=found, option=option)
    return (html, 422) if request.method == "POST" else html


def _show_faults(tables: OptionTables, invalid: Invalid, key: str) -> None:
    """Put a service's sentences to the fields of the tables; the rest on top."""
    names = {f"score {criterion.key}": name for criterion, name in tables.scores}
    for path, sentence in invalid.fields.items():
        last = path.removeprefix(f"options.{key}.")
        name = names.get(last, last)
        if name in tables.form:
            tables.form[name].errors = [*tables.form[name].errors, sentence]
        else:
            flash(sentence, "error")


@blueprint.post("/<option_key>/delete")
@needs("edit")
def delete(round_key: str, initiative_key: str, option_key: str) -> Page:
    """Delete an option; what it said stays in the history."""
    patch = InitiativePatch(initiative_key, dropped_options=(option_key,))
    try:
        find_option(find_initiative(session(), actor(), current_round(), initiative_key), option_key)
        with transaction() as writing:
            apply_patch(writing, actor(), current_round(), patch)
        flash("The option is deleted.", "success")
    except Invalid as invalid:
        flash(invalid.message, "error")
    return Response(status=303, headers={"Location": url_for(
        "initiatives.show", round_key=round_key, initiative_key=initiative_key)})  # fmt: skip
