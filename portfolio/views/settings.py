"""Settings of a round: its own fields, limits by resource and year, resources, and the run baseline."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portfolio.domain.errors import Conflict, Invalid, NotFound
from portfolio.domain.rounds import Resource
from portfolio.forms.baseline import BaselineTable, baseline_table
from portfolio.forms.limits import LimitTable, limit_table, version_name
from portfolio.forms.rounds import resource_form, resource_of, round_fields, round_form
from portfolio.services import rounds as service
from portfolio.views.conflicts import conflict_page, conflict_subject, expected_version, taken_from_them
from portfolio.web import actor, current_round, done, needs, show_faults, transaction

blueprint = Blueprint("settings", __name__, url_prefix="/rounds/<round_key>/settings")
Page = str | Response | tuple[str, int]


@blueprint.route("/", methods=["GET", "POST"])
@needs("manage_round")
def index(round_key: str) -> Page:
    """The round's own fields."""
    frame = service.round_frame(current_round())
    form = round_form(request.form or None, frame, current_round().version, {})
    if request.method == "POST" and form.validate():
        try:
            with transaction() as writing:
                fields = round_fields(form)
                service.edit_round(writing, actor(), current_round(), fields, expected_version(), taken_from_them())
        except Invalid as invalid:
            show_faults(form, invalid)
        except Conflict as conflict:
            return conflict_page(conflict, url_for("settings.index", round_key=round_key))
        else:
            return done("Saved.", "settings.index", round_key=round_key)
    return _page("settings/index.html", form.errors, form=form)


@blueprint.route("/limits", methods=["GET", "POST"])
@needs("manage_round")
def limits(round_key: str) -> Page:
    """The limits of every resource, saved together."""
    table = limit_table(service.round_frame(current_round()), request.form or None, current_round().version)
    if request.method == "POST" and table.form.validate():
        settled = _settled(table)
        try:
            with transaction() as writing:
                for resource in table.frame.resources:
                    _save_limits(writing, table, resource)
        except Invalid as invalid:
            flash(invalid.message, "error")
        except Conflict as conflict:
            back = url_for("settings.limits", round_key=round_key)
            return conflict_page(conflict, back, version_name(conflict.key), conflict.key, settled)
        else:
            return done("The limits are saved.", "settings.limits", round_key=round_key)
    return _page("settings/limits.html", request.method == "POST", table=table, form=table.form)


def _save_limits(writing: Any, table: LimitTable, resource: Resource) -> None:
    name, is_subject = version_name(resource.key), resource.key == conflict_subject()
    sent = table.form[name].data or ""
    expected = expected_version(name) if is_subject else int(sent) if sent.isdecimal() else -1
    keep = taken_from_them() if is_subject else ()
    limits = table.limits(resource, request.form)
    service.save_resource(writing, actor(), current_round(), resource, limits, expected, keep)


def _settled(table: LimitTable) -> set[str]:
    """The cells of the conflict's resource whose other side is taken."""
    resource = table.frame.resource_by_key.get(conflict_subject())
    if resource is None:
        return set()
    years = [y for y in table.years(resource) if ("limit" if y is None else f"limit {y}") in taken_from_them()]
    return {table.cell(resource, year).name for year in years}


@blueprint.route("/resources/new", methods=["GET", "POST"])
@needs("manage_round")
def create_resource(round_key: str) -> Page:
    """Something more that is limited or counted."""
    return _resource("", "settings/create_resource.html")


@blueprint.route("/resources/<resource_key>", methods=["GET", "POST"])
@needs("manage_round")
def edit_resource(round_key: str, resource_key: str) -> Page:
    """Change what a resource is called and how it is counted."""
    if resource_key not in service.round_frame(current_round()).resource_by_key:
        raise NotFound("resource", resource_key)
    return _resource(resource_key, "settings/edit_resource.html")


def _resource(resource_key: str, template: str) -> Page:
    frame = service.round_frame(current_round())
    old = frame.resource_by_key.get(resource_key)
    form = resource_form(request.form or None, old, current_round().version)
    key = resource_key or (form.key.data or "").strip()
    if request.method == "POST" and form.validate():
        try:
            if not resource_key and key in frame.resource_by_key:
                raise Invalid({"key": f"There is a resource “{key}” already: choose another key."})
            with transaction() as writing:
                made = resource_of(form, frame, key, old)
                service.save_resource(
                    writing, actor(), current_round(), made, {}, expected_version(), taken_from_them()
                )
        except Invalid as invalid:
            show_faults(form, invalid)
        except Conflict as conflict:
            return conflict_page(conflict, url_for("settings.limits", round_key=frame.key))
        else:
            return done("The resource is saved.", "settings.limits", round_key=frame.key)
    return _page(template, form.errors, form=form, resource=old)


@blueprint.post("/resources/<resource_key>/remove")
@needs("manage_round")
def remove_resource(round_key: str, resource_key: str) -> Page:
    """Remove a resource that nothing uses."""
    try:
        with transaction() as writing:
            service.remove_resource(writing, actor(), current_round(), resource_key)
        flash("The resource is removed.", "success")
    except Invalid as invalid:
        flash(invalid.message, "error")
    return redirect(url_for("settings.limits", round_key=round_key), 303)


@blueprint.route("/baseline", methods=["GET", "POST"])
@needs("manage_round")
def baseline(round_key: str) -> Page:
    """What running the established order takes."""
    table = baseline_table(service.round_frame(current_round()), request.form or None, current_round().version)
    if request.method == "POST" and table.form.validate():
        try:
            with transaction() as writing:
                expected, keep = expected_version(), taken_from_them()
                service.save_baseline(writing, actor(), current_round(), table.lines(), expected, keep)
        except Invalid as invalid:
            flash(invalid.message, "error")
        except Conflict as conflict:
            return conflict_page(conflict, url_for("settings.baseline", round_key=round_key))
        else:
            return done("The run baseline is saved.", "settings.baseline", round_key=round_key)
    return _baseline_page(table)


def _baseline_page(table: BaselineTable) -> Page:
    figures = service.baseline_of(current_round())
    return _page("settings/baseline.html", request.method == "POST", table=table, form=table.form, figures=figures)


def _page(template: str, faulty: Any, **values: Any) -> Page:
    html = render_template(template, **values)
    return (html, 422) if faulty else html
