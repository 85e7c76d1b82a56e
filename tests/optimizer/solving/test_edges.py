"""Problems at the edge of what makes sense: a right answer, never a wrong label."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import numpy as np
import pytest

from optimizer import SolveSettings, Status, conflicts, explain, read_problem, solve


def made(*initiatives: dict[str, Any], rules: list[Any] | None = None, **resources: Any) -> dict[str, Any]:
    return {"criteria": {"v": 1}, "resources": resources, "initiatives": list(initiatives), "rules": rules or []}


def test_one_candidate_that_fits_and_one_that_does_not() -> None:
    fits, too_dear = ({"id": "a", "scores": {"v": 1}, "uses": {"r": use}} for use in (1, 3))
    assert solve(read_problem(made(fits, r=2))).selected == {"a": "do"}
    result = solve(read_problem(made(too_dear, r=2)))
    assert (result.status, result.value, result.selected) == (Status.OPTIMAL, 0, {})


def test_requires_in_a_circle_means_all_or_none() -> None:
    scores = {"a": 5, "b": -1, "c": -1}
    initiatives = [{"id": id, "scores": {"v": score}, "uses": {"r": 1}} for id, score in scores.items()]
    circle = [{"type": "requires", "initiative": a, "needs": b} for a, b in ("ab", "bc", "ca")]
    assert solve(read_problem(made(*initiatives, rules=circle, r=3))).selected == dict.fromkeys("abc", "do")
    assert solve(read_problem(made(*initiatives, rules=circle, r=2))).selected == {}


def test_huge_and_tiny_amounts_live_side_by_side() -> None:
    initiatives = [
        {"id": "dam", "scores": {"v": 90}, "uses": {"money": 9_999_999_999_999.99}},
        {"id": "pen", "scores": {"v": 1}, "uses": {"money": 0.01}},
        {"id": "cap", "scores": {"v": 1}, "uses": {"money": 0.01}},
    ]
    result = solve(read_problem(made(*initiatives, money=10_000_000_000_000)))
    assert (result.status, result.value, result.slack) == (Status.OPTIMAL, 91, {"money": 0})


def test_an_initiative_that_only_harms_is_left_out_and_income_makes_room() -> None:
    harm = {"id": "harm", "scores": {"v": -5}}
    sale = {"id": "sale", "scores": {"v": -1}, "uses": {"r": -10}}
    buy = {"id": "buy", "scores": {"v": 4}, "uses": {"r": 10}}
    assert set(solve(read_problem(made(harm, sale, buy, r=0))).selected) == {"sale", "buy"}


def test_a_cheaper_option_is_a_different_choice() -> None:
    erp = {
        "id": "erp",
        "options": [
            {"id": "full", "scores": {"v": 10}, "uses": {"r": 10}},
            {"id": "minimal", "scores": {"v": 6}, "uses": {"r": 4}},
        ],
        "status_quo": {"scores": {"v": -4}, "uses": {"r": 1}},
    }
    other = {"id": "other", "scores": {"v": 5}, "uses": {"r": 6}}
    result = solve(read_problem(made(erp, other, r=10)))
    assert (result.selected, result.value, result.value_over_status_quo) == ({"erp": "minimal", "other": "do"}, 11, 15)
    dropped = solve(read_problem(made(erp, other, r=10)), SolveSettings(drop=("erp", "other")))
    assert (dropped.value, dropped.uses) == (-4, {"r": 1})


def test_must_and_never_of_one_initiative_are_a_conflict_of_two() -> None:
    rules = [{"type": "must", "initiative": "a"}, {"type": "never", "initiative": "a"}]
    found = conflicts(read_problem(made({"id": "a"}, rules=rules))).conflicts
    assert [[part.rule for part in conflict] for conflict in found] == [[0, 1]]


def test_nothing_at_all_can_be_explained() -> None:
    explanation = explain(read_problem(made()))
    assert (explanation.status, explanation.funded, explanation.left_out) == (Status.OPTIMAL, {}, {})
    assert "explained in" in str(explanation)


@pytest.fixture(scope="module")
def thousands() -> dict[str, Any]:
    random = np.random.default_rng(11)
    cost, score = random.lognormal(6, 1, 5000).round(1), random.integers(0, 11, (5000, 2))
    initiatives = [
        {"id": f"i{at}", "scores": {"v": int(s[0]), "w": int(s[1])}, "uses": {"r": float(c)}}
        for at, (c, s) in enumerate(zip(cost, score, strict=True))
    ]
    return {"criteria": {"v": 2, "w": 1}, "resources": {"r": float(cost.sum() // 3)}, "initiatives": initiatives}


def test_five_thousand_candidates_are_answered_in_seconds(thousands: dict[str, Any]) -> None:
    started = perf_counter()
    result = solve(read_problem(thousands), SolveSettings(gap=0.001, time_limit=20))
    assert perf_counter() - started < 40
    assert result.status is Status.OPTIMAL
    assert result.verified
    assert len(result.selected) > 1000
