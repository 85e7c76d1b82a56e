"""What takes further solves, as values: prices, next steps, the other view of the evidence, variations.

Points are on the 0–100 scale of the weighted criteria; addresses are scenarios that a page can open."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MandateRow:
    """A must and its price: `price` points that the portfolio loses by it (None: not computed), `money` used more."""

    rule_key: str
    key: str
    title: str
    option_title: str
    kind: str
    claimant: str
    evidence: str
    deadline: str
    price: float | None
    money: int | None
    enters_without: tuple[str, ...]
    leaves_without: tuple[str, ...]
    sentence: str
    other_option_without: tuple[str, ...] = ()


@dataclass(frozen=True)
class NextStep:
    """More of a resource, in one year or alike in all years of a kind, and what it buys: `gain` 0 = nothing at all.

    `what` names the amount in words. `amount` is in units of 10^-`digits` `unit` (money: minor units), in each year."""

    label: str
    amount: int
    gain: float
    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    sentence: str
    unit: str = ""
    digits: int = 2
    other_option: tuple[str, ...] = ()
    what: str = ""


@dataclass(frozen=True)
class FaceValue:
    """The same question with claims at face value (or supported, when the proposal is at face value)."""

    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    other_option: tuple[str, ...]
    value: float
    sentence: str


@dataclass(frozen=True)
class WhatIf:
    """A named variation (`ERP: full`, `Budget -10 %`): its price in points and what moves.

    `key` is the initiative it insists on; `breaks` are the round's rules that had to be left aside for it, in words;
    `address` is the scenario of the variation, empty where it cannot be put as one."""

    name: str
    feasible: bool
    price: float | None
    funded: int
    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    other_option: tuple[str, ...]
    sentence: str
    key: str = ""
    breaks: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True)
class Explanations:
    """What takes further solves: prices, gaps, next steps, the other evidence view, near ties and what-ifs.

    `not_computed` says what the time did not allow, where `complete` is false; `missing` counts these questions."""

    mandates: tuple[MandateRow, ...] = ()
    all_mandates_price: float | None = None
    all_mandates_sentence: str = ""
    next_steps: tuple[NextStep, ...] = ()
    face_value: FaceValue | None = None
    what_ifs: tuple[WhatIf, ...] = ()
    near_ties: tuple[str, ...] = ()
    near_ties_sentence: str = ""
    complete: bool = True
    not_computed: str = ""
    missing: int = 0
