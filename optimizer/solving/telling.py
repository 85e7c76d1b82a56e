"""How long work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""Called as progress(done, of, what) after each part; raising there ends the work. `of` is 0 where nobody knows yet."""


def silent(done: int, of: int, what: str) -> None:
    """Nobody listens."""
