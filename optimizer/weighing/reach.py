"""How far an unfinished portfolio can still get, and whether that is beyond what finished ones have reached.

Bounds are of the kind of Dantzig (1957): one limit at a time, options taken in parts, at several weights at once.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from optimizer.weighing.stages import Numbers, Staged

Floats = NDArray[np.float64]
MARGIN = 1e-9
CORNERS = 3000
ROWS = 8


def open_corners(values: Numbers, lowest: Floats) -> Floats | None:
    """Corners of the region that is not strictly below any of these values; None when there are too many.

    Nothing has values below `lowest`.

    A corner l stands for all x > l. Taking one point out of the region splits the corners below it (Klamroth, Lacour &
    Vanderpooten 2015); a point equal to a known one stays in the region, so that equals are found.
    """
    known = np.unique(values.astype(np.float64), axis=0) - 0.5
    dimensions = known.shape[1]
    corners = lowest[None, :].copy()
    for point in known:
        below = (corners < point).all(axis=1)
        split = []
        for axis in range(dimensions):
            part = corners[below].copy()
            part[:, axis] = point[axis]
            split.append(part)
        corners = _lowest(np.concatenate([corners[~below], *split]))
        if len(corners) > CORNERS:
            return None
    return corners


def _lowest(corners: Floats) -> Floats:
    """Without those that lie above another one: that one's region holds theirs."""
    corners = np.unique(corners, axis=0)
    above = np.ones((len(corners), len(corners)), bool)
    for column in corners.T:
        above &= column[None, :] <= column[:, None]
    np.fill_diagonal(above, False)
    return corners[~above.any(axis=1)]


class Reach:
    """Upper bounds on value at some weights for every stage and every room that is left."""

    def __init__(self, staged: Staged, directions: Floats) -> None:
        self.staged, self.directions = staged, directions
        self.rows = _telling_rows(staged)
        self._tables: dict[int, list[list[tuple[Floats, Floats]]]] = {}

    def bounds(self, stage: int, values: Numbers, loads: Numbers) -> Floats:
        """By portfolio and direction, for portfolios that have their choices before this stage."""
        so_far = values.astype(np.float64) @ self.directions.T
        if stage not in self._tables:
            self._tables[stage] = [[self._table(stage, row, d) for d in self.directions] for row in self.rows]
        best = np.full(so_far.shape, np.inf)
        for row, tables in zip(self.rows, self._tables[stage], strict=True):
            room = (self.staged.most[row] - loads[:, row]).astype(np.float64)
            for at, (uses, gains) in enumerate(tables):
                best[:, at] = np.minimum(best[:, at], np.interp(room, uses, gains))
        if not self.rows:
            best[:] = [sum(max(s.values @ d) for s in self.staged.stages[stage:]) for d in self.directions]
        reached = so_far + best
        safe: Floats = reached + MARGIN * np.maximum(1.0, np.abs(reached))
        return safe

    def _table(self, stage: int, row: int, direction: Floats) -> tuple[Floats, Floats]:
        """The most that the remaining stages gain, by room in one row: a concave line through its corners."""
        use = gain = 0.0
        steps: list[tuple[float, float]] = []
        for rest in self.staged.stages[stage:]:
            points = list(zip(rest.loads[:, row].astype(float), rest.values.astype(float) @ direction, strict=True))
            (first_use, first_gain), *more = _hull(points)
            use, gain = use + first_use, gain + first_gain
            steps += more
        steps.sort(key=lambda step: -step[1] / step[0])
        uses = np.cumsum([use, *(step[0] for step in steps)])
        return uses, np.cumsum([gain, *(step[1] for step in steps)])


def _hull(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The lightest point, then the steps (more use, more gain) along the upper concave hull up to the highest gain."""
    hull: list[tuple[float, float]] = []
    for use, gain in sorted(points, key=lambda point: (point[0], -point[1])):
        if hull and gain <= hull[-1][1]:
            continue
        while len(hull) > 1 and _slope(hull[-2], hull[-1]) <= _slope(hull[-1], (use, gain)):
            hull.pop()
        hull.append((use, gain))
    return [hull[0], *((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(hull))]


def _slope(one: tuple[float, float], other: tuple[float, float]) -> float:
    return (other[1] - one[1]) / (other[0] - one[0])


def _telling_rows(staged: Staged) -> list[int]:
    """The rows that bound best: those that most stages load, the tightest first."""
    if not staged.stages:
        return []
    loaded = np.sum([(stage.loads != 0).any(axis=0) for stage in staged.stages], axis=0)
    heaviest = np.sum([stage.loads.max(axis=0) for stage in staged.stages], axis=0).astype(float)
    tightness = staged.most.astype(float) / np.maximum(heaviest, 1e-9)
    rows = [row for row in range(len(staged.most)) if loaded[row] * 4 >= len(staged.stages) and tightness[row] < 1]
    return sorted(rows, key=lambda row: tightness[row])[:ROWS]
