"""What a view needs around its one service call: the session, the current actor and round, permission, transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, cast
from urllib.parse import urlsplit

from flask import current_app, flash, g, redirect, request, url_for
from sqlalchemy.orm import Session, sessionmaker
from werkzeug.wrappers import Response
from wtforms import Form

from portfolio.domain.errors import Invalid
from portfolio.persistence.session import transaction as session_transaction
from portfolio.services.access import RoundRow, find_visible_round
from portfolio.services.permissions import ACTIONS, Actor, allowed, require
from portfolio.settings import Settings

P = ParamSpec("P")
PERMISSION_MARK = "remit_permission"
PUBLIC = "public"


def settings() -> Settings:
    """The settings of the running application."""
    return cast(Settings, current_app.extensions["remit.settings"])


def session() -> Session:
    """The session of this request, for reading; it is closed without a commit when the request ends."""
    if "session" not in g:
        g.session = cast("sessionmaker[Session]", current_app.extensions["remit.sessions"])()
    return cast(Session, g.session)


@contextmanager
def transaction() -> Iterator[Session]:
    """The session of this request, for writing: what the block did is committed at its end, undone when it raises."""
    with session_transaction(session()) as writing:
        yield writing


def close_session(_error: BaseException | None = None) -> None:
    """Give the connection back at the end of a request; whatever was not committed is gone."""
    open_session = g.pop("session", None)
    if open_session is not None:
        open_session.close()


def current_actor() -> Actor | None:
    """Who is signed in, None for nobody."""
    return cast("Actor | None", g.get("actor"))


def actor() -> Actor:
    """Who is signed in, in a view that `needs` somebody."""
    found = current_actor()
    assert found is not None, "only a view without @needs can be reached by nobody"
    return found


def current_round() -> RoundRow:
    """The round of the address, in a view whose address names one."""
    return cast(RoundRow, g.round)


def round_or_none() -> RoundRow | None:
    """The round of the address where it names one."""
    return cast("RoundRow | None", g.get("round"))


def undo() -> None:
    """Forget whatever this request has not committed, so that an error page can read."""
    if "session" in g:
        g.session.rollback()


def may(action: str) -> bool:
    """Whether the current actor may take the action in the round of the address; for templates."""
    current = round_or_none()
    return allowed(current_actor(), action, current.id if current else None)


def needs(action: str) -> Callable[[Callable[P, Any]], Callable[P, Any]]:
    """Ask for a permission before the view runs; the mark on the view lets a test walk every route.

    Nobody is sent to sign in; a round that the actor may not see is not found, as one that does not exist."""
    if action not in ACTIONS:
        raise KeyError(action)

    def decorate(view: Callable[P, Any]) -> Callable[P, Any]:
        @wraps(view)
        def asking(*args: P.args, **kwargs: P.kwargs) -> Any:
            if current_actor() is None:
                return to_sign_in()
            key = kwargs.get("round_key")
            g.round = find_visible_round(session(), current_actor(), str(key)) if key is not None else None
            require(current_actor(), action, g.round.id if g.round else None)
            return view(*args, **kwargs)

        setattr(asking, PERMISSION_MARK, action)
        return asking

    return decorate


def public(view: Callable[P, Any]) -> Callable[P, Any]:
    """Mark a view that anybody may reach."""
    setattr(view, PERMISSION_MARK, PUBLIC)
    return view


def to_sign_in() -> Response:
    """Send somebody who is not signed in to the sign-in page, and back afterwards where that is a page to read."""
    back = request.full_path.rstrip("?") if request.method in ("GET", "HEAD") else None
    target = url_for("auth.sign_in", next=back if back and back != "/" else None)
    if is_htmx():
        return Response("", 401, {"HX-Redirect": target})
    return redirect(target)


def safe_next(target: str | None) -> str:
    """Where to go after signing in: a path of this site, never another one; the list of rounds otherwise."""
    home = url_for("home.index")
    if not target or not target.startswith("/") or target.startswith("//") or "\\" in target:
        return home
    if any(ord(sign) < 32 for sign in target):
        return home
    parts = urlsplit(target)
    return target if not parts.scheme and not parts.netloc else home


def is_htmx() -> bool:
    """Whether a part of a page is asked for, not a whole one."""
    return request.headers.get("HX-Request") == "true"


def show_faults(form: Form, invalid: Invalid) -> None:
    """Put each sentence of a service's refusal under its field; what has no field goes to the top of the page."""
    for name, sentence in invalid.fields.items():
        if name in form:
            form[name].errors = [*form[name].errors, sentence]
        else:
            flash(sentence, "error")


def done(message: str, endpoint: str, **values: Any) -> Response:
    """Say what was done and go on to a page (post, redirect, get)."""
    flash(message, "success")
    return redirect(url_for(endpoint, **values))
