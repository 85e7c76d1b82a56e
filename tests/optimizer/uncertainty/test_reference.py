"""The reference class reproduces the figures that it was published with."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.integrate import quad

import optimizer
from optimizer.uncertainty.reference import IT_COST_OVERRUNS, ReferenceClass

SLICES = (np.arange(200_000) + 0.5) / 200_000


def quantile(p: float) -> float:
    return float(IT_COST_OVERRUNS.quantile(np.array([p]))[0])


def test_18_percent_overrun_by_more_than_half() -> None:
    assert (IT_COST_OVERRUNS.quantile(SLICES) > 1.5).mean() == pytest.approx(0.18, abs=1e-5)


def test_those_overrun_by_447_percent_on_average_and_all_by_73() -> None:
    """The tail integrated over ln(1 - p), since it has no end: E = sum of q(p) dp = q(1 - e^-t) e^-t dt."""
    tail, _ = quad(lambda t: quantile(1 - np.exp(-t)) * np.exp(-t), -np.log(0.18), 30)
    assert tail / 0.18 == pytest.approx(5.47, rel=0.01)
    body, _ = quad(quantile, 1e-12, 0.82)
    assert body + 0.18 * 5.47 == pytest.approx(1.73, abs=1e-6)


def test_the_tail_is_a_power_law() -> None:
    """Exponent 5.47 / (5.47 - 1.5); a tenth of the chance is always the same factor further out."""
    assert IT_COST_OVERRUNS.alpha == pytest.approx(5.47 / 3.97)
    factor = 10 ** (1 / IT_COST_OVERRUNS.alpha)
    assert quantile(0.99) / quantile(0.9) == pytest.approx(factor)
    assert quantile(0.999) / quantile(0.99) == pytest.approx(factor)


def test_the_percentiles_that_its_description_names_are_right() -> None:
    assert [round(quantile(p), 2) for p in (0.5, 0.8, 0.9)] == [1.0, 1.38, 2.3]


def test_nothing_is_lost_where_body_and_tail_meet() -> None:
    found = IT_COST_OVERRUNS.quantile(np.linspace(0.8, 0.84, 1001))
    assert np.all(np.diff(found) >= 0)
    assert quantile(0.82) == pytest.approx(1.5, abs=1e-3)


def test_it_carries_its_source() -> None:
    assert "Journal of Management Information Systems 39(3), 2022" in IT_COST_OVERRUNS.source


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"tail": 0}, "tail: must be a share"),
        ({"tail_mean": 1.2}, "tail_mean: must lie above tail_from"),
        ({"mean": 3}, "mean: needs a lowest factor of"),
    ],
)
def test_a_class_that_cannot_be_is_refused(change: dict[str, Any], told: str) -> None:
    known = {"name": "x", "source": "y", "tail": 0.18, "tail_from": 1.5, "tail_mean": 5.47, "mean": 1.73}
    with pytest.raises(optimizer.ProblemFaults) as raised:
        ReferenceClass(**{**known, **change})
    assert told in str(raised.value)
