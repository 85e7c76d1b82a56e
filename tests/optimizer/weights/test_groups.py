"""Weights of groups: mean, AIP and AIJ."""

from __future__ import annotations

import json
from fractions import Fraction
from functools import partial
from itertools import combinations
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

import optimizer
from optimizer.weights.ahp import ahp
from optimizer.weights.groups import aij, aip, weighted_mean
from optimizer.weights.judgements import Pair
from tests.laws import law

CIO = {"customer": 20, "resilience": 80}
CEO = {"customer": 60, "resilience": 40}
TWO = {"CIO": {("a", "b"): 2.0}, "CEO": {("a", "b"): 8.0}}


def test_the_mean_weighs_members_by_their_influence() -> None:
    found = weighted_mean({"CIO": CIO, "CEO": CEO}, {"CIO": 1, "CEO": 3})
    assert found.weights == {"customer": Fraction(1, 2), "resilience": Fraction(1, 2)}
    assert found.span("customer") == (Fraction(1, 5), Fraction(3, 5))
    assert str(found).splitlines()[:2] == [
        "Weighted mean: CIO 25.0 %, CEO 75.0 %",
        "  customer: 50.0 % (members 20.0 % to 60.0 %)",
    ]


def test_larger_numbers_give_no_more_influence() -> None:
    assert weighted_mean({"CIO": {"a": 2, "b": 8}, "CEO": {"a": 6000, "b": 4000}}).weights["a"] == Fraction(2, 5)


def test_the_geometric_mean_of_priorities_is_the_one_by_hand() -> None:
    """sqrt(0.2 x 0.6) and sqrt(0.8 x 0.4), brought to a sum of 1."""
    customer, resilience = sqrt(0.12), sqrt(0.32)
    weights = aip({"CIO": CIO, "CEO": CEO}).weights
    assert float(weights["customer"]) == pytest.approx(customer / (customer + resilience))
    assert sum(weights.values()) == 1


def test_the_arithmetic_mean_of_priorities_is_the_weighted_mean() -> None:
    members, influence = {"CIO": CIO, "CEO": CEO}, {"CIO": 2, "CEO": 1}
    assert aip(members, influence, mean="arithmetic").weights == weighted_mean(members, influence).weights


def test_opposite_judgements_of_equal_members_cancel() -> None:
    """Aczél & Saaty 1983: reciprocal judgements must give equality, which only the geometric mean does."""
    found = aij({"CIO": {("a", "b"): 5}, "CEO": {("b", "a"): 5}})
    assert found.weights == {"a": Fraction(1, 2), "b": Fraction(1, 2)}
    assert found.members["CIO"] == ahp({("a", "b"): 5}).weights


def test_joined_judgements_are_the_geometric_mean_by_hand() -> None:
    """(2 x 8) ^ (1/2) = 4 for equal members; 2 ^ (2/3) x 8 ^ (1/3) = 2 ^ (5/3) where the first counts twice."""
    members = {"CIO": {("a", "b"): 2}, "CEO": {("a", "b"): 8}}
    assert float(aij(members).weights["a"]) == pytest.approx(4 / 5)
    ratio = 2 ** (5 / 3)
    assert float(aij(members, {"CIO": 2, "CEO": 1}).weights["a"]) == pytest.approx(ratio / (1 + ratio))


ratios = st.lists(st.sampled_from([1, 2, 3, 4, 6, 8]), min_size=4, max_size=4)


def consistent(of: list[int]) -> dict[Pair, float]:
    numbers = {f"c{at}": number for at, number in enumerate(of)}
    return {(a, b): numbers[a] / numbers[b] for a, b in combinations(numbers, 2)}


@given(ratios, ratios)
@law(20)
def test_where_all_agree_with_themselves_judgements_and_priorities_join_alike(cio: list[int], ceo: list[int]) -> None:
    """For consistent matrices the eigenvector is the row geometric mean, so AIJ and AIP are one."""
    said = {"CIO": consistent(cio), "CEO": consistent(ceo)}
    joined = aij(said, {"CIO": 1, "CEO": 2})
    apart = aip({who: ahp(pairs).weights for who, pairs in said.items()}, {"CIO": 1, "CEO": 2})
    assert {n: float(w) for n, w in joined.weights.items()} == pytest.approx(
        {n: float(w) for n, w in apart.weights.items()}, abs=1e-8
    )
    assert joined.joined is not None and joined.joined.consistency_ratio == pytest.approx(0, abs=1e-8)


def test_a_member_without_influence_changes_nothing() -> None:
    veto = {"customer": 0, "resilience": 1}
    for method in (weighted_mean, aip):
        alone = method({"CIO": CIO, "CEO": CEO}, {"CIO": 1, "CEO": 1})
        assert method({"CIO": CIO, "CEO": CEO, "guest": veto}, {"CIO": 1, "CEO": 1, "guest": 0}) == alone
    said = {**TWO, "guest": {("a", "b"): 1 / 9}}
    assert aij(said, {"CIO": 1, "CEO": 1, "guest": 0}) == aij(TWO)


def test_a_criterion_without_weight_changes_nothing() -> None:
    with_it = {who: {**weights, "nothing": 0} for who, weights in {"CIO": CIO, "CEO": CEO}.items()}
    found = weighted_mean(with_it)
    assert found.weights == {**weighted_mean({"CIO": CIO, "CEO": CEO}).weights, "nothing": 0}


def test_a_zero_under_the_geometric_mean_is_named_with_its_cure() -> None:
    with pytest.raises(optimizer.ProblemFaults) as raised:
        aip({"CIO": {"a": 1, "b": 0}, "CEO": {"a": 1, "b": 1, "c": 1}})
    assert [fault.path for fault in raised.value.faults] == [
        'members["CIO"]["b"]', 'members["CIO"]["c"]',
    ]  # fmt: skip
    assert "use mean='arithmetic'" in str(raised.value)


@pytest.mark.parametrize(
    ("influence", "told"),
    [
        ({"CIO": 1}, 'influence["CEO"]: is missing; 0 leaves the member out'),
        ({"CIO": 1, "CEO": 1, "CFO": 1}, 'influence["CFO"]: is not a member'),
        ({"CIO": 0, "CEO": 0}, "influence: are all zero"),
        ({"CIO": -1, "CEO": 1}, 'influence["CIO"]: is -1'),
    ],
)
def test_wrong_influence_is_named_with_its_cure(influence: dict[str, int], told: str) -> None:
    for ask in (partial(weighted_mean, {"CIO": CIO, "CEO": CEO}), partial(aij, TWO)):
        with pytest.raises(optimizer.ProblemFaults) as raised:
            ask(influence)
        assert told in str(raised.value)


def test_wrong_members_are_named() -> None:
    with pytest.raises(optimizer.ProblemFaults) as raised:
        aij({"CIO": {("a", "b"): 2, ("b", "c"): 2}, "CEO": {("a", "b"): 12}}, criteria=["a", "b"])
    assert [fault.path for fault in raised.value.faults] == ['judgements["CIO"]', 'judgements["CEO"]["a", "b"]']
    with pytest.raises(optimizer.ProblemFaults, match="members: must name at least one"):
        weighted_mean({})
    with pytest.raises(optimizer.ProblemFaults, match="mean: must be 'geometric' or 'arithmetic'"):
        aip({"CIO": CIO}, mean="harmonic")


def test_group_weights_are_plain_data_too() -> None:
    found = aij(TWO, {"CIO": 1, "CEO": 1})
    told = json.loads(json.dumps(found.to_dict()))
    assert told["influence"] == {"CIO": 0.5, "CEO": 0.5}
    assert told["members"]["CIO"]["a"] == pytest.approx(2 / 3)
    assert told["joined"]["consistency_ratio"] == 0
    assert "consistency ratio 0.000 (Saaty 2005)" in str(found)
    assert weighted_mean({"CIO": CIO}).to_dict()["joined"] is None
