"""`alternatives` against enumeration."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer import ProblemFaults, alternatives, read_problem
from tests.laws import law
from tests.optimizer.brute import Brute
from tests.optimizer.problems import problems


@law(40)
@given(problems(), st.integers(1, 6), st.sampled_from([None, 0.1, 0.5]))
def test_they_are_the_best_distinct_portfolios_in_order(data: dict[str, Any], count: int, within: float | None) -> None:
    values = sorted((p.value for p in Brute(data).feasible()), reverse=True)
    if within is not None and values:
        least = values[0] - Fraction(str(within)) * max(Fraction(1), abs(values[0]))
        values = [value for value in values if value >= least]
    found = alternatives(read_problem(data), count, within)
    assert found.complete
    assert [p.value for p in found.portfolios] == pytest.approx(list(map(float, values[:count])))
    assert len({tuple(sorted(p.selected.items())) for p in found.portfolios}) == len(found.portfolios)


def test_a_count_of_nothing_is_refused() -> None:
    with pytest.raises(ProblemFaults, match="count: must be at least 1"):
        alternatives(read_problem({"criteria": {"v": 1}, "initiatives": []}), 0)


@pytest.mark.parametrize("within", [-0.1, float("nan"), float("inf")])
def test_a_gap_that_is_none_is_refused(within: float) -> None:
    with pytest.raises(ProblemFaults, match="within: must be a number that is not negative"):
        alternatives(read_problem({"criteria": {"v": 1}, "initiatives": []}), 2, within)


def test_it_tells_how_far_it_is() -> None:
    problem = read_problem({"criteria": {"v": 1}, "initiatives": [{"id": "a", "scores": {"v": 1}}]})
    heard: list[tuple[int, int, str]] = []
    alternatives(problem, 5, progress=lambda *far: heard.append(far))
    assert heard == [(1, 5, "portfolios"), (2, 5, "portfolios")]
