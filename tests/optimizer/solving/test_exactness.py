"""Answers are checked in exact arithmetic: no tolerance, whatever the size of the numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from optimizer import SolveSettings, Status, read_problem, solve


def two(limit: Any, one: Any, other: Any, rules: list[Any] | None = None) -> dict[str, Any]:
    initiatives = [{"id": i, "scores": {"v": 1}, "uses": {"r": use}} for i, use in (("a", one), ("b", other))]
    return {"criteria": {"v": 1}, "resources": {"r": limit}, "initiatives": initiatives, "rules": rules or []}


def test_a_tenth_and_two_tenths_fit_into_three_tenths() -> None:
    assert solve(read_problem(two(0.3, 0.1, 0.2))).selected == {"a": "do", "b": "do"}


@pytest.mark.parametrize("size", [1, 10**6, 10**12, 10**18])
def test_one_cent_too_much_is_too_much(size: int) -> None:
    """With limits of a million billion no float can tell the two apart."""
    fits, over = (two(Decimal(2 * size), Decimal(size), Decimal(size) + cent) for cent in (Decimal(0), Decimal("0.01")))
    assert solve(read_problem(fits)).value == 2
    result = solve(read_problem(over))
    assert (result.status, result.value, result.verified) == (Status.OPTIMAL, 1, True)


def test_many_near_misses_are_cut_off_one_after_the_other() -> None:
    """Forty initiatives of which thirty overrun by a hair: the answer has none of the combinations that do not fit."""
    million = Decimal(10**9)
    initiatives = [
        {"id": f"i{at}", "scores": {"v": 1}, "uses": {"r": million + Decimal("0.01") * (at < 30)}} for at in range(40)
    ]
    data = {"criteria": {"v": 1}, "resources": {"r": million * 20}, "initiatives": initiatives}
    result = solve(read_problem(data), SolveSettings(time_limit=20))
    assert (result.status, result.value) == (Status.OPTIMAL, 19)


def test_a_share_is_kept_to_the_last_digit() -> None:
    share = {"type": "share", "tag": "x", "of": ["r"], "at_most": Decimal("0.333333333333")}
    data = two(100, 1, 2, [share])
    data["initiatives"][0]["tags"] = ["x"]
    assert solve(read_problem(data)).value == 1
    data["rules"][0]["at_most"] = Decimal("0.333333333334")
    assert solve(read_problem(data)).value == 2


def test_tiny_values_are_told_apart_from_nothing() -> None:
    data = two(1, 1, 1)
    for initiative, score in zip(data["initiatives"], (1e-9, 2e-9), strict=True):
        initiative["scores"]["v"] = score
    result = solve(read_problem(data))
    assert result.status is Status.OPTIMAL
    assert result.value == pytest.approx(2e-9)


def test_nothing_to_choose_from_is_an_answer() -> None:
    result = solve(read_problem({"criteria": {"v": 1}, "resources": {"r": 1}, "initiatives": []}))
    assert (result.status, result.value, result.selected, result.uses) == (Status.OPTIMAL, 0, {}, {"r": 0})


def test_the_status_quo_alone_can_be_too_much() -> None:
    data = two(1, 2, 0)
    data["initiatives"][0]["status_quo"] = {"uses": {"r": 2}}
    result = solve(read_problem(data))
    assert result.status is Status.INFEASIBLE
    assert [part.resource for conflict in result.conflicts for part in conflict] == ["r"]
    assert [(repair.change, repair.by) for repair in result.repairs] == [({"resource": "r", "limit": 2}, 1)]
