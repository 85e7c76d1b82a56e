"""A scenario as the query of an address and back, so that a link shows what its sender saw. Pure.

`w.CUS=30` points of a weight, `limit.opex.2028=7700` an amount in the round's money unit (or the resource's own),
`scores=claimed`, `without=KEY` a rule left aside, `pin.ERP=full` an option insisted on, `name=…`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import parse_qsl, urlencode

from portfolio.domain.initiatives import STATUS_QUO
from portfolio.domain.rounds import Round, resource_name
from portfolio.domain.scenarios import LimitKey, Scenario, canonical, limit_keys, weights_under

Pairs = list[tuple[str, str]]

NOT_LIMITED = "none"
MOST_POINTS = Decimal(1_000_000)
MOST_UNITS = 10**17
"""Bounds of what an address may say; a limit stays far inside 64 bits."""


@dataclass(frozen=True)
class Reading:
    """What an address says, and a sentence for each part of it that could not be taken."""

    scenario: Scenario
    faults: tuple[str, ...] = ()


def limit_field(key: LimitKey) -> str:
    """The name that a limit has in addresses and forms: `limit.opex.2028`."""
    resource, year = key
    return f"limit.{resource}" if year is None else f"limit.{resource}.{year}"


def limit_unit(round_: Round, resource: str) -> Decimal:
    """Stored units in one of what people write: a thousand euros, a month."""
    found = round_.resource_by_key[resource]
    return Decimal(10) ** found.digits * (round_.money_unit if found.kind.is_money else 1)


def limit_text(round_: Round, key: LimitKey, amount: int | None) -> str:
    """An amount of a limit as addresses and forms write it: `7700`, `4.5`, or `none`."""
    return NOT_LIMITED if amount is None else plain(Decimal(amount) / limit_unit(round_, key[0]))


def plain(number: Decimal) -> str:
    """A decimal without exponent and without empty places."""
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def write(round_: Round, scenario: Scenario) -> Pairs:
    """The scenario as pairs, only what differs from the round, always in the same order."""
    asked = canonical(round_, scenario)
    weights = {} if asked.weights is None else weights_under(round_, asked)
    pairs = [(f"w.{key}", plain(points)) for key, points in weights.items()]
    pairs += [
        (limit_field(key), limit_text(round_, key, asked.limits[key]))
        for key in limit_keys(round_)
        if key in asked.limits
    ]
    pairs += [("scores", "claimed")] if asked.at_face_value else []
    pairs += [("without", key) for key in sorted(asked.dropped_rules)]
    pairs += [(f"pin.{key}", option) for key, option in sorted(asked.pinned.items())]
    return pairs + ([("name", asked.name)] if asked.name else [])


def address(round_: Round, scenario: Scenario) -> str:
    """The scenario as a query string without its question mark; empty for the round itself."""
    return urlencode(write(round_, scenario))


def read_query(round_: Round, query: str) -> Reading:
    """What a query string says; never raises for what somebody typed."""
    return read(round_, parse_qsl(query, keep_blank_values=True, max_num_fields=5000))


def read(round_: Round, pairs: Iterable[tuple[str, str]]) -> Reading:
    """What the pairs say; unknown names and unreadable numbers are told and left aside, other fields are not ours."""
    reader = _Reader(round_)
    for name, value in pairs:
        reader.take(name, value.strip())
    return reader.reading()


@dataclass
class _Reader:
    round_: Round
    faults: list[str] = field(default_factory=list)
    weights: dict[str, Decimal] = field(default_factory=dict)
    limits: dict[LimitKey, int | None] = field(default_factory=dict)
    without: set[str] = field(default_factory=set)
    pinned: dict[str, str] = field(default_factory=dict)
    plain: dict[str, Any] = field(default_factory=dict)

    def take(self, name: str, value: str) -> None:
        kind, _, rest = name.partition(".")
        takers: dict[str, Callable[[str, str], None]] = {"w": self._weight, "limit": self._limit, "pin": self._pin}
        if rest and kind in takers:
            if value:  # a field that somebody emptied says nothing: the round's own holds
                takers[kind](rest, value)
        elif name == "without" and value:
            self._without(value)
        elif name == "scores":
            self.plain["at_face_value"] = value == "claimed"
        elif name == "name":
            self.plain["name"] = value[:120]

    def _weight(self, key: str, value: str) -> None:
        if key not in {c.key for c in self.round_.criteria}:
            self._unknown("criterion", key)
            return
        points = _number(value)
        if points is None or not 0 <= points <= MOST_POINTS:
            self.faults.append(f"“{value}” is not a weight for {key}: it must be a number of 0 or more.")
        else:
            self.weights[key] = points

    def _limit(self, text: str, value: str) -> None:
        key = {limit_field(k): k for k in limit_keys(self.round_)}.get(f"limit.{text}")
        amount = _number(value)
        if key is None:
            self._unknown("limit", text.replace(".", " "))
        elif value == NOT_LIMITED:
            self.limits[key] = None
        elif amount is None or not 0 <= amount * limit_unit(self.round_, key[0]) <= MOST_UNITS:
            self.faults.append(
                f"“{value}” is not an amount for {resource_name(*key)}: it must be a number of 0 or more."
            )
        else:
            self.limits[key] = int((amount * limit_unit(self.round_, key[0])).to_integral_value())

    def _pin(self, key: str, option: str) -> None:
        found = self.round_.initiative_by_key.get(key)
        if found is None:
            self._unknown("initiative", key)
        elif option != STATUS_QUO and option not in {o.key for o in found.options}:
            self._unknown("option", f"{key}: {option}")
        else:
            self.pinned[key] = option

    def _without(self, key: str) -> None:
        if key in {rule.key for rule in self.round_.rules}:
            self.without.add(key)
        else:
            self._unknown("rule", key)

    def _unknown(self, kind: str, key: str) -> None:
        self.faults.append(f"This round has no {kind} “{key}” (any more); that part of the address was left aside.")

    def reading(self) -> Reading:
        weights = {**weights_under(self.round_, Scenario()), **self.weights} if self.weights else None
        if weights is not None and not any(weights.values()):
            self.faults.append("At least one weight must be above zero; the round’s own weights are used.")
            weights = None
        asked = Scenario(
            weights=weights, limits=self.limits, dropped_rules=frozenset(self.without), pinned=self.pinned, **self.plain
        )
        return Reading(canonical(self.round_, asked), tuple(self.faults))


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) <= 20 else None
