"""Ideas: added by anyone in one line, adopted or declined, kept."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portfolio.domain.errors import Invalid
from portfolio.domain.ideas import DECLINE_WORDS
from portfolio.forms.ideas import AdoptForm, DeclineForm, IdeaForm
from portfolio.services import ideas as service
from portfolio.web import actor, current_round, done, needs, session, show_faults, transaction

blueprint = Blueprint("ideas", __name__, url_prefix="/rounds/<round_key>/ideas")
Page = str | Response | tuple[str, int]


def _page(form: IdeaForm) -> str:
    found = service.list_ideas(session(), actor(), current_round())
    words = {kind.value: said for kind, said in DECLINE_WORDS.items()}
    return render_template("ideas/index.html", form=form, ideas=found, reasons=words)


@blueprint.get("/")
@needs("view")
def index(round_key: str) -> Page:
    """Every idea: open ones first, then what became of the others."""
    return _page(IdeaForm())


@blueprint.post("/")
@needs("add_idea")
def add(round_key: str) -> Page:
    """Keep a new idea."""
    form = IdeaForm(request.form)
    if form.validate():
        try:
            with transaction() as writing:
                service.add_idea(writing, actor(), current_round(), form.line.data or "")
        except Invalid as invalid:
            show_faults(form, invalid)
        else:
            return done("Thank you. The idea is on the list.", "ideas.index", round_key=round_key)
    return _page(form), 422


@blueprint.post("/<int:idea_id>/decline")
@needs("edit")
def decline(round_key: str, idea_id: int) -> Page:
    """Decline an idea with a reason; it stays."""
    form = DeclineForm(request.form)
    try:
        with transaction() as writing:
            kind, reason = form.reason_kind.data or "", form.reason.data or ""
            service.decline_idea(writing, actor(), current_round(), idea_id, kind, reason)
    except Invalid as invalid:
        return _back(invalid, round_key)
    return done("Declined, and kept with its reason.", "ideas.index", round_key=round_key)


@blueprint.post("/<int:idea_id>/reopen")
@needs("edit")
def reopen(round_key: str, idea_id: int) -> Page:
    """Think again about a declined idea."""
    try:
        with transaction() as writing:
            service.reopen_idea(writing, actor(), current_round(), idea_id)
    except Invalid as invalid:
        return _back(invalid, round_key)
    return done("The idea is open again.", "ideas.index", round_key=round_key)


@blueprint.post("/<int:idea_id>/adopt")
@needs("edit")
def adopt(round_key: str, idea_id: int) -> Page:
    """Make an initiative of an idea."""
    form = AdoptForm(request.form)
    key = (form.key.data or "").strip()
    try:
        if not form.validate():
            raise Invalid({name: " ".join(map(str, errors)) for name, errors in form.errors.items() if name})
        with transaction() as writing:
            service.adopt_idea(writing, actor(), current_round(), idea_id, key, form.title.data or "")
    except Invalid as invalid:
        return _back(invalid, round_key)
    return done("The idea is an initiative now.", "initiatives.show", round_key=round_key, initiative_key=key)


def _back(invalid: Invalid, round_key: str) -> Response:
    flash(invalid.message, "error")
    return redirect(url_for("ideas.index", round_key=round_key), 303)
