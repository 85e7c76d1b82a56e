"""How much room text takes, without any font installed: advance widths of Arial (and its twins) and line breaking.

Nothing is drawn here. Sizes are points; 72 points are an inch.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LINE_SPACING = 1.2
"""Line height over font size: Arial itself asks for 1.15, the rest is safety."""

SAFETY = 1.01
"""Widths are taken a little wider than they are: renderers round each glyph to a pixel."""

_REGULAR = {
    191: "'",
    222: "ijlįĵĺļłſ‘’",
    260: "|¦",
    278: " !,./:;I[\\]ft\u00a0\u202f·ÌÍÎÏìíîïĨĩĪīĬĭĮİıţŧ",
    333: "()-`r¡¨­²³´¸¹ŕŗř“”{}ŀľ",
    389: '*º°ª"ťĳ•',
    500: "JcksvxyzçýÿćĉċčĴķĸśŝşšŷźżž^",
    556: "#$0123456789?L_abdeghnopqu¢£¤¥§«»àáâãäåèéêëðñòóôõöùúûüþāăąđēĕėęěĝğġģĥħĹĻĽĿŁńņňŋōŏőũūŭůűų–€¶±÷¯",
    604: "+<=>~¬×−µŉ■●",
    611: "FTZ¿ßøŢŤŦŹŻŽď",
    667: "&ABEKPSVXYÀÁÂÃÄÅÈÉÊËÝÞĀĂĄĒĔĖĘĚĶŚŜŞŠŶŸ",
    723: "CDHNRUwÇÐÑÙÚÛÜĆĈĊČĎĐĤĦŃŅŇŔŖŘŨŪŬŮŰŲŵŊĲ",
    778: "GOQÒÓÔÕÖØĜĞĠĢŌŎŐ©®",
    834: "Mm¼½¾",
    889: "%æ",
    944: "WœŴ",
    1015: "ÆŒ—…→@",
}
_BOLD = {
    238: "'",
    278: " ,./I\\ijl\u00a0\u202f·ÌÍÎÏìíîïĨĩĪīĬĭĮįİıĵĺļłſ‘’|¦",
    333: "!()-:;[]`ft¡¨­²³´¸¹ţŧ",
    389: "*r{}ŕŗř•ºª°ľ",
    500: 'zźżž“”"ŀť',
    556: "#$0123456789J_aceksvxy¢£¤¥§«¶»àáâãäåçèéêëýÿāăąćĉċčēĕėęěĳĴķĸśŝşšŷ–€±÷¯",
    611: "?FLTZbdghnopqu¿ßðñòóôõöøùúûüþđĝğġģĥħĹĻĽĿŁńņňŋōŏőŢŤŦũūŭůűųŹŻŽ+<=>^~¬×−µ■●",
    667: "EPSVXYÈÉÊËÝÞĒĔĖĘĚŚŜŞŠŶŸ",
    723: "&ABCDHKNRUÀÁÂÃÄÅÇÐÑÙÚÛÜĀĂĄĆĈĊČĎĐĤĦĶŃŅŇŔŖŘŨŪŬŮŰŲŊŉď",
    778: "GOQwÒÓÔÕÖØĜĞĠĢŌŎŐŵ©®Ĳ",
    834: "M¼½¾",
    889: "%mæ",
    944: "WœŴ",
    1000: "ÆŒ—…→@",
}
_WIDTHS = [{c: width for width, chars in table.items() for c in chars} for table in (_REGULAR, _BOLD)]
_UNKNOWN, _WIDE = 800, 1050


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width in points of one line of text; characters that Arial lacks count as wide as another font may draw them."""
    return _points(_units(text, bold), size)


def _points(units: int, size: float) -> float:
    return units * size * SAFETY / 1000


@lru_cache(maxsize=8192)  # the same words come again and again, and a table asks for each cell several times
def _units(text: str, bold: bool) -> int:
    """Width in thousandths of the type size."""
    widths = _WIDTHS[bold]
    return sum([widths.get(c) or _other(c) for c in text])


def _other(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return _WIDE if unicodedata.east_asian_width(char) in "WF" else _UNKNOWN


def wrap(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """The lines that text breaks into within `width` points; a word wider than that is cut where it must be."""
    return [line for paragraph in text.split("\n") for line in _lines(paragraph, size, width, bold)]


def _lines(paragraph: str, size: float, width: float, bold: bool) -> Iterator[str]:
    line, units, space = "", 0, _units(" ", bold)
    for word in _words(paragraph, size, width, bold):
        more = _units(word, bold)
        if line and _points(units + space + more, size) > width:
            yield line
            line, units = word, more
        else:
            line, units = (f"{line} {word}", units + space + more) if line else (word, more)
    yield line


def _words(paragraph: str, size: float, width: float, bold: bool) -> Iterator[str]:
    for word in paragraph.split(" "):
        while len(word) > 1 and text_width(word, size, bold=bold) > width:
            head = _fitting(word, size, width, bold)
            yield word[:head]
            word = word[head:]
        yield word


def _fitting(word: str, size: float, width: float, bold: bool) -> int:
    """How many leading characters of a word fit, at least one."""
    count, used = 0, 0.0
    for char in word:
        used += text_width(char, size, bold=bold)
        if used > width:
            break
        count += 1
    return max(count, 1)


def line_count(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """How many lines text takes within `width` points."""
    return len(wrap(text, size, width, bold=bold))


def text_height(text: str, size: float, width: float, *, bold: bool = False) -> float:
    """Height in points of text within `width` points."""
    return line_count(text, size, width, bold=bold) * size * LINE_SPACING


def cut(text: str, size: float, width: float, lines: int, *, bold: bool = False) -> str:
    """The text, ended with an ellipsis where it would take more than `lines` lines."""
    wrapped = wrap(text, size, width, bold=bold)
    if len(wrapped) <= lines:
        return text
    kept = " ".join(wrapped[:lines])
    while kept and line_count(kept.rstrip() + "…", size, width, bold=bold) > lines:
        kept = kept[:-1]
    return kept.rstrip(" ,;:–-") + "…"


def largest_fitting(text: str, sizes: tuple[float, ...], width: float, height: float, *, bold: bool = False) -> float:
    """The first of the sizes (largest first) at which text fits the box in points; the last one where none does."""
    return next((s for s in sizes if text_height(text, s, width, bold=bold) <= height), sizes[-1])
