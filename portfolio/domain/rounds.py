"""A round as a value: criteria, resources, limits, baseline, and all that is decided about in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from portfolio.domain.initiatives import Initiative
from portfolio.domain.money import from_units, minor_digits
from portfolio.domain.rules import Rule


class ResourceKind(StrEnum):
    """What a resource is a kind of; `capex`, `opex` and `commitment` are money."""

    CAPEX = "capex"
    OPEX = "opex"
    COMMITMENT = "commitment"
    PEOPLE = "people"
    OTHER = "other"

    @property
    def is_money(self) -> bool:
        """Whether amounts are in the round's currency."""
        return self in (ResourceKind.CAPEX, ResourceKind.OPEX, ResourceKind.COMMITMENT)

    @property
    def is_spend(self) -> bool:
        """Whether amounts count as spend inside the round's years."""
        return self in (ResourceKind.CAPEX, ResourceKind.OPEX)


@dataclass(frozen=True)
class Criterion:
    """What counts as value, from 0 (`anchor_0`, today) to 100 (`anchor_100`); `lens` is the side that knows it best."""

    key: str
    name: str
    anchor_0: str = ""
    anchor_100: str = ""
    lens: str = ""
    description: str = ""


@dataclass(frozen=True)
class Resource:
    """Anything limited or counted, in integers of 10^-`digits` `unit`; `per_year` ones exist once a fiscal year."""

    key: str
    name: str
    kind: ResourceKind
    unit: str
    digits: int
    per_year: bool = True


@dataclass(frozen=True)
class Limit:
    """The most that a portfolio may use (`None` = counted, not limited); `year` None for what is not yearly."""

    resource: str
    year: int | None
    amount: int | None


@dataclass(frozen=True)
class BaselineLine:
    """What the established order takes, untouched by any candidate: opex (minor units) or people (hundredths) by role.

    `free` is the part of the people that is left for change."""

    kind: str
    label: str
    year: int | None
    amount: int
    free: int = 0


@dataclass(frozen=True)
class WeightProfile:
    """One stakeholder's points per criterion (any non-negative scale; only proportions count)."""

    name: str
    points: Mapping[str, Decimal]
    lens: str = ""
    is_room: bool = False


@dataclass(frozen=True)
class Round:
    """One planning cycle with everything in it; `money_unit` (1, 1,000 or 1,000,000) is what amounts are entered in."""

    key: str
    name: str
    currency: str
    first_year: int
    last_year: int
    money_unit: int = 1000
    discount_rate: Decimal = Decimal("0.08")
    discount_convention: str = "end"
    nominal: bool = True
    description: str = ""
    criteria: tuple[Criterion, ...] = ()
    resources: tuple[Resource, ...] = ()
    limits: tuple[Limit, ...] = ()
    baseline: tuple[BaselineLine, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    rules: tuple[Rule, ...] = ()
    profiles: tuple[WeightProfile, ...] = field(default=())

    @property
    def years(self) -> tuple[int, ...]:
        """The fiscal years of the round in order."""
        return tuple(range(self.first_year, self.last_year + 1))

    @property
    def digits(self) -> int:
        """Minor digits of the currency."""
        return minor_digits(self.currency)

    @cached_property
    def weights(self) -> Mapping[str, Decimal]:
        """The round's own weights: the room's profile, or equal weights where none is set."""
        room = next((p.points for p in self.profiles if p.is_room), None)
        return room if room is not None and any(room.values()) else {c.key: Decimal(1) for c in self.criteria}

    @cached_property
    def resource_by_key(self) -> Mapping[str, Resource]:
        """Resources by their key."""
        return {r.key: r for r in self.resources}

    @cached_property
    def initiative_by_key(self) -> Mapping[str, Initiative]:
        """Initiatives by their key."""
        return {i.key: i for i in self.initiatives}

    def amount(self, resource: str, units: int) -> Decimal:
        """Stored units of a resource as an exact amount in major units (euros, months)."""
        return from_units(units, self.resource_by_key[resource].digits)

    @property
    def candidates(self) -> tuple[Initiative, ...]:
        """The initiatives that can be decided about: neither archived nor closed."""
        return tuple(i for i in self.initiatives if i.is_candidate)


def resource_name(resource: str, year: int | None) -> str:
    """A resource's name in problem files and in words: `capex 2027`, or `beyond` where there is no year."""
    return resource if year is None else f"{resource} {year}"
