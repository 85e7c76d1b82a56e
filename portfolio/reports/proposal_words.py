"""Phrases that the sentences of a proposal are made of: names in a row, pairs of amounts, points."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from portfolio.domain.initiatives import STATUS_QUO, Initiative
from portfolio.domain.rounds import Resource, Round
from portfolio.domain.rules import MandateKind, Rule
from portfolio.reports import formats
from portfolio.reports.formats import THIN, WORD

_READS_WELL = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)?")
"""One word, or two with a blank or a hyphen between them."""

MANDATES: Mapping[MandateKind | None, str] = {
    MandateKind.LAW: "Law",
    MandateKind.CONTRACT: "Contract",
    MandateKind.END_OF_SUPPORT: "End of support",
    MandateKind.SECURITY_FINDING: "Security finding",
    MandateKind.EXECUTIVE_WISH: "Executive wish",
    None: "Mandate",
}
"""What a mandate rests on, as people say it."""


def names(titles: Sequence[str], most: int = 3) -> str:
    """`A`, `A and B`, or `A, B and 13 more` where there are more than `most`; a title with a comma stands in quotes."""
    shown = [f"“{title}”" if set(title) & set(",;:") and "“" not in title else title for title in titles]
    if len(shown) > most:
        return f"{', '.join(shown[: most - 1])} and {len(shown) - most + 1} more"
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1] if shown else "")))


def all_names(titles: Sequence[str]) -> str:
    """Every title, with `and` before the last."""
    return names(titles, most=len(titles) or 1)


def row(phrases: Sequence[str]) -> str:
    """Phrases with commas and `and` between them, as they stand."""
    return " and ".join(filter(None, (", ".join(phrases[:-1]), phrases[-1] if phrases else "")))


def money_of(part: int, whole: int | None, currency: str, decimals: int = 1) -> str:
    """`65.4 of 73.5 M€`; each with its own unit where they differ; only the part where the whole is not limited."""
    text = formats.money(part, currency, decimals)
    if whole is None:
        return text
    total = formats.money(whole, currency, decimals)
    number, _, unit = text.partition(THIN)
    return f"{number if total.endswith(THIN + unit) else text} of {total}"


def amount(round_: Round, resource: Resource, units: int, *, signed: bool = False) -> str:
    """An amount of a resource with its unit: money as money, other things in their own unit."""
    if resource.kind.is_money:
        return formats.money(units, round_.currency, signed=signed)
    return formats.quantity(units, resource.digits, resource.unit, signed=signed)


def points(value: Fraction | float) -> str:
    """`2.7 points`, one decimal; a price that rounds to nothing is `nothing`."""
    text = formats.points(value)
    return f"{text}{WORD}point" if text == "1.0" else f"{text}{WORD}points"


def points_of(part: Fraction | float, whole: Fraction | float) -> str:
    """`46 of 73 points`; with a decimal where the part is small."""
    decimals = 0 if abs(float(part)) >= 10 else 1
    return f"{formats.points(part, decimals)} of {formats.points(whole, decimals)}{WORD}points"


def mandate(rule: Rule) -> str:
    """What a must rests on, within a sentence: `law`, `end of support`."""
    return MANDATES[rule.kind].lower()


def movement(before: Mapping[str, str], after: Mapping[str, str], key: str) -> str:
    """`enters`, `leaves`, `other option` or nothing."""
    old, new = before.get(key, STATUS_QUO), after.get(key, STATUS_QUO)
    if old == new:
        return ""
    if old == STATUS_QUO:
        return "enters"
    return "leaves" if new == STATUS_QUO else "other option"


def moves(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, list[str]]:
    """Keys by what they do from one selection to the other, in the order of the selections."""
    found: dict[str, list[str]] = {"enters": [], "leaves": [], "other option": []}
    for key in dict.fromkeys((*before, *after)):
        if word := movement(before, after, key):
            found[word].append(key)
    return found


def option_name(initiative: Initiative, key: str) -> str:
    """The name of the option, or nothing where there is only one way of doing it: its name would say nothing."""
    return "" if len(initiative.options) == 1 and key != STATUS_QUO else initiative.option(key).title


def label_of(resource: Resource, year: int | None) -> str:
    """`Opex FY2028`, or the resource's name where there is no year."""
    return resource.name if year is None else f"{resource.name} FY{year}"


def tag_work(tag: str) -> str:
    """What a tag gets money for: `customer work`; a tag that does not read well before `work` stands in quotes."""
    return f"{tag} work" if _READS_WELL.fullmatch(tag) else f"“{tag_label(tag)}”"


def tag_label(tag: str) -> str:
    """A tag as a heading."""
    return tag[:1].upper() + tag[1:]
