"""Regions of weights: polytopes by their corners, split where one portfolio becomes better than another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import ConvexHull, QhullError

from optimizer.weighing.polytope import Corner, HalfSpace, Vector, cut_corners, first_corners

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Region:
    """`cuts` counts the half-spaces that made it, for naming the next one."""

    corners: tuple[Corner, ...]
    cuts: int = 0

    @classmethod
    def of(cls, points: Sequence[Vector]) -> Region:
        """The hull of the points."""
        return cls(tuple(first_corners(points)))

    @property
    def points(self) -> tuple[Vector, ...]:
        return tuple(dict.fromkeys(corner.point for corner in self.corners))

    @property
    def centre(self) -> Vector:
        """The mean of the corners; rounded, but still a mixture of them, where the exact one has many digits."""
        points = self.points
        return tuple(sum(column, Fraction(0)) / len(points) for column in zip(*points, strict=True))

    def below(self, half_space: HalfSpace) -> Region | None:
        """The part where the half-space holds; None when that is nothing."""
        name = -1 - self.cuts
        found = cut_corners(list(self.corners), half_space, name)
        return Region(tuple(found), self.cuts + 1) if found else None

    def array(self) -> Floats:
        return np.array([[float(x) for x in point] for point in self.points])


def dimension_of(points: Floats) -> int:
    """Of the smallest flat that holds the points."""
    if len(points) < 2:
        return 0
    return int(np.linalg.matrix_rank(points[1:] - points[0], tol=1e-9))


def flat_of(points: Floats, dimensions: int) -> tuple[Floats, Floats]:
    """Origin and an orthonormal basis (rows) of that flat."""
    _, _, basis = np.linalg.svd(points - points[0])
    return points[0], basis[:dimensions]


def volume(points: Floats, origin: Floats, basis: Floats) -> float:
    """Of the hull of the points within the flat, in its own dimension; 0 when it is thinner."""
    flat = (points - origin) @ basis.T
    if len(basis) == 0:
        return 1.0
    if len(basis) == 1:
        return float(flat.max() - flat.min())
    if dimension_of(points) < len(basis):
        return 0.0
    try:
        return float(ConvexHull(flat).volume)
    except QhullError:
        return 0.0


def sample(points: Floats, count: int, seed: int = 1) -> Floats:
    """Weights spread evenly over the hull of the points: simplices of its triangulation by volume, then within each."""
    dimensions = dimension_of(points)
    random = np.random.default_rng(seed)
    if dimensions == 0:
        return np.repeat(points[:1], count, axis=0)
    origin, basis = flat_of(points, dimensions)
    flat = (points - origin) @ basis.T
    if dimensions == 1:
        return origin + np.outer(random.uniform(flat.min(), flat.max(), count), basis[0])
    corners = _simplices(flat)
    sizes = np.abs(np.linalg.det(corners[:, 1:] - corners[:, :1]))
    chosen = corners[random.choice(len(corners), count, p=sizes / sizes.sum())]
    within = random.dirichlet(np.ones(dimensions + 1), count)
    drawn: Floats = origin + np.einsum("nc,ncd->nd", within, chosen) @ basis
    return drawn


def _simplices(flat: Floats) -> Floats:
    from scipy.spatial import Delaunay

    return np.array(flat[Delaunay(flat).simplices])
