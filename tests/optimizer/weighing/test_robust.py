"""`nondominated` against published sets and against enumeration."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer import SolveSettings, nondominated, read_problem
from optimizer.weighing import growing
from optimizer.weighing.reach import Reach
from tests.laws import law
from tests.optimizer.brute import Brute, Portfolio
from tests.optimizer.problems import problems
from tests.optimizer.published import RPM_15_ALL, RPM_15_ORDERED, rpm_15

F = Fraction
SETS: list[tuple[dict[str, Any], list[tuple[Fraction, Fraction]]]] = [
    ({}, [(F(1), F(0)), (F(0), F(1))]),
    ({"order": ["a", "b"]}, [(F(1), F(0)), (F(1, 2), F(1, 2))]),
    ({"bounds": {"a": [0.25, 0.5]}}, [(F(1, 4), F(3, 4)), (F(1, 2), F(1, 2))]),
    ({"stakeholders": {"one": {"a": 3, "b": 1}}}, [(F(3, 4), F(1, 4))]),
]


@pytest.mark.parametrize(("weights", "expected"), [({}, RPM_15_ALL), ({"order": ["c1", "c2", "c3"]}, RPM_15_ORDERED)])
def test_the_published_nondominated_portfolios_come_out(weights: dict[str, Any], expected: list[list[int]]) -> None:
    found = nondominated(read_problem(rpm_15()), weights)
    assert found.complete
    assert sorted(sorted(map(int, p.selected)) for p in found.portfolios) == sorted(expected)
    assert found.core_index["2"] == 1
    assert found.core_index["3"] == pytest.approx(sum(3 in p for p in expected) / len(expected))


@law(60)
@given(problems(most=5, rules=4), st.sampled_from(SETS), st.sampled_from([2, 1500]))
def test_all_portfolios_that_no_other_beats_are_listed(data: dict[str, Any], weights: Any, beam: int) -> None:
    """Whatever the quick first pass finds: it only ever saves work."""
    stated, corners = weights
    brute = Brute(data)

    def values(p: Portfolio) -> tuple[Fraction, ...]:
        certain = p.value - sum((brute.weights[c] * p.totals[c] for c in brute.weights), F(0))
        return tuple(a * p.totals["a"] + b * p.totals["b"] + certain for a, b in corners)

    all = [(values(p), p) for p in brute.feasible()]
    expected = [p for v, p in all if not any(o != v and all_at_least(o, v) for o, _ in all)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(growing, "BEAM", beam)
        found = nondominated(read_problem(data), stated)
    assert found.complete
    assert sorted(sorted(p.selected.items()) for p in found.portfolios) == sorted(
        sorted(p.selected.items()) for p in expected
    )


def all_at_least(one: tuple[Fraction, ...], other: tuple[Fraction, ...]) -> bool:
    return all(a >= b for a, b in zip(one, other, strict=True))


def test_numbers_of_many_digits_stay_exact() -> None:
    """Two portfolios that differ in the thirtieth digit: only one of them is nondominated."""
    initiatives = [
        {"id": "a", "scores": {"a": "1", "b": "1"}},
        {"id": "b", "scores": {"a": "1.000000000000000000000000000001", "b": "1"}},
    ]
    from decimal import Decimal

    for initiative in initiatives:
        initiative["scores"] = {name: Decimal(text) for name, text in initiative["scores"].items()}  # type: ignore
    data = {
        "criteria": {"a": 1, "b": 1},
        "initiatives": initiatives,
        "rules": [{"type": "excludes", "initiatives": ["a", "b"]}],
    }
    assert [p.selected for p in nondominated(read_problem(data)).portfolios] == [{"b": "do"}]


def test_when_the_time_ends_it_says_that_there_may_be_more() -> None:
    data = rpm_15()
    data["initiatives"] = [{**i, "id": f"{i['id']}-{k}"} for i in data["initiatives"] for k in range(3)]
    data["resources"]["cost"] = 900
    found = nondominated(read_problem(data), settings=SolveSettings(time_limit=1e-6))
    assert not found.complete
    assert found.portfolios


def test_when_the_time_ends_bounds_are_spared(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a thousand candidates and six criteria they alone would take minutes."""

    def refused(*_: Any) -> Any:
        raise AssertionError("asked for bounds")

    monkeypatch.setattr(Reach, "bounds", refused)
    found = nondominated(read_problem(rpm_15()), settings=SolveSettings(time_limit=1e-9))
    assert (found.complete, bool(found.portfolios)) == (False, True)


def test_it_tells_how_far_it_is() -> None:
    heard: list[tuple[int, int, str]] = []
    nondominated(read_problem(rpm_15()), progress=lambda *far: heard.append(far))
    assert heard == [(done, 15, "stages") for done in range(1, 16)]


def test_where_growing_in_a_hurry_leads_nowhere_a_solver_gives_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growing, "HURRIED", 1)
    initiatives = [{"id": str(at), "scores": {"v": 9}, "uses": {"r": 1}} for at in range(12)]
    initiatives += [{"id": f"new {at}", "scores": {"v": 1}, "uses": {"r": 1}, "tags": ["new"]} for at in range(4)]
    rules = [{"type": "share", "tag": "new", "of": ["r"], "at_least": 0.5}, {"type": "must", "initiative": "0"}]
    data = {"criteria": {"v": 1}, "resources": {"r": 7}, "initiatives": initiatives, "rules": rules}
    found = nondominated(read_problem(data), settings=SolveSettings(time_limit=1e-9))
    assert (found.complete, len(found.portfolios) >= 1) == (False, True)
