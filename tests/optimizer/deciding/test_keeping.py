"""`stable` against enumeration, and a small example worked by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer import ProblemFaults, SolveSettings, Status, read_problem, stable
from tests.laws import law
from tests.optimizer.brute import Brute
from tests.optimizer.problems import problems

F = Fraction


def changed(ids: Any, one: dict[str, str], other: dict[str, str]) -> int:
    return sum(one.get(id) != other.get(id) for id in ids)


@law(35)
@given(problems(rules=3), st.sampled_from([0, 0.1, 0.5, 1]), st.randoms(use_true_random=False))
def test_no_portfolio_within_the_gap_changes_less_and_with_as_few_none_is_worth_more(
    data: dict[str, Any], within: float, random: Any
) -> None:
    brute = Brute(data)
    plan = random.choice(list(brute.all())).selected
    found, feasible = stable(read_problem(data), plan, within), brute.feasible()
    assert bool(found.broken) == (plan not in [p.selected for p in feasible])
    if not feasible:
        assert found.status is Status.INFEASIBLE
        return
    assert found.status is Status.OPTIMAL and found.verified
    best = max(p.value for p in feasible)
    least = best - F(str(within)) * max(F(1), abs(best))
    near = [p for p in feasible if p.value >= least - F(1, 10**6)]
    mine = next(p for p in near if p.selected == found.selected)
    fewest = min(changed(brute.initiatives, plan, p.selected) for p in near)
    assert len(found.changes) == found.fewest_bound == changed(brute.initiatives, plan, mine.selected)
    strictly = [p for p in near if p.value >= least]
    assert fewest <= len(found.changes) <= min(changed(brute.initiatives, plan, p.selected) for p in strictly)
    as_few = [p.value for p in feasible if changed(brute.initiatives, plan, p.selected) <= len(found.changes)]
    if found.changes:
        assert mine.value >= max(as_few) - F(1, 10**6)


# Money 3 buys x + y (8) or y + z (9) or x + z (7), each costing 1 or 2 as stated.
DATA: dict[str, Any] = {
    "criteria": {"v": 1},
    "resources": {"money": 3},
    "initiatives": [
        {"id": "x", "scores": {"v": 3}, "uses": {"money": 1}},
        {"id": "y", "scores": {"v": 5}, "uses": {"money": 2}},
        {"id": "z", "scores": {"v": 4}, "uses": {"money": 1}},
    ],
}


def test_a_plan_that_is_good_enough_stays_as_it_is() -> None:
    found = stable(read_problem(DATA), {"x": "do", "y": "do"}, within=0.2)
    assert (found.changes, found.value, found.best) == ({}, 8, 9)
    assert found.gap == pytest.approx(1 / 9)


def test_one_that_is_not_is_changed_no_more_than_needed() -> None:
    found = stable(read_problem(DATA), {"x": "do", "y": "do"}, within=0.05)
    assert found.changes == {"x": ("do", "status_quo"), "z": ("status_quo", "do")}
    assert "2 changes, at least 2 are needed" in str(found)


def test_a_plan_beyond_the_limits_says_so_and_loses_what_is_worth_least() -> None:
    found = stable(read_problem(DATA), {"x": "do", "y": "do", "z": "do"}, within=1)
    assert found.broken == ("money is limited to 3",)
    assert found.changes == {"x": ("do", "status_quo")}
    assert (found.value, found.plan_value) == (9, 12)


def test_an_empty_plan_changes_by_all_that_comes_in() -> None:
    found = stable(read_problem(DATA), {}, within=0)
    assert found.changes == {"y": ("status_quo", "do"), "z": ("status_quo", "do")}


def test_the_gap_of_a_value_below_one_is_in_points() -> None:
    """gap = (bound - value) / max(1, |bound|): nothing at all is half a point below 0.5, and so within 0.5."""
    small = {"criteria": {"v": 1}, "initiatives": [{"id": "x", "scores": {"v": 0.5}}]}
    assert stable(read_problem(small), {}, within=0.5).changes == {}
    assert stable(read_problem(small), {}, within=0.4).changes == {"x": ("status_quo", "do")}


def test_status_quo_may_be_said_in_a_plan() -> None:
    assert stable(read_problem(DATA), {"x": "status_quo"}, within=1).changes == {}


def test_wrong_plans_and_gaps_are_named() -> None:
    with pytest.raises(ProblemFaults, match="is not an initiative"):
        stable(read_problem(DATA), {"w": "do"})
    with pytest.raises(ProblemFaults, match="is not an option"):
        stable(read_problem(DATA), {"x": "half"})
    with pytest.raises(ProblemFaults, match="within"):
        stable(read_problem(DATA), {}, within=1.5)


def test_without_time_it_claims_nothing() -> None:
    found = stable(read_problem(DATA), {}, settings=SolveSettings(time_limit=1e-9))
    assert found.status is not Status.INFEASIBLE
    assert found.status is not Status.OPTIMAL or found.value == 9
