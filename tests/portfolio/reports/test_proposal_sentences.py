"""How sure an answer is, in words that never promise too much."""

from __future__ import annotations

import pytest

from optimizer import Result, Status
from portfolio.reports.formats import THIN, WORD
from portfolio.reports.proposal_sentences import bubble_title, certainty, gap_text
from portfolio.reports.proposal_values import FundedRow


def result(status: Status, **given: object) -> Result:
    return Result(status=status, value=10.0, bound=10.0, **{"gap": 0.0, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("gap", "said"), [(0.0029, "0.3"), (0.0030, "0.3"), (0.00301, "0.4"), (1e-5, "0.1"), (0.25, "25.0")]
)
def test_a_gap_never_looks_smaller_than_it_is(gap: float, said: str) -> None:
    assert gap_text(gap) == f"{said}{THIN}%"


def test_certainty_is_proven_tied_or_within() -> None:
    assert certainty(result(Status.OPTIMAL)) == "Proven best."
    assert certainty(result(Status.OPTIMAL, ties=2, ties_complete=True)) == f"Proven best, tied with 2{WORD}others."
    tied = certainty(result(Status.OPTIMAL, ties=10, ties_complete=False))
    assert tied == f"Proven best, tied with at least 10{WORD}others."
    assert certainty(result(Status.FEASIBLE, gap=0.003)).startswith(f"Within 0.3{THIN}% of the best possible value")
    assert certainty(Result(status=Status.INFEASIBLE)) == ""


def row(value: float) -> FundedRow:
    return FundedRow("k", "t", "o", "o", "run", (), 0, 0, value, 1.0, 1.0, "")


def test_the_title_of_the_bubbles_counts_who_carries_half() -> None:
    assert bubble_title(tuple(map(row, (5, 3, 1, 1)))).startswith("1 of 4")
    assert bubble_title(tuple(map(row, (3, 3, 2, 2)))).startswith("2 of 4")
    assert bubble_title(()) == "Value against risk"
