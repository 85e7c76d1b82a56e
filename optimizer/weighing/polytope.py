"""Corners of a set of weights, exactly: a simplex over some base points, cut by half-spaces one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from optimizer.numbers import ONE, ZERO

Vector = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class HalfSpace:
    """sum of coefficient x weight <= bound."""

    coefficients: Vector
    bound: Fraction

    def excess(self, point: Vector) -> Fraction:
        return dot(self.coefficients, point) - self.bound


@dataclass(frozen=True, slots=True)
class Corner:
    """A corner in mixing coordinates (how much of each base point), with the constraints that are tight there."""

    mix: Vector
    point: Vector
    tight: frozenset[int]


def dot(one: Sequence[Fraction], other: Sequence[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(one, other, strict=True) if a and b), ZERO)


def corners(base: Sequence[Vector], cuts: Iterable[HalfSpace]) -> tuple[Vector, ...]:
    """The corners of the base points' hull within all half-spaces, and maybe points between; empty if there are none.

    The double description method (Motzkin et al. 1953) in mixing coordinates, where adjacency is a matter of tight
    constraints.
    """
    found = first_corners(base)
    for name, cut in enumerate(cuts, start=len(base)):
        found = cut_corners(found, cut, name)
    return tuple(dict.fromkeys(corner.point for corner in found))


def first_corners(base: Sequence[Vector]) -> list[Corner]:
    """The corners of the hull of the base points, before any cut."""
    return [_unit(base, at, len(base)) for at in range(len(base))]


def _unit(base: Sequence[Vector], at: int, size: int) -> Corner:
    mix = tuple(ONE if place == at else ZERO for place in range(size))
    return Corner(mix, base[at], frozenset(range(size)) - {at})


def cut_corners(found: list[Corner], cut: HalfSpace, name: int) -> list[Corner]:
    """The corners of what the half-space leaves; `name` stands for it among the tight constraints."""
    excess = [cut.excess(corner.point) for corner in found]
    kept = [corner for corner, over in zip(found, excess, strict=True) if over < 0]
    edge = [
        Corner(corner.mix, corner.point, corner.tight | {name})
        for corner, over in zip(found, excess, strict=True)
        if over == 0
    ]
    for one, under in zip(found, excess, strict=True):
        for other, over in zip(found, excess, strict=True):
            if under < 0 < over and _adjacent(one, other, found):
                edge.append(_between(one, other, over / (over - under), name))
    return kept + edge


def _adjacent(one: Corner, other: Corner, found: list[Corner]) -> bool:
    """No third corner has all the constraints tight that both have."""
    common = one.tight & other.tight
    return not any(common <= third.tight for third in found if third is not one and third is not other)


def _between(one: Corner, other: Corner, part: Fraction, name: int) -> Corner:
    """part of the one and 1 - part of the other: where the edge between them meets the cut."""

    def mixed(a: Vector, b: Vector) -> Vector:
        return tuple(part * x + (1 - part) * y for x, y in zip(a, b, strict=True))

    return Corner(mixed(one.mix, other.mix), mixed(one.point, other.point), (one.tight & other.tight) | {name})
