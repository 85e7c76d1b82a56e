"""`solve`: published optima, laws that hold of every problem, and labels that are never wrong."""

from __future__ import annotations

import copy
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from optimizer import SolveSettings, Status, read_problem, solve
from tests.laws import law
from tests.optimizer.brute import Brute
from tests.optimizer.problems import RESOURCES, problems
from tests.optimizer.published import RPM_15_ALL, SINGLE, problem, rpm_15

QUIET = SolveSettings(conflicts=False)


@pytest.mark.parametrize("name", SINGLE)
def test_published_optima_are_reached_and_proven(name: str) -> None:
    _source, limits, scores, uses, optimum = SINGLE[name]
    result = solve(read_problem(problem(limits, scores, uses)))
    assert result.status is Status.OPTIMAL
    assert result.verified
    assert result.value == pytest.approx(optimum, rel=1e-6)


def knapsack(values: list[float], cost: list[float], budget: float) -> dict[str, Any]:
    return problem([budget], values, [cost])


def test_luenberger_example_5_1_is_not_what_the_greedy_ratio_picks() -> None:
    """Luenberger, Investment Science, example 5.1: 610, where benefit over cost finds 540."""
    data = knapsack([200, 30, 200, 60, 50, 100, 50], [100, 20, 150, 50, 50, 150, 150], 500)
    result = solve(read_problem(data))
    assert (result.value, sorted(result.selected)) == (610, ["1", "3", "4", "5", "6"])


STOCKCO = knapsack([16, 22, 12, 8], [5, 7, 4, 3], 14)


@pytest.mark.parametrize(
    ("rule", "value", "selected"),
    [
        (None, 42, ["2", "3", "4"]),
        ({"type": "count", "initiatives": ["1", "2", "3", "4"], "at_most": 2}, 38, ["1", "2"]),
        ({"type": "requires", "initiative": "2", "needs": "1"}, 38, ["1", "2"]),
        ({"type": "excludes", "initiatives": ["2", "4"]}, 38, ["1", "2"]),
    ],
)
def test_stockco_with_and_without_a_rule(rule: dict[str, Any] | None, value: float, selected: list[str]) -> None:
    """Winston, Operations Research, capital budgeting: Stockco."""
    result = solve(read_problem({**STOCKCO, "rules": [rule] if rule else []}))
    assert (result.value, sorted(result.selected)) == (value, selected)


def test_five_budget_years() -> None:
    """A course exercise of six projects over five years; optimum by enumeration."""
    years: list[list[float]] = [
        [75, 90, 60, 30, 100, 50],
        [25, 35, 15, 20, 25, 20],
        [20, 0, 15, 10, 20, 10],
        [15, 0, 15, 5, 20, 30],
    ]
    data = problem([250, 75, 50, 50, 50], [141, 187, 121, 83, 256, 127], [*years, [10, 30, 15, 5, 20, 40]])
    result = solve(read_problem(data))
    assert (result.value, sorted(result.selected)) == (480, ["1", "4", "5"])


def test_three_portfolios_that_are_equally_good_are_said_to_be() -> None:
    """Eight projects under three limits, a published exercise: 450 is reached in three ways."""
    uses = [[8, 12, 13, 11, 9, 7, 8, 8], [6, 5, 4, 7, 8, 3, 4, 5], [1, 0, 1, 0, 0, 1, 1, 1]]
    result = solve(
        read_problem(problem([50, 30, 3], [80, 110, 100, 90, 70, 80, 90, 60], uses)), SolveSettings(ties=True)
    )
    assert (result.value, result.ties, result.ties_complete) == (450, 2, True)


def test_projects_by_region_and_area() -> None:
    """A course exercise with two years, a grand total, regions, areas and "if not 8 then 1 and 2"; optimum 335."""
    data = problem(
        [590, 590],
        [65, 80, 75, 100, 95, 70, 90, 60],
        [[190, 170, 160, 120, 110, 200, 130, 150], [140, 110, 170, 100, 120, 200, 160, 180]],
    )
    tags = zip("iiimmmff", "12332121", strict=True)
    for initiative, (area, region) in zip(data["initiatives"], tags, strict=True):
        initiative["tags"] = [area, "region" + region]
        if sum(initiative["uses"].values()) > 330:
            data.setdefault("rules", []).append({"type": "never", "initiative": initiative["id"]})
        initiative["uses"]["both"] = sum(initiative["uses"].values())
    data["resources"]["both"] = 1446
    data["rules"] += [
        {"type": "count", "tag": tag, "at_least": 1} for tag in ("i", "m", "f", "region1", "region2", "region3")
    ]
    data["rules"] += [
        {"type": "count", "initiatives": [str(i) for i in range(1, 9)], "at_most": 6},
        {"type": "excludes", "tag": "region1"},
    ]
    # x1 + x2 + 2 x8 >= 2 for this data: 8, or both 1 and 2; region 1 allows only one of 1, 6 and 8, so 8 or nothing.
    found = {}
    for extra in ([{"type": "must", "initiative": "8"}], [{"type": "must", "initiative": i} for i in ("1", "2")]):
        result = solve(read_problem({**data, "rules": data["rules"] + extra}))
        found[result.value] = sorted(result.selected)
    best = max(value for value in found if value is not None)
    assert (best, found[best]) == (335, ["2", "4", "5", "8"])


def test_the_textbook_portfolio_of_fifteen_projects() -> None:
    result = solve(read_problem(rpm_15()))
    assert sorted(map(int, result.selected)) in RPM_15_ALL
    assert result.value == pytest.approx(530 + 1 / 3)


@law(60)
@given(problems())
def test_value_and_ties_are_those_of_enumeration_under_every_rule(data: dict[str, Any]) -> None:
    brute = Brute(data)
    best, result = brute.best(), solve(read_problem(data), SolveSettings(ties=True, conflicts=False))
    if best is None:
        assert result.status is Status.INFEASIBLE
        assert (result.value, result.bound, result.gap, result.selected) == (None, None, None, {})
        return
    assert result.status is Status.OPTIMAL
    assert result.verified
    assert result.value == pytest.approx(float(best), abs=1e-9)
    assert brute.portfolio(result.selected).feasible
    ties = [p for p in brute.feasible() if best - p.value <= Fraction(1, 10**6) and p.selected != result.selected]
    assert (result.ties, result.ties_complete) == (min(10, len(ties)), len(ties) <= 10)


@law(40)
@given(problems())
def test_no_option_is_funded_that_could_be_dropped_for_nothing(data: dict[str, Any]) -> None:
    brute, result = Brute(data), solve(read_problem(data), QUIET)
    assume(result.value is not None)
    value = brute.portfolio(result.selected).value
    for id in result.selected:
        fewer = brute.portfolio({other: o for other, o in result.selected.items() if other != id})
        assert not (fewer.feasible and fewer.value >= value)


@law(40)
@given(problems(), st.sampled_from(RESOURCES))
def test_raising_a_limit_never_lowers_the_value(data: dict[str, Any], name: str) -> None:
    assume(data["resources"][name] is not None)
    richer = copy.deepcopy(data)
    richer["resources"][name] += 1
    before, after = (solve(read_problem(d), QUIET).value for d in (data, richer))
    assert before is None or (after is not None and after >= before - 1e-9)


@law(40)
@given(problems())
def test_a_zero_weight_changes_nothing(data: dict[str, Any]) -> None:
    other = copy.deepcopy(data)
    other["criteria"]["c"] = 0
    for at, initiative in enumerate(other["initiatives"]):
        initiative["options"][0]["scores"] = {**initiative["options"][0]["scores"], "c": 100 * at - 50}
    one, two = (solve(read_problem(d), QUIET) for d in (data, other))
    assert (one.status, one.value) == (two.status, two.value)


@law(25)
@given(problems(), st.integers(2, 5))
def test_weights_count_by_their_proportions(data: dict[str, Any], factor: int) -> None:
    scaled = {**data, "criteria": {c: w * factor for c, w in data["criteria"].items()}}
    assert solve(read_problem(scaled), QUIET).value == solve(read_problem(data), QUIET).value


@law(25)
@given(problems(rules=2))
def test_fixing_and_dropping_is_what_the_rules_must_and_never_say(data: dict[str, Any]) -> None:
    id, option = data["initiatives"][0]["id"], data["initiatives"][0]["options"][0]["id"]
    must = {**data, "rules": [*data["rules"], {"type": "must", "initiative": id, "option": option}]}
    never = {**data, "rules": [*data["rules"], {"type": "never", "initiative": id}]}
    made = read_problem(data)
    assert solve(made, SolveSettings(fix={id: option}, conflicts=False)).value == solve(read_problem(must), QUIET).value
    dropped = solve(read_problem(never), QUIET).value
    assert solve(made, SolveSettings(drop=(id,), conflicts=False)).value == dropped
    assert solve(made, SolveSettings(fix={id: "status_quo"}, conflicts=False)).value == dropped
