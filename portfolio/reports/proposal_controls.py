"""What can be moved on a proposal page: weights, limits, the evidence view; each beside what the round itself says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil

from portfolio.domain.rounds import Resource, Round
from portfolio.domain.scenario_address import NOT_LIMITED, address, limit_field, limit_text, limit_unit, plain
from portfolio.domain.scenarios import LimitKey, Scenario, limit_keys, limits_under, scaled_money, weights_under
from portfolio.domain.scoring import weight_shares
from portfolio.reports import formats
from portfolio.reports.proposal_clashes import PIN, kept_words
from portfolio.reports.proposal_words import label_of

ROUND_STEPS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True)
class WeightControl:
    """A slider: `value` and `own` (the round's) in points, from 0 to `most` by `step`; both anchors in words."""

    field: str
    name: str
    lens: str
    value: str
    own: str
    share: str
    most: str
    step: str
    anchor_0: str
    anchor_100: str
    moved: bool


@dataclass(frozen=True)
class LimitControl:
    """A field: `value` in the unit of its resource, empty when not limited; `own` says the round's limit in words."""

    field: str
    label: str
    year: int | None
    value: str
    own: str
    step: str
    moved: bool


@dataclass(frozen=True)
class LimitGroup:
    """The limits of one resource, in year order."""

    name: str
    unit: str
    limits: tuple[LimitControl, ...]


@dataclass(frozen=True)
class Choice:
    """A link to another scenario: what it says, its address, whether it is the one shown."""

    label: str
    address: str
    chosen: bool


@dataclass(frozen=True)
class Controls:
    """All controls of a scenario. `kept` are wishes that no field shows, each with the address that takes it back."""

    weights: tuple[WeightControl, ...]
    limits: tuple[LimitGroup, ...]
    money: tuple[Choice, ...]
    at_face_value: bool
    kept: tuple[Choice, ...]
    kept_fields: tuple[tuple[str, str], ...]
    address: str
    is_changed: bool

    @property
    def fields(self) -> Mapping[str, str]:
        """Every field of the form with its value, for a page that is brought up to date in place."""
        weights = {w.field: w.value for w in self.weights}
        limits = {limit.field: limit.value for group in self.limits for limit in group.limits}
        return {**weights, **limits, "scores": "claimed" if self.at_face_value else "supported"}


def controls_of(round_: Round, scenario: Scenario) -> Controls:
    """The controls as they stand under a scenario."""
    unnamed = replace(scenario, name="")
    return Controls(
        weights=_weights(round_, scenario),
        limits=tuple(_group(round_, scenario, resource) for resource in round_.resources),
        money=_money(round_, scenario),
        at_face_value=scenario.at_face_value,
        kept=_kept(round_, scenario),
        kept_fields=(
            *(("without", key) for key in sorted(scenario.dropped_rules)),
            *((f"pin.{key}", option) for key, option in sorted(scenario.pinned.items())),
        ),
        address=address(round_, scenario),
        is_changed=unnamed != Scenario(),
    )


def _weights(round_: Round, scenario: Scenario) -> tuple[WeightControl, ...]:
    if not round_.criteria:
        return ()
    own, now = weights_under(round_, Scenario()), weights_under(round_, scenario)
    shares = weight_shares(now)
    most = _slider_end(max((*own.values(), *now.values())))
    step = Decimal(1) if most >= 20 else most / 100
    return tuple(
        WeightControl(
            field=f"w.{c.key}",
            name=c.name,
            lens=c.lens,
            value=plain(now[c.key]),
            own=plain(own[c.key]),
            share=formats.percent(shares[c.key]),
            most=plain(most),
            step=plain(step),
            anchor_0=c.anchor_0,
            anchor_100=c.anchor_100,
            moved=now[c.key] != own[c.key],
        )
        for c in round_.criteria
    )


def _slider_end(largest: Decimal) -> Decimal:
    """A round number with room above the largest weight: 50 for 24, 1 for 0.4."""
    if largest <= Decimal("0.5"):
        return Decimal(1)
    wanted, scale = ceil(largest * Decimal("1.5")), 1
    while wanted > ROUND_STEPS[-1] * scale:
        scale *= 100
    return Decimal(next(n * scale for n in ROUND_STEPS if n * scale >= wanted))


def _group(round_: Round, scenario: Scenario, resource: Resource) -> LimitGroup:
    unit = formats.money_unit(round_.currency, round_.money_unit) if resource.kind.is_money else resource.unit
    own, now = limits_under(round_, Scenario()), limits_under(round_, scenario)
    keys = [key for key in limit_keys(round_) if key[0] == resource.key]
    return LimitGroup(resource.name, unit, tuple(_limit(round_, resource, key, own[key], now[key]) for key in keys))


def _limit(round_: Round, resource: Resource, key: LimitKey, own: int | None, now: int | None) -> LimitControl:
    text = limit_text(round_, key, now)
    return LimitControl(
        field=limit_field(key), label=label_of(resource, key[1]), year=key[1],
        value="" if text == NOT_LIMITED else text, own=_own(round_, key, own), step=_step(round_, key, own or now),
        moved=own != now,
    )  # fmt: skip


def _own(round_: Round, key: LimitKey, own: int | None) -> str:
    if own is None:
        return "not limited"
    amount = Decimal(own) / limit_unit(round_, key[0])
    return formats.number(amount, max(0, -int(amount.normalize().as_tuple().exponent)))


def _step(round_: Round, key: LimitKey, amount: int | None) -> str:
    """About a hundredth of the amount, a round number."""
    wanted = Decimal(amount or 0) / limit_unit(round_, key[0]) / 100
    return plain(next((Decimal(n) for n in ROUND_STEPS if n >= wanted), Decimal(ROUND_STEPS[-1])))


def _money(round_: Round, scenario: Scenario) -> tuple[Choice, ...]:
    """All money a tenth less, as the round says, a tenth more; none where no spend is limited."""
    steps = (("−10 %", Decimal("0.9")), ("As the round", Decimal(1)), ("+10 %", Decimal("1.1")))
    asked = [
        (label.replace(" %", f"{formats.THIN}%"), scaled_money(round_, scenario, factor)) for label, factor in steps
    ]
    if len({address(round_, each) for _, each in asked}) == 1:
        return ()
    return tuple(Choice(label, address(round_, each), each == scenario) for label, each in asked)


def _kept(round_: Round, scenario: Scenario) -> tuple[Choice, ...]:
    rules = [
        (key, replace(scenario, dropped_rules=scenario.dropped_rules - {key})) for key in sorted(scenario.dropped_rules)
    ]
    pins = [
        (PIN + key, replace(scenario, pinned={k: v for k, v in scenario.pinned.items() if k != key}))
        for key in sorted(scenario.pinned)
    ]
    return tuple(
        Choice(kept_words(round_, scenario, key), address(round_, each), True) for key, each in (*rules, *pins)
    )
