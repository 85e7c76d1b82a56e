"""From exact numbers to the floats of a solver: rows and objective scaled so that money in cents stays well behaved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf, lcm

import numpy as np
from numpy.typing import NDArray

from optimizer.modelling.linear import Column, LinearModel, Row, Terms
from optimizer.numbers import ONE

WHOLE = 1_000_000
LARGEST = 1_000
Floats = NDArray[np.float64]
Whole = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class ScaledRow:
    """A row as the solver sees it: columns, coefficients, bounds."""

    columns: Whole
    coefficients: Floats
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Scaled:
    """The whole model as arrays. solver objective = `scale` x (real objective - offset)."""

    cost: Floats
    scale: Fraction
    lower: Floats
    upper: Floats
    integer: NDArray[np.bool_]
    rows: tuple[ScaledRow, ...]


def factor_of(coefficients: Iterable[Fraction]) -> Fraction:
    """What to multiply by: to whole numbers up to a million where that is possible, else to at most a thousand."""
    numbers = [coefficient for coefficient in coefficients if coefficient]
    if not numbers:
        return ONE
    largest = max(map(abs, numbers))
    denominator = lcm(*{number.denominator for number in numbers})
    if largest * denominator <= WHOLE:
        return Fraction(denominator)
    return Fraction(LARGEST) / largest


def scale_row(row: Row, columns: Sequence[Column]) -> ScaledRow:
    terms = in_units(row.terms, columns)
    factor = factor_of(terms.values())
    return ScaledRow(
        np.fromiter(terms, np.int32, len(terms)),
        np.fromiter((float(coefficient * factor) for coefficient in terms.values()), np.float64, len(terms)),
        -inf if row.lower is None else to_float(row.lower * factor),
        inf if row.upper is None else to_float(row.upper * factor),
    )


def in_units(terms: Terms, columns: Sequence[Column]) -> Terms:
    """Coefficients per solver unit of each column."""
    return {column: coefficient * columns[column].unit for column, coefficient in terms.items()}


def to_float(number: Fraction) -> float:
    """The nearest float; what is beyond them all is as good as infinite."""
    try:
        return float(number)
    except OverflowError:
        return inf if number > 0 else -inf


def costs(terms: Terms, columns: Sequence[Column]) -> tuple[Floats, Fraction]:
    """Solver costs of an objective, and the factor they were multiplied by."""
    scaled = in_units(terms, columns)
    factor = factor_of(scaled.values())
    cost = np.zeros(len(columns))
    for column, coefficient in scaled.items():
        cost[column] = float(coefficient * factor)
    return cost, factor


def scale(model: LinearModel) -> Scaled:
    columns = model.columns
    cost, factor = costs(model.objective, columns)
    return Scaled(
        cost,
        factor,
        np.array([to_float(column.lower / column.unit) for column in columns]),
        np.array([inf if column.upper is None else to_float(column.upper / column.unit) for column in columns]),
        np.array([column.integer for column in columns], dtype=bool),
        tuple(scale_row(row, columns) for row in model.rows),
    )
