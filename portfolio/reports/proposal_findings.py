"""The raw answers of further solves, from which the explanations of a proposal are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from optimizer.explaining.values import Entry
from optimizer.explaining.values import NextStep as LeastStep
from portfolio.domain.rounds import Resource
from portfolio.domain.rules import Rule

LEEWAYS = {"Budget −10 %": Fraction(-1, 10), "Budget +10 %": Fraction(1, 10)}
"""By name, how much more money a year and kind there is in a variation of the budget."""


@dataclass(frozen=True)
class Varied:
    """The best portfolio of a variation: `gain` points against the proposal; `about` where that is not proven."""

    selected: Mapping[str, str] = field(default_factory=dict)
    gain: Fraction = Fraction(0)
    possible: bool = True
    about: bool = False


@dataclass(frozen=True)
class Insisted:
    """The best answer with one option forced in; `broken` are the rules that had to be left aside for it."""

    key: str
    option: str
    result: Varied
    broken: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class Step:
    """`units` more of a resource in each of `years` years."""

    resource: Resource
    units: int
    years: int
    result: Varied


@dataclass(frozen=True)
class Findings:
    """The best answers to variations; what was not decided in the time is absent, and counted by `missing`.

    `mandates` by rule key: without that must. `forced` by key of what is left out: with it in. `removed` by key of what
    is funded: without it. `lifted` by resource name: without that limit. `least` by resource name: the least amount
    that buys value. `entries` by key of what is left out: option and what would get it in."""

    insisted: tuple[Insisted, ...] = ()
    mandates: Mapping[str, Varied | None] = field(default_factory=dict)
    all_mandates: Varied | None = None
    other_view: Varied | None = None
    other_value: float = 0.0
    steps: tuple[Step, ...] = ()
    leeways: Mapping[str, Varied] = field(default_factory=dict)
    lifted: Mapping[str, Varied] = field(default_factory=dict)
    forced: Mapping[str, Varied] = field(default_factory=dict)
    removed: Mapping[str, Varied] = field(default_factory=dict)
    least: Mapping[str, LeastStep] = field(default_factory=dict)
    near: tuple[Varied, ...] | None = None
    entries: Mapping[str, tuple[str, Entry]] = field(default_factory=dict)
    missing: Mapping[str, int] = field(default_factory=dict)
