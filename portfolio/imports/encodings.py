"""Which encoding the bytes of a text file are in: by its mark, by strict reading, else by which letters make sense."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from portfolio.domain.errors import Refused

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SINGLE_BYTE = ("cp1252", "mac_roman", "cp850", "cp1250", "cp1251", "iso8859_15", "latin_1")
"""Encodings tried where it is not Unicode, likeliest first: an equal score keeps the earlier one."""

NAMES: Mapping[str, str] = {
    "utf-8": "Unicode (UTF-8)",
    "utf-8-sig": "Unicode (UTF-8 with a mark)",
    "utf-16": "Unicode (UTF-16)",
    "utf-16-le": "Unicode (UTF-16, little-endian, no mark)",
    "utf-16-be": "Unicode (UTF-16, big-endian, no mark)",
    "cp1252": "Western European (Windows-1252)",
    "mac_roman": "Western European (Mac Roman)",
    "cp850": "Western European (DOS 850)",
    "cp1250": "Central European (Windows-1250)",
    "cp1251": "Cyrillic (Windows-1251)",
    "iso8859_15": "Western European with € (ISO 8859-15)",
    "latin_1": "Western European (ISO 8859-1)",
    "shift_jis": "Japanese (Shift JIS)",
    "gb18030": "Chinese, simplified (GB 18030)",
    "big5": "Chinese, traditional (Big5)",
    "euc_kr": "Korean (EUC-KR)",
    "cp1253": "Greek (Windows-1253)",
    "cp1254": "Turkish (Windows-1254)",
    "cp1255": "Hebrew (Windows-1255)",
    "cp1256": "Arabic (Windows-1256)",
    "cp1257": "Baltic (Windows-1257)",
    "iso8859_2": "Central European (ISO 8859-2)",
}
"""What a user may choose, as people call it."""

OFFERED = tuple(NAMES)

_TYPOGRAPHY = frozenset("–—‘’‚“”„…•€£¥§°·«»©®™²³½¼¾±×¡¿ \u00a0´¢µ¶")
_LIGATURES = frozenset("ﬁﬂ")
_SAMPLE = 200_000


def detect(content: bytes) -> tuple[str, bool]:
    """The likeliest encoding, and whether the file says so itself or admits no other."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return name, True
    if (wide := _wide(content[:4000])) is not None:
        return wide, True
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8", True
    high = sum(byte > 127 for byte in content)
    scores = {name: _plausibility(content, name) for name in SINGLE_BYTE}
    return max(SINGLE_BYTE, key=lambda name: scores[name]), high == 0


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: nearly every second byte is zero."""
    pairs = len(head) // 2
    if pairs < 2:
        return None
    even, odd = head[0 : 2 * pairs : 2].count(0) / pairs, head[1 : 2 * pairs : 2].count(0) / pairs
    if odd > 0.6 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.1 else None


def _plausibility(content: bytes, encoding: str) -> float:
    """Sense that the bytes above 127 make as letters within words and as typographic signs; the more the better."""
    try:
        text = content[:_SAMPLE].decode(encoding)
    except UnicodeDecodeError:
        return -1e9
    score = 0.0
    for index, sign in enumerate(text):
        if sign > "\x7f":
            score += _sense(text, index, sign)
    return score


def _sense(text: str, index: int, sign: str) -> float:
    if sign in _TYPOGRAPHY:
        return 1.0
    category = unicodedata.category(sign)
    if category not in ("Ll", "Lu", "Lo") or sign in _LIGATURES:
        return -2.0
    before, after = text[max(0, index - 1) : index], text[index + 1 : index + 2]
    if category == "Lu" and before.islower():
        return -1.0
    near = [n for n in before + after if n.isalpha() and _script(n) == _script(sign)]
    if _script(sign) == "LATIN" and len(near) == 2 and min(near) > "\x7f":
        return -0.5  # three letters with accents hardly ever stand side by side
    return 1.0 if near else 0.0


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def decode(content: bytes, encoding: str) -> str:
    """The text without its mark; Refused when these bytes are not in that encoding or are no text at all."""
    if encoding not in OFFERED:
        raise Refused(f"The encoding “{encoding}” is not one that is read here: {', '.join(OFFERED)}.")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(
            f"The file cannot be read as {NAMES[encoding]}: {_where(content, error)} Choose another encoding."
        ) from error
    text = text.removeprefix("\ufeff")
    sample = text[:_SAMPLE]
    if "\x00" in text or sum(c < " " and c not in "\t\n\r" for c in sample) > len(sample) // 500 + 5:
        raise Refused(
            "This is not a table: the file holds control characters that no text has. "
            "CSV, XLSX, XLS and ODS files are read."
        )
    return text


def _where(content: bytes, error: UnicodeDecodeError) -> str:
    line = content[: error.start].count(b"\n") + 1
    return f"line {line} holds bytes that have no meaning in it."
