"""Guarding concurrent edits: a form carries the version that it was made from, and a stale one loses neither side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from portfolio.domain.errors import Conflict
from portfolio.persistence.queries.history import changed_since


def refuse_stale(
    session: Session,
    round_id: int,
    subject: tuple[str, str],
    versions: tuple[int, int | None],
    changed: Mapping[str, Sequence[Any]],
    shared: bool = False,
) -> None:
    """Conflict when the subject (kind, key) changed since the form was made; `versions`: (current, expected or None).

    `changed` maps each field that would change to (theirs, mine). A `shared` version belongs to several subjects:
    then only a change of this one counts."""
    current, expected = versions
    if expected is None or expected == current or not changed:
        return
    base = changed_since(session, round_id, *subject, expected)
    if shared and not base:
        return
    theirs = {name: pair[0] for name, pair in changed.items()}
    mine = {name: pair[1] for name, pair in changed.items()}
    raise Conflict(*subject, mine, theirs, current, base)


def hold(session: Session, row: Any) -> None:
    """Keep others from changing the row until the transaction ends, and see what they changed before."""
    session.refresh(row, with_for_update=True)


def version_step(row: Any) -> dict[str, tuple[int, int]]:
    """Count the row's version up, and the step as the audit entry keeps it."""
    row.version += 1
    return {"version": (row.version - 1, row.version)}
