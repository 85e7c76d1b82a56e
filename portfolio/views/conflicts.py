"""The page that a stale edit leads to: both sides of each field, each to be taken; no view of its own.

The whole form travels along, so that what comes back is the same form with a choice for each field."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from flask import render_template, request

from portfolio.domain.errors import Conflict
from portfolio.services.conflicts import describe_conflict
from portfolio.web import current_round, session, undo

PATH, TAKE, STALE, SUBJECT = "conflict-path-", "conflict-take-", "conflict-version", "conflict-subject"


def conflict_page(
    conflict: Conflict, back: str, version_name: str = "version", subject: str = "", settled: Collection[str] = ()
) -> tuple[str, int]:
    """The page, answered as 409; `back` is where to go when one gives up, `subject` whose version it is.

    `settled` names inputs that an earlier conflict of the same form settled: they are no longer sent along."""
    undo()
    page = describe_conflict(session(), current_round(), conflict)
    again = subject == conflict_subject()
    stale = str(expected_version(version_name)) if again else request.form.get(version_name, "")
    html = render_template(
        "conflicts/show.html",
        page=page,
        carried=_carried(request.form, {version_name, *settled}),
        version_name=version_name,
        stale=stale,
        back=back,
        subject=subject,
        choices=_choices(),
    )
    return html, 409


def expected_version(name: str = "version") -> int:
    """The version that the form was made from; the stale one again while a field of the conflict is not decided."""
    text = request.form.get(name if _decided() else STALE, "")
    return int(text) if text.isdecimal() else -1


def conflict_subject() -> str:
    """The key of the record that a conflict was about, in a form that saves several."""
    return request.form.get(SUBJECT, "")


def taken_from_them() -> frozenset[str]:
    """The paths of the fields whose other side is taken: they stay as they are. None while a field is not decided."""
    return frozenset(path for path, side in _choices().items() if side == "theirs") if _decided() else frozenset()


def _choices() -> dict[str, str]:
    data = request.form
    return {
        path: data.get(f"{TAKE}{name.removeprefix(PATH)}", "") for name, path in data.items() if name.startswith(PATH)
    }


def _decided() -> bool:
    return all(_choices().values())


def _carried(data: Any, left_out: Collection[str]) -> list[tuple[str, str]]:
    own = (PATH, TAKE, STALE, SUBJECT)
    pairs = ((name, value) for name, value in data.items(multi=True))
    return [p for p in pairs if not p[0].startswith(own) and p[0] not in left_out and p[0] != "csrf_token"]
