"""Weights from points: swing weighting and direct allocation."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from optimizer.faults import Fault, named
from optimizer.numbers import ZERO, Number, exact, for_people
from optimizer.weights.values import Weights, normalised, read_points, refuse

FULL = 100


def swing(points: Mapping[str, Number]) -> Weights:
    """Swing weights: w_c = points_c / sum of points.

    `points` say what the swing from 0 to 100 on a criterion's own scale is worth beside the swing that is worth most,
    which has 100: so 50 is worth half of it, 0 nothing. Source: von Winterfeldt & Edwards, Decision Analysis and
    Behavioral Research (Cambridge 1986), chapter 8.

    Raises ProblemFaults when points are not numbers from 0 to 100 or none of them is 100.
    """
    faults: list[Fault] = []
    read = read_points("points", points, faults)
    for name, given in read.items():
        if given > FULL:
            faults.append(Fault(named("points", name), f"is {for_people(given)}; must be at most 100"))
    if not faults and max(read.values()) < FULL:
        highest = max(read, key=lambda name: read[name])
        most = f"{highest!r} has {for_people(read[highest])}"
        faults.append(Fault("points", f"nothing has 100; give it to the swing that is worth most ({most})"))
    refuse(faults)
    return Weights(method="Swing weights", weights=normalised(read))


def direct(points: Mapping[str, Number], total: Number | None = None) -> Weights:
    """Direct points: w_c = points_c / sum of points; with `total`, exactly so many must have been given.

    Source: Doyle, Green & Bottomley, Judging relative importance: direct rating and point allocation are not
    equivalent, Organizational Behavior and Human Decision Processes 70(1), 1997. Points without a total are direct
    rating, with one point allocation.

    Raises ProblemFaults when points are negative, all zero, or do not sum to `total`.
    """
    faults: list[Fault] = []
    read = read_points("points", points, faults)
    if not faults and total is not None:
        faults += _missed(sum(read.values(), ZERO), exact(total))
    refuse(faults)
    return Weights(method="Direct points", weights=normalised(read))


def _missed(given: Fraction, total: Fraction) -> list[Fault]:
    if given == total:
        return []
    cure = f"give out {for_people(total - given)} more" if given < total else f"take {for_people(given - total)} away"
    return [Fault("points", f"sum to {for_people(given)}, not to {for_people(total)}; {cure}")]
