"""Choices of a select or radio field, in the form that WTForms 3.4 will insist on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import fields


def choices(pairs: Iterable[tuple[Any, str]]) -> list[Any]:
    """(value sent, label shown) of each choice, in order, as `choices=` of a field."""
    return [fields.SelectChoice(value, label) for value, label in pairs]  # type: ignore[attr-defined]  # stubs of 3.2
