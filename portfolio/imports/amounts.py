"""Amounts as people write them: read exactly, or said to be missing, or said why not. Nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from portfolio.imports.currencies import PATTERN, meanings
from portfolio.imports.missing import is_missing_word
from portfolio.imports.values import Cell
from portfolio.imports.words import SPACES, shorten


class Found(StrEnum):
    """What a cell turned out to be."""

    NUMBER = "number"
    BLANK = "blank"
    MISSING = "missing"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Amount:
    """`value` before the column's unit is applied, unless `scale` (1000 for “12k”) stands in the cell itself.

    `currency` is the sign that stood there; `reason` says why it is unreadable."""

    found: Found
    value: Decimal = Decimal(0)
    scale: int | None = None
    currency: str = ""
    is_percent: bool = False
    reason: str = ""


SCALES = {
    "k": 1_000,
    "tsd": 1_000,
    "tsd.": 1_000,
    "thousand": 1_000,
    "thousands": 1_000,
    "tausend": 1_000,
    "mille": 1_000,
    "m": 10**6,
    "mn": 10**6,
    "mm": 10**6,
    "mio": 10**6,
    "mio.": 10**6,
    "mln": 10**6,
    "mil": 10**6,
    "mill": 10**6,
    "million": 10**6,
    "millions": 10**6,
    "millionen": 10**6,
    "millones": 10**6,
    "miljoen": 10**6,
    "milhoes": 10**6,
    "bn": 10**9,
    "b": 10**9,
    "billion": 10**9,
    "billions": 10**9,
    "mrd": 10**9,
    "mrd.": 10**9,
    "milliard": 10**9,
    "milliards": 10**9,
    "milliarden": 10**9,
    "lakh": 10**5,
    "lakhs": 10**5,
    "lac": 10**5,
    "crore": 10**7,
    "crores": 10**7,
    "cr": 10**7,
}
_SCALE = "|".join(re.escape(word) for word in sorted(SCALES, key=len, reverse=True))
_WIDE = {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)}
# Not NFKC: it would turn the footnote mark of “12.4¹” into one more digit.
_SAME = str.maketrans(_WIDE | dict.fromkeys("−–—‐‑‒﹣", "-") | dict.fromkeys("’‘`´ʼ", "'"))
# A point before a dash is the Swiss way to write no cents: “1'234.–”.
_BODY = r"[0-9](?:[0-9,' ]|\.(?!-))*(?:e[+-]?[0-9]{1,2})?|[.,][0-9]+"
# Possessive (*+), so that no text made of unit letters can be cut in exponentially many ways.
_AMOUNT = re.compile(
    rf"(?P<before>{PATTERN})?\s*(?P<open>\()?\s*(?P<sign1>[+-])?\s*"
    rf"(?P<pre>(?:{_SCALE})?\s*(?:{PATTERN})|(?:{PATTERN})\s*(?:{_SCALE})?)?\s*(?P<sign2>[+-])?\s*(?P<body>{_BODY})"
    rf"(?P<post>(?:{_SCALE}|{PATTERN}|%|\s|\.--?)*+)(?P<sign3>[+-])?\s*(?P<close>\))?"
)
_BOUND = re.compile(
    r"(?:[<>≤≥~≈±]|c\.?\s|ca\.?\s|circa|about|approx|around|up to|over\b|under\b|at least|at most|more than|less than|"
    r"below|above|max|min|bis zu|ueber|über|unter|mehr als|weniger als|etwa|rund|env\.|environ|est\.?\b|estimated)"
)
_RANGE = re.compile(
    rf"[0-9]\s*(?:{_SCALE}|{PATTERN})?\s*(?:-|/|\bto\b|\bbis\b|\band\b|…|\.\.)\s*(?:{PATTERN})?\s*[0-9]"
)
_PARTS = re.compile(rf"(?P<currency>{PATTERN})|(?P<scale>{_SCALE})|(?P<percent>%)|(?P<none>\.--?|\s)")
_LONGEST = 80
_BLANK, _MISSING = Amount(Found.BLANK), Amount(Found.MISSING)


def read_amount(cell: Cell, decimal: str = ".") -> Amount:
    """Read one cell; `decimal` is the decimal sign of its column (`.` or `,`)."""
    if cell is None:
        return _BLANK
    if isinstance(cell, bool):
        return _unreadable(f"“{cell}” is yes or no, not an amount.")
    if isinstance(cell, int | float):
        return _number(cell)
    if isinstance(cell, date | datetime | time | timedelta):
        return _unreadable(f"“{cell}” is a date or time, not an amount.")
    return _text(cell, decimal)


def _number(cell: int | float) -> Amount:
    # A spreadsheet shows 15 digits; the rest is how binary fractions happen to fall.
    value = Decimal(cell) if isinstance(cell, int) else Decimal(f"{cell:.15g}")
    return Amount(Found.NUMBER, value) if value.is_finite() else _unreadable(f"“{cell}” is not a number.")


def _text(cell: str, decimal: str) -> Amount:
    text = SPACES.sub(" ", cell.translate(_SAME).casefold()).strip()
    if not text:
        return _BLANK
    if is_missing_word(cell):
        return _MISSING
    shown = f"“{shorten(cell)}”"
    if len(text) > _LONGEST:
        return _unreadable(f"{shown} is prose, not an amount.")
    if _BOUND.match(text):
        return _unreadable(f"{shown} is a bound or an estimate, not an amount.")
    match = _AMOUNT.fullmatch(text)
    if match is None:
        kind = "a range, not one amount" if _RANGE.search(text) else "not an amount"
        return _unreadable(f"{shown} is {kind}.")
    return _assemble(match, shown, decimal)


def _assemble(match: re.Match[str], shown: str, decimal: str) -> Amount:
    marks = [match[name] for name in ("sign1", "sign2", "sign3") if match[name]]
    brackets = (match["open"] is not None) + (match["close"] is not None)
    if len(marks) + brackets // 2 > 1 or brackets == 1:
        return _unreadable(f"{shown} has more than one sign.")
    value = read_digits(match["body"], decimal)
    if value is None:
        return _unreadable(f"{shown} does not fit the decimal sign “{decimal}” of this column.")
    parts = [
        p for p in _PARTS.finditer(" ".join(match[name] or "" for name in ("before", "pre", "post"))) if not p["none"]
    ]
    currencies = [p["currency"] for p in parts if p["currency"]]
    scales = [p["scale"] for p in parts if p["scale"]]
    percents = [p for p in parts if p["percent"]]
    if len(currencies) > 1 and len(set(currencies)) > 1 and not _same(currencies):
        return _unreadable(f"{shown} names two currencies.")
    if len(scales) > 1 or len(percents) > 1 or (percents and (scales or currencies)):
        return _unreadable(f"{shown} has two units.")
    negative = brackets == 2 or "-" in marks
    scale = SCALES[scales[0]] if scales else None
    return Amount(
        Found.NUMBER, -value if negative else value, scale, currencies[-1] if currencies else "", bool(percents)
    )


def _same(currencies: list[str]) -> bool:
    """`$ 5 AUD`: a sign and a code that can mean the same."""
    return bool(set.intersection(*(set(meanings(c)) for c in currencies)))


_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]*)?(?:e[+-]?[0-9]{1,2})?|\.[0-9]+")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([,' ])[0-9]{3})(?:\1[0-9]{3})*(?:\.[0-9]*)?")
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]*)?")


def read_digits(body: str, decimal: str) -> Decimal | None:
    """Digits with separators as a number; None when the separators do not stand where thousands are parted."""
    text = body.strip()
    if decimal == ",":
        text = text.translate(str.maketrans(".,", ",."))
    if not any(pattern.fullmatch(text) for pattern in (_PLAIN, _GROUPED, _INDIAN)):
        return None
    try:
        return Decimal(re.sub("[,' ]", "", text))
    except InvalidOperation:
        return None


def _unreadable(reason: str) -> Amount:
    return Amount(Found.UNREADABLE, reason=reason)
