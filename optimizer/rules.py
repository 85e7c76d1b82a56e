"""The rules a portfolio can be held to, as values. What each means stands in its docstring and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, TypeAlias

from optimizer.numbers import ZERO, Amounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Must:
    """The initiative gets this option; without `option`, any of its options."""

    type: ClassVar[str] = "must"
    initiative: str
    option: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Never:
    """The initiative keeps its status quo."""

    type: ClassVar[str] = "never"
    initiative: str
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Requires:
    """If `initiative` gets `option` (any, when absent), then `needs` gets one of `needs_options` (any, when absent)."""

    type: ClassVar[str] = "requires"
    initiative: str
    needs: str
    option: str | None = None
    needs_options: tuple[str, ...] | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Excludes:
    """At most one of the initiatives gets an option."""

    type: ClassVar[str] = "excludes"
    initiatives: tuple[str, ...] | None = None
    tag: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The number of the initiatives that get an option lies between the two bounds."""

    type: ClassVar[str] = "count"
    initiatives: tuple[str, ...] | None = None
    tag: str | None = None
    at_least: int | None = None
    at_most: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The tag's use lies between these shares of all use, over chosen options, negative uses counted as zero."""

    type: ClassVar[str] = "share"
    tag: str
    of: tuple[str, ...]
    at_least: Fraction | None = None
    at_most: Fraction | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """The sum of use x (1 - probability) is at most this share of the sum of use, over chosen options."""

    type: ClassVar[str] = "risk"
    of: tuple[str, ...]
    at_most: Fraction
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Synergy:
    """When all the initiatives get an option, `value` points are gained and `saves` is not used; once."""

    type: ClassVar[str] = "synergy"
    initiatives: tuple[str, ...]
    value: Fraction = ZERO
    saves: Amounts = Amounts()
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOver:
    """This share of what is left of one resource is added to the limit of another."""

    type: ClassVar[str] = "carry_over"
    source: str
    target: str
    share: Fraction
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A portfolio's total of one criterion (probability-weighted) or one resource lies between the two bounds."""

    type: ClassVar[str] = "total"
    criterion: str | None = None
    resource: str | None = None
    at_least: Fraction | None = None
    at_most: Fraction | None = None
    reason: str | None = None


Rule: TypeAlias = Must | Never | Requires | Excludes | Count | Share | Risk | Synergy | CarryOver | Total
KINDS: dict[str, type[Rule]] = {
    kind.type: kind for kind in (Must, Never, Requires, Excludes, Count, Share, Risk, Synergy, CarryOver, Total)
}
