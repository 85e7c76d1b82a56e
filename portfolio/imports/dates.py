"""Days as people write them; whether 03/04 is in March or April is told by the column as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from portfolio.imports.values import Cell
from portfolio.imports.words import plain

_MONTHS = {
    name: index
    for index, names in enumerate(
        (
            "jan january januar janvier enero gennaio januari",
            "feb february februar fevrier febrero febbraio februari",
            "mar march marz maerz mars marzo maart mrz",
            "apr april avril abril aprile avr",
            "may mai mayo maggio mei",
            "jun june juni juin junio giugno",
            "jul july juli juillet julio luglio",
            "aug august aout agosto augustus",
            "sep sept september septembre septiembre settembre",
            "oct october oktober octobre octubre ottobre okt",
            "nov november novembre noviembre",
            "dec december dezember decembre diciembre dicembre dez",
        ),
        1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?")
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?: .*)?")
_NAMED = re.compile(r"(?:\w+,? )?(\d{1,2})(?:st|nd|rd|th|\.)?[ -]([^\W\d]+)\.?,?[ -](\d{4}|\d{2})")
_NAMED_FIRST = re.compile(r"(?:\w+, )?([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000


def day_comes_first(cells: Iterable[Cell]) -> bool:
    """Whether the column writes 31/12/2027: yes unless a second number above 12 shows the month first."""
    for cell in cells:
        match = _NUMBERS.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if match and int(match[1]) <= 12 < int(match[2]):
            return False
    return True


def read_date(cell: Cell, day_first: bool = True) -> date | None:
    """The day in a cell, None when there is none that can be told for certain."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and _FIRST_SERIAL <= cell <= _LAST_SERIAL:
        return date(1899, 12, 30) + timedelta(days=int(cell))
    return _from_text(cell.strip().casefold(), day_first) if isinstance(cell, str) else None


def _from_text(text: str, day_first: bool) -> date | None:
    if match := _ISO.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _NUMBERS.fullmatch(text):
        day, month = (match[1], match[2]) if day_first else (match[2], match[1])
        return _day(match[3], month, day)
    if match := _NAMED.fullmatch(text):
        return _day(match[3], _MONTHS.get(plain(match[2]), 0), match[1])
    if match := _NAMED_FIRST.fullmatch(text):
        return _day(match[3], _MONTHS.get(plain(match[1]), 0), match[2])
    return None


def _day(year: str, month: str | int, day: str) -> date | None:
    full = int(year) if len(year) == 4 else 2000 + int(year)
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None
