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
    """A cover cut: what makes the columns at one break the row may not come together again.

    sum of x that push the row up - sum of x that would bring it down <= their number - 1. None when they keep the row
    in exact arithmetic, or when amounts are in it that are neither options nor synergies.
    """
    held = {*model.extra.values(), model.spare}
    choices = {*model.options.values(), *(column for _, column in model.synergies)}
    terms = {column: c for column, c in row.terms.items() if row.source is None or column not in held}
    if not terms.keys() <= choices:
        return None
    for bound, sign in ((row.upper, ONE), (row.lower, -ONE)):
        if bound is not None:
            turned = {column: sign * coefficient for column, coefficient in terms.items()}
            if cover := _cover(turned, sign * bound, chosen):
                return Row(cover[0], upper=cover[1], source=row.source)
    return None


def _cover(terms: Terms, upper: Fraction, chosen: set[int]) -> tuple[Terms, Fraction] | None:
    """A smallest set of the chosen that breaks the bound, with what could make up for it."""
    excess = sum((terms[column] for column in chosen & terms.keys()), ZERO) - upper
    if excess <= 0:
        return None
    pushing = sorted(
        (column for column in chosen & terms.keys() if terms[column] > 0), key=lambda column: terms[column]
    )
    cover = set(pushing)
    for column in pushing:
        if terms[column] < excess:
            excess -= terms[column]
            cover.remove(column)
    relieving = [column for column, coefficient in terms.items() if coefficient < 0 and column not in chosen]
    cut = {**dict.fromkeys(cover, ONE), **dict.fromkeys(relieving, -ONE)}
    return cut, ONE * (len(cover) - 1)
