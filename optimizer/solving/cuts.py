"""Rows that forbid what the exact check has refused, or what is known already; no feasible portfolio else is lost."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from optimizer.modelling.linear import LinearModel, Row, Terms
from optimizer.numbers import ONE, ZERO


def columns_of(model: LinearModel, selection: Mapping[str, str]) -> set[int]:
    """The option columns at one in a portfolio."""
    return {column for key in selection.items() if (column := model.options.get(key)) is not None}


def not_this(model: LinearModel, selection: Mapping[str, str]) -> Row:
    """Any portfolio but this one: sum of x chosen - sum of x of those at status quo <= chosen - 1."""
    chosen = columns_of(model, selection)
    terms = dict.fromkeys(chosen, ONE)
    for (id, _), column in model.options.items():
        if id not in selection:
            terms[column] = -ONE
    return Row(terms, upper=ONE * (len(chosen) - 1))


def refuse(model: LinearModel, chosen: set[int], row: Row) -> Row | None:
    """A cover cut: what makes the columns at one break the row may not come together again, nor anything as heavy.

    None when they keep the row in exact arithmetic, or when amounts are in it that are neither options nor synergies.
    """
    held = {*model.extra.values(), model.spare}
    choices = {*model.options.values(), *(column for _, column in model.synergies)}
    terms = {column: c for column, c in row.terms.items() if row.source is None or column not in held}
    if not terms.keys() <= choices:
        return None
    for bound, sign in ((row.upper, ONE), (row.lower, -ONE)):
        if bound is not None:
            turned = {column: sign * coefficient for column, coefficient in terms.items() if coefficient}
            if cover := _cover(turned, sign * bound, chosen):
                return Row(cover[0], upper=cover[1], source=row.source)
    return None


def _cover(terms: Terms, upper: Fraction, chosen: set[int]) -> tuple[Terms, Fraction] | None:
    """No m of a set of columns fit when even its m lightest do not: sum over the set <= m - 1.

    Weights that relieve are turned round (1 - x weighs |a|), so that all weigh something. Where not even nothing fits,
    the cut is one that nothing keeps.
    """
    weights = {column: abs(coefficient) for column, coefficient in terms.items()}
    room = upper - sum((coefficient for coefficient in terms.values() if coefficient < 0), ZERO)
    taken = [column for column in terms if (column in chosen) == (terms[column] > 0)]
    excess = sum((weights[column] for column in taken), ZERO) - room
    if excess <= 0:
        return None
    if room < 0:
        return {next(iter(terms)): ONE}, -ONE
    together = _widened(_smallest(taken, weights, excess), weights, room)
    size, turned = together[0], [column for column in together[1] if terms[column] < 0]
    cut = {column: ONE if terms[column] > 0 else -ONE for column in together[1]}
    return cut, ONE * (size - 1 - len(turned))


def _smallest(taken: list[int], weights: Terms, excess: Fraction) -> list[int]:
    """What is too heavy even without the light ones."""
    cover = set(taken)
    for column in sorted(taken, key=weights.__getitem__):
        if weights[column] < excess:
            excess -= weights[column]
            cover.remove(column)
    return sorted(cover, key=weights.__getitem__)


def _widened(cover: list[int], weights: Terms, room: Fraction) -> tuple[int, list[int]]:
    """The size of the cover, and every column that can join it while its lightest of that size still do not fit."""
    size, lightest = len(cover), list(cover)
    together, total = list(cover), sum((weights[column] for column in cover), ZERO)
    inside = set(cover)
    for column in sorted(weights.keys() - inside, key=weights.__getitem__, reverse=True):
        lighter = total - weights[lightest[-1]] + weights[column]
        if weights[column] >= weights[lightest[-1]]:
            together.append(column)
        elif lighter > room:
            together.append(column)
            total = lighter
            lightest = sorted([*lightest[:-1], column], key=weights.__getitem__)
        else:
            break
    return size, together
