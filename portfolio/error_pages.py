"""One table from families of errors to status and wording, for pages, parts of pages and JSON alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import Flask, current_app, render_template, request
from flask_limiter.errors import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from portfolio import web
from portfolio.domain.errors import Conflict, Forbidden, Invalid, NotFound, Refused, RemitError

FAMILIES: dict[type[RemitError], int] = {NotFound: 404, Forbidden: 403, Conflict: 409, Invalid: 400, Refused: 400}
_LOST = "This page was open for too long, or came from elsewhere. Load it again and repeat the step."
_LOST_KEPT = "The session that this page belonged to has ended. What you sent is kept on this page."
PAGES = (400, 403, 404, 409, 413, 429, 500)


@dataclass(frozen=True)
class Fault:
    """What an error page, part or JSON answer says; `again` are the fields of a form that can be sent once more."""

    status: int
    message: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    error: RemitError | None = None
    again: tuple[tuple[str, str], ...] = ()


def fault_of(error: Exception) -> Fault:
    """The status and wording of an exception; nothing of an unexpected one but that it happened."""
    if isinstance(error, RemitError):
        status = next((code for family, code in FAMILIES.items() if isinstance(error, family)), 400)
        return Fault(status, error.message, error.fields if isinstance(error, Invalid) else {}, error)
    if isinstance(error, CSRFError):
        again = sent_from_here()
        return Fault(400, _LOST_KEPT if again else _LOST, again=again)
    if isinstance(error, RateLimitExceeded):
        return Fault(429, "There were too many attempts in a short time.")
    if isinstance(error, HTTPException):
        return Fault(error.code or 500)
    return Fault(500)


def sent_from_here() -> tuple[tuple[str, str], ...]:
    """The fields of a form that a page of this site sent, without its token: typed text that must not be lost.

    Nothing for what another site sent, nor for files."""
    origin = request.headers.get("Origin", "")
    own = request.headers.get("Sec-Fetch-Site", "") == "same-origin" or origin == request.host_url.rstrip("/")
    if request.method != "POST" or not own or request.mimetype != "application/x-www-form-urlencoded":
        return ()
    return tuple((name, value) for name, value in request.form.items(multi=True) if name != "csrf_token")


def answer(fault: Fault) -> tuple[Any, int]:
    """The answer in the form that was asked for: JSON, a part of a page, or a page."""
    if request.path.startswith("/api/") or _wants_json():
        return {"error": {"status": fault.status, "message": fault.message, "fields": fault.fields}}, fault.status
    if web.is_htmx():
        return render_template("errors/part.html", fault=fault), fault.status
    name = fault.status if fault.status in PAGES else 400 if fault.status < 500 else 500
    return render_template(f"errors/{name}.html", fault=fault), fault.status


def _wants_json() -> bool:
    best = request.accept_mimetypes.best_match(["text/html", "application/json"], default="text/html")
    return best == "application/json"


def on_expected(error: Exception) -> tuple[Any, int] | Response:
    """Answer an error that somebody's input or rights caused."""
    web.undo()
    if isinstance(error, HTTPException) and error.code is not None and error.code < 400:
        return error.get_response()  # a redirect that routing raised
    return answer(fault_of(error))


def on_unexpected(error: Exception) -> tuple[Any, int]:
    """Log what nobody expected, and say so without telling its details."""
    current_app.logger.exception("Unexpected error at %s %s", request.method, request.path, exc_info=error)
    web.undo()
    return answer(Fault(500))


def install(app: Flask) -> None:
    """Answer every error with a page that says what happened, what was kept and what to do."""
    app.register_error_handler(RemitError, on_expected)
    app.register_error_handler(HTTPException, on_expected)
    app.register_error_handler(Exception, on_unexpected)
