"""Small rounds as values, and their best portfolio by trying every one: an oracle without any code of the product."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product

from hypothesis import strategies as st

from portfolio.domain.initiatives import STATUS_QUO, Change, Initiative, Option, Use
from portfolio.domain.rounds import Criterion, Limit, Resource, ResourceKind, Round, WeightProfile
from portfolio.domain.rules import Rule, RuleType

M_EUR = 100_000_000
CRITERIA = (
    Criterion("CUS", "Customers", "as today", "all of them"),
    Criterion("CON", "Continuity", "as today", "always"),
)
RESOURCES = (
    Resource("capex", "Capex", ResourceKind.CAPEX, "EUR", 2),
    Resource("opex", "Opex", ResourceKind.OPEX, "EUR", 2),
)
YEARS = (2027, 2028)


def option(key: str = "do", capex: float = 1, opex: float = 0, cus: float = 10, con: float = 0, p: str = "1") -> Option:
    """An option with M€ in the first year and scores on both criteria."""
    uses = [Use("capex", 2027, int(capex * M_EUR)), Use("opex", 2027, int(opex * M_EUR))]
    scores = {"CUS": Decimal(str(cus)), "CON": Decimal(str(con))}
    return Option(key, key.capitalize(), tuple(uses), scores, Decimal(p))


def initiative(key: str, *options: Option, **given: object) -> Initiative:
    """An initiative called by its key, with one option unless told."""
    return Initiative(key, f"The {key}", options or (option(),), **{"change": Change.RUN, **given})  # type: ignore[arg-type]


def small_round(*initiatives: Initiative, capex: float | None = 2, opex: float | None = 2, **given: object) -> Round:
    """A round of two years; limits in M€ for the first year, nothing in the second; equal weights."""
    amounts = {("capex", 2027): capex, ("opex", 2027): opex, ("capex", 2028): 0, ("opex", 2028): 0}
    limits = tuple(Limit(r, y, None if a is None else int(a * M_EUR)) for (r, y), a in amounts.items())
    room = WeightProfile("Room", {"CUS": Decimal(50), "CON": Decimal(50)}, is_room=True)
    parts = {"criteria": CRITERIA, "resources": RESOURCES, "limits": limits, "profiles": (room,), **given}
    return Round("small", "Small", "EUR", 2027, 2028, initiatives=initiatives, **parts)  # type: ignore[arg-type]


def must(key: str, option_key: str = "", **given: object) -> Rule:
    """A mandate."""
    return Rule(f"must-{key}", RuleType.MUST, initiative=key, option=option_key, **given)  # type: ignore[arg-type]


def every_portfolio(round_: Round) -> Iterator[dict[str, str]]:
    """Every choice of one option or none for each candidate."""
    keys = [i.key for i in round_.candidates]
    for picks in product(*([STATUS_QUO, *(o.key for o in i.options)] for i in round_.candidates)):
        yield {key: pick for key, pick in zip(keys, picks, strict=True) if pick != STATUS_QUO}


def value(
    round_: Round, chosen: Mapping[str, str], weights: Mapping[str, Decimal], face_value: bool = False
) -> Decimal:
    """Points over doing nothing: p x (w·supported - w·status quo), summed; the rule of the value written out again."""
    total, points = Decimal(0), sum(weights.values())
    for key, pick in chosen.items():
        i = round_.initiative_by_key[key]
        strength = Decimal(1) if face_value else i.evidence_strength
        for criterion, weight in weights.items():
            claim = i.option(pick).scores.get(criterion, Decimal(0))
            counted = claim * strength if claim > 0 else claim
            drift = i.status_quo.scores.get(criterion, Decimal(0))
            total += weight / points * i.option(pick).probability * (counted - drift)
    return total


def fits(round_: Round, chosen: Mapping[str, str]) -> bool:
    """Whether the limits hold, status quo included."""
    used: dict[tuple[str, int | None], int] = {}
    for i in round_.candidates:
        for use in i.option(chosen.get(i.key, STATUS_QUO)).uses:
            used[use.resource, use.year] = used.get((use.resource, use.year), 0) + use.amount
    return all(
        limit.amount is None or used.get((limit.resource, limit.year), 0) <= limit.amount for limit in round_.limits
    )


def keeps(round_: Round, chosen: Mapping[str, str]) -> bool:
    """Whether musts, nevers, requirements and exclusions hold."""
    for rule in round_.rules:
        got = chosen.get(rule.initiative)
        asks = got is not None and rule.option in ("", got)
        if rule.type is RuleType.MUST and not asks:
            return False
        if rule.type is RuleType.NEVER and got is not None:
            return False
        if rule.type is RuleType.REQUIRES and asks and not _has(chosen, rule):
            return False
        if rule.type is RuleType.EXCLUDES and sum(key in chosen for key in rule.initiatives) > 1:
            return False
    return True


def _has(chosen: Mapping[str, str], rule: Rule) -> bool:
    got = chosen.get(rule.needs)
    return got is not None and (not rule.needs_options or got in rule.needs_options)


def best_value(round_: Round, weights: Mapping[str, Decimal] | None = None, face_value: bool = False) -> Decimal | None:
    """The best value by trying every portfolio; None where none is possible."""
    chosen = (c for c in every_portfolio(round_) if fits(round_, c) and keeps(round_, c))
    return max((value(round_, c, weights or round_.weights, face_value) for c in chosen), default=None)


@st.composite
def rounds(draw: st.DrawFn, most: int = 5) -> Round:
    """Rounds of up to `most` initiatives with one or two options, status quo drift, evidence, and a few rules."""
    count = draw(st.integers(2, most))
    small = st.integers(0, 4)
    made = []
    for n in range(count):
        keys = draw(st.sampled_from([("do",), ("full", "small")]))
        options = tuple(draw(_options(key)) for key in keys)
        drift = {"CUS": Decimal(draw(st.integers(-6, 0)))}
        quo = Option(STATUS_QUO, "Not doing it", (Use("opex", 2027, draw(st.integers(0, 1)) * M_EUR // 4),), drift)
        strength = Decimal(draw(st.sampled_from(["1", "0.5", "0.3"])))
        made.append(initiative(f"I{n}", *options, status_quo=quo, evidence_strength=strength))
    rules = tuple(draw(_rules([i.key for i in made])))
    return small_round(*made, capex=draw(small), opex=draw(st.integers(1, 5)), rules=rules)


@st.composite
def _options(draw: st.DrawFn, key: str) -> Option:
    small, score = st.integers(0, 4), st.integers(-5, 20)
    chance = draw(st.sampled_from(["1", "0.8", "0.5"]))
    return option(key, draw(small) / 2, draw(small) / 2, draw(score), draw(score), chance)


@st.composite
def _rules(draw: st.DrawFn, keys: list[str]) -> list[Rule]:
    found = []
    for n in range(draw(st.integers(0, 2))):
        a, b = draw(st.permutations(keys))[:2]
        kind = draw(st.sampled_from([RuleType.MUST, RuleType.NEVER, RuleType.REQUIRES, RuleType.EXCLUDES]))
        members = (a, b) if kind is RuleType.EXCLUDES else ()
        single = "" if members else a
        found.append(
            Rule(f"R{n}", kind, initiative=single, needs=b if kind is RuleType.REQUIRES else "", initiatives=members)
        )
    return found
