"""The pool of known portfolios: bounded, without what is never better, exact where floats cannot tell."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from optimizer.reweighting.figures import Weights
from optimizer.reweighting.pool import Known, Pool

totals = st.tuples(st.integers(-9, 9), st.integers(-9, 9))


def known(a: Fraction | int, b: Fraction | int, certain: int = 0) -> Known:
    return Known(bytes([abs(int(a)), abs(int(b))]), (Fraction(a), Fraction(b)), Fraction(certain))


def weights(a: Fraction) -> Weights:
    exact = (a, 1 - a)
    return Weights(exact, np.array([float(part) for part in exact]))


@given(st.lists(st.tuples(totals, st.integers(-3, 3)), min_size=1, max_size=12), st.fractions(0, 1))
def test_a_pool_that_is_large_enough_finds_the_best_of_all(
    made: list[tuple[tuple[int, int], int]], a: Fraction
) -> None:
    pool = Pool(2, 50)
    several = [known(*each, certain) for each, certain in made]
    for one in several:
        pool.add(one)
    found = pool.best(weights(a))
    assert found is not None
    assert found[1] == max(one.value(weights(a)) for one in several) == found[0].value(weights(a))


def test_what_is_never_better_takes_no_place() -> None:
    pool = Pool(2, 5)
    pool.add(known(5, 5))
    for worse in (known(5, 5), known(4, 5), known(5, 4, -1)):
        pool.add(worse)
    assert len(pool) == 1
    pool.add(known(4, 5, 1))
    assert len(pool) == 2


def test_the_one_that_was_not_the_best_for_longest_makes_room() -> None:
    pool = Pool(2, 2)
    pool.add(known(9, 0))
    pool.add(known(0, 9))
    assert pool.best(weights(Fraction(1))) is not None
    pool.add(known(5, 5))
    assert len(pool) == 2
    best = pool.best(weights(Fraction(0)))
    assert best is not None and best[1] == 5


def test_a_difference_that_floats_cannot_see_still_counts() -> None:
    pool, hair = Pool(2, 5), Fraction(1, 10**25)
    pool.add(known(1, 0))
    pool.add(known(1 + hair, -1))
    best = pool.best(weights(Fraction(1)))
    assert best is not None and best[1] == 1 + hair


def test_an_empty_pool_has_no_best() -> None:
    assert Pool(2, 3).best(weights(Fraction(1, 2))) is None
