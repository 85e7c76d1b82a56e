"""The weights of a group: the mean of its members' weights, or one matrix from all their judgements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import exp, log
from typing import Any, Literal

from optimizer.faults import Fault, named
from optimizer.numbers import ONE, ZERO, Amounts, Number, exact
from optimizer.weights.ahp import PairWeights, RandomIndex, check_size, weigh_pairs
from optimizer.weights.judgements import Judgements, Pair, read_judgements
from optimizer.weights.values import Weights, floats, normalised, percent, read_points, refuse

Mean = Literal["geometric", "arithmetic"]


@dataclass(frozen=True, kw_only=True)
class GroupWeights(Weights):
    """`influence` of each member sums to 1; `members` holds each one's own weights. Who has no influence is in neither.

    `joined` is the matrix of all judgements as one, where there is one.
    """

    influence: Amounts
    members: dict[str, Amounts]
    joined: PairWeights | None = None

    def span(self, criterion: str) -> tuple[Fraction, Fraction]:
        """The least and the most that a member gives it."""
        given = [weights.of(criterion) for weights in self.members.values()]
        return min(given), max(given)

    def to_dict(self) -> dict[str, Any]:
        members = {name: floats(weights) for name, weights in self.members.items()}
        joined = None if self.joined is None else self.joined.to_dict()
        return {**super().to_dict(), "influence": floats(self.influence), "members": members, "joined": joined}

    def __str__(self) -> str:
        told = [f"{self.method}: {', '.join(f'{name} {percent(i)}' for name, i in self.influence.items())}"]
        for name in self.order:
            least, most = self.span(name)
            told.append(f"  {name}: {percent(self.weights[name])} (members {percent(least)} to {percent(most)})")
        if self.joined is not None:
            told.append(f"consistency ratio {self.joined.consistency_ratio:.3f} ({self.joined.random_index})")
        return "\n".join(told)


def weighted_mean(
    members: Mapping[str, Mapping[str, Number]], influence: Mapping[str, Number] | None = None
) -> GroupWeights:
    """Mean of the members' weights: w_c = sum of influence_m x w_mc. What a member does not name, it gives 0.

    `members` maps a name to weights or points, which are brought to a sum of 1 first, so that nobody counts more by
    using larger numbers; `influence` is equal unless given. Source: Keeney & Raiffa, Decisions with Multiple Objectives
    (Wiley 1976), chapter 10 (the additive group value function).

    Raises ProblemFaults when a member's weights cannot be read, or nobody has influence.
    """
    shares, own = _members(members, influence, [])
    names = dict.fromkeys(name for weights in own.values() for name in weights)
    joined = {name: sum((shares[m] * own[m].of(name) for m in own), ZERO) for name in names}
    return GroupWeights(method="Weighted mean", weights=Amounts(joined), influence=shares, members=own)


def aip(
    priorities: Mapping[str, Mapping[str, Number]],
    influence: Mapping[str, Number] | None = None,
    *,
    mean: Mean = "geometric",
) -> GroupWeights:
    """Aggregation of individual priorities: each member's own weights, from AHP or otherwise, then their mean.

    Geometric: w_c = product of w_mc ^ influence_m, brought to a sum of 1; arithmetic: as `weighted_mean`. Source:
    Forman & Peniwati, Aggregating individual judgments and priorities with the analytic hierarchy process, European
    Journal of Operational Research 108(1), 1998.

    Raises ProblemFaults like `weighted_mean`; also for a zero under the geometric mean, which would be everybody's.
    """
    if mean == "arithmetic":
        found = weighted_mean(priorities, influence)
        method = "Aggregated priorities (AIP, arithmetic mean)"
        return GroupWeights(method=method, weights=found.weights, influence=found.influence, members=found.members)
    faults: list[Fault] = [] if mean == "geometric" else [Fault("mean", "must be 'geometric' or 'arithmetic'")]
    shares, own = _members(priorities, influence, faults)
    names = dict.fromkeys(name for weights in own.values() for name in weights)
    refuse([_veto(member, name) for member in own for name in names if not own[member].of(name)])
    weights = {name: exp(sum(float(shares[m]) * log(own[m][name]) for m in own)) for name in names}
    method = "Aggregated priorities (AIP, geometric mean)"
    joined = normalised({name: exact(weight) for name, weight in weights.items()})
    return GroupWeights(method=method, weights=joined, influence=shares, members=own)


def aij(
    judgements: Mapping[str, Judgements],
    influence: Mapping[str, Number] | None = None,
    *,
    criteria: Sequence[str] | None = None,
    random_index: RandomIndex = "saaty",
) -> GroupWeights:
    """Aggregation of individual judgements: a_ij = product of a_ij(m) ^ influence_m, then AHP of that one matrix.

    The geometric mean is the only one that keeps reciprocals: Aczél & Saaty, Procedures for synthesizing ratio
    judgements, Journal of Mathematical Psychology 27(1), 1983; also Forman & Peniwati 1998.

    Raises ProblemFaults like `ahp`, for each member, and when members compare different criteria.
    """
    faults: list[Fault] = []
    shares = _shares(tuple(judgements), influence, faults)
    names, read = tuple(criteria or ()), {}
    for member, said in judgements.items():
        found, pairs = read_judgements(said, names or None, named("judgements", member), faults)
        names, read[member] = names or found, pairs
    refuse(faults + check_size(len(names), random_index))
    own = {m: weigh_pairs(names, read[m], random_index, "AHP").weights for m in shares}
    method = "Aggregated judgements (AIJ)"
    joined = weigh_pairs(names, _joined(shares, read), random_index, method)
    return GroupWeights(method=method, weights=joined.weights, influence=shares, members=own, joined=joined)


def _joined(shares: Amounts, read: dict[str, dict[Pair, Fraction]]) -> dict[Pair, Fraction]:
    pairs = next(iter(read.values()))
    return {pair: exact(exp(sum(float(shares[m]) * log(read[m][pair]) for m in shares))) for pair in pairs}


def _members(
    members: Mapping[str, Mapping[str, Number]], influence: Mapping[str, Number] | None, faults: list[Fault]
) -> tuple[Amounts, dict[str, Amounts]]:
    """Influence and weights of those who have any influence."""
    shares = _shares(tuple(members), influence, faults)
    read = {member: read_points(named("members", member), weights, faults) for member, weights in members.items()}
    refuse(faults)
    return shares, {member: normalised(read[member]) for member in shares}


def _shares(members: tuple[str, ...], influence: Mapping[str, Number] | None, faults: list[Fault]) -> Amounts:
    if not members:
        faults.append(Fault("members", "must name at least one"))
    if influence is None or not members:
        return Amounts(dict.fromkeys(members, ONE / max(1, len(members))))
    known, read = len(faults), read_points("influence", influence, faults)
    faults += [Fault(named("influence", n), "is not a member; leave it out") for n in read if n not in members]
    faults += [Fault(named("influence", n), "is missing; 0 leaves the member out") for n in members if n not in read]
    return Amounts() if len(faults) > known else normalised({n: read[n] for n in members if read[n]})


def _veto(member: str, name: str) -> Fault:
    cure = "a geometric mean would make it zero for everybody; give it a little, or use mean='arithmetic'"
    return Fault(named(named("members", member), name), f"is zero or missing; {cure}")
