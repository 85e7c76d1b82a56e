"""Pages of signing in: password, one-time link, sign-out, change of password."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portfolio.auth import limits, passwords, sessions
from portfolio.domain.errors import Invalid, Refused
from portfolio.forms.auth import PasswordForm, SignInForm
from portfolio.services import links, people
from portfolio.services.access import UserRow
from portfolio.web import actor, current_actor, done, needs, public, safe_next, session, show_faults, transaction

blueprint = Blueprint("auth", __name__)

WRONG = "E-mail and password do not belong together, or there is no such account."
Page = str | Response | tuple[str, int]


@blueprint.get("/sign-in")
@public
def sign_in() -> Page:
    """The form; somebody who is signed in already goes on."""
    if current_actor() is not None:
        return redirect(safe_next(request.args.get("next")))
    return render_template("auth/sign_in.html", form=SignInForm(request.args))


@blueprint.post("/sign-in")
@public
@limits.limiter.limit(limits.per_address)
@limits.limiter.limit(limits.per_account, key_func=limits.account, deduct_when=limits.failed)
def sign_in_now() -> Page:
    """Check and start a session. The same answer, after the same time, for a wrong password and an unknown account."""
    form = SignInForm(request.form)
    user = _checked(form) if form.validate() else None
    if user is None:
        wrong = None if form.errors else WRONG
        return render_template("auth/sign_in.html", form=form, wrong=wrong), 422
    sessions.sign_in(user)
    return redirect(safe_next(form.next.data))


def _checked(form: SignInForm) -> UserRow | None:
    email, password = form.email.data or "", form.password.data or ""
    user = people.find_active_user(session(), email)
    if not passwords.verify_password(password, user.password_hash if user else None) or user is None:
        return None
    if passwords.is_outdated(user.password_hash or ""):
        with transaction():
            user.password_hash = passwords.rehash(password)
    return user


@blueprint.route("/enter/<secret>", methods=["GET"])
@public
@limits.limiter.limit(limits.per_address)
def enter(secret: str) -> Page:
    """A one-time link: this GET signs in. A HEAD, as mail programs send it to look at links, does not use it up."""
    if request.method == "HEAD":
        return Response(status=204)
    try:
        with transaction() as writing:
            user = links.use_link(writing, secret)
    except Refused as refused:
        return render_template("auth/link_refused.html", message=refused.message), 410
    sessions.sign_in(user)
    return redirect(safe_next(request.args.get("next")))


@blueprint.post("/sign-out")
@public
def sign_out() -> Page:
    """End the session; harmless for somebody without one."""
    sessions.sign_out()
    flash("You are signed out.", "success")
    return redirect(url_for("auth.sign_in"))


@blueprint.get("/account")
@needs("own_account")
def account() -> Page:
    """One's own account, with the form for a new password."""
    return render_template("auth/account.html", form=PasswordForm())


@blueprint.post("/account/password")
@needs("own_account")
@limits.limiter.limit(limits.per_address)
def change_password() -> Page:
    """Set a new password; every other session of the account ends."""
    form = PasswordForm(request.form)
    try:
        if not form.validate():
            raise Invalid({})
        with transaction() as writing:
            user = people.find_user(writing, actor().email)
            _check_current(user, form.current.data or "")
            new = passwords.hash_password(form.password.data or "", email=user.email)
            people.set_password(writing, actor(), user, new)
    except Invalid as invalid:
        show_faults(form, invalid)
        return render_template("auth/account.html", form=form), 422
    sessions.sign_in(user)
    return done("Your password is changed. Other devices have been signed out.", "auth.account")


def _check_current(user: UserRow, current: str) -> None:
    if user.password_hash is not None and not passwords.verify_password(current, user.password_hash):
        raise Invalid({"current": "This is not your current password."})
