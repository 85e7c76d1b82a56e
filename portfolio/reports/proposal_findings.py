"""The raw answers of further solves, from which the explanations of a proposal are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from optimizer import Result
from portfolio.domain.rounds import Resource
from portfolio.domain.rules import Rule


@dataclass(frozen=True)
class Insisted:
    """The best answer with one option forced in; `broken` are the rules that had to be left aside for it."""

    key: str
    option: str
    result: Result
    broken: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class Step:
    """`units` more of a resource in each of `years` years, or in the one that `label` names; None = not computed."""

    label: str
    resource: Resource
    units: int
    years: int
    result: Result | None


@dataclass(frozen=True)
class Leeway:
    """All money by a part more or less."""

    name: str
    result: Result


@dataclass(frozen=True)
class Findings:
    """The best answers to variations; None = not computed, which `missing` counts by subject.

    `mandates` by rule key: without that must. `forced` by key of what is left out: with it in. `removed` by key of what
    is funded: without it. `lifted` by resource name: without that limit. `entries` by key: what would get it in."""

    insisted: tuple[Insisted, ...] = ()
    mandates: Mapping[str, Result | None] = field(default_factory=dict)
    all_mandates: Result | None = None
    other_view: Result | None = None
    steps: tuple[Step, ...] = ()
    leeways: tuple[Leeway, ...] = ()
    forced: Mapping[str, Result | None] = field(default_factory=dict)
    removed: Mapping[str, Result | None] = field(default_factory=dict)
    lifted: Mapping[str, Result | None] = field(default_factory=dict)
    entries: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, int] = field(default_factory=dict)
