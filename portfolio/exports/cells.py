"""Cells that a spreadsheet must not run: every text that leaves for a sheet or a CSV file goes through here."""

from __future__ import annotations

_STARTERS = ("=", "+", "-", "@", "\t", "\r")
_FORBIDDEN = {c: None for c in range(32) if chr(c) not in "\t\n"}
"""Control characters that neither XML nor a cell can hold."""


def is_hostile(text: str) -> bool:
    """Whether a spreadsheet may take the text for a formula or a command when it is typed, pasted or opened as CSV."""
    return text.lstrip(" ").startswith(_STARTERS) or text.startswith(_STARTERS)


def printable(text: str) -> str:
    """The text without characters that a cell cannot hold, at most the 32,767 that it can."""
    return text.translate(_FORBIDDEN)[:32_767]


def neutral(text: str) -> str:
    """The text for a CSV cell: an apostrophe before what would be run. (A workbook marks the cell as text instead.)"""
    return f"'{printable(text)}" if is_hostile(text) else printable(text)
