"""Colours: the same on pages as in files, told apart without red and green, readable on their ground."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from portfolio import paths
from portfolio.reports import palette

CSS = (paths.static() / "app.css").read_text(encoding="utf-8")
NAMES = ("run", "grow", "transform", "business", "technology")
# Viénot, Brettel & Mollon 1999, linear RGB: what somebody without red (protan) or green (deutan) receptors sees.
SEEN = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    "deutan": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
}


def declared(theme: str) -> dict[str, str]:
    block = re.search(re.escape(theme) + r" \{(.*?)\n\}", CSS, re.DOTALL)
    assert block
    return dict(re.findall(r"--([a-z]+): (#[0-9A-F]{6});", block[1]))


def linear(colour: str) -> list[float]:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def luminance(colour: str) -> float:
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(one: str, other: str) -> float:
    """WCAG 2.2: 4.5 for text, 3 for marks."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def lab(colour: str, seen: str) -> list[float]:
    rgb = [max(0.0, sum(w * c for w, c in zip(row, linear(colour), strict=True))) for row in SEEN[seen]]
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [sum(w * c for w, c in zip(r, rgb, strict=True)) / n for r, n in zip(rows, (0.9505, 1, 1.089), strict=True)]
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]


def test_pages_and_files_use_the_same_colours() -> None:
    page = declared(":root")
    assert {n: page[n] for n in NAMES} == {**palette.KINDS, **palette.LENSES}
    names = {"accent": palette.ACCENT, "ink": palette.INK, "muted": palette.MUTED, "line": palette.LINE}
    assert {name: page[name] for name in names} == names
    assert {n: declared('[data-bs-theme="dark"]')[n] for n in NAMES} == dict(palette.ON_DARK)


@pytest.mark.parametrize("seen", SEEN)
@pytest.mark.parametrize("group", [palette.KINDS, palette.LENSES, palette.ON_DARK], ids=["kinds", "lenses", "dark"])
def test_colours_are_told_apart_by_everybody(group: dict[str, str], seen: str) -> None:
    names = [n for n in group if n in palette.KINDS] if group is palette.ON_DARK else list(group)
    for one, other in combinations(names, 2):
        distance = sum((a - b) ** 2 for a, b in zip(lab(group[one], seen), lab(group[other], seen), strict=True)) ** 0.5
        assert distance > 20, (one, other, seen, distance)


@pytest.mark.parametrize("name", NAMES)
def test_marks_are_seen_on_their_ground(name: str) -> None:
    assert contrast(palette.colour(name), palette.PAPER) >= 3
    assert contrast(palette.ON_DARK[name], declared('[data-bs-theme="dark"]')["paper"]) >= 3


@pytest.mark.parametrize("theme", [":root", '[data-bs-theme="dark"]'])
@pytest.mark.parametrize("text", ["ink", "muted", "accent", "danger"])
@pytest.mark.parametrize("ground", ["paper", "ground"])
def test_text_can_be_read(theme: str, text: str, ground: str) -> None:
    page = declared(theme)
    assert contrast(page[text], page[ground]) >= 4.5


def test_what_has_no_colour_of_its_own_is_muted() -> None:
    assert palette.colour("") == palette.MUTED
