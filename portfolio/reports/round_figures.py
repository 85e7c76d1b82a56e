"""Where a round stands, in the figures and sentences of its first page."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.domain.rounds import Resource, Round
from portfolio.reports import formats
from portfolio.reports.record_words import amount_in, unit_of


@dataclass(frozen=True)
class LimitRow:
    """A resource with its limit by year, or once, bare beside its `unit`; a dash where it is counted, not limited."""

    name: str
    unit: str
    years: tuple[str, ...]
    total: str


@dataclass(frozen=True)
class BaselineFigures:
    """What the established order takes: `opex` by year in minor units, people in hundredths, who of them is free."""

    opex: tuple[int, ...]
    people: int
    free: int
    sentence: str


def limit_rows(frame: Round) -> tuple[LimitRow, ...]:
    """Every resource with its limits."""
    return tuple(_limit_row(frame, resource) for resource in frame.resources)


def available(frame: Round) -> int | None:
    """The limits of spend over all years in minor units; None while one of them is open."""
    spend = [r.key for r in frame.resources if r.kind.is_spend and r.per_year]
    limits = {(x.resource, x.year): x.amount for x in frame.limits}
    amounts = [limits.get((key, year)) for key in spend for year in frame.years]
    known = [a for a in amounts if a is not None]
    return sum(known) if amounts and len(known) == len(amounts) else None


def baseline_figures(frame: Round) -> BaselineFigures:
    """The run baseline summed up; lines without a year count in every year, people in the first one."""
    opex = tuple(sum(x.amount for x in frame.baseline if x.kind == "opex" and x.year in (None, y)) for y in frame.years)
    people = [x for x in frame.baseline if x.kind == "people" and x.year in (None, frame.first_year)]
    total, free = sum(x.amount for x in people), sum(x.free for x in people)
    return BaselineFigures(opex, total, free, _free_sentence(total, free))


def _limit_row(frame: Round, resource: Resource) -> LimitRow:
    limits = {x.year: x.amount for x in frame.limits if x.resource == resource.key}
    given = [amount for amount in limits.values() if amount is not None]
    years = tuple(_words(frame, resource, limits.get(y)) for y in frame.years) if resource.per_year else ()
    complete = len(given) == (len(frame.years) if resource.per_year else 1)
    total = _words(frame, resource, sum(given) if complete else None)
    return LimitRow(resource.name, unit_of(frame, resource), years, total)


def _words(frame: Round, resource: Resource, amount: int | None) -> str:
    return formats.NONE if amount is None else amount_in(frame, resource, amount)


def _free_sentence(total: int, free: int) -> str:
    if not total:
        return ""
    share = formats.percent(free / total)
    people = formats.quantity(total, 2, "people")
    return f"{formats.quantity(free, 2, '')} of {people} are free for change: {share}."
