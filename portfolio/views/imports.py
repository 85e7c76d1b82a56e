"""The import in three steps: a file, how to read it, what it would do and which of it is applied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import ceil
from typing import TypeVar

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from portfolio.domain.errors import Invalid, Refused
from portfolio.exports.template import render_template_workbook
from portfolio.forms.imports import NewRoundForm, UploadForm, reading_fields
from portfolio.services import import_page, import_words, uploads
from portfolio.services.import_page import PAGE_ROWS
from portfolio.services.imports import apply_import, preview_import
from portfolio.web import actor, current_round, done, needs, session, settings, show_faults, transaction

blueprint = Blueprint("imports", __name__)
Page = str | Response | tuple[str, int]
_ROUND = "/rounds/<round_key>/import"


@blueprint.context_processor
def _limits() -> dict[str, str | int]:
    """What both forms with a file say about its size."""
    return {"upload_mb": settings().upload_mb, "most_rows": import_page.MOST_ROWS, "too_large": _too_large()}


def _too_large() -> str:
    return (
        f"The file is larger than the {settings().upload_mb} MB that are read at once. Leave out sheets or pictures "
        "that are not needed, or bring it in parts."
    )


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(error: RequestEntityTooLarge) -> Page:
    """Say in the form that the file is too large: nothing of what was sent with it is read."""
    forms: dict[str, Callable[..., Page]] = {
        "imports.upload": _upload_again,
        "imports.create_round": _round_again,
    }
    if request.endpoint not in forms:
        raise error
    return forms[request.endpoint](**(request.view_args or {}))


@needs("import_")
def _upload_again(round_key: str) -> Page:
    return _index(_refused(UploadForm())), 413


@needs("create_round")
def _round_again() -> Page:
    return new_round(_refused(NewRoundForm())), 413


FileForm = TypeVar("FileForm", UploadForm, NewRoundForm)


def _refused(form: FileForm) -> FileForm:
    form.file.errors = [_too_large()]
    return form


@blueprint.get(f"{_ROUND}/")
@needs("import_")
def index(round_key: str) -> Page:
    """Choose a file, take the template, or go on with a file that waits."""
    return _index(UploadForm())


def _index(form: UploadForm) -> str:
    waiting = uploads.list_uploads(session(), actor(), current_round())
    return render_template("imports/index.html", form=form, waiting=waiting)


@blueprint.post(f"{_ROUND}/")
@needs("import_")
def upload(round_key: str) -> Page:
    """Keep the file and go on to how it is to be read."""
    form = UploadForm(request.files)
    given = request.files.get("file")
    if given is None or not given.filename:
        form.validate()
        return _index(form), 422
    name, content = given.filename, given.read()
    try:
        choices = uploads.first_choices(session(), actor(), current_round(), name, content)
        with transaction() as writing:
            kept = uploads.keep_upload(writing, actor(), current_round(), name, content, choices)
    except Refused as refused:
        form.file.errors = [refused.message]
        return _index(form), 422
    return redirect(url_for("imports.read", round_key=round_key, token=kept.token))


@blueprint.get(f"{_ROUND}/template.xlsx")
@needs("view")
def template(round_key: str) -> Response:
    """The workbook to fill in, with the columns of this round."""
    content = render_template_workbook(import_page.template_round(current_round()))
    answer = Response(content, mimetype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    answer.headers["Content-Disposition"] = f"attachment; filename=remit-{current_round().key}-template.xlsx"
    return answer


@blueprint.get(f"{_ROUND}/<token>/")
@needs("import_")
def read(round_key: str, token: str) -> Page:
    """How the file is read: what was detected, and everything that can be changed about it."""
    kept = uploads.find_upload(session(), actor(), current_round(), token)
    page = import_page.reading_page(session(), actor(), current_round(), kept)
    return render_template("imports/read.html", upload=kept, page=page, units=page.units)


@blueprint.post(f"{_ROUND}/<token>/")
@needs("import_")
def choose(round_key: str, token: str) -> Page:
    """Keep what was chosen, and show the sample again or go on to the rows."""
    kept = uploads.find_upload(session(), actor(), current_round(), token)
    chosen = reading_fields(request.form)
    choices = import_page.chosen_choices(session(), actor(), current_round(), kept, chosen)
    with transaction() as writing:
        uploads.choose(writing, actor(), current_round(), token, choices)
    step = "imports.preview" if request.form.get("step") == "preview" else "imports.read"
    return redirect(url_for(step, round_key=round_key, token=token), 303)


@blueprint.get(f"{_ROUND}/<token>/rows")
@needs("import_")
def preview(round_key: str, token: str) -> Page:
    """Every row and what would become of it."""
    return _preview(token, request.args.get("kind", ""), request.args.get("page", 1, int))


def _preview(token: str, kind: str, number: int) -> str:
    kept = uploads.find_upload(session(), actor(), current_round(), token)
    found = preview_import(session(), actor(), current_round(), kept.filename, kept.content, uploads.choices_of(kept))
    chosen = import_page.kind_of(kind)
    rows = import_words.rows_of(found, chosen)
    pages = max(1, ceil(len(rows) / PAGE_ROWS))
    number = min(max(number, 1), pages)
    shown = import_words.describe(found, rows[(number - 1) * PAGE_ROWS : number * PAGE_ROWS])
    return render_template(
        "imports/preview.html", upload=kept, found=found, rows=shown, kind=chosen, number=number, pages=pages,
        kind_words=import_words.KIND_WORDS, hints=import_words.hints(found), noticed=import_words.noticed(found),
        absent=import_words.absent_titles(found),
    )  # fmt: skip


@blueprint.post(f"{_ROUND}/<token>/rows")
@needs("import_")
def tick(round_key: str, token: str) -> Page:
    """Keep the ticks of the rows that were shown; then turn the page, tick all or none, or apply."""
    form, go = request.form, request.form.get("go", "stay")
    kept = uploads.find_upload(session(), actor(), current_round(), token)
    choices = uploads.choices_of(kept)
    left_out = import_page.left_out(choices, form.getlist("shown"), form.getlist("tick"))
    if go in ("all", "none"):
        every = import_page.every_open_row(session(), actor(), current_round(), kept)
        left_out = every if go == "none" else frozenset()
    with transaction() as writing:
        uploads.choose(writing, actor(), current_round(), token, replace(choices, left_out=left_out))
    if go == "apply":
        return _apply(token, form.get("digest", ""))
    page, kind = (
        (go.removeprefix("page-"), form.get("kind", "")) if go.startswith("page-") else ("1", form.get("kind", ""))
    )
    if go.startswith("kind-"):
        kind = go.removeprefix("kind-")
    return redirect(url_for("imports.preview", round_key=round_key, token=token, kind=kind or None, page=page), 303)


def _apply(token: str, digest: str) -> Page:
    try:
        with transaction() as writing:
            kept = uploads.find_upload(writing, actor(), current_round(), token)
            applied = apply_import(
                writing, actor(), current_round(), kept.filename, kept.content, uploads.choices_of(kept), digest
            )
            uploads.drop_upload(writing, actor(), current_round(), token)
    except Refused as refused:
        flash(refused.message, "error")
        return _preview(token, "", 1), 409
    return done(import_words.applied_sentence(applied), "initiatives.index", round_key=applied.round_key)


@blueprint.post(f"{_ROUND}/<token>/drop")
@needs("import_")
def drop(round_key: str, token: str) -> Page:
    """Forget a waiting file."""
    with transaction() as writing:
        uploads.drop_upload(writing, actor(), current_round(), token)
    return done("The file is forgotten. Nothing of it was imported.", "imports.index", round_key=round_key)


@blueprint.get("/rounds/new/import")
@needs("create_round")
def new_round(form: NewRoundForm | None = None) -> Page:
    """Make a round straight from a file."""
    return render_template("imports/new_round.html", form=form or NewRoundForm())


@blueprint.post("/rounds/new/import")
@needs("create_round")
def create_round() -> Page:
    """Make the round and go on to how the file is to be read."""
    form = NewRoundForm(request.form, data=None)
    given = request.files.get("file")
    form.file.data = given.filename if given else ""
    form.file.raw_data = [form.file.data] if form.file.data else []
    if not form.validate() or given is None:
        return render_template("imports/new_round.html", form=form), 422
    try:
        with transaction() as writing:
            kept, key = import_page.start_round(writing, actor(), str(given.filename), given.read(), form.fields())
    except Invalid as invalid:
        show_faults(form, invalid)
        return render_template("imports/new_round.html", form=form), 422
    except Refused as refused:
        form.file.errors = [refused.message]
        return render_template("imports/new_round.html", form=form), 422
    return redirect(url_for("imports.read", round_key=key, token=kept.token))
