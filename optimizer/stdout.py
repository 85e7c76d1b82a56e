"""Standard output for the answer alone: solvers print to file descriptor 1, so the descriptor itself is guarded."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def answer_only() -> Iterator[int]:
    """Descriptor 1 leads to standard error inside; yields a copy of the real one, the caller's to close."""
    sys.stdout.flush()
    channel = os.dup(1)
    os.dup2(2, 1)
    try:
        yield channel
    finally:
        sys.stdout.flush()
        os.dup2(channel, 1)


def print_answer(answer: Any, channel: int) -> None:
    """One JSON object and a newline; NaN and infinity cannot be in it."""
    text = json.dumps(answer, ensure_ascii=False, allow_nan=False)
    with os.fdopen(channel, "w", encoding="utf-8") as out:
        out.write(text + "\n")
