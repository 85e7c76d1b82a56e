"""The explanations as values that print themselves; field names are those of the JSON answer."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from optimizer.results import ConflictPart
from optimizer.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Funded:
    """`replacement_cost`: value lost by the best portfolio without it; None with `blocked_by` where there is none."""

    replacement_cost: float | None
    blocked_by: tuple[ConflictPart, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """`gap`: value lost by the best portfolio with it. `displaces`: who leaves in the one with the fewest changes.

    `option` is what it gets there, `changes` all initiatives that get something else: id -> (before, after).
    """

    gap: float | None
    displaces: tuple[str, ...] = ()
    option: str | None = None
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)
    blocked_by: tuple[ConflictPart, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Per limited resource alone the highest use with which the option is worth it; `entry_factor`: all together.

    None where there is none; `reasons` says why, under the resource's name or "entry_factor".
    """

    entry: dict[str, float | None] = field(default_factory=dict)
    entry_factor: float | None = None
    reasons: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut(Gap):
    """The gap of an initiative, and what would let its options in; `entry` and `entry_factor` are of `option`."""

    entry: dict[str, float | None] = field(default_factory=dict)
    entry_factor: float | None = None
    options: dict[str, Entry] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """`value_price`: best value without the mandate - with all. `resource_price`: what it uses - what it would then."""

    value_price: float | None
    resource_price: dict[str, float] = field(default_factory=dict)
    option: str | None = None
    option_without: str | None = None
    enters: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """`amount`: the least that this limit alone must grow for value to rise, None when none does; then who moves."""

    amount: float | None
    enters: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)
    value_gain: float | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MandatePrices:
    """By initiative that a must names, and of all musts together; single prices need not add up."""

    mandates: dict[str, Price] = field(default_factory=dict)
    all_mandates: Price | None = None

    def __str__(self) -> str:
        lines = [f"{id}: costs {_number(price.value_price)}" for id, price in self.mandates.items()]
        together = [] if self.all_mandates is None else [f"all together: {_number(self.all_mandates.value_price)}"]
        return "\n".join([*lines, *together])


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why the proposal is as it is. Everything is empty when there is no proposal; `complete`: no time limit cut in."""

    status: Status
    funded: dict[str, Funded] = field(default_factory=dict)
    left_out: dict[str, LeftOut] = field(default_factory=dict)
    mandates: dict[str, Price] = field(default_factory=dict)
    all_mandates: Price | None = None
    next_steps: dict[str, NextStep] = field(default_factory=dict)
    complete: bool = True
    seconds: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        data: dict[str, Any] = plain_data(self)
        return data

    def __str__(self) -> str:
        lines = [f"{self.status}, explained in {self.seconds:.1f} s{'' if self.complete else ' (not all of it)'}"]
        lines += [f"{id}: in; without it {_number(part.replacement_cost)} less" for id, part in self.funded.items()]
        lines += [f"{id}: out; with it {_number(part.gap)} less" for id, part in self.left_out.items()]
        lines += [f"{id}: mandate, costs {_number(price.value_price)}" for id, price in self.mandates.items()]
        lines += [f"{name}: {_number(step.amount)} more lets value rise" for name, step in self.next_steps.items()]
        return "\n".join(lines)


def _number(number: float | None) -> str:
    return "?" if number is None else f"{number:,.6g}"


def plain_data(value: Any) -> Any:
    """Dataclasses, mappings and sequences as JSON has them; conflict parts keep their own form."""
    if isinstance(value, ConflictPart):
        return value.to_dict()
    if is_dataclass(value):
        return {item.name: plain_data(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, dict):
        return {key: plain_data(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [plain_data(inner) for inner in value]
    return value.value if isinstance(value, Status) else value
