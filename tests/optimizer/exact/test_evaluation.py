"""The exact account of every portfolio of small problems, against an oracle that reads the file's own words."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from optimizer import read_problem
from optimizer.exact.evaluation import Accountant
from tests.laws import law
from tests.optimizer.brute import Brute
from tests.optimizer.problems import problems


@law(60)
@given(problems(rules=4))
def test_value_uses_and_what_is_broken_are_exact_for_every_portfolio(data: dict[str, Any]) -> None:
    accountant, brute = Accountant(read_problem(data)), Brute(data)
    for portfolio in brute.all():
        account = accountant.account(portfolio.selected)
        assert (account.value, account.totals, account.uses) == (portfolio.value, portfolio.totals, portfolio.uses)
        assert {(s.kind, s.name or s.place) for s in account.broken} == set(portfolio.broken)


def test_carry_over_goes_along_the_chain_unrounded() -> None:
    """100 - 40 = 60, half of it on: 30; 10 + 30 - 0 = 40, a third of it on."""
    carries = [
        {"type": "carry_over", "from": "second", "to": "third", "share": 0.333},
        {"type": "carry_over", "from": "first", "to": "second", "share": 0.5},
    ]
    data = {"criteria": {"v": 1}, "resources": {"first": 100, "second": 10, "third": 1}, "rules": carries}
    data["initiatives"] = [{"id": "a", "uses": {"first": 40, "third": 14.32}}]
    account = Accountant(read_problem(data)).account({"a": "do"})
    assert {name: str(room) for name, room in account.room.items()} == {
        "first": "100", "second": "40", "third": "358/25"  # 1 + 0.333 x 40 = 14.32
    }  # fmt: skip
    assert account.feasible


def test_a_failed_attempt_leaves_the_status_quo() -> None:
    """0.6 x 50 + 0.4 x (-20) = 22."""
    initiative = {"id": "a", "scores": {"v": 50}, "probability": 0.6, "status_quo": {"scores": {"v": -20}}}
    accountant = Accountant(read_problem({"criteria": {"v": 3}, "initiatives": [initiative]}))
    assert (accountant.value({"a": "do"}), accountant.value({})) == (22, -20)
