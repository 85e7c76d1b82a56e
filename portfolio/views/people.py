"""The people of a round: who has which role, and one-time links for those who are new."""

from __future__ import annotations

from flask import Blueprint, flash, render_template, request, url_for
from werkzeug.wrappers import Response

from portfolio.domain.errors import Invalid
from portfolio.forms.people import ROLE_HELP, MemberForm, RoleForm
from portfolio.services import links, people
from portfolio.services.permissions import ROLES
from portfolio.web import actor, current_round, done, needs, session, settings, show_faults, transaction

blueprint = Blueprint("people", __name__, url_prefix="/rounds/<round_key>/people")
Page = str | Response | tuple[str, int]


def _page(form: MemberForm, link: str = "", invited: str = "") -> str:
    members = people.list_members(session(), actor(), current_round())
    invitable = {m.user_id for m in members if people.may_issue_link(actor(), m.user)}
    return render_template(
        "people/index.html",
        form=form.offer(ROLES),
        members=members,
        invitable=invitable,
        role_help=ROLE_HELP,
        link=link,
        invited=invited,
        link_hours=settings().link_hours,
    )


def _refused(invalid: Invalid) -> Page:
    flash(invalid.message, "error")
    return _page(MemberForm()), 422


@blueprint.get("/")
@needs("view")
def index(round_key: str) -> Page:
    """Everybody with a role in the round."""
    return _page(MemberForm())


@blueprint.post("/")
@needs("manage_people")
def add(round_key: str) -> Page:
    """Give somebody a role."""
    form = MemberForm(request.form).offer(ROLES)
    try:
        if not form.validate():
            raise Invalid({})
        with transaction() as writing:
            member = people.add_member(
                writing, actor(), current_round(), form.email.data or "", form.name.data or "", form.role.data
            )
    except Invalid as invalid:
        show_faults(form, invalid)
        return _page(form), 422
    return done(f"{member.user.name} is in this round as {member.role}.", "people.index", round_key=round_key)


@blueprint.post("/<int:user_id>/role")
@needs("manage_people")
def change(round_key: str, user_id: int) -> Page:
    """Give a member another role."""
    form = RoleForm(request.form).offer(ROLES)
    try:
        with transaction() as writing:
            member = people.change_role(writing, actor(), current_round(), user_id, form.role.data or "")
    except Invalid as invalid:
        return _refused(invalid)
    return done(f"{member.user.name} is {member.role} from now on.", "people.index", round_key=round_key)


@blueprint.post("/<int:user_id>/remove")
@needs("manage_people")
def remove(round_key: str, user_id: int) -> Page:
    """Take a member's role away."""
    try:
        with transaction() as writing:
            people.remove_member(writing, actor(), current_round(), user_id)
    except Invalid as invalid:
        return _refused(invalid)
    return done("The role is taken away; the account stays.", "people.index", round_key=round_key)


@blueprint.post("/<int:user_id>/link")
@needs("manage_people")
def link(round_key: str, user_id: int) -> Page:
    """Make a one-time link and show it once, to be passed on by whatever way is safe."""
    with transaction() as writing:
        member = people.find_member(writing, actor(), current_round(), user_id)
        secret = links.issue_link(writing, actor(), member.user, settings().link_hours, current_round().id)
    address = url_for("auth.enter", secret=secret, _external=True)
    return _page(MemberForm(), address, member.user.name)
