"""Which row holds the names of the columns, below titles and notes, and what the columns are called."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from portfolio.imports.values import Cell, RawSheet, is_blank, letters
from portfolio.imports.words import one_line, plain

_LOOK = 40
_YEAR = re.compile(r"(?:fy ?)?(?:19|20)\d\d(?:[-/–](?:\d\d|\d{4}))?", re.IGNORECASE)
_NUMERIC = re.compile(r"[-+(]?[$€£]?[\d.,' ]+[%)]?[km]?", re.IGNORECASE)


def find_header(sheet: RawSheet, is_known: Callable[[str], bool]) -> int | None:
    """The index of the header row among the sheet's rows; None where no row looks like one.

    `is_known` tells whether a text is a column name of the users' format or a synonym."""
    best, best_score = None, 0.0
    for index in range(min(_LOOK, len(sheet.rows))):
        score = _score(sheet, index, is_known)
        if score > best_score:
            best, best_score = index, score
    return best


def _score(sheet: RawSheet, index: int, is_known: Callable[[str], bool]) -> float:
    row = [cell for cell in sheet.rows[index] if not is_blank(cell)]
    known = sum(is_known(_text(cell)) for cell in row)
    names = [_text(cell) for cell in row if _is_name(cell)]
    figures = len(row) - len(names)
    if not known and (figures or not names or len(sheet.rows) == 1):
        return 0.0
    below = sheet.rows[index + 1 : index + 21]
    used = {c for r in below for c, cell in enumerate(r) if not is_blank(cell)}
    named = {c for c, cell in enumerate(sheet.rows[index]) if not is_blank(cell)}
    covered = len(used & named) / len(used) if used else 0.5
    distinct = len({n.casefold() for n in names}) / len(names) if names else 0
    return 3.0 * known + covered * distinct * (2 + min(len(names), 12) / 4) - 1.5 * figures - index * 0.02


def _is_name(cell: Cell) -> bool:
    """Whether a cell could name a column: words, or a year, but no other number and no long prose."""
    if isinstance(cell, bool | float) and cell != int(cell):
        return False
    text = _text(cell)
    if _YEAR.fullmatch(text):
        return True
    return not isinstance(cell, date | datetime) and not _NUMERIC.fullmatch(text) and len(text) <= 160


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return one_line(str(cell)) if cell is not None else ""


def column_names(sheet: RawSheet, index: int) -> tuple[str, ...]:
    """A name for every column, each once. Group names in the row above (years, say) go before repeated names."""
    names = [_text(cell) for cell in sheet.rows[index]]
    names += [""] * (sheet.width - len(names))
    if index and _repeats(names):
        names = _with_groups(names, sheet.rows[index - 1])
    return tuple(_once(names))


def _repeats(names: list[str]) -> bool:
    given = [plain(n) for n in names if n]
    return len(given) != len(set(given))


def _with_groups(names: list[str], above: tuple[Cell, ...]) -> list[str]:
    groups = [_text(cell) for cell in above]
    if sum(map(bool, groups)) < 2:
        return names
    carried, group = [], ""
    for column, name in enumerate(names):
        group = (groups[column] if column < len(groups) else "") or group
        twice = sum(plain(n) == plain(name) for n in names) > 1
        carried.append(f"{group} {name}" if name and group and twice else name)
    return carried


def _once(names: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    found = []
    for column, name in enumerate(names):
        title = name or f"column {letters(column)}"
        seen[title.casefold()] = times = seen.get(title.casefold(), 0) + 1
        found.append(title if times == 1 else f"{title} ({times})")
    return found
