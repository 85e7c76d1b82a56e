"""`frontier` against enumeration."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer import ProblemFaults, frontier, read_problem
from tests.laws import law
from tests.optimizer.brute import Brute
from tests.optimizer.problems import RESOURCES, problems

named = st.lists(st.sampled_from(RESOURCES), min_size=1, max_size=2, unique=True)


def pareto(data: dict[str, Any], names: list[str], most: float | None) -> list[tuple[Fraction, Fraction]]:
    """(use, value), cheapest first, over portfolios that break at most the named limits and use at most `most`."""
    all = Brute(data).all()
    kept = (p for p in all if all_in(p.broken, names))
    spots = {(sum((p.uses[n] for n in names), Fraction(0)), p.value) for p in kept}
    spots = {spot for spot in spots if most is None or spot[0] <= most}
    return sorted(s for s in spots if not any(o[0] <= s[0] and o[1] >= s[1] and o != s for o in spots))


def all_in(broken: tuple[tuple[str, Any], ...], names: list[str]) -> bool:
    return all(kind == "resource" and what in names for kind, what in broken)


@law(40)
@given(problems(), named, st.sampled_from([None, 1.0]), st.sampled_from([None, 3.0]))
def test_it_is_every_pareto_point(
    data: dict[str, Any], names: list[str], low: float | None, high: float | None
) -> None:
    expected = [spot for spot in pareto(data, names, high) if low is None or spot[0] >= low]
    found = frontier(read_problem(data), names, low, high)
    assert found.complete
    assert [p.use for p in found.points] == pytest.approx([float(use) for use, _ in expected])
    assert [p.value for p in found.points] == pytest.approx([float(value) for _, value in expected])


@law(25)
@given(problems(), named)
def test_in_steps_it_is_what_each_budget_buys(data: dict[str, Any], names: list[str]) -> None:
    spots = pareto(data, names, None)
    found = frontier(read_problem(data), names, points=5)
    if not spots:
        assert not found.points
        return
    kept = (p for p in Brute(data).all() if all_in(p.broken, names))
    bottom, top = min(sum((p.uses[n] for n in names), Fraction(0)) for p in kept), spots[-1][0]
    budgets = [bottom + (top - bottom) * Fraction(step, 4) for step in range(5)]
    expected = sorted({max(s for s in spots if s[0] <= budget) for budget in budgets})
    assert [(p.use, p.value) for p in found.points] == [pytest.approx(tuple(map(float, spot))) for spot in expected]


def test_each_point_says_who_enters_and_who_leaves() -> None:
    initiatives = [
        {"id": i, "scores": {"v": v}, "uses": {"r": u}} for i, v, u in (("a", 2, 1), ("b", 5, 2), ("c", 6, 3))
    ]
    data = {"criteria": {"v": 1}, "resources": {"r": 1}, "initiatives": initiatives}
    points = frontier(read_problem(data), ["r"], end=3).points
    assert [(p.use, p.value, p.enters, p.leaves) for p in points] == [
        (0, 0, (), ()),
        (1, 2, ("a",), ()),
        (2, 5, ("b",), ("a",)),
        (3, 7, ("a",), ()),
    ]


def test_an_unknown_resource_is_refused_by_name() -> None:
    with pytest.raises(ProblemFaults, match='resource\\["x"\\]: is not a resource'):
        frontier(read_problem({"criteria": {"v": 1}, "initiatives": []}), ["x"])


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"start": float("nan")}, "from: must be a finite number"),
        ({"end": float("inf")}, "to: must be a finite number"),
        ({"start": 2, "end": 1}, "from: must not be more than to"),
        ({"points": 0}, "points: must be at least 1"),
        ({"resources": ["r", "r"]}, 'resource["r"]: is named twice, so its use would count twice'),
    ],
)
def test_what_is_no_range_of_budgets_is_refused(asked: dict[str, Any], told: str) -> None:
    problem = read_problem({"criteria": {"v": 1}, "resources": {"r": 1}, "initiatives": []})
    with pytest.raises(ProblemFaults) as refused:
        frontier(problem, **{"resources": ["r"], **asked})
    assert str(refused.value) == told


def test_huge_and_tiny_uses_make_points_of_their_own() -> None:
    """A budget a hair below the tiny use is one that a solver takes for zero."""
    uses = {"dam": 10**30, "pen": 1e-20, "cap": 1e-20}
    initiatives = [{"id": id, "scores": {"v": 1}, "uses": {"r": use}} for id, use in uses.items()]
    found = frontier(read_problem({"criteria": {"v": 1}, "resources": {"r": 1}, "initiatives": initiatives}), ["r"])
    assert found.complete
    assert [point.value for point in found.points] == [0, 1, 2, 3]
