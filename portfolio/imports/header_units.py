"""Units that headers state: “Total budget (millions)”, “cost in k€”, “$m”, “TEUR”."""

from __future__ import annotations

import re
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
    scale, rest = None, low
    for pattern, size in _PATTERNS:
        match = pattern.search(low)
        if match:
            scale = size
            rest = low[: match.start()] + " " + low[match.end() :]
            break
    currency = _CURRENCY.search(match[0] if scale and match else low) or _CURRENCY.search(low)
    name = re.sub(r"[(\[]\s*(?:in|as)?\s*[)\]]|\bin\s*$", " ", _BRACKETS.sub(" ", rest))
    name = _CURRENCY.sub(" ", name) if currency else name
    return HeaderUnit(SPACES.sub(" ", name).strip(" -–:,"), scale, currency[0].strip() if currency else "")
