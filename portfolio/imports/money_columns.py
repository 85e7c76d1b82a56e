"""Columns of money beside each other: spans of years such as 2026/27, and totals of what other columns itemise."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from portfolio.domain.rounds import Round
from portfolio.imports.header_units import split_unit
from portfolio.imports.words import word_list


def span_of(header: str) -> tuple[int, int] | None:
    """Both years of a header such as `Capex 2026/27`, `FY26-27` or `2026–2027`; None where it names no such pair."""
    words = word_list(split_unit(header).name)
    for before, (first, second) in zip(["", *words], pairwise(words), strict=False):
        is_year = re.fullmatch(r"20\d\d", first) or (before == "fy" and re.fullmatch(r"\d\d", first))
        if is_year and re.fullmatch(r"(20)?\d\d", second) and (int(first) + 1) % 100 == int(second) % 100:
            year = 2000 + int(first) % 100
            return year, year + 1
    return None


def years_of_spans(headers: Sequence[str], frame: Round) -> Mapping[int, int]:
    """The fiscal year that each span means, by column: the earlier or the later one, whichever puts all of them into
    the round's years. Where both would or neither does, nobody can tell, and nothing is said."""
    spans = {i: span for i, header in enumerate(headers) if (span := span_of(header))}
    fitting = [side for side in (0, 1) if all(span[side] in frame.years for span in spans.values())]
    return {i: span[fitting[0]] for i, span in spans.items()} if len(fitting) == 1 else {}


def without_span(header: str) -> str:
    """The header without its years: `Capex 2026/27` is `Capex`."""
    return re.sub(r"(?i)\b(?:fy\s*)?(?:20)?\d\d\s*[-/–]\s*(?:20)?\d\d\b", " ", header)


def counted_twice(targets: Sequence[str], frame: Round) -> tuple[int, int] | None:
    """Columns of a total and of a part of the same money, by their place among the targets; None where there are none.

    The total of everything overlaps with every amount of capex and opex, the total of one resource with its years."""
    spend = [r.key for r in frame.resources if r.kind.is_spend]
    for i, target in enumerate(targets):
        if target == "total" or target.startswith("total "):
            own = spend if target == "total" else [target.removeprefix("total ")]
            parts = {f"use {key} {year}" for key in own for year in frame.years}
            parts |= {f"total {key}" for key in spend} if target == "total" else set()
            part = next((j for j, other in enumerate(targets) if other in parts), None)
            if part is not None:
                return i, part
    return None
