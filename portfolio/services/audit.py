"""The audit trail: one entry for each write, made by the service that writes; reading it belongs to history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy.orm import Session

from portfolio.persistence.models import AuditEntry
from portfolio.services.permissions import Actor


def record(
    session: Session,
    actor: Actor,
    round_id: int | None,
    subject_type: str,
    subject_key: str,
    action: str,
    changes: Mapping[str, Sequence[Any]] | None = None,
) -> AuditEntry:
    """Add an entry; `changes` maps each field to (old, new), and fields that did not change are left out."""
    entry = AuditEntry(
        round_id=round_id,
        user_id=actor.user_id,
        actor_name=actor.name[:120],
        subject_type=subject_type,
        subject_key=subject_key[:80],
        action=action,
        changes={name: [plain(old), plain(new)] for name, (old, new) in (changes or {}).items() if old != new},
    )
    session.add(entry)
    return entry


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The fields whose values differ, as `record` takes them; a field that one side lacks counts as None there."""
    names = [*before, *(name for name in after if name not in before)]
    pairs = {name: [before.get(name), after.get(name)] for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def plain(value: Any) -> Any:
    """A value as JSON can keep it; what JSON does not know becomes its text."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return str(value)
