"""Which decimal sign a column uses, told by all its cells together, because “1,234” alone does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from portfolio.imports.values import Cell

_DIGITS = re.compile(r"[0-9][0-9.,'’\s\u00a0\u202f]*[0-9]|[.,][0-9]+")


@dataclass(frozen=True)
class DecimalSign:
    """`sure` is False where no cell decides and another reading would change amounts; `cells` is how many decided."""

    sign: str
    sure: bool = True
    cells: int = 0


def find_decimal(cells: Iterable[Cell], otherwise: str = ".") -> DecimalSign:
    """The decimal sign of a column; `otherwise` where none of its cells tells."""
    votes = {".": 0, ",": 0}
    doubtful = 0
    for cell in cells:
        if not isinstance(cell, str):
            continue
        vote = _vote(cell)
        if vote in votes:
            votes[vote] += 1
        elif vote == "?":
            doubtful += 1
    if votes["."] == votes[","]:
        return DecimalSign(otherwise, doubtful == 0 and not votes["."], votes[otherwise])
    sign = max(votes, key=lambda s: votes[s])
    return DecimalSign(sign, True, votes[sign])


def _vote(cell: str) -> str:
    """`.` or `,` where the cell tells, `?` where it could be either, nothing where no sign stands."""
    match = _DIGITS.search(cell)
    signs = [c for c in match[0] if c in ".,"] if match else []
    if not match or not signs:
        return ""
    last, kinds = signs[-1], set(signs)
    if len(kinds) == 2:
        return last if signs.count(last) == 1 else ""
    if len(signs) > 1:
        return "," if last == "." else "."
    before, _, after = match[0].rpartition(last)
    before = before.strip()
    whole = re.sub(r"\D", "", before)
    parted_otherwise = len(whole) != len(before)
    if len(after.strip()) != 3 or len(whole) > 3 or whole in ("", "0") or parted_otherwise:
        return last
    return "?"
