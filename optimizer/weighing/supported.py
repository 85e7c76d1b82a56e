"""Which of some portfolios are optimal somewhere on a set of weights, and on which part of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from optimizer.weighing.candidates import Candidate, Witness
from optimizer.weighing.polytope import Vector
from optimizer.weighing.regions import Floats, Region, dimension_of, flat_of, sample, volume

EXACT_UP_TO = 3
SAMPLES = 20_000
TOUCH = 1e-9


def optimal_somewhere(candidates: Sequence[Candidate], points: Sequence[Vector]) -> list[Witness]:
    """Those that none of the others is better than at some weights of the hull of the points; equal ones all count.

    max s with (p - q) . w >= s for all q: p is optimal somewhere when s is not negative; floats, to 1e-9 of the size.
    """
    values = np.array([[float(c.worth(point)) for point in points] for c in candidates])
    size = max(1.0, float(np.abs(values).max(initial=0.0)))
    corners = np.array([[float(x) for x in point] for point in points])
    found = []
    rivals = _first_rivals(values)
    for candidate, mine in zip(candidates, values, strict=True):
        mix = _best_mix(mine, values, rivals, TOUCH * size)
        if mix is not None:
            found.append(Witness(candidate, tuple((mix @ corners).tolist())))
    return found


def _first_rivals(values: Floats) -> list[int]:
    """The best at the corners and at some mixtures of them: most others fail against these already."""
    mixes = np.random.default_rng(1).dirichlet(np.ones(values.shape[1]), 200)
    best = np.concatenate([np.argmax(values, axis=0), np.argmax(values @ mixes.T, axis=0)])
    return sorted(set(best.tolist()))


def _best_mix(mine: Floats, values: Floats, rivals: list[int], touch: float) -> Floats | None:
    """How to mix the corners so that none is better; rivals are added until none is, or there is no such mixture."""
    size = len(mine)
    while True:
        less = np.array([[*(values[rival] - mine), 1.0] for rival in rivals])
        answer = linprog(
            [*np.zeros(size), -1.0], A_ub=less, b_ub=np.zeros(len(rivals)), A_eq=[[*np.ones(size), 0.0]], b_eq=[1.0],
            bounds=[*[(0, None)] * size, (None, None)], method="highs",
        )  # fmt: skip
        if answer.x is None or -answer.fun < -touch:
            return None
        mix: Floats = answer.x[:size]
        better = values @ mix - mine @ mix
        worst = int(np.argmax(better))
        if better[worst] <= touch or worst in rivals:
            return mix
        rivals.append(worst)


@dataclass(frozen=True, slots=True)
class Share:
    """The part of the set's volume whose optimum funds an initiative; `error` is two standard errors, 0 when exact."""

    share: float
    error: float


def shares(candidates: Sequence[Candidate], ids: Sequence[str], points: Sequence[Vector]) -> dict[str, Share]:
    """By initiative. `candidates` hold every optimum of the set; where several are equal, each counts its part."""
    parts, error = _parts(candidates, points)
    found = {}
    for id in ids:
        share = sum(part for part, c in zip(parts, candidates, strict=True) if id in c.selected)
        share = min(1.0, max(0.0, share))
        found[id] = Share(share, 2 * sqrt(share * (1 - share) / SAMPLES) if error else 0.0)
    return found


def _parts(candidates: Sequence[Candidate], points: Sequence[Vector]) -> tuple[list[float], bool]:
    """The part of the volume where each is optimal, and whether it was sampled."""
    equals: dict[tuple[Vector, Fraction], list[int]] = {}
    for at, candidate in enumerate(candidates):
        equals.setdefault((candidate.totals, candidate.certain), []).append(at)
    groups = list(equals.values())
    leaders = [candidates[group[0]] for group in groups]
    sampled = dimension_of(floats(points)) > EXACT_UP_TO
    each = _sampled(leaders, points) if sampled else _exact(leaders, points)
    parts = [0.0] * len(candidates)
    for group, part in zip(groups, each, strict=True):
        for at in group:
            parts[at] = part / len(group)
    return parts, sampled


def floats(points: Sequence[Vector]) -> Floats:
    return np.array([[float(x) for x in point] for point in points])


def _exact(leaders: Sequence[Candidate], points: Sequence[Vector]) -> list[float]:
    """Volumes of the cells where each is best."""
    corners = floats(points)
    origin, basis = flat_of(corners, dimension_of(corners))
    volumes = [_cell_volume(leader, leaders, points, origin, basis) for leader in leaders]
    whole = sum(volumes)
    return [part / whole for part in volumes]


def _cell_volume(
    one: Candidate, others: Sequence[Candidate], points: Sequence[Vector], origin: Floats, basis: Floats
) -> float:
    if len(basis) == 0:
        return float(all(other.worth(points[0]) <= one.worth(points[0]) for other in others))
    cell = cell_of(one, others, points)
    return 0.0 if cell is None else volume(cell.array(), origin, basis)


def cell_of(one: Candidate, others: Iterable[Candidate], points: Sequence[Vector]) -> Region | None:
    """The part of the points' hull where none of the others is better; None when there is none."""
    cell: Region | None = Region.of(points)
    for other in others:
        if cell is not None and other is not one:
            cell = cell.below(other.worse_than(one))
    return cell


def _sampled(leaders: Sequence[Candidate], points: Sequence[Vector]) -> list[float]:
    best = best_of(leaders, sample(floats(points), SAMPLES))
    counts = np.bincount(best, minlength=len(leaders)) / SAMPLES
    return [float(part) for part in counts]


def best_of(candidates: Sequence[Candidate], drawn: Floats) -> NDArray[np.intp]:
    """For each row of weights, the place of the best of the candidates there."""
    totals = floats([candidate.totals for candidate in candidates])
    certain = np.array([float(candidate.certain) for candidate in candidates])
    best: NDArray[np.intp] = np.argmax(drawn @ totals.T + certain, axis=1)
    return best
