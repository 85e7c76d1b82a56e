"""Errors as data: each carries what it is about and belongs to one family that decides status and wording."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class RemitError(Exception):
    """Base of every error that a user can cause; `message` is a sentence that names place and cure."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotFound(RemitError):
    """Nothing of that kind under that name, or nothing that this actor may see."""

    def __init__(self, kind: str, key: str) -> None:
        super().__init__(f"There is no {kind} “{key}” here.")
        self.kind, self.key = kind, key


class Invalid(RemitError):
    """Input that cannot be taken; `fields` maps a field (dotted path) to its sentence."""

    def __init__(self, fields: Mapping[str, str], message: str | None = None) -> None:
        self.fields = dict(fields)
        super().__init__(message or " ".join(self.fields.values()))


class Conflict(RemitError):
    """Somebody else changed it first; both sides are kept so that a page can show them and lose neither.

    `mine` and `theirs` name the fields that differ; `base` says what the fields that others changed were before."""

    def __init__(
        self,
        kind: str,
        key: str,
        mine: Mapping[str, Any],
        theirs: Mapping[str, Any],
        version: int,
        base: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(f"Somebody else changed the {kind} “{key}” while you were editing. Nothing was overwritten.")
        self.kind, self.key = kind, key
        self.mine, self.theirs, self.version = dict(mine), dict(theirs), version
        self.base = dict(base or {})


class Forbidden(RemitError):
    """The actor's role in the round does not allow the action."""

    def __init__(self, action: str, message: str | None = None) -> None:
        super().__init__(message or f"Your role in this round does not allow you to {action}.")
        self.action = action


class Refused(RemitError):
    """A file or request that is refused as a whole; nothing was changed."""
