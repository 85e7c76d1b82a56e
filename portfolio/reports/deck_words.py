"""Wording that the slides share: short names, lists that end, and money in one unit for a whole table or chart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from portfolio.domain.money import from_units, minor_digits
from portfolio.reports import formats
from portfolio.reports.proposal_values import ProposalReport, ShareRow
from portfolio.reports.proposal_words import tag_label, tag_work

KIND_NAMES = {"run": "Run", "grow": "Grow", "transform": "Transform"}
KIND_MEANINGS = {
    "run": "keeps the established order going",
    "grow": "extends it",
    "transform": "replaces it",
}


def tidy(text: str) -> str:
    """The text on one line; spaces that must not break stay."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip()


def short(name: str, most: int = 42) -> str:
    """A name of at most `most` characters: without what stands in parentheses at its end, or cut at a word's end."""
    name = tidy(name)
    if len(name) <= most:
        return name
    while name.endswith(")") and len(name) > most and " (" in name:
        name = name[: name.rindex(" (")]
    if len(name) <= most:
        return name
    head = name[: most - 1]
    ends_here = name[most - 1] == " "
    at_word = head.rsplit(" ", 1)[0] if " " in head[most // 2 :] and not ends_here else head
    return at_word.rstrip(" ,;:–-(") + "…"


def listed(names: Iterable[str], most: int = 3, width: int = 42) -> str:
    """`A, B and 13 more`, or `A, B and C` when there are no more than `most`."""
    all_names = [short(n, width) for n in names]
    if len(all_names) <= 1:
        return "".join(all_names)
    if len(all_names) <= most:
        return ", ".join(all_names[:-1]) + " and " + all_names[-1]
    return f"{', '.join(all_names[: most - 1])} and {len(all_names) - most + 1} more"


def options(changes: Iterable[str], most: int = 3, width: int = 42) -> str:
    """`Billing → A year later` and so on: the name is cut before the option, which is what changes."""
    return listed((_to_option(change, width) for change in changes), most, 3 * width)


def _to_option(change: str, width: int) -> str:
    name, arrow, option = tidy(change).rpartition(" → ")
    return f"{short(name, max(26, width - len(option)))} → {short(option, width)}" if arrow else option


def moved(leaves: Sequence[str], other_option: Sequence[str], most: int = 4) -> str:
    """Who leaves and, told apart, who takes another option; a dash for nobody."""
    parts = [listed(leaves, most)] if leaves else []
    parts += [f"other option: {options(other_option, most)}"] if other_option else []
    return "; ".join(parts) or formats.NONE


def stop(text: str) -> str:
    """The text with a full stop, unless it ends with a mark of its own."""
    return text if text.endswith((".", "…", "!", "?")) else text + "."


def sentence(text: str) -> str:
    """A title's form: first letter large, no full stop at its end."""
    text = tidy(text).rstrip(".")
    return text[:1].upper() + text[1:]


def share_work(row: ShareRow) -> str:
    """What a share of the spend goes to, within a sentence: `customer work`, `customer work (of capex)`."""
    return tag_work(row.tag) + row.label.removeprefix(tag_label(row.tag))


def count_word(n: int) -> str:
    """Small counts in words at the start of a title: `three`, `23`."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    return words[n] if n < len(words) else formats.number(n)


def money(report: ProposalReport, amount: int) -> str:
    """Money in words of the page: `65.4 M€`."""
    return formats.money(amount, report.currency)


def scale(report: ProposalReport, amounts: Sequence[int], *, fine: bool = False) -> int:
    """The unit (1, 1,000, 1,000,000) for a column or axis: millions where the largest amount reaches one.

    With `fine`, the smallest amount must still show as 0.1 or more."""
    sizes = [abs(from_units(a, minor_digits(report.currency))) for a in amounts if a]
    largest, smallest = max(sizes, default=Decimal(0)), min(sizes, default=Decimal(0))
    if largest >= 10**6 and not (fine and smallest < 50_000):
        return 10**6
    return 1000 if largest >= 1000 and not (fine and smallest < 500) else 1


def scaled(report: ProposalReport, amount: int, unit: int) -> float:
    """Money as a number in that unit, for charts."""
    return float(from_units(amount, minor_digits(report.currency)) / Decimal(unit))


def in_unit(report: ProposalReport, amount: int | None, unit: int) -> str:
    """Money as a bare number in that unit: one decimal in millions, else none."""
    if amount is None:
        return formats.NONE
    return formats.money_in(amount, report.currency, unit, 1 if unit >= 10**6 else 0)


def unit_name(report: ProposalReport, unit: int) -> str:
    """`M€`."""
    return formats.money_unit(report.currency, unit)


def years(report: ProposalReport) -> str:
    """`FY2027–FY2029`, or nothing for a round without years."""
    return formats.fiscal_years(report.years[0], report.years[-1]) if report.years else ""


def short_hash(report: ProposalReport) -> str:
    """The first eight characters of the problem's hash."""
    return report.proof.problem_hash.removeprefix("sha256:")[:8]
