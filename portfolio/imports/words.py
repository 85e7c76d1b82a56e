"""Words of files compared as people mean them, without case, accents and punctuation; and keys made of titles."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f\u200b\u2060\ufeff]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LIGATURES = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ı": "i"})
KEY_LENGTH = 60


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Lower-case letters and digits only, without accents: `Total Budget (k€)` is `totalbudgetk`."""
    return re.sub(r"[^\w]|_", "", _folded(text))


def word_list(text: str) -> list[str]:
    """The words of a header in lower case, camelCase taken apart: `totalBudget 2027` is total, budget, 2027."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text)
    return re.findall(r"[^\W\d_]+|\d+", _folded(apart))


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def tidy(text: str) -> str:
    """A cell's text without stray spaces, control characters and line ends at its ends; newlines inside stay."""
    lines = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(SPACES.sub(" ", line).strip() for line in lines).strip()


def one_line(text: str) -> str:
    """The same on one line, for titles and keys."""
    return SPACES.sub(" ", _CONTROL.sub("", text)).strip()


def key_from(text: str) -> str:
    """A key out of a title, the same for the same title: words with hyphens; empty if no letter is left.

    It has at most 60 signs. What is cut off leaves a check sum, so that titles with the same beginning stay apart."""
    words = re.findall(r"[^\W_]+", _folded(text))
    key = "-".join(words)
    if len(key) <= KEY_LENGTH:
        return key
    mark = hashlib.sha256(key.encode()).hexdigest()[:5]
    return f"{key[: KEY_LENGTH - 6].rpartition('-')[0] or key[: KEY_LENGTH - 6]}-{mark}"


def clean_key(text: str) -> str:
    """A key as a file gives it: kept where it can stand in an address, else made of its letters and digits."""
    given = one_line(text)
    return given if re.fullmatch(r"[^\W_][\w.-]{0,79}", given) else key_from(given)


def shorten(text: str, length: int = 60) -> str:
    """A cell as a sentence quotes it."""
    flat = one_line(text)
    return flat if len(flat) <= length else flat[: length - 1].rstrip() + "…"
