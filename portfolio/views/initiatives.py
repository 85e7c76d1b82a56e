"""Initiatives: list with its filter, one initiative, create, edit, archive and restore."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from portfolio.domain.errors import Conflict, Invalid
from portfolio.domain.patches import without
from portfolio.forms.initiatives import FilterForm, InitiativeForm, initiative_form, initiative_patch
from portfolio.services import initiatives as service
from portfolio.services.initiative_list import LACKS, SORTS, InitiativeFilter, list_initiatives
from portfolio.services.initiative_page import find_initiative, show_initiative
from portfolio.services.rounds import round_frame
from portfolio.views.conflicts import conflict_page, expected_version, taken_from_them
from portfolio.web import actor, current_round, done, is_htmx, needs, session, show_faults, transaction

blueprint = Blueprint("initiatives", __name__, url_prefix="/rounds/<round_key>/initiatives")
Page = str | Response | tuple[str, int]


@blueprint.get("/")
@needs("view")
def index(round_key: str) -> Page:
    """The list; only its part when the filter asks for it."""
    form = FilterForm(request.args)
    chosen = _filter(form)
    found = list_initiatives(session(), actor(), current_round(), chosen)
    form.offer(found.tags, found.owners, LACKS)
    template = "initiatives/_list.html" if is_htmx() else "initiatives/index.html"
    return render_template(template, form=form, list=found, chosen=chosen, address=_address, lacks_words=LACKS)


def _filter(form: FilterForm) -> InitiativeFilter:
    page = request.args.get("page", "1")
    sort = form.sort.data or "order"
    return InitiativeFilter(
        text=form.q.data or "",
        change=form.change.data or "",
        tag=form.tag.data or "",
        stage=form.stage.data or "",
        owner=form.owner.data or "",
        lacks=form.lacks.data or "",
        show=form.show.data if form.show.data in ("current", "archived", "all") else "current",
        sort=sort if sort in SORTS else "order",
        descending=form.down.data == "1",
        page=int(page) if page.isdecimal() else 1,
    )


def _address(**changed: Any) -> str:
    """The address of the list with something of its query changed; empty values are left out."""
    query = {**request.args.to_dict(), "page": None, **changed}
    kept = {name: value for name, value in query.items() if value not in (None, "", "order", "current", 1)}
    return url_for("initiatives.index", round_key=current_round().key, **kept)


@blueprint.get("/<initiative_key>")
@needs("view")
def show(round_key: str, initiative_key: str) -> Page:
    """One initiative with its options, costs, scores, rules and last changes."""
    page = show_initiative(session(), actor(), current_round(), initiative_key)
    return render_template("initiatives/show.html", page=page, initiative=page.initiative, frame=page.frame)


@blueprint.route("/new", methods=["GET", "POST"])
@needs("edit")
def create(round_key: str) -> Page:
    """A new initiative; its options come next."""
    form = initiative_form(round_frame(current_round()), request.form or None)
    if request.method == "POST" and form.validate():
        key = (form.key.data or "").strip()
        try:
            with transaction() as writing:
                service.apply_patch(writing, actor(), current_round(), initiative_patch(form, key), service.NEW)
        except Invalid as invalid:
            show_faults(form, invalid)
        else:
            message = "The initiative is saved. Add the first way of doing it."
            return done(message, "initiatives.show", round_key=round_key, initiative_key=key)
    return _form_page("initiatives/create.html", form)


@blueprint.route("/<initiative_key>/edit", methods=["GET", "POST"])
@needs("edit")
def edit(round_key: str, initiative_key: str) -> Page:
    """Change an initiative; what somebody else changed meanwhile is shown beside."""
    found = find_initiative(session(), actor(), current_round(), initiative_key)
    form = initiative_form(round_frame(current_round()), request.form or None, found)
    here: dict[str, Any] = {"round_key": round_key, "initiative_key": initiative_key}
    if request.method == "POST" and form.validate():
        patch = without(initiative_patch(form, initiative_key), taken_from_them())
        try:
            with transaction() as writing:
                service.apply_patch(writing, actor(), current_round(), patch, expected_version())
        except Invalid as invalid:
            show_faults(form, invalid)
        except Conflict as conflict:
            return conflict_page(conflict, url_for("initiatives.show", **here))
        else:
            return done("Saved.", "initiatives.show", **here)
    return _form_page("initiatives/edit.html", form, initiative=found)


def _form_page(template: str, form: InitiativeForm, **more: Any) -> Page:
    html = render_template(template, form=form, **more)
    return (html, 422) if form.errors else html


@blueprint.post("/<initiative_key>/archive")
@needs("edit")
def archive(round_key: str, initiative_key: str) -> Page:
    """Put it aside."""
    with transaction() as writing:
        service.archive_initiative(writing, actor(), current_round(), initiative_key)
    message = "Archived: it is no longer decided about, and everything in it is kept."
    return done(message, "initiatives.show", round_key=round_key, initiative_key=initiative_key)


@blueprint.post("/<initiative_key>/restore")
@needs("edit")
def restore(round_key: str, initiative_key: str) -> Page:
    """Bring it back."""
    with transaction() as writing:
        service.restore_initiative(writing, actor(), current_round(), initiative_key)
    here = {"round_key": round_key, "initiative_key": initiative_key}
    return done("It is back among the candidates.", "initiatives.show", **here)
