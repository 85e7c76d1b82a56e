"""The values of a proposal: every number and sentence that a page, a slide and a sheet show, decided once.

Money is integer minor units of the round's currency; points are on the 0–100 scale of the weighted criteria."""

from __future__ import annotations

from dataclasses import dataclass, field

from portfolio.reports.explanation_values import Explanations

MOVEMENTS = ("", "enters", "leaves", "other option")


@dataclass(frozen=True)
class FundedRow:
    """An initiative in the proposal. `cost` is spend inside the round's years; `value` points over not doing it.

    `replacement_cost` = points lost when it is taken out and the rest chosen anew (None: unknown yet or impossible).

    `address` is the scenario that leaves it out; `choices` are its other options, each with an address."""

    key: str
    title: str
    option_key: str
    option_title: str
    change: str
    tags: tuple[str, ...]
    cost: int
    beyond: int
    value: float
    probability: float
    evidence_strength: float
    reason: str
    is_mandate: bool = False
    movement: str = ""
    replacement_cost: float | None = None
    address: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class LeftOutRow:
    """An initiative that keeps its status quo; `gap` = points lost by forcing it in (None: unknown or impossible).

    `price` says the gap in words, `entry` what would get it in, `address` is the scenario that insists on it;
    `choices` are its other options, each with an address."""

    key: str
    title: str
    option_title: str
    change: str
    tags: tuple[str, ...]
    cost: int
    reason: str
    gap: float | None = None
    displaces: tuple[str, ...] = ()
    entry: str = ""
    movement: str = ""
    price: str = ""
    address: str = ""
    other_option: tuple[str, ...] = ()
    evidence_strength: float | None = None
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class SpendRow:
    """A resource in a year: `used`, `limit` and `left_over` in units of 10^-`digits`; `label` like `Opex FY2028`.

    `text` is `18.0 of 18.5 M€`, `left_text` what stays within the limit unused."""

    name: str
    resource: str
    resource_name: str
    kind: str
    unit: str
    digits: int
    year: int | None
    label: str
    used: int
    limit: int | None
    binding: bool
    text: str = ""
    left_text: str = ""

    @property
    def left_over(self) -> int | None:
        """What stays within the limit unused."""
        return None if self.limit is None else self.limit - self.used


@dataclass(frozen=True)
class ShareRow:
    """How much of the spend carries a tag; `floor` / `ceiling` from a share rule where there is one."""

    tag: str
    label: str
    amount: int
    share: float
    count: int
    floor: float | None = None
    ceiling: float | None = None


@dataclass(frozen=True)
class Bubble:
    """Value (points if it succeeds and otherwise, expected) against risk (1 - probability); `cost` is the area.

    `names` are what it can be called, the longest first."""

    key: str
    label: str
    risk: float
    value: float
    cost: int
    change: str
    funded: bool
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class WeightRow:
    """A criterion with the points it was given, their share, and both anchors in words."""

    key: str
    name: str
    lens: str
    points: float
    share: float
    anchor_0: str
    anchor_100: str


@dataclass(frozen=True)
class Proof:
    """How sure the answer is and how it was checked."""

    status: str
    value: float | None
    value_over_status_quo: float | None
    bound: float | None
    gap: float | None
    solver: str
    seconds: float
    verified: bool
    problem_hash: str
    ties: int
    ties_complete: bool
    sentence: str


@dataclass(frozen=True)
class Clash:
    """An irreducible set of rules and limits that no portfolio satisfies together, in words."""

    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Repair:
    """The least single change that makes the round solvable; `address` is the scenario with the change made."""

    sentence: str
    address: str


@dataclass(frozen=True)
class ProposalReport:
    """Everything about one proposal. `status`: optimal, feasible, infeasible, not_found or empty.

    `clash_core` are the sentences that are part of each of several clashes, the shortest clash first.

    `address` is the scenario as a query string; `candidates` counts those in the running; `notices` say what was left
    aside of rules, records or address."""

    round_key: str
    round_name: str
    currency: str
    money_unit: int
    years: tuple[int, ...]
    scenario_name: str
    at_face_value: bool
    status: str
    headline: str
    certainty: str
    candidates: int
    asked: int
    available: int | None
    used: int
    value: float
    funded: tuple[FundedRow, ...]
    left_out: tuple[LeftOutRow, ...]
    unscored: tuple[str, ...]
    spend: tuple[SpendRow, ...]
    shares: tuple[ShareRow, ...]
    bubbles: tuple[Bubble, ...]
    weights: tuple[WeightRow, ...]
    proof: Proof
    price_line: str = ""
    binding_sentence: str = ""
    unusable_sentence: str = ""
    beyond_sentence: str = ""
    not_doing_sentence: str = ""
    movement_sentence: str = ""
    unscored_sentence: str = ""
    weights_sentence: str = ""
    share_title: str = ""
    bubble_title: str = ""
    address: str = ""
    notices: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()
    clash_core: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    explanations: Explanations = field(default_factory=Explanations)
