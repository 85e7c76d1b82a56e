"""Weights from a ranking alone: rank order centroids."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

from optimizer.faults import Fault, step
from optimizer.numbers import ZERO, Amounts
from optimizer.weights.values import Weights, refuse


def rank_order(ranking: Sequence[str | Collection[str]]) -> Weights:
    """Rank order centroid weights of a ranking, the most important first: w_k = (1/n) x sum of 1/i for i = k … n.

    That is the centre of all weights that descend in this order. Names that stand together in a tuple, list or set are
    those whose order is not known: they share the mean of the places that they take. What is not ranked weighs nothing.
    Source: Barron & Barrett, Decision quality using ranked attribute weights, Management Science 42(11), 1996.

    Raises ProblemFaults when the ranking is empty, a place is, or a name stands twice.
    """
    places = _read(ranking)
    n = sum(map(len, places))
    weights: dict[str, Fraction] = {}
    for names in places:
        taken = range(len(weights) + 1, len(weights) + len(names) + 1)
        share = sum((centroid(place, n) for place in taken), ZERO) / len(names)
        weights |= dict.fromkeys(names, share)
    return Weights(method="Rank order centroids", weights=Amounts(weights))


def centroid(place: int, n: int) -> Fraction:
    """Weight of the `place`-th of n, counted from 1."""
    return sum((Fraction(1, i) for i in range(place, n + 1)), ZERO) / n


def _read(ranking: Sequence[str | Collection[str]]) -> list[tuple[str, ...]]:
    if isinstance(ranking, str) or not ranking:
        refuse([Fault("ranking", "must list at least one name, the most important first")])
    faults: list[Fault] = []
    places: list[tuple[str, ...]] = []
    seen: dict[str, str] = {}
    for at, place in enumerate(ranking):
        names = (place,) if isinstance(place, str) else tuple(place)
        path = step("ranking", at)
        if not names:
            faults.append(Fault(path, "is empty; name a criterion or leave the place out"))
        for name in names:
            if name in seen:
                faults.append(Fault(path, f"{name!r} stands at {seen[name]} already; rank it once"))
            seen.setdefault(name, path)
        places.append(names)
    refuse(faults)
    return places
