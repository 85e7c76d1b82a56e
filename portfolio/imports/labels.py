"""Labels in a cell: `customer, platform` are two, `Agriculture, Fisheries and Forestry` is the name of one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from portfolio.imports.words import one_line

_SIGNS = re.compile(r"[;\n]")


def labels(text: str, names: frozenset[str]) -> list[str]:
    """The labels of a cell, each once. A part that is one of `names` is one label, with dots for its commas: labels are
    typed with commas between them, so none can hold one."""
    found: dict[str, None] = {}
    for part in _SIGNS.split(text):
        whole = one_line(part)
        found.update(dict.fromkeys([" · ".join(_parts(whole))] if whole in names else _parts(whole)))
    return list(found)


def names_with_commas(cells: Iterable[str]) -> frozenset[str]:
    """Texts with commas that are one name: they come back in several rows, and none of their parts ever stands
    anywhere else, as labels that people combine would."""
    texts: dict[str, int] = defaultdict(int)
    homes: dict[str, set[str]] = defaultdict(set)
    for cell in cells:
        for part in _SIGNS.split(cell):
            whole = one_line(part)
            texts[whole] += 1
            for label in _parts(whole):
                homes[label].add(whole)
    return frozenset(t for t, n in texts.items() if n > 1 and "," in t and all(len(homes[p]) == 1 for p in _parts(t)))


def _parts(text: str) -> list[str]:
    return [label for part in text.split(",") if (label := one_line(part))]
