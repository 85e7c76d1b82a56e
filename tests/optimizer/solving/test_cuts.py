"""Cuts forbid what was refused and nothing else."""

from __future__ import annotations

from fractions import Fraction

from optimizer import Problem, read_problem
from optimizer.modelling.building import built
from optimizer.modelling.linear import Row
from optimizer.solving.cuts import refuse


def two() -> Problem:
    initiatives = [{"id": id, "scores": {"v": 1}, "uses": {"r": 1}} for id in ("a", "b")]
    return read_problem({"criteria": {"v": 1}, "resources": {"r": 5}, "initiatives": initiatives})


def test_a_row_that_not_even_nothing_keeps_is_refused_to_every_portfolio() -> None:
    model = built(two()).model
    columns = list(model.options.values())
    row = Row(dict.fromkeys(columns, Fraction(1)), upper=Fraction(-1, 10**20))
    for chosen in (set(), {columns[0]}, set(columns)):
        cut = refuse(model, chosen, row)
        assert cut is not None and cut.upper is not None
        assert sum((cut.terms.get(column, Fraction(0)) for column in chosen), Fraction(0)) > cut.upper
