"""The problem as stages for growing portfolios: whole numbers only, every limit and rule an "at most" of some sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from optimizer.exact.valuation import common_denominator, whole
from optimizer.modelling.linear import Row, Terms, total
from optimizer.numbers import ONE, ZERO
from optimizer.parts import STATUS_QUO
from optimizer.rules import CarryOver, Synergy
from optimizer.solving.desk import Desk
from optimizer.weighing.ordering import stage_order
from optimizer.weighing.polytope import Vector, dot

Numbers = NDArray[Any]
"""Whole numbers: 64 bits where they fit, Python's own otherwise."""
LARGEST = 2**59


@dataclass(frozen=True, slots=True)
class Stage:
    """One initiative or synergy. Alternative k chooses `columns[k]`, None is its status quo.

    `values[k]` by corner and `loads[k]` by bound are what alternative k adds.
    """

    columns: tuple[int | None, ...]
    values: Numbers
    loads: Numbers


@dataclass(frozen=True, slots=True)
class Staged:
    """Values grow from `base`; the loads of a whole portfolio may not exceed `most`.

    `firm` marks the bounds that are as they stand; another one is the highest that a carry-over could make it.
    """

    stages: tuple[Stage, ...]
    base: Numbers
    most: Numbers
    firm: NDArray[np.bool_]

    def rest(self, *, least: bool) -> list[Numbers]:
        """By stage: the least or most that this stage and all after it add to each load."""
        sums = [np.zeros_like(self.most)]
        for stage in reversed(self.stages):
            sums.append(sums[-1] + (stage.loads.min(axis=0) if least else stage.loads.max(axis=0)))
        return sums[::-1]


@dataclass(frozen=True, slots=True)
class Bound:
    """sum of terms <= most."""

    terms: Terms
    most: Fraction
    firm: bool = True


def staged(desk: Desk, corners: Sequence[Vector]) -> Staged:
    """The stages of the desk's problem, with value at each corner of the weights."""
    values = _values(desk, corners)
    base = _base(desk, corners)
    bounds = list(_bounds(desk))
    unit = common_denominator([number for row in (*values.values(), base) for number in row])
    scales = [common_denominator([*bound.terms.values(), bound.most]) for bound in bounds]
    pairs = list(zip(bounds, scales, strict=True))
    stages = []
    for group in stage_order(desk):
        value = [[0] * len(corners), *([whole(number, unit) for number in values[column]] for column in group)]
        load = [[whole(b.terms.get(column, ZERO), scale) for b, scale in pairs] for column in group]
        stages.append(Stage((None, *group), _array(value), _array([[0] * len(bounds), *load])))
    return Staged(
        tuple(stages),
        _array([whole(number, unit) for number in base]),
        _array([whole(bound.most, scale) for bound, scale in pairs]),
        np.array([bound.firm for bound in bounds], dtype=bool),
    )


def _array(numbers: Sequence[Any]) -> Numbers:
    exactly = np.array(numbers, dtype=object)
    largest = max((abs(number) for number in exactly.ravel()), default=0)
    return exactly if largest > LARGEST else exactly.astype(np.int64)


def _values(desk: Desk, corners: Sequence[Vector]) -> dict[int, Vector]:
    """What each column adds to value at each corner."""
    worth, found = desk.accountant.worth, {}
    for (id, option), column in desk.model.options.items():
        now, stays = worth[id][option].totals, worth[id][STATUS_QUO].totals
        more = tuple(a - b for a, b in zip(now, stays, strict=True))
        found[column] = tuple(dot(corner, more) for corner in corners)
    for _, column in desk.model.synergies:
        found[column] = (desk.model.certain.get(column, ZERO),) * len(corners)
    return found


def _base(desk: Desk, corners: Sequence[Vector]) -> Vector:
    stays = [worth[STATUS_QUO].totals for worth in desk.accountant.worth.values()]
    totals = [sum(column, ZERO) for column in zip(*stays, strict=True)] or [ZERO] * len(desk.problem.criteria)
    return tuple(dot(corner, totals) for corner in corners)


def _bounds(desk: Desk) -> Iterator[Bound]:
    """Every row that says more than "one option each"; what may be carried in makes a bound as high as it can be."""
    model = desk.model
    continuous = {column for column, kind in enumerate(model.columns) if not kind.integer}
    synergies = {column for _, column in model.synergies}
    carrying = {name for rule in _carries(desk) for name in (rule.source, rule.target)}
    for row in model.rows:
        if row.source is None and not (row.terms.keys() & synergies):
            continue
        name = row.source.name if row.source is not None else ""
        more = _carried_at_most(desk, name) if name in carrying else ZERO
        terms = {column: c for column, c in row.terms.items() if column not in continuous}
        yield from _sides(row, terms, more, firm=name not in carrying)


def _sides(row: Row, terms: Terms, more: Fraction, *, firm: bool) -> Iterator[Bound]:
    if row.upper is not None:
        yield Bound(terms, row.upper + more, firm)
    if row.lower is not None:
        yield Bound(total([(terms, -ONE)]), more - row.lower, firm)


def _carries(desk: Desk) -> list[CarryOver]:
    return [rule for rule in desk.problem.rules if isinstance(rule, CarryOver)]


def _carried_at_most(desk: Desk, name: str) -> Fraction:
    """What is carried into a resource when nothing is used that need not be."""
    return sum((c.share * _left_at_most(desk, c.source) for c in _carries(desk) if c.target == name), ZERO)


def _left_at_most(desk: Desk, name: str) -> Fraction:
    limit = desk.problem.limits[name]
    assert limit is not None
    place = [resource.id for resource in desk.problem.resources].index(name)
    worths = desk.accountant.worth.values()
    least = sum((min(worth.uses[place] for worth in options.values()) for options in worths), ZERO)
    synergies = [rule for rule in desk.problem.rules if isinstance(rule, Synergy)]
    saved = sum((max(ZERO, rule.saves.of(name)) for rule in synergies), ZERO)
    return max(ZERO, limit + _carried_at_most(desk, name) - least + saved)
