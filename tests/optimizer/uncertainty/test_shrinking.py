"""The optimiser's curse: Smith & Winkler's example, the formula by hand, and that shrinking cures what was drawn."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtri

import optimizer
from optimizer.uncertainty.drawing import Stream
from optimizer.uncertainty.shrinking import Prior, estimated, shrink
from tests.laws import law


def problem(values: list[float], **more: Any) -> optimizer.Problem:
    """Initiatives c0, c1, … that bring these points."""
    initiatives = [{"id": f"c{at}", "scores": {"v": float(value)}} for at, value in enumerate(values)]
    return optimizer.read_problem({"criteria": {"v": 1}, "initiatives": initiatives, **more})


def cells(count: int, variance: float) -> dict[tuple[str, str], float]:
    return {(f"c{at}", "do"): variance for at in range(count)}


def test_the_formula_by_hand() -> None:
    """Prior 10 and 16, error variance 4: 0.8 of the distance from 10 is believed, so 20 becomes 18 and 5 becomes 6."""
    found = shrink(problem([20, 5]), {"c0": "do"}, cells(2, 4), prior=Prior(10, 16))
    assert [option.expected for option in found.options] == [pytest.approx(18), pytest.approx(6)]
    assert [option.trust for option in found.options] == [0.8, 0.8]
    assert (found.claimed, found.expected, found.disappointment) == (20, pytest.approx(18), pytest.approx(2))


def test_a_certain_value_is_not_shrunk() -> None:
    errors = {**cells(3, 25), ("c0", "do"): 0.0}
    first = shrink(problem([30, 5, 0]), {"c0": "do"}, errors).options[0]
    assert (first.expected, first.trust) == (30, 1)
    assert shrink(problem([3, 3, 3]), {"c0": "do"}, cells(3, 0)).disappointment == 0


def test_equal_errors_give_the_prior_in_closed_form() -> None:
    """Then tau^2 = sample variance less error variance, and the mean is the plain one: 4, 8, 18 have 10 and 52."""
    prior = estimated([4, 8, 18], [12, 12, 12])
    assert (prior.mean, prior.variance) == (pytest.approx(10), pytest.approx(40))


def test_estimates_no_further_apart_than_their_errors_all_shrink_to_their_mean() -> None:
    found = shrink(problem([9, 10, 11]), {"c2": "do"}, cells(3, 50))
    assert found.prior.variance == 0
    assert found.expected == pytest.approx(10)


def test_estimates_with_unequal_errors_meet_their_condition() -> None:
    """Paule and Mandel: the weighted squares come to n - 1, about the mean that has the same weights."""
    values, errors = [4.0, 8.0, 18.0, 40.0], [1.0, 9.0, 4.0, 100.0]
    prior = estimated(values, errors)
    shares = [1 / (prior.variance + error) for error in errors]
    assert prior.mean == pytest.approx(np.average(values, weights=shares))
    assert sum(w * (v - prior.mean) ** 2 for w, v in zip(shares, values, strict=True)) == pytest.approx(3)


def test_the_best_of_three_worthless_ones_disappoints_by_0_85_standard_errors() -> None:
    """Smith & Winkler 2006, figure 1; the mean of the largest of three standard normals is 3 / (2 sqrt(pi)) = 0.846."""
    estimates = ndtri(Stream(6, "three of nothing", 3).draw(40_000))
    chosen = estimates.max(axis=1)
    assert chosen.mean() == pytest.approx(0.846, abs=0.02)
    # Told that true values are all zero, the report foresees all of it.
    row = estimates[0]
    best = f"c{int(row.argmax())}"
    found = shrink(problem(list(row)), {best: "do"}, cells(3, 1), prior=Prior(0, 0))
    assert found.disappointment == pytest.approx(row.max())


def test_what_was_chosen_from_many_disappoints_by_what_the_report_says() -> None:
    """True values N(50, 10^2), estimates off by N(0, 8^2), the best 60 of 400 chosen by their estimates."""
    draws = ndtri(Stream(1, "many", 2).draw(400))
    true = 50 + 10 * draws[:, 0]
    claims = true + 8 * draws[:, 1]
    best = np.argsort(-claims)[:60]
    found = shrink(problem(list(claims)), {f"c{at}": "do" for at in best}, cells(400, 64))
    disappointed = claims[best].sum() - true[best].sum()
    # The posterior's deviation of one true value is sqrt(100 x 64 / 164) = 6.2.
    assert disappointed > 5 * 6.2 * np.sqrt(60)
    assert found.disappointment == pytest.approx(disappointed, abs=3 * 6.2 * np.sqrt(60))


values = st.lists(st.floats(-50, 100, allow_nan=False).map(lambda x: round(x, 2)), min_size=3, max_size=8)


@given(values, st.floats(0, 400))
@law(50)
def test_every_value_moves_towards_the_mean_and_the_order_stays(claims: list[float], error: float) -> None:
    found = shrink(problem(claims), {}, cells(len(claims), error))
    for option in found.options:
        low, high = sorted((option.claimed, found.prior.mean))
        assert low - 1e-6 <= option.expected <= high + 1e-6
    ranked = sorted(found.options, key=lambda option: option.claimed)
    assert all(a.expected <= b.expected + 1e-6 for a, b in pairwise(ranked))


def test_synergies_count_as_certain() -> None:
    synergy = {"type": "synergy", "initiatives": ["c0", "c1"], "value": 7}
    chosen = {"c0": "do", "c1": "do"}
    plain = shrink(problem([20, 5]), chosen, cells(2, 4), prior=Prior(10, 16))
    joined = shrink(problem([20, 5], rules=[synergy]), chosen, cells(2, 4), prior=Prior(10, 16))
    assert joined.claimed == plain.claimed + 7
    assert joined.disappointment == pytest.approx(plain.disappointment)


def test_the_value_is_that_over_the_status_quo() -> None:
    drifting = {"id": "a", "options": [{"id": "do", "scores": {"v": 10}}], "status_quo": {"scores": {"v": -20}}}
    found = shrink(
        optimizer.read_problem({"criteria": {"v": 1}, "initiatives": [drifting]}), {"a": "do"}, {("a", "do"): 0.0},
        prior=Prior(0, 1),
    )  # fmt: skip
    assert found.claimed == found.options[0].claimed == 30


@pytest.mark.parametrize(
    ("errors", "prior", "told"),
    [
        ({("c1", "do"): 1.0}, Prior(0, 1), 'error_variance["c0", "do"]: is chosen, so its error variance is needed'),
        ({("c0", "do"): -1.0}, Prior(0, 1), 'error_variance["c0", "do"]: must be a number from 0'),
        ({("c0", "do"): float("nan")}, Prior(0, 1), "must be a number from 0"),
        ({("c0", "do"): 1.0, ("q", "do"): 1.0}, Prior(0, 1), 'error_variance["q", "do"]: is not an option'),
        ({("c0", "do"): 1.0}, None, "prior: cannot be estimated from fewer than 3 candidates"),
        ({("c0", "do"): 1.0}, Prior(0, -1), "prior: must have a finite mean"),
    ],
)
def test_wrong_errors_are_named(errors: Any, prior: Prior | None, told: str) -> None:
    with pytest.raises(optimizer.ProblemFaults) as raised:
        shrink(problem([1, 2]), {"c0": "do"}, errors, prior=prior)
    assert told in str(raised.value)


def test_a_shrinkage_prints_itself() -> None:
    told = str(shrink(problem([20, 5]), {"c0": "do"}, cells(2, 4), prior=Prior(10, 16)))
    assert told.splitlines() == [
        "20 claimed, 18 to be expected, 2 less",
        "  c0 (do): 20 claimed, 18 to be expected",
        "prior given: mean 10, variance 16",
    ]


def test_a_shrinkage_is_plain_data_too_and_knows_its_options() -> None:
    found = shrink(problem([20, 5]), {"c0": "do"}, cells(2, 4), prior=Prior(10, 16))
    assert json.loads(json.dumps(found.to_dict()))["disappointment"] == pytest.approx(2)
    with pytest.raises(optimizer.ProblemFaults, match="'half' is not an option of the problem"):
        shrink(problem([20, 5]), {"c0": "half"}, cells(2, 4), prior=Prior(10, 16))
