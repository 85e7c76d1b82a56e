"""`compromise` against enumeration, and a small example worked by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer import ProblemFaults, SolveSettings, Status, compromise, read_problem, solve
from tests.laws import law
from tests.optimizer.brute import Brute, Portfolio
from tests.optimizer.problems import problems

F = Fraction
PEOPLE = [{"a": 1}, {"a": 3, "b": 1}, {"a": 1, "b": 1}, {"b": 2}]
NEAR = F(1, 10**6)


class Table:
    """Every possible portfolio's regret to everybody."""

    def __init__(self, data: dict[str, Any], people: dict[str, dict[str, int]]) -> None:
        self.all = {who: Brute({**data, "criteria": {"a": 0, "b": 0, **of}}) for who, of in people.items()}
        self.feasible = [p.selected for p in next(iter(self.all.values())).feasible()]
        self.best = {who: max(self.value(who, p) for p in self.feasible) for who in people} if self.feasible else {}

    def value(self, who: str, selected: dict[str, str]) -> Fraction:
        found: Portfolio = self.all[who].portfolio(selected)
        return found.value

    def regrets(self, selected: dict[str, str]) -> list[Fraction]:
        gains = {who: best - self.value(who, {}) for who, best in self.best.items()}
        return [(self.best[who] - self.value(who, selected)) / (g if g > 0 else 1) for who, g in gains.items()]


@law(30)
@given(problems(rules=3), st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3))
def test_no_portfolio_has_a_smaller_largest_regret_nor_with_the_same_a_smaller_sum(
    data: dict[str, Any], weights: list[dict[str, int]]
) -> None:
    people = {f"s{at}": of for at, of in enumerate(weights)}
    table, found = Table(data, people), compromise(read_problem(data), people)
    if not table.feasible:
        assert found.status is Status.INFEASIBLE
        return
    assert found.status is Status.OPTIMAL and found.verified
    assert found.selected in table.feasible
    mine = table.regrets(found.selected)
    least = min(max(table.regrets(p)) for p in table.feasible)
    assert max(mine) <= least + NEAR
    assert found.largest == pytest.approx(float(max(mine)), abs=1e-12)
    assert found.bound is not None and found.bound <= float(least) + 1e-9
    equal = [sum(table.regrets(p)) for p in table.feasible if max(table.regrets(p)) <= least]
    assert sum(mine) <= min(equal) + NEAR
    for regret, who in zip(mine, people, strict=True):
        assert found.stakeholders[who].regret == pytest.approx(float(regret), abs=1e-12)
        assert found.stakeholders[who].optimum == pytest.approx(float(table.best[who]))


@law(15)
@given(problems(rules=2), st.sampled_from(PEOPLE))
def test_for_one_stakeholder_it_is_their_own_best_portfolio(data: dict[str, Any], weights: dict[str, int]) -> None:
    problem = read_problem(data)
    alone, own = compromise(problem, {"CIO": weights}), solve(problem, SolveSettings(weights=weights))
    assert alone.status is own.status
    if own.value is not None:
        assert alone.largest == pytest.approx(0, abs=1e-6)
        assert alone.stakeholders["CIO"].value == pytest.approx(own.value, abs=1e-6)


# One of x, y, z fits. The CIO would have x (10), the CMO y (20). x leaves the CMO with 0: regret 1; y leaves the CIO
# with 1 of 10: 0.9; z brings 6 of 10 and 14 of 20: regrets 0.4 and 0.3. So z, which is nobody's best.
ROOM: dict[str, Any] = {
    "criteria": {"a": 1, "b": 1},
    "resources": {"money": 1},
    "initiatives": [
        {"id": "x", "scores": {"a": 10}, "uses": {"money": 1}},
        {"id": "y", "scores": {"a": 1, "b": 20}, "uses": {"money": 1}},
        {"id": "z", "scores": {"a": 6, "b": 14}, "uses": {"money": 1}},
    ],
}
TWO = {"CIO": {"a": 1}, "CMO": {"b": 5}}


def test_what_is_nobodys_best_can_be_the_best_for_all() -> None:
    found = compromise(read_problem(ROOM), TWO)
    assert found.selected == {"z": "do"}
    assert found.largest == pytest.approx(0.4)
    assert found.total == pytest.approx(0.7)
    assert found.stakeholders["CIO"].selected == {"x": "do"}
    assert found.stakeholders["CMO"].regret == pytest.approx(0.3)
    assert "largest regret 40.00%" in str(found) and "CMO: 14 of 20, regret 30.00%" in str(found)
    assert found.to_dict()["stakeholders"]["CIO"]["value"] == 6


def test_regret_does_not_depend_on_where_the_zero_of_a_criterion_lies() -> None:
    moved = {**ROOM, "initiatives": [*ROOM["initiatives"], {"id": "w", "options": [{"id": "o"}]}]}
    moved["initiatives"][-1]["status_quo"] = {"scores": {"a": -50, "b": -50}}
    moved["rules"] = [{"type": "never", "initiative": "w"}]
    assert compromise(read_problem(moved), TWO).largest == pytest.approx(0.4)


def test_where_nothing_can_be_gained_regret_is_in_points() -> None:
    worse = {"criteria": {"a": 1, "b": 1}, "initiatives": [{"id": "x", "scores": {"a": -2, "b": 3}}]}
    worse["rules"] = [{"type": "must", "initiative": "x"}]
    found = compromise(read_problem(worse), TWO)
    assert not found.stakeholders["CIO"].relative and found.stakeholders["CMO"].relative
    assert found.largest == 0


def test_what_nobody_would_miss_is_left_out() -> None:
    idle = [{"id": f"idle{at}", "scores": {"c": 5}} for at in range(5)]
    data = {**ROOM, "criteria": {"a": 1, "b": 1, "c": 1}, "initiatives": [*idle, *ROOM["initiatives"]]}
    assert compromise(read_problem(data), TWO).selected == {"z": "do"}


def test_every_wrong_weight_is_named() -> None:
    with pytest.raises(ProblemFaults) as faults:
        compromise(read_problem(ROOM), {"CIO": {"c": 1, "a": float("nan")}, "CMO": {"b": 0}})
    paths = [fault.path for fault in faults.value.faults]
    assert paths == ['stakeholders["CIO"]["c"]', 'stakeholders["CIO"]["a"]', 'stakeholders["CMO"]']
    with pytest.raises(ProblemFaults):
        compromise(read_problem(ROOM), {})


def test_it_tells_how_far_it_is_and_stops_when_the_listener_raises() -> None:
    heard: list[tuple[int, int, str]] = []
    compromise(read_problem(ROOM), TWO, progress=lambda done, of, what: heard.append((done, of, what)))
    assert heard == [(1, 4, "CIO"), (2, 4, "CMO"), (3, 4, "largest regret"), (4, 4, "sum of regrets")]

    def stop(done: int, of: int, what: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compromise(read_problem(ROOM), TWO, progress=stop)


def test_without_time_it_claims_nothing() -> None:
    found = compromise(read_problem(ROOM), TWO, SolveSettings(time_limit=1e-9))
    assert found.status is not Status.INFEASIBLE
    if found.status is Status.OPTIMAL:
        assert found.largest == pytest.approx(0.4)
