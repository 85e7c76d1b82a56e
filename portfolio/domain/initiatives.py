"""Initiatives and their options as values: what they cost, claim and promise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

_LONGEST_NAME = 16
STATUS_QUO = "status_quo"
"""Reserved option key: not doing it."""

BASES = ("", "own_asset", "saas_configuration", "internal_labour")
"""What a cost line is, which decides whether it may be capitalised."""


class Stage(StrEnum):
    """Where an initiative stands; closed ones are kept and never optimised."""

    CANDIDATE = "candidate"
    UNDER_WAY = "under_way"
    CLOSED = "closed"


class Change(StrEnum):
    """Run keeps the established order going, grow extends it, transform replaces it."""

    RUN = "run"
    GROW = "grow"
    TRANSFORM = "transform"


@dataclass(frozen=True)
class Use:
    """An amount of a resource in a year (or none), an integer of 10^-digits units; negative is income."""

    resource: str
    year: int | None
    amount: int
    basis: str = ""


@dataclass(frozen=True)
class Option:
    """One way of doing an initiative, or `status_quo`. A criterion absent from `scores` is unscored, which is not zero.

    `probability` (0 to 1) is the chance of success; `run_cost_tail` is minor units a year after the horizon."""

    key: str
    title: str
    uses: tuple[Use, ...] = ()
    scores: Mapping[str, Decimal] = field(default_factory=dict)
    probability: Decimal = Decimal(1)
    run_cost_tail: int | None = None
    description: str = ""

    @property
    def is_costed(self) -> bool:
        """Whether any amount is known, be it 0; an option without one costs an unknown amount, not nothing."""
        return bool(self.uses)


def short_key(key: str) -> str:
    """A key that people use as a name, such as `ERP` or `PRJ-0042`; nothing for a long one, made of a title."""
    return key if len(key) <= _LONGEST_NAME else ""


@dataclass(frozen=True)
class Approval:
    """What was approved at the start of work that is under way: shown, never optimised."""

    cost: int | None = None
    date: date | None = None
    promise: str = ""


@dataclass(frozen=True)
class Initiative:
    """A candidate. `evidence_strength` (0 to 1) multiplies positive claims; `spent_so_far` never decides."""

    key: str
    title: str
    options: tuple[Option, ...] = ()
    status_quo: Option = field(default_factory=lambda: Option(STATUS_QUO, "Not doing it"))
    description: str = ""
    problem: str = ""
    promise: str = ""
    evidence_note: str = ""
    change: Change | None = None
    tags: tuple[str, ...] = ()
    stage: Stage = Stage.CANDIDATE
    archived: bool = False
    evidence_strength: Decimal = Decimal(1)
    spent_so_far: int | None = None
    approval: Approval = Approval()
    business_owner: str = ""
    technology_owner: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)
    version: int = 1

    @property
    def is_candidate(self) -> bool:
        """Whether it can be decided about."""
        return not self.archived and self.stage is not Stage.CLOSED

    @property
    def all_tags(self) -> tuple[str, ...]:
        """Run, grow or transform first, then its own tags, each once."""
        own = tuple(t for t in self.tags if t != self.change)
        return ((str(self.change),) if self.change else ()) + own

    @property
    def scored_options(self) -> tuple[Option, ...]:
        """The options with at least one score."""
        return tuple(o for o in self.options if o.scores)

    @property
    def choosable_options(self) -> tuple[Option, ...]:
        """The options with scores and costs: the only ones an optimiser may choose, since nothing is guessed."""
        return tuple(o for o in self.scored_options if o.is_costed)

    def option(self, key: str) -> Option:
        """The option of that key, status quo included; KeyError if there is none."""
        if key == STATUS_QUO:
            return self.status_quo
        return {o.key: o for o in self.options}[key]
