"""A mixed-integer linear model in exact numbers: columns, rows, what is maximised. Only indices cross into a solver."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from optimizer.exact.evaluation import Source
from optimizer.numbers import ZERO

Terms = dict[int, Fraction]


@dataclass(frozen=True, slots=True)
class Row:
    """lower <= sum of coefficient x column <= upper; None is no bound. `source` is None for what always holds."""

    terms: Terms
    lower: Fraction | None = None
    upper: Fraction | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """lower <= column <= upper. `unit`: one solver unit stands for this much of the real thing."""

    integer: bool = True
    lower: Fraction = ZERO
    upper: Fraction | None = Fraction(1)
    unit: Fraction = Fraction(1)


@dataclass(slots=True)
class LinearModel:
    """Maximise offset + sum of objective x column. Coefficients are per real unit, whatever a column's `unit` is.

    `options` maps (initiative, option) to its column, `extra` a limited resource to the column that raises its limit
    (held at zero until somebody frees it), `switches` a resource to the columns that must be free, not one, while its
    limit is lifted, `members` an initiative to the columns of its options. `synergies` pairs
    the members of each synergy with its column. `spare` is a column in no row, held at
    zero, for what a question brings along. `scores` and `scored` are what the columns and the status quo add to each
    criterion, `certain` what columns add to value at any weights.
    """

    columns: list[Column] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    objective: Terms = field(default_factory=dict)
    offset: Fraction = ZERO
    options: dict[tuple[str, str], int] = field(default_factory=dict)
    extra: dict[str, int] = field(default_factory=dict)
    switches: dict[str, list[int]] = field(default_factory=dict)
    members: dict[str, list[int]] = field(default_factory=dict)
    synergies: list[tuple[tuple[str, ...], int]] = field(default_factory=list)
    spare: int = -1
    scores: dict[str, Terms] = field(default_factory=dict)
    scored: dict[str, Fraction] = field(default_factory=dict)
    certain: Terms = field(default_factory=dict)

    def valued_at(self, weights: Mapping[str, Fraction]) -> tuple[Terms, Fraction]:
        """Value at these weights: terms and a constant."""
        parts = [(terms, weights[name]) for name, terms in self.scores.items() if weights[name]]
        constant = sum((weights[name] * anyway for name, anyway in self.scored.items()), ZERO)
        return total([*parts, (self.certain, Fraction(1))]), constant

    def add_column(self, column: Column) -> int:
        self.columns.append(column)
        return len(self.columns) - 1


def total(parts: Iterable[tuple[Terms, Fraction]]) -> Terms:
    """The sum of several linear expressions, each times a factor; zero coefficients are left out."""
    terms: Terms = {}
    for part, factor in parts:
        for column, coefficient in part.items():
            terms[column] = terms.get(column, ZERO) + factor * coefficient
    return {column: coefficient for column, coefficient in terms.items() if coefficient}
