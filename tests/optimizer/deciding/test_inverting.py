"""`inverse_weights` against lines over one weight, which can be enumerated, and a published portfolio problem."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer import ProblemFaults, SolveSettings, Status, inverse_weights, nondominated, read_problem, solve
from tests.laws import law
from tests.optimizer.brute import Brute, Portfolio
from tests.optimizer.problems import problems
from tests.optimizer.published import RPM_15_ALL, rpm_15

F = Fraction
SETS: list[tuple[dict[str, Any], Fraction, Fraction]] = [
    ({}, F(0), F(1)),
    ({"order": ["a", "b"]}, F(1, 2), F(1)),
    ({"bounds": {"a": [0.25, 0.5]}}, F(1, 4), F(1, 2)),
    ({"stakeholders": {"one": {"a": 3, "b": 1}}}, F(3, 4), F(3, 4)),
]


def best_between(brute: Brute, mine: Portfolio, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction] | None:
    """The weights of a, as an interval, at which no possible portfolio is worth more; straight from the totals."""

    def line(p: Portfolio) -> tuple[Fraction, Fraction]:
        certain = p.value - sum((brute.weights[c] * p.totals[c] for c in brute.weights), F(0))
        return p.totals["b"] + certain, p.totals["a"] - p.totals["b"]

    start, slope = line(mine)
    for other in brute.feasible():
        ahead, steeper = start - line(other)[0], slope - line(other)[1]
        if steeper == 0:
            if ahead < 0:
                return None
        elif steeper > 0:
            low = max(low, -ahead / steeper)
        else:
            high = min(high, -ahead / steeper)
    return (low, high) if low <= high else None


@law(45)
@given(problems(rules=3), st.sampled_from(SETS), st.randoms(use_true_random=False))
def test_the_closest_weights_are_found_or_proven_not_to_exist(data: dict[str, Any], weights: Any, random: Any) -> None:
    stated, low, high = weights
    brute, feasible = Brute(data), Brute(data).feasible()
    if not feasible:
        return
    mine = random.choice(feasible)
    found, interval = inverse_weights(read_problem(data), mine.selected, stated), best_between(brute, mine, low, high)
    if interval is None:
        # A rival that is ahead by less than what counts as proven may go unnoticed.
        assert found.status is Status.INFEASIBLE or (found.gap is not None and found.gap <= 1e-6)
        if found.status is Status.INFEASIBLE:
            check_mixture(brute, mine, found, low, high)
        return
    assert found.status is Status.OPTIMAL and found.verified
    now = brute.weights["a"]
    nearest = min(max(now, interval[0]), interval[1])
    assert found.distance is not None
    assert found.distance <= float(2 * abs(nearest - now)) + 1e-12
    at = F(found.weights["a"])
    value = at * mine.totals["a"] + (1 - at) * mine.totals["b"]
    certain = mine.value - now * mine.totals["a"] - (1 - now) * mine.totals["b"]
    others = [
        at * p.totals["a"] + (1 - at) * p.totals["b"] + p.value - now * p.totals["a"] - (1 - now) * p.totals["b"]
        for p in feasible
    ]
    assert value + certain >= max(others) - F(1, 10**5)


def check_mixture(brute: Brute, mine: Portfolio, found: Any, low: Fraction, high: Fraction) -> None:
    """The certificate holds at both ends of the set, so at every weight between."""
    assert found.verified and found.margin > 0
    assert sum(part.share for part in found.certificates) == pytest.approx(1)
    feasible = [p.selected for p in brute.feasible()]
    for end in (low, high):
        ahead = 0.0
        for part in found.certificates:
            assert part.selected in feasible
            p = brute.portfolio(part.selected)
            more = end * (p.totals["a"] - mine.totals["a"]) + (1 - end) * (p.totals["b"] - mine.totals["b"])
            certain = [q.value - sum(brute.weights[c] * q.totals[c] for c in brute.weights) for q in (p, mine)]
            ahead += part.share * float(more + certain[0] - certain[1])
        assert ahead >= found.margin - 1e-9


def test_of_the_nine_nondominated_portfolios_of_fifteen_projects_some_are_best_under_no_weights() -> None:
    """The nine are Liesiö, Mild & Salo's (2007); which of them are optimal somewhere is what `solve` then says."""
    problem, some = read_problem(rpm_15()), 0
    for listed in RPM_15_ALL:
        plan = {str(number): "do" for number in listed}
        found = inverse_weights(problem, plan)
        if found.status is Status.OPTIMAL:
            some += 1
            best = solve(problem, SolveSettings(weights=found.weights)).value
            assert best == pytest.approx(found.value)
        else:
            assert found.margin is not None and found.margin > 0 and found.verified
    assert 0 < some < len(RPM_15_ALL) == len(nondominated(problem).portfolios)


# v = w a + (1 - w) b: x brings 10 w, y 6 (1 - w); one of them fits. x is best from w = 3/8 on. From weights of
# (1/4, 3/4) that is 1/8 up for a and 1/8 down for b: a distance of 1/4, where y is worth as much.
TWO: dict[str, Any] = {
    "criteria": {"a": 1, "b": 3},
    "resources": {"money": 1},
    "initiatives": [
        {"id": "x", "scores": {"a": 10}, "uses": {"money": 1}},
        {"id": "y", "scores": {"b": 6}, "uses": {"money": 1}},
        {"id": "z", "scores": {"a": 4, "b": 2}, "uses": {"money": 1}},
    ],
}


def test_weights_move_just_far_enough() -> None:
    found = inverse_weights(read_problem(TWO), {"x": "do"})
    assert found.weights == {"a": 0.375, "b": 0.625}
    assert found.distance == found.distance_bound == 0.25
    assert [certificate.selected for certificate in found.certificates] == [{"y": "do"}]
    assert "best at a 37.50%, b 62.50%" in str(found)


def test_a_compromise_can_be_best_under_no_weights() -> None:
    """z brings 2 + 2 w. A mixture of s of x and 1 - s of y: 6 (1 - s) at w = 0, 10 s at w = 1; ahead at both by
    the same with 4 - 6 s = 10 s - 4, s = 1/2, by 1."""
    found = inverse_weights(read_problem(TWO), {"z": "do"})
    assert (found.status, found.margin) == (Status.INFEASIBLE, 1)
    assert {next(iter(c.selected)): c.share for c in found.certificates} == {"x": 0.5, "y": 0.5}
    assert "50.00% of x" in str(found)


def test_what_a_synergy_brings_counts_at_any_weights() -> None:
    """y with 1 more: 10 w = 6 (1 - w) + 1 at w = 7/16."""
    data = {**TWO, "rules": [{"type": "synergy", "initiatives": ["y"], "value": 1}]}
    assert inverse_weights(read_problem(data), {"x": "do"}).weights == {"a": 0.4375, "b": 0.5625}


def test_what_is_best_already_needs_no_move() -> None:
    assert inverse_weights(read_problem(TWO), {"y": "do"}).distance == 0


def test_weights_may_be_asked_for_near_any_others_and_within_a_set() -> None:
    problem = read_problem(TWO)
    near = inverse_weights(problem, {"y": "do"}, near={"a": 1})
    assert near.weights == {"a": 0.375, "b": 0.625}
    within = inverse_weights(problem, {"x": "do"}, {"bounds": {"a": [0, 0.3]}})
    assert within.status is Status.INFEASIBLE
    assert [certificate.selected for certificate in within.certificates] == [{"y": "do"}]


def test_what_breaks_a_limit_is_best_under_no_weights() -> None:
    found = inverse_weights(read_problem(TWO), {"x": "do", "y": "do"})
    assert (found.status, found.broken) == (Status.INFEASIBLE, ("money is limited to 1",))


def test_wrong_names_are_faults() -> None:
    with pytest.raises(ProblemFaults, match="is not an option"):
        inverse_weights(read_problem(TWO), {"x": "half"})
    with pytest.raises(ProblemFaults, match="near"):
        inverse_weights(read_problem(TWO), {"x": "do"}, near={"c": 1})


def test_without_time_it_claims_nothing() -> None:
    found = inverse_weights(read_problem(TWO), {"x": "do"}, settings=SolveSettings(time_limit=1e-9))
    assert found.distance in (None, 0.25)
    assert found.distance_bound <= 0.25
