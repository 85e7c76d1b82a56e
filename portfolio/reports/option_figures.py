"""What an option costs and claims, in the figures that its page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from portfolio.domain.initiatives import STATUS_QUO, Initiative, Option
from portfolio.domain.rounds import Resource, ResourceKind, Round
from portfolio.domain.scoring import supported_score
from portfolio.reports.record_words import BASIS_WORDS, amount_words


@dataclass(frozen=True)
class UseLine:
    """A line of an option's costs and effort, in words: by year in the order of the round's years, or once."""

    resource: Resource
    basis: str
    years: tuple[str, ...]
    total: str


@dataclass(frozen=True)
class OptionFigures:
    """An option with its spend (minor units, None without any), lines of uses, and claimed and supported scores."""

    option: Option
    is_status_quo: bool
    capex: int | None
    opex: int | None
    beyond: int | None
    lines: tuple[UseLine, ...]
    claimed: Mapping[str, Decimal]
    supported: Mapping[str, Decimal]

    @property
    def spend(self) -> int | None:
        """Capex and opex inside the round's years."""
        known = [x for x in (self.capex, self.opex) if x is not None]
        return sum(known) if known else None


def option_figures(frame: Round, initiative: Initiative) -> tuple[OptionFigures, ...]:
    """Every option of an initiative, not doing it last."""
    return tuple(_figures(frame, initiative, o) for o in (*initiative.options, initiative.status_quo))


def _figures(frame: Round, initiative: Initiative, option: Option) -> OptionFigures:
    is_status_quo = option.key == STATUS_QUO
    strength = Decimal(1) if is_status_quo else initiative.evidence_strength
    return OptionFigures(
        option=option,
        is_status_quo=is_status_quo,
        capex=_sum(frame, option, ResourceKind.CAPEX),
        opex=_sum(frame, option, ResourceKind.OPEX),
        beyond=_sum(frame, option, ResourceKind.COMMITMENT),
        lines=_lines(frame, option),
        claimed=option.scores,
        supported={key: supported_score(score, strength) for key, score in option.scores.items()},
    )


def _sum(frame: Round, option: Option, kind: ResourceKind) -> int | None:
    amounts = [u.amount for u in option.uses if frame.resource_by_key[u.resource].kind is kind]
    return sum(amounts) if amounts else None


def _lines(frame: Round, option: Option) -> tuple[UseLine, ...]:
    found: list[UseLine] = []
    for resource in frame.resources:
        own = [u for u in option.uses if u.resource == resource.key]
        for basis in dict.fromkeys(u.basis for u in own):
            by_year = {u.year: u.amount for u in own if u.basis == basis}
            years = (
                tuple(amount_words(frame, resource, by_year[y]) if y in by_year else "" for y in frame.years)
                if resource.per_year
                else ()
            )
            total = amount_words(frame, resource, sum(by_year.values()))
            found.append(UseLine(resource, BASIS_WORDS[basis] if basis else "", years, total))
    return tuple(found)
