"""Rounds: a new one, and where one stands."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portfolio.domain.errors import Invalid
from portfolio.forms.rounds import round_fields, round_form
from portfolio.services.overview import show_round
from portfolio.services.rounds import DEFAULTS, create_round
from portfolio.services.samples import open_sample
from portfolio.web import actor, current_round, done, needs, session, show_faults, transaction

blueprint = Blueprint("rounds", __name__, url_prefix="/rounds")
Page = str | Response | tuple[str, int]


@blueprint.route("/new", methods=["GET", "POST"])
@needs("create_round")
def create() -> Page:
    """A new planning cycle; capex, opex and what is committed beyond are counted from the start."""
    form = round_form(request.form or None, None, 0, _defaults())
    if request.method == "POST" and form.validate():
        try:
            with transaction() as writing:
                row = create_round(writing, actor(), round_fields(form))
        except Invalid as invalid:
            show_faults(form, invalid)
        else:
            return done("The round is there. You own it.", "rounds.show", round_key=row.key)
    html = render_template("rounds/create.html", form=form)
    return (html, 422) if form.errors else html


def _defaults() -> dict[str, object]:
    year = datetime.now(UTC).year + 1
    name = f"FY{year}–FY{year + 2}"
    return {
        **DEFAULTS,
        "name": name,
        "key": f"fy{year}",
        "first_year": year,
        "last_year": year + 2,
        "prices": "nominal",
    }


@blueprint.post("/sample")
@needs("create_round")
def sample() -> Page:
    """Look around in a complete round of one's own."""
    with transaction() as writing:
        row = open_sample(writing, actor())
    return done("This is the sample round, all yours: change what you like.", "rounds.show", round_key=row.key)


@blueprint.get("/<round_key>/")
@needs("view")
def show(round_key: str) -> Page:
    """Where the round stands and what is to be done next."""
    return render_template("rounds/show.html", page=show_round(session(), actor(), current_round()))
