"""Units that headers state (“Total budget (millions)”, “cost in k€”, “TEUR”), or lines above (“In AUD thousands”)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from portfolio.imports.currencies import CODES
from portfolio.imports.words import SPACES

_SIGN = r"(?:us\$|a\$|au\$|ca\$|c\$|nz\$|\$|€|£|¥|₹|" + "|".join(code.lower() for code in sorted(CODES)) + ")"
_MILLION = r"(?:millions?|millionen|millones|milhoes|mio\.?|mln\.?|mn)"
_THOUSAND = r"(?:thousands?|tausend|tsd\.?|milliers|miles|'000s?|000s|000|’000)"
_BILLION = r"(?:billions?|milliarden|milliards|mrd\.?|bn)"
_WORDS = ((_BILLION, 10**9), (_MILLION, 10**6), (_THOUSAND, 10**3), ("crores?", 10**7), ("lakhs?", 10**5))
# A single letter is a unit only beside a currency or alone in brackets: “Phase M” is none.
_LETTERS = ((r"b", 10**9), (r"mm?", 10**6), (r"k|t", 10**3))


def _patterns() -> list[tuple[re.Pattern[str], int]]:
    found = []
    for word, scale in _WORDS:
        found.append((re.compile(rf"(?<![^\W\d_]){_SIGN}?\s?{word}\s?{_SIGN}?(?!\w)"), scale))
    for letter, scale in _LETTERS:
        beside = rf"{_SIGN}\s?(?:{letter})(?!\w)|(?<!\w)(?:{letter})\s?{_SIGN}(?!\w)|[(\[]\s*(?:{letter})\s*[)\]]"
        found.append((re.compile(beside), scale))
    return found


_PATTERNS = _patterns()
_CURRENCY = re.compile(rf"(?<![^\W_]){_SIGN}(?![^\W_])|[€£¥₹$]")
_GLUED = re.compile(_SIGN)
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")


@dataclass(frozen=True)
class HeaderUnit:
    """`scale` is what one unit of the column is in the currency, None where nothing is said; `name` is the rest."""

    name: str
    scale: int | None = None
    currency: str = ""


def split_unit(header: str) -> HeaderUnit:
    """The header without its unit, with the unit and currency sign that stood in it."""
    low = header.casefold()
    scale, rest, match = None, low, None
    for pattern, size in _PATTERNS:
        match = pattern.search(low)
        if match:
            scale = size
            rest = low[: match.start()] + " " + low[match.end() :]
            break
    currency = (_sign(match[0]) if match else None) or _CURRENCY.search(low)
    name = re.sub(r"[(\[]\s*(?:in|as)?\s*[)\]]|\bin\s*$", " ", _BRACKETS.sub(" ", rest))
    name = _CURRENCY.sub(" ", name) if currency else name
    return HeaderUnit(SPACES.sub(" ", name).strip(" -–:,"), scale, currency[0].strip() if currency else "")


def _sign(unit: str) -> re.Match[str] | None:
    """The currency in the text of a unit, where a letter may be glued to it: the EUR of TEUR."""
    return _CURRENCY.search(unit) or _GLUED.search(re.sub(r"^[^\W\d_](?=[^\W\d_]{3}$)", "", unit.strip(" ()[]")))


_SAYS_SO = re.compile(r"(?:\b(?:in|unit|units|einheit|en)|[(\[:])\s*$")


def unit_above(lines: Iterable[str]) -> HeaderUnit:
    """The unit that a line above the header gives to the whole table; one that only mentions millions gives none."""
    for line in lines:
        low = line.casefold()
        for pattern, scale in _PATTERNS:
            for match in pattern.finditer(low):
                sign = _sign(match[0])
                if sign or _SAYS_SO.search(low[: match.start()]):
                    return HeaderUnit("", scale, sign[0].strip() if sign else "")
    return HeaderUnit("")
