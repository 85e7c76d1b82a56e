"""What cannot be taken of a round's own settings, each field with a sentence that names place and cure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from portfolio.domain.patch_faults import MOST_UNITS, key_fault
from portfolio.domain.rounds import BaselineLine, Criterion, Resource, ResourceKind, Round

MONEY_UNITS = (1, 1000, 1_000_000)
CONVENTIONS = ("end", "mid")
LENSES = ("", "business", "technology")
MOST_YEARS = 15


def round_faults(fields: Mapping[str, Any]) -> dict[str, str]:
    """Faults of the complete fields of a round: those of `domain.rounds.Round` that are no collections."""
    return dict(_round_faults(fields))


def _round_faults(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if wrong := key_fault(fields["key"]):
        yield "key", wrong
    if not fields["name"].strip() or len(fields["name"]) > 200:
        yield "name", "Give the round a name of at most 200 characters, for example FY2027."
    if not re.fullmatch(r"[A-Z]{3}", fields["currency"]):
        yield "currency", f"“{fields['currency']}” is not a currency code of three letters, such as EUR or AUD."
    if fields["money_unit"] not in MONEY_UNITS:
        yield "money_unit", "Amounts are entered in single units, thousands or millions."
    first, last = fields["first_year"], fields["last_year"]
    if not 1990 <= first <= 2100:
        yield "first_year", f"{first} is not a fiscal year between 1990 and 2100."
    elif not first <= last < first + MOST_YEARS:
        yield "last_year", f"The last fiscal year must lie between {first} and {first + MOST_YEARS - 1}."
    rate = fields["discount_rate"]
    if not isinstance(rate, Decimal) or not rate.is_finite() or not 0 <= rate < 1:
        yield "discount_rate", "The discount rate must lie between 0 and 100 % a year."
    if fields["discount_convention"] not in CONVENTIONS:
        yield "discount_convention", "Money falls due at the end or in the middle of each fiscal year: choose one."


def criterion_faults(criterion: Criterion) -> dict[str, str]:
    """Faults of a criterion; both anchors may wait, a name may not."""
    found = {"key": key_fault(criterion.key)}
    if not criterion.name.strip() or len(criterion.name) > 120:
        found["name"] = "Give the criterion a name of at most 120 characters."
    if criterion.lens not in LENSES:
        found["lens"] = f"“{criterion.lens}” is neither the business nor the technology lens."
    return {name: text for name, text in found.items() if text}


def resource_faults(frame: Round, resource: Resource, limits: Mapping[int | None, int | None]) -> dict[str, str]:
    """Faults of a resource and its limits, a limit under `limit YEAR` (or `limit`)."""
    found = {"key": key_fault(resource.key)}
    if not resource.name.strip() or len(resource.name) > 120:
        found["name"] = "Give the resource a name of at most 120 characters."
    if len(resource.unit) > 20:
        found["unit"] = "The unit is too long: at most 20 characters."
    if not 0 <= resource.digits <= 4:
        found["digits"] = "Amounts can have between 0 and 4 decimals."
    if resource.kind.is_money and resource.digits != frame.digits:
        found["digits"] = f"Money in {frame.currency} has {frame.digits} decimals."
    if resource.kind is ResourceKind.COMMITMENT and resource.per_year:
        found["per_year"] = "What is committed beyond the last year is counted once, not by year."
    for year, amount in limits.items():
        if wrong := _limit_fault(frame, resource, year, amount):
            found["limit" if year is None else f"limit {year}"] = wrong
    return {name: text for name, text in found.items() if text}


def _limit_fault(frame: Round, resource: Resource, year: int | None, amount: int | None) -> str:
    if resource.per_year and year not in frame.years:
        return f"{resource.name} is limited by year, from {frame.first_year} to {frame.last_year}: not in {year}."
    if not resource.per_year and year is not None:
        return f"{resource.name} is limited once for the whole round, not by year."
    if amount is not None and not 0 <= amount <= MOST_UNITS:
        return f"The limit of {resource.name} must be zero or more: leave it empty for no limit."
    return ""


def baseline_faults(frame: Round, lines: Sequence[BaselineLine]) -> dict[str, str]:
    """Faults of the run baseline by line number (`line 3`)."""
    found: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if wrong := _line_fault(frame, line):
            found[f"line {number}"] = f"Line {number}: {wrong}"
    return found


def _line_fault(frame: Round, line: BaselineLine) -> str:
    if line.kind not in ("opex", "people"):
        return f"“{line.kind}” is neither opex nor people."
    if not line.label.strip() or len(line.label) > 120:
        return "say what it is, in at most 120 characters."
    if line.year is not None and line.year not in frame.years:
        return f"{line.year} is not a fiscal year of this round."
    if not 0 <= line.amount <= MOST_UNITS:
        return "the amount must be zero or more."
    if not 0 <= line.free <= line.amount:
        return "the part that is free for change cannot be more than there is."
    return ""
